"""Read glossaries: tables in text, and TBX (TermBase eXchange, ISO 30042).

The text is ``source<TAB>target<TAB>note``, or CSV (``tables.py``), a term a line; the note, further columns, blank
lines and lines that begin with ``#`` are for people, and a line may name the columns. TBX is taken in both editions:
that of 2008 (TBX-Basic: ``martif``, ``termEntry``, ``langSet``, ``tig`` or ``ntig``) and that of 2019 (``tbx``,
``conceptEntry``, ``langSec``, ``termSec``).
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from bilingual.glossary import tables
from bilingual.glossary.entries import Entry
from bilingual.glossary.phrases import WORD
from bilingual.io import xml
from bilingual.io.source import Source
from bilingual.languages import english_name, own_name, tag
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What no glossary reaches: a longer term is a text, and a larger file is no glossary.
_MAX_CHARACTERS = 500
_MAX_BYTES = 64 * 1024**2
_MAX_ENTRIES = 100_000

_HEADERS = frozenset(
    {
        *(
            ("source", "target"),
            ("src", "tgt"),
            ("français", "anglais"),
            ("terme", "traduction"),
            ("term", "translation"),
        ),
        *(("source term", "target term"), ("terme source", "terme cible"), ("source", "cible")),
    }
)
_XML_SUFFIXES = (".tbx", ".xml")
_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_SECTIONS = frozenset({"langSet", "langSec"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Mark-up inside a term, around text of its own (TBX 2008 takes it from XLIFF).
_INNER = frozenset({"hi", "foreign"})
# Values of administrativeStatus, the whole of them or their beginning.
_PREFERRED = ("preferredTerm", "preferred")
_REFUSED = ("deprecatedTerm", "deprecated", "supersededTerm", "superseded")
# Invisible characters that some languages spell words with (Persian, Hindi): they part or join the letters around.
_JOINERS = {0x200C: None, 0x200D: None}


@dataclass(slots=True)
class _Held(Source):
    """A glossary's file, read once, since it may be a pipe."""

    raw: bytes = b""

    def hold(self) -> None:
        """Read the whole file into memory. Raises InputError, also for more bytes than a glossary has."""
        with Source.open(self) as stream:
            self.raw = stream.read(_MAX_BYTES + 1)
        if len(self.raw) > _MAX_BYTES:
            raise self.error(f"it has more than {_MAX_BYTES // 1024**2} MB, which no glossary has", "Split it")

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the bytes that ``hold`` read as a stream."""
        yield io.BytesIO(self.raw)


def read(path: Path, languages: tuple[str, str]) -> tuple[list[Entry], str]:
    """Return the entries of a glossary for a pair of languages (ISO 639-1), and the SHA-256 of the file.

    Raises InputError, which names the line, where the file or a line of it cannot be taken.
    """
    source = _Held(path.name, encodable(str(path)), path)
    source.hold()
    beginning = source.raw.removeprefix(b"\xef\xbb\xbf")[:5]
    is_xml = path.suffix.lower() in _XML_SUFFIXES or beginning == b"<?xml"
    entries: list[Entry] = []
    for entry in (_tbx if is_xml else _text)(source, languages):
        entries.append(entry)
        if len(entries) > _MAX_ENTRIES:
            raise source.error(f"it has more than {_MAX_ENTRIES:,} terms", "Split it")
    if not entries:
        raise source.error(
            f"it has no term with a translation from '{languages[0]}' to '{languages[1]}'",
            "Write a term a line: source, tab, target",
        )
    return entries, hashlib.sha256(source.raw).hexdigest()


def _text(source: _Held, languages: tuple[str, str]) -> Iterator[Entry]:
    first, second = languages
    headers = _HEADERS | {
        languages,
        (english_name(first).lower(), english_name(second).lower()),
        (own_name(first).lower(), own_name(second).lower()),
    }
    for number, cells in tables.rows(source.raw, source):
        tidy = [_cell(cell) for cell in cells]
        if tuple(_plain_name(cell) for cell in tidy[:2]) in headers:
            continue
        yield _entry(source, f"line {number}", tidy[0], [tidy[1]], tidy[2] if len(tidy) > 2 else "")  # noqa: PLR2004 - the third column


def _plain_name(cell: str) -> str:
    """Return the name of a column as those of headers are compared: ``fr-FR`` is ``fr``.

    >>> _plain_name("#Source"), _plain_name("fr-FR"), _plain_name("Français")
    ('source', 'fr', 'français')
    """
    name = cell.lower().lstrip("#").strip()
    code, dash, _ = name.replace("_", "-").partition("-")
    return code if dash and len(code) == 2 else name  # noqa: PLR2004 - letters of a code


def _cell(text: str) -> str:
    """Return a cell without needless white space, and without the quotes that a spreadsheet puts around some.

    >>> _cell(' "Le ""Monde"", journal" ')
    'Le "Monde", journal'
    """
    text = " ".join(text.split())
    inner = text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return text


def _entry(source: Source, place: str, term: str, targets: list[str], note: str) -> Entry:
    """Return an entry. Raises InputError where a term is empty or none."""
    for side, text in (("source", term), *(("target", target) for target in targets)):
        if not text:
            raise source.error(f"{place} has no {side} term", "Complete or remove it; equal sides keep a term as it is")
        if len(text) > _MAX_CHARACTERS:
            raise source.error(
                f"{place}: the {side} has more than {_MAX_CHARACTERS} characters", "Give a term, no text"
            )
        if not text.translate(_JOINERS).isprintable():
            raise source.error(f"{place}: the {side} holds characters that no text has", "Correct it")
        if not WORD.search(text):
            raise source.error(f"{place}: the {side} '{text}' holds no word", "Correct or remove it")
    return Entry(term, tuple(targets), note)


def _tbx(source: Source, languages: tuple[str, str]) -> Iterator[Entry]:
    for _, concept in xml.units(source, ("martif", "tbx"), _ENTRIES):
        place = f"the entry in line {concept.sourceline}"
        sources: list[str] = []
        targets: list[str] = []
        for section in concept:
            side = _side(section, languages) if xml.local_name(section) in _SECTIONS else None
            if side is None:
                continue
            found = list(_terms(section))
            if side:
                found = [item for item in found if not item[1].startswith(_REFUSED)]
                found.sort(key=lambda item: not item[1].startswith(_PREFERRED))
            (sources, targets)[side].extend(text for text, _ in found)
        if targets:
            note = " ".join((concept.findtext("{*}note") or "").split())
            for term in sources:
                yield _entry(source, place, term, targets, note)


def _side(section: Any, languages: tuple[str, str]) -> int | None:  # noqa: ANN401 - lxml ships no types
    """Return which of the languages a section is in, 0 or 1, or None: the closest, as ``pt-BR`` is ``pt``, too."""
    said = (section.get(_LANGUAGE) or section.get("lang") or "").lower()
    tags = [tag(code).lower() for code in languages]
    fitting = [(len(own), side) for side, own in enumerate(tags) if f"{said}-".startswith(f"{own}-")]
    return max(fitting)[1] if fitting else None


def _terms(section: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - lxml ships no types
    """Yield each term of a language in an entry, with its administrative status, if any."""
    for element in section.iterdescendants("{*}term"):
        group = element.getparent()
        status = ""
        for note in group:
            # A termNote of that type, or in the "direct category" style an element of that name.
            if "administrativeStatus" in (note.get("type"), xml.local_name(note)):
                status = (note.text or "").strip()
        yield " ".join(xml.text_of(element, lambda _: None, _INNER).split()), status
