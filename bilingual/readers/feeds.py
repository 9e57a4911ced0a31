"""RSS (0.9 to 2.0) and Atom with the texts in them: an item is an article; ``rows.py`` says what is in one.

XML in a folder that is no feed may be anything, and is counted as not read.
"""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final

from bilingual.io.peeked import wide_encoding
from bilingual.readers import rows
from bilingual.readers.documents.events import heard
from bilingual.readers.rows import How, NoTextError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Source

_CHUNK = 1 << 16
# The roots of files that link sentences of texts and their translations (XCES), or hold both (TMX, XLIFF).
_ALIGNED = frozenset({"cesalign", "tmx", "xliff"})
_ALIGN = "It holds or links texts and their translations: make a corpus of these with bilingual align"
_ROOTS: Final = frozenset({"rss", "RDF", "feed"})
_ITEMS: Final = frozenset({"item", "entry"})
_ATOM: Final = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_RSS: Final = frozenset(
    {"", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2"}
)
_XHTML: Final = "http://www.w3.org/1999/xhtml"
# The fields of a row by namespace and name; of a text the fullest comes first.
_FIELDS: Final = {"title": "title", "guid": "guid", "id": "guid", "link": "url", "pubDate": "date", "published": "date",
                  "issued": "date", "author": "authors", "creator": "authors", "category": "section",
                  "subject": "section", "rights": "license", "copyright": "license", "date": "date"}  # fmt: skip
_TEXTS: Final = ("encoded", "content", "description", "summary")
_LATER: Final = frozenset({"updated", "modified"})
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_DECLARED: Final = b"<!ENTITY"


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article | InputError]:
    """Yield the article of each item, or what is wrong with one. Raises InputError, a NoTextError for another XML."""
    raw = source.read()
    declared = _DECLARED in raw or wide_encoding(raw) is not None
    feed = _Feed(source)
    how = How(language, line_breaks)

    def items() -> Iterator[tuple[Place, Any] | InputError]:
        number = 0
        pieces = (raw_part for raw_part in _parts(_with_characters(raw)))
        for _ in heard(pieces, feed, source, whole_names=True, doctype=not declared):
            for row in feed.taken():
                number += 1
                digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
                yield Place(number, f"item {number}", digest), row

    yield from rows.read(items(), source, how)
    if not feed.count:
        told = source.error("no items in this feed", "Fetch it again")
        raise NoTextError(told.message, told.remedy)


def _parts(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), _CHUNK):
        yield raw[start : start + _CHUNK]


def _with_characters(raw: bytes) -> bytes:
    """Return XML with the characters that HTML's names stand for, which feeds use without saying what they are."""

    def written(entity: re.Match[bytes]) -> bytes:
        character = None if entity[1] in _OF_XML else html5.get(entity[1].decode() + ";")
        return entity[0] if character is None else "".join(f"&#{ord(one)};" for one in character).encode()

    return _ENTITY.sub(written, raw)


class _Feed:
    """Hears a feed, and makes a row of each item."""

    def __init__(self, source: Source) -> None:
        self.count = 0
        self._source = source
        self._path: list[str] = []
        self._done: list[dict[str, Any]] = []
        self._channel: dict[str, str] = {}
        self._row: dict[str, list[str]] | None = None
        self._field = ""
        self._text: list[str] = []
        # How deep in the path the field stands whose content is mark-up of its own, or that tells of another feed.
        self._within = self._apart = 0
        self._named = False

    def taken(self) -> list[dict[str, Any]]:
        """Return the rows of the items that ended since this was asked for."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: C901
        space, local = _parted(name)
        if not self._path and local not in _ROOTS:
            remedy = _ALIGN if local.lower() in _ALIGNED else "Name a feed"
            told = self._source.error(f"it is <{local}>, and no feed of RSS or Atom", remedy)
            raise NoTextError(told.message, told.remedy)
        self._path.append(name)
        if self._within:
            if space == _XHTML:
                self._text.append(f"<{local}>")
            return
        if self._apart:
            return
        if local in _ITEMS and self._row is None:
            self._row = {}
            return
        if local == "source" and space in _ATOM:
            self._apart = len(self._path)
            return
        field = _field_of(space, local)
        if local == "name" and self._field == "authors":
            self._text.clear()
        elif self._field and self._field != "authors":
            return
        elif field:
            self._field, self._text = field, []
            self._within = len(self._path) if attributes.get("type") in {"xhtml", "application/xhtml+xml"} else 0
            if field == "url" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
                self._text.append(attributes["href"])

    def data(self, text: str) -> None:
        if self._field:
            self._text.append(escape(text, quote=False) if self._within else text)

    def end(self, name: str) -> None:
        space, local = _parted(name)
        if self._within and len(self._path) > self._within:
            if space == _XHTML:
                self._text.append(f"</{local}>")
            self._path.pop()
            return
        self._path.pop()
        if self._apart:
            self._apart = self._apart if len(self._path) >= self._apart else 0
        elif local in _ITEMS and self._row is not None and not self._field:
            self._close()
        elif local == "name" and self._field == "authors":
            self._add("authors", "".join(self._text))
            self._named = True
        elif self._field and _field_of(space, local) == self._field:
            if not self._named:
                self._add(self._field, "".join(self._text))
            self._field, self._text, self._within, self._named = "", [], 0, False

    def _add(self, field: str, text: str) -> None:
        if not text.strip():
            return
        if self._row is not None:
            self._row.setdefault(field, []).append(text)
        else:
            self._channel.setdefault(field, text.strip())

    def _close(self) -> None:
        row, self._row = self._row or {}, None
        self.count += 1
        made: dict[str, Any] = {name: values[0] for name, values in row.items()}
        if len(row.get("authors", ())) > 1:
            made["authors"] = row["authors"]
        if "authors" in made and isinstance(made["authors"], str):
            made["authors"] = _signed(made["authors"])
        text = next((made[name] for name in _TEXTS if made.get(name)), None)
        for name in _TEXTS:
            made.pop(name, None)
        later = made.pop("later", None)
        made.setdefault("date", later)
        made["text"] = text
        for name, of in (("publisher", "title"), ("language", "language")):
            if of in self._channel:
                made[name] = self._channel[of]
        self._done.append({name: value for name, value in made.items() if value is not None or name == "text"})


def _parted(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition("}")
    return space.lstrip("{"), local


def _field_of(space: str, local: str) -> str:
    """Return what an element of a feed is of a row, an empty string where it is nothing."""
    if space == _CONTENT:
        return "encoded" if local == "encoded" else ""
    if space == _DUBLIN_CORE:
        return (
            "language" if local == "language" else _FIELDS.get(local, "description" if local == "description" else "")
        )
    if space not in _ATOM | _RSS:
        return ""
    if local in _TEXTS[1:]:
        return local
    if local in _LATER:
        return "later"
    return "language" if local == "language" else _FIELDS.get(local, "")


def _signed(name: str) -> str:
    """Return the name in what RSS has for an author: an address with the name in brackets.

    >>> _signed("redaction@ex.fr (Awa Diallo)"), _signed("Awa Diallo")
    ('Awa Diallo', 'Awa Diallo')
    """
    found = re.fullmatch(r"\s*\S+@\S+\s+\((.+)\)\s*", name)
    return found[1] if found else name
