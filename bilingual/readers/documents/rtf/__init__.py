"""RTF, the Rich Text Format: groups, control words, and bytes in the code pages of its fonts.

Read are paragraphs, cells of tables, text boxes and the results of fields, then the notes in their order. Hidden text,
what was deleted and tracked, headers and footers, comments and tables of contents are left out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.readers.documents import laid_out
from bilingual.readers.documents.collecting import Collected, Open
from bilingual.readers.documents.opening import opened, refusal
from bilingual.readers.documents.rtf.definitions import Definitions, level_of
from bilingual.readers.documents.rtf.words import (
    CHARACTERS,
    ENDS,
    FIELDS,
    NO_TEXT,
    PROPERTIES,
    READ,
    SYMBOLS,
)
from bilingual.readers.facts import clean as whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.io.source import Source
    from bilingual.readers.documents.laid_out import Block

WHAT: Final = "rich-text document"
_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|.",
    re.DOTALL,
)
_DEEPEST = 1_000
# A picture's bytes are most of such a file.
_MAX_BYTES = 64 * 1024**2
_BULLET: Final = re.compile(r"\A\s*[•▪●◦·\uf0b7]\s*")
_LONGEST_FIELD = 64
_RAISING: Final = frozenset({"super", "sub", "nosupersub"})


@dataclass(slots=True)
class _Group:
    """What holds in a group: where its text goes, and how it is set."""

    place: str = "body"
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    skipped: int = 1  # characters that stand for one in Unicode, for who knows none
    font: int = -1
    starred: bool = False
    begins: bool = True
    note: bool = False
    box: bool = False


@dataclass(slots=True)
class _Paragraph:
    """How the paragraph is set."""

    style: int = 0
    level: int = 0
    item: bool = False
    table: bool = False


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:
    """Yield the one article of a document. Raises InputError."""
    with opened(source) as (stream, _):
        raw = stream.read(_MAX_BYTES + 1)
        if len(raw) > _MAX_BYTES:
            raise source.error(f"it has more than {_MAX_BYTES // 1024**2} MB, which no article has", "Save it as .docx")
        start = raw[:64].lstrip(b"\xef\xbb\xbf \r\n\t\0")
        if not start.startswith(b"{\\rtf"):
            raise refusal(source, stream, WHAT)
    document = _Document(source)
    document.read(raw)
    digest = hashlib.sha256(raw).hexdigest()
    origin = laid_out.Origin(source, source.id, source.name, digest, language, line_breaks)
    found = laid_out.article(document.blocks(), document.definitions.facts(), origin)
    if found is None:
        raise source.error("no prose in this document", "Remove it, or put the article's text into it")
    yield found


class _Document:
    """Reads a document token by token."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._group = _Group()
        self._groups: list[_Group] = []
        self._paragraph = _Paragraph()
        self._outer: list[_Paragraph] = []
        self._bytes = bytearray()
        self._skip = 0
        self.definitions = Definitions()
        self._fields: list[str] = []
        self._collected = Collected()
        self._in_row = False

    def read(self, raw: bytes) -> None:  # noqa: C901
        """Read all of it. Raises InputError."""
        at, end = 0, len(raw)
        while at < end:
            found = _TOKEN.match(raw, at)
            if found is None:
                break
            at = found.end()
            word, number, byte, symbol, brace, text = found.groups()
            if text is not None or byte is not None:
                self._hear(text if text is not None else bytes([int(byte, 16)]))
                continue
            if word == b"bin":
                at += max(0, int(number or 0))
                continue
            if word is not None or symbol is not None or brace is not None:
                self._flush()
            if brace == b"{":
                self._begin()
            elif brace == b"}":
                if not self._groups:
                    break
                self._end()
            elif word is not None:
                self._word(word.decode(), None if number is None else int(number))
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
        self._flush()
        if self._groups:
            raise self._source.error("it is cut short", "Save it again, or fetch it again")

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs."""
        for block in self._collected.blocks():
            text = block.text if block.text.isascii() else whole(block.text)  # halves of characters, put together
            marked = block.kind in {None, Kind.ITEM} and _BULLET.match(text)
            yield replace(block, kind=Kind.ITEM, text=_BULLET.sub("", text)) if marked else replace(block, text=text)

    # Groups

    def _begin(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise self._source.error("something in it is nested too deep", "Save it again")
        self._groups.append(self._group)
        self._group = replace(self._group, starred=False, begins=True, note=False, box=False)
        self._skip = 0

    def _end(self) -> None:
        ended, self._group = self._group, self._groups.pop()
        self._skip = 0
        if ended.note or ended.box:
            if self._collected.within > len(self._outer):
                self._collected.end()
            self._collected.note -= ended.note
            self._paragraph = self._outer.pop() if self._outer else _Paragraph()
        if ended.place == "style" and self._group.place != "style":
            self.definitions.end_style(hidden=ended.hidden)
        elif ended.place in PROPERTIES and self._group.place not in PROPERTIES:
            self.definitions.end_property(ended.place)
        elif ended.place == "field" and self._group.place != "field" and self._fields:
            self._fields.pop()

    # Text

    def _hear(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if data:
            self._group.begins = False
            if self._group.place != "skip":
                self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = bytes(self._bytes).decode(self.definitions.code_page(self._group.font), "replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        place = self._group.place
        if place == "body":
            left_out = any(name in FIELDS for name in map(_name_of, self._fields))
            if not (self._group.hidden or self._group.deleted or left_out):
                self._opened()
                self._collected.say(text, raised=self._group.raised)
        elif place in {"style", *PROPERTIES}:
            self.definitions.say(text)
        elif place == "instruction" and self._fields and len(self._fields[-1]) < _LONGEST_FIELD:
            self._fields[-1] += text

    def _opened(self) -> Open:
        """Return the paragraph that is open, or one that is opened now."""
        depth = 1 + len(self._outer)
        while self._collected.within < depth:
            self._collected.begin(Open())
        paragraph = self._collected.paragraph
        return paragraph if paragraph is not None else Open()

    def _end_paragraph(self, *, cell: bool = False) -> None:
        if self._group.place != "body":
            return
        one, set_as = self._opened(), self._paragraph
        style = self.definitions.meaning(set_as.style)
        one.kind, one.level, one.fixed = style.kind, style.level, style.fixed
        one.hidden = style.hidden or style.left_out
        if set_as.level and one.kind is None:
            one.kind, one.level = Kind.SUBHEADING, set_as.level
        elif set_as.item and one.kind is None:
            one.kind = Kind.ITEM
        if set_as.table and not self._outer and not self._in_row:
            self._collected.begin_row()
            self._in_row = True
        if cell and self._in_row:
            self._collected.begin_cell()
        self._collected.end()

    # Control words

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group.starred = self._group.begins
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in SYMBOLS:
            if self._skip:
                self._skip -= 1
            else:
                self._say(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:  # noqa: C901
        group = self._group
        begins, group.begins = group.begins, False
        if group.place == "skip" or (begins and self._destination(word, number)):
            return
        if group.place == "fonts":
            self.definitions.font_word(word, number or 0)
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skip = group.skipped
        elif word == "uc":
            group.skipped = min(max(number or 0, 0), 8)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in ENDS:
            self._end_paragraph(cell=word in {"cell", "nestcell"})
        elif word == "row":
            if self._in_row:
                self._collected.end_row()
            self._in_row = False
        elif word in {"v", "deleted"}:
            setattr(group, "hidden" if word == "v" else "deleted", number != 0)
        elif word == "plain":
            group.hidden, group.deleted, group.raised, group.font = False, False, False, -1
        elif word == "f":
            group.font = number or 0
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        """Hear how a paragraph or the document is set."""
        if self._group.place == "style":
            self.definitions.style_word(word, number)
        elif self._group.place in PROPERTIES:
            self.definitions.property_word(word, number)
        elif word == "pard":
            self._paragraph = _Paragraph()
        elif word == "s":
            self._paragraph.style = number or 0
        elif word == "outlinelevel":
            self._paragraph.level = level_of(number)
        elif word == "ls":
            self._paragraph.item = bool(number)
        elif word == "intbl":
            self._paragraph.table = True
        elif word in _RAISING:
            self._group.raised = word == "super" and number != 0
        else:
            self.definitions.document_word(word, number)

    def _destination(self, word: str, number: int | None) -> bool:  # noqa: C901, PLR0912
        """Hear the first word of a group, and tell whether it says where the group's text goes."""
        group = self._group
        if group.place == "fonts":
            return False
        if word == "fonttbl":
            group.place = "fonts"
        elif word == "stylesheet":
            group.place = "styles"
        elif group.place == "styles":
            group.place = "style"
            self.definitions.begin()
            self._setting(word, number)
        elif word == "info":
            group.place = "info"
        elif group.place == "info":
            group.place = word if word in PROPERTIES else "skip"
            self.definitions.begin()
        elif word == "footnote":
            self._inner(note=True)
        elif word in {"shptxt", "dptxbxtext"}:
            group.place = "body"
            self._inner(note=False)
        elif word in {"shpinst", "do", "shp"}:
            group.place = "shape"
        elif word == "field":
            self._fields.append("")
            group.place = "field"
        elif word == "fldinst":
            group.place = "instruction"
        elif word == "fldrslt":
            group.place = "body"
        elif word in NO_TEXT or (group.starred and word not in READ):
            group.place = "skip"
        else:
            return False
        return True

    def _inner(self, *, note: bool) -> None:
        """Begin what stands in the middle of a paragraph: a note, or a text box."""
        self._opened()
        self._outer.append(self._paragraph)
        self._paragraph = _Paragraph()
        self._group.note, self._group.box = note, not note
        self._group.hidden = self._group.hidden and note
        self._collected.note += note


def _name_of(field_: str) -> str:
    return field_.split(maxsplit=1)[0].upper() if field_.strip() else ""
