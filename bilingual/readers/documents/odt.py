"""ODT, the documents of LibreOffice: OpenDocument text in a zip archive (OASIS OpenDocument 1.3, part 3).

Read are the paragraphs of the text, of its tables and text boxes, then its notes in their order. What was deleted and
tracked is left out, as are hidden text, comments, and tables of contents.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.languages import word_set
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.archive import Archive
from bilingual.readers.documents.collecting import Collected, Open
from bilingual.readers.documents.events import listen
from bilingual.readers.documents.opening import opened
from bilingual.readers.documents.styles import Meaning, Meanings, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.data import Article
    from bilingual.io.source import Source

WHAT: Final = "OpenDocument text"
_CONTENT: Final = "content.xml"
# What is in these is no text of the document: what was deleted, comments, marks of notes, what stands for a picture,
# and lists of places. ``scripts`` and ``font-face-decls`` only take time.
_SKIPPED: Final = word_set(
    "tracked-changes annotation annotation-end note-citation ruby-text hidden-text covered-table-cell title desc "
    "table-of-content illustration-index table-index object-index alphabetical-index user-index binary-data "
    "page-number page-count forms scripts font-face-decls sequence-decls variable-decls user-field-decls "
    "text-input-decls header footer event-listeners index-title-template"
)
_TEXT: Final = frozenset({"p", "h"})
_ENCRYPTION: Final = b"encryption-data"


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:
    """Yield the one article of a document. Raises InputError."""
    with opened(source) as (stream, sha256):
        archive = Archive(stream, source, WHAT)
        if _CONTENT not in archive or "xl/workbook.xml" in archive:
            raise archive.refusal()
        if (manifest := "META-INF/manifest.xml") in archive and _ENCRYPTION in archive.read(manifest):
            raise source.error("it is encrypted with a password", "Save it without one")
        styles = _Styles()
        if "styles.xml" in archive:
            listen(archive.chunks("styles.xml"), styles, source)
        body = _Body(styles)
        listen(archive.chunks(_CONTENT), body, source)
        if not body.is_text:
            raise source.error("it is an OpenDocument file, and no text", "Save it as .odt")
        facts = properties.of_office(archive, source, "meta.xml")
    origin = laid_out.Origin(source, source.id, source.name, sha256, language, line_breaks)
    found = laid_out.article(body.collected.blocks(), facts, origin)
    if found is None:
        raise source.error("no prose in this document", "Remove it, or put the article's text into it")
    yield found


class _Styles:
    """Hears the definitions of styles, of paragraphs and of words in them."""

    def __init__(self) -> None:
        self.found: dict[str, Style] = {}
        self._style: Style | None = None
        self._meanings = Meanings(self.found)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style" and attributes.get("family") in {"paragraph", "text"}:
            key = attributes.get("name", "")
            level = attributes.get("default-outline-level", "")
            self._style = Style(
                attributes.get("display-name", key),
                attributes.get("parent-style-name", ""),
                int(level) if level.isdecimal() and 0 < int(level[:4]) < 100 else None,  # noqa: PLR2004 - headings have ten
                item=bool(attributes["list-style-name"]) if "list-style-name" in attributes else None,
            )
            self.found[key] = self._style
        elif name == "text-properties" and self._style is not None:
            hidden = attributes["display"] == "none" if "display" in attributes else None
            raised = _is_raised(attributes["text-position"]) if "text-position" in attributes else None
            self.found[next(reversed(self.found))] = replace(self._style, hidden=hidden, raised=raised)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = None

    def data(self, text: str) -> None: ...

    def meaning(self, key: str) -> Meaning:
        """Return what the style of a key means."""
        return self._meanings.of(key)


def _is_raised(position: str) -> bool:
    """Whether words stand high by what their style says, such as ``super 58%`` or ``33% 58%``."""
    first = position.partition(" ")[0]
    return first == "super" or (first.endswith("%") and first[:-1].isdecimal() and int(first[:-1][:4]) > 0)


class _Body:
    """Hears the content: automatic styles, then the text."""

    def __init__(self, styles: _Styles) -> None:
        self.collected = Collected()
        self.is_text = False
        self._styles = styles
        self._in_body = False
        self._in_text = 0
        self._skipping = 0
        self._spans: list[Meaning] = []
        self._lists: list[str] = []
        self._sections: list[bool] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping or (self._in_text and name in _SKIPPED):
            self._skipping += 1
        elif not self._in_text:
            self._styles.start(name, attributes)
            if name == "text" and self._in_body:
                self._in_text, self.is_text = 1, True
            self._in_body = self._in_body or name == "body"
        else:
            self._started(name, attributes)

    def _started(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _TEXT:
            self.collected.begin(self._open(name, attributes))
        elif name == "span":
            self._spans.append(self._styles.meaning(attributes.get("style-name", "")))
        elif name in {"s", "tab"}:
            self._say(" ")
        elif name == "line-break":
            self._say("\n")
        elif name in {"list", "list-header"}:
            self._lists.append(name)
        elif name == "note":
            self.collected.note += 1
        elif name in {"table-row", "table-cell"}:
            self.collected.begin_row() if name == "table-row" else self.collected.begin_cell()
        elif name in {"section", "hidden-paragraph", "conditional-text"}:
            self._hideable(name, attributes)

    def _hideable(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "section":
            self._sections.append(attributes.get("display") == "none")
        elif name == "hidden-paragraph" and self.collected.paragraph and attributes.get("is-hidden") == "true":
            self.collected.paragraph.hidden = True

    def _open(self, name: str, attributes: Mapping[str, str]) -> Open:
        style = self._styles.meaning(attributes.get("style-name", ""))
        kind, level = style.kind, style.level
        if name == "h":
            said = attributes.get("outline-level", "1")
            level = level or (int(said) if said.isdecimal() and len(said) < 3 else 1)  # noqa: PLR2004 - digits
            kind = kind if kind is Kind.HEADLINE else Kind.SUBHEADING
        elif self._lists and self._lists[-1] == "list" and kind is None:
            kind = Kind.ITEM
        elif kind is Kind.ITEM and not self._lists:
            kind = None  # a list's style alone sets no mark
        hidden = style.hidden or style.left_out or any(self._sections)
        return Open(kind, level, hidden, fixed=style.fixed)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif not self._in_text:
            self._styles.end(name)
        elif name in _TEXT:
            self.collected.end()
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name in {"list", "list-header"} and self._lists:
            self._lists.pop()
        elif name == "note":
            self.collected.note = max(0, self.collected.note - 1)
        elif name == "table-row":
            self.collected.end_row()
        elif name == "section" and self._sections:
            self._sections.pop()
        elif name == "text":
            self._in_text = 0

    def data(self, text: str) -> None:
        if self._in_text and not self._skipping:
            # Line breaks of the file are blanks of the text.
            self._say(text.replace("\n", " "))

    def _say(self, text: str) -> None:
        if not any(one.hidden for one in self._spans):
            self.collected.say(text, raised=any(one.raised for one in self._spans))
