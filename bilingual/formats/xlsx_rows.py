"""Workbooks (``.xlsx``) as spreadsheets save them, read in bounded memory.

Only the texts of cells are looked at: nothing is evaluated, nothing is taken from outside the file, and of a formula
the value counts that stands beside it. The file may be a stranger's: its parts are read as streams, none is unpacked to
the disk, one that unpacks to far more than such tables do is refused, and so is one that declares entities.
"""

from __future__ import annotations

import contextlib
import lzma
import posixpath
import re
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from bilingual.formats import table
from bilingual.formats.csv import unguard
from bilingual.formats.rows import MAX_ROW_BYTES
from bilingual.io import xml
from bilingual.io.peeked import chunks, stream_of
from bilingual.io.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.errors import InputError
    from bilingual.formats.rows import Row

# A table of texts shrinks to a tenth or so in an archive. What unpacks to more than that, beyond the first bytes, is
# made to fill a machine.
_MOST_FOLD = 200
_FREE_BYTES = 64 * 1024**2
_MOST_SHEETS = 1_000
# A workbook of more bytes than that no program opens.
_MOST_BYTES = 2 * 1024**3
_CHUNK_BYTES = 1 << 20
_SECONDS_A_DAY = 86_400
# What a damaged or hostile archive makes the standard library raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_REMEDY = "Save it again as .xlsx, or as .csv"


def rows(source: Source, languages: tuple[str, str], find: table.Find = table.columns) -> Iterator[Row]:
    """Yield the segments of the sheets whose first row names their columns. Raises InputError."""
    try:
        with contextlib.ExitStack() as stack:
            archive = stack.enter_context(zipfile.ZipFile(stack.enter_context(_copy(source))))
            book = _Book(archive, source)
            stack.callback(book.close)
            yield from _rows_of(book, source, languages, find)
    except DAMAGE as error:
        raise source.error(f"it is no sound workbook ({error})", _REMEDY) from error


@contextlib.contextmanager
def _copy(source: Source) -> Iterator[IO[bytes]]:
    """Give a copy of a file in which one can seek, as an archive's contents stand at its end. Raises InputError."""
    with tempfile.TemporaryFile() as copy:
        with source.open() as stream:
            left = _MOST_BYTES
            while chunk := stream.read(_CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise source.error("it is too large for a workbook", _REMEDY)
                copy.write(chunk)
        yield copy


def _rows_of(book: _Book, source: Source, languages: tuple[str, str], find: table.Find) -> Iterator[Row]:
    problem: InputError | None = None
    found = False
    names = book.sheets()
    for name in names:
        lines = book.lines(name)
        where = f"{posixpath.basename(name).removesuffix('.xml')} " if len(names) > 1 else ""
        read = table.rows(lines, source, languages, where, find, unguard)
        try:
            for row in read:
                found = True
                yield row
        except table.NoHeaderError as error:
            problem = problem or error
    if problem and not found:
        raise problem


class _Book:
    """The parts of a workbook. Raises InputError."""

    def __init__(self, archive: zipfile.ZipFile, source: Source) -> None:
        self._archive = archive
        self._source = source
        self._names = set(archive.namelist())
        packed = sum(info.compress_size for info in archive.infolist())
        self._left = [_FREE_BYTES + _MOST_FOLD * packed]
        self._strings: sqlite3.Connection | None = None
        self._shared = ""

    def close(self) -> None:
        """Let go of the shared texts."""
        if self._strings is not None:
            self._strings.close()

    def sheets(self) -> list[str]:
        """Return the names of the parts that are sheets, in their order."""
        book = next((target for kind, target in self._relations("") if kind == "officeDocument"), "xl/workbook.xml")
        targets = {}
        for identity, kind, target in self._identified(book):
            targets[identity] = target
            if kind == "sharedStrings":
                self._shared = target
        found: list[str] = []
        for _, sheet in self._units(book, "workbook", "sheet"):
            identity = next((value for key, value in sheet.items() if xml.local_name_of(key) == "id"), "")
            if targets.get(identity) in self._names and len(found) < _MOST_SHEETS:
                found.append(targets[identity])
        if not found:
            raise self._source.error("there is no sheet in it", _REMEDY)
        return found

    def lines(self, name: str) -> Iterator[table.Line]:
        """Yield the rows of a sheet that are not empty, by number."""
        previous = 0
        for _, element in self._units(name, "worksheet", "row"):
            said = element.get("r") or ""
            previous = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else previous + 1  # noqa: PLR2004
            cells: list[str] = []
            for cell in element.iterfind("{*}c"):
                column = _column(cell.get("r"), len(cells))
                if column >= len(cells):
                    cells += [""] * (column - len(cells))
                    cells.append(self._text(cell))
            if any(cells):
                # Trailing cells that are empty are not written.
                yield previous, table.Padded(cells)

    def _text(self, cell: Any) -> str:  # noqa: ANN401 - lxml ships no types
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return _string(cell.find("{*}is"))
        value = cell.findtext("{*}v") or ""
        match kind:
            case "s":
                return self._shared_text(value)
            case "str":
                return _unescaped(value)
            case "b":
                return "TRUE" if value.strip() == "1" else "FALSE"
            case "e":
                return ""  # a formula that went wrong is no translation
            case _:
                return _number(value.strip())

    def _shared_text(self, index: str) -> str:
        if self._strings is None:
            self._strings = self._read_shared()
        if not (index.strip().isascii() and index.strip().isdigit()):
            return ""
        found = self._strings.execute("SELECT text FROM shared WHERE number = ?", (min(int(index), 2**62),)).fetchone()
        return "" if found is None else str(found[0])

    def _read_shared(self) -> sqlite3.Connection:
        # An empty name makes a private database that SQLite keeps in memory while it is small and removes at the end.
        database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        database.executescript("CREATE TABLE shared (number INTEGER PRIMARY KEY, text TEXT); BEGIN;")
        if self._shared in self._names:
            units = enumerate(self._units(self._shared, "sst", "si"))
            texts = ((number, _string(element)) for number, (_, element) in units)
            database.executemany("INSERT INTO shared VALUES (?, ?)", texts)
        return database

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        for _, kind, target in self._identified(part):
            yield kind, target

    def _identified(self, part: str) -> list[tuple[str, str, str]]:
        """Return the relations of a part, the whole file for an empty name: id, kind and the part that is meant."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return []
        found = []
        for _, element in self._units(relations, "Relationships", "Relationship"):
            kind, target = (element.get("Type") or "").rpartition("/")[2], element.get("Target") or ""
            if element.get("TargetMode") != "External":
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((element.get("Id") or "", kind, posixpath.normpath(whole)))
        return found

    def _units(self, name: str, root: str, unit: str) -> Iterator[tuple[Any, Any]]:
        if name not in self._names:
            raise self._source.error(f"its part '{name[:80]}' is missing", _REMEDY)
        part = _Part(
            self._source.id, self._source.name, self._source.path, archive=self._archive, part=name, left=self._left
        )
        return xml.units(part, root, frozenset({unit}))


@dataclass(slots=True, kw_only=True)
class _Part(Source):
    """A part of an archive, as a file that is read once. ``left`` is how many bytes the whole archive may unpack to."""

    archive: zipfile.ZipFile
    part: str
    left: list[int]

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the part."""
        with self.archive.open(self.part) as stream:
            yield stream_of(self.bounded(stream))

    def bounded(self, stream: IO[bytes]) -> Iterator[bytes]:
        """Yield what a stream gives. Raises InputError where that is far too much."""
        for chunk in chunks(stream):
            self.left[0] -= len(chunk)
            if self.left[0] < 0:
                raise self.error("it unpacks to far more than a table does", _REMEDY)
            yield chunk


def _column(reference: str | None, otherwise: int) -> int:
    """Return the number of a cell's column from 0 by a reference such as ``C5``."""
    found = _LETTERS.match(reference or "")
    if not found:
        return otherwise
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _string(element: Any) -> str:  # noqa: ANN401
    """Return the text of a string: its runs in a row, without how it is pronounced."""
    if element is None:
        return ""
    texts = [part.text or "" for part in element.iter("{*}t") if next(part.iterancestors("{*}rPh"), None) is None]
    text = _unescaped("".join(texts))
    return text if len(text) <= MAX_ROW_BYTES else ""


def _unescaped(text: str) -> str:
    r"""Return what a text with escapes of Office Open XML says.

    >>> _unescaped("un_x0001__x005F_x0001__x000D_")
    'un\x01_x0001_\r'
    """
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004 - half a character


def _number(value: str) -> str:
    """Return what a number says as text: a part of a day is a time, which spreadsheets make of ids.

    >>> _number("0.0423726851851852"), _number("2024"), _number("1.5E3")
    ('01:01:01', '2024', '1500')
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if number.is_integer() and abs(number) < 1e15:  # noqa: PLR2004 - beyond, digits are made up
        return str(int(number))
    seconds = number * _SECONDS_A_DAY
    if 0 < number < 1e4 and abs(seconds - round(seconds)) < 1e-3:  # noqa: PLR2004 - what is no whole second is a number
        minutes, second = divmod(round(seconds), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"
    return value
