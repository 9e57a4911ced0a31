"""CSV and TSV with a column of texts: a row is an article, the first line names the columns.

Commas, semicolons, tabs or bars part the cells, whichever makes a column of texts of the first line; Excel may say it
in a line of its own (``sep=;``). Cells are quoted as RFC 4180 has it; where quotes in a table with tabs do not close,
they are part of the texts.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any, Final, Literal

from bilingual.io.cells import parsed, said_delimiter
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.peeked import BEGINNING, as_utf8, with_line_feeds
from bilingual.readers import rows
from bilingual.readers.decoding import NoTextBytesError, decoded
from bilingual.readers.fields import ANYWHERE, NAMES, Fields, candidates, key
from bilingual.readers.rows import MAX_ROW_BYTES, How, NoTextError, Place, missing, remedy_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article
    from bilingual.errors import InputError
    from bilingual.io.source import Source

_DELIMITERS: Final = ",;\t|"
# A header longer than this names no columns.
_MOST_NAME = 200


def read(
    source: Source, language: str = "fr", line_breaks: str = "auto", fields: Fields = ANYWHERE
) -> Iterator[Article | InputError]:
    """Yield the article of each row, or what is wrong with it. Raises InputError, such as NoTextError."""
    with source.open() as raw:
        if (part := source.within) is None:
            beginning, stream, encoding = as_utf8(raw)
        else:  # whoever parted it saw that it is in UTF-8
            beginning, stream, encoding = source.beginning(BEGINNING), raw, "utf-8"
        bounded = BoundedLines(with_line_feeds(beginning, stream), MAX_ROW_BYTES, part.row - 1 if part else 0)
        lines = _Lines(bounded, source, language, encoding)
        # Of the columns, every part goes by what stands at the beginning of the file.
        first = lines if part is None or not part.start else _beginning(beginning, source, language)
        header, delimiter = _header(first, source, fields)
        reader = csv.reader(lines, delimiter=delimiter, quoting=_quoting(beginning, delimiter, len(header)))
        try:
            yield from rows.read(_rows(reader, header, lines, delimiter), source, How(language, line_breaks, fields))
        except csv.Error as error:
            reason = f"line {lines.number} begins a cell that nothing ends, or is no table ({error})"
            raise source.error(reason, "Correct the quotes around it") from error
        except TooLongError as error:
            raise source.error(f"line {lines.number} is too long for an article", "Split or remove it") from error


def row_ends(source: Source, language: str, fields: Fields) -> Iterator[tuple[int, int]]:
    """Yield, behind each row, how many bytes of the file came before, and the number of the line that is next.

    Nothing is yielded of what cannot be parted: a table in another encoding than UTF-8, without line feeds, without a
    column of texts, or with a header of more than BEGINNING bytes. Where a row is damaged, nothing comes behind the one
    before it. Raises InputError.
    """
    with source.open() as raw:
        beginning, stream, encoding = as_utf8(raw)
        if encoding != "utf-8" or with_line_feeds(beginning, stream) is not stream:
            return
        lines = _Lines(BoundedLines(stream, MAX_ROW_BYTES), source, language, encoding)
        try:
            header, delimiter = _header(lines, source, fields)
            if lines.size > len(beginning):
                return
            reader = csv.reader(lines, delimiter=delimiter, quoting=_quoting(beginning, delimiter, len(header)))
            for _ in parsed(reader, MAX_ROW_BYTES):
                yield lines.size, lines.number + 1
        except (csv.Error, TooLongError, NoTextError):
            return


def _beginning(beginning: bytes, source: Source, language: str) -> _Lines:
    """Return the first lines of a file."""
    return _Lines(BoundedLines(io.BytesIO(beginning), MAX_ROW_BYTES), source, language, "utf-8")


def _header(lines: _Lines, source: Source, fields: Fields) -> tuple[list[str], str]:
    """Take a table's first lines; return the names of its columns, and what parts its cells. Raises NoTextError."""
    said = said_delimiter(first := next(lines, ""))
    first = next(lines, "") if said else first
    delimiter = said or delimiter_of(first, fields)
    names = _cells(first, delimiter)
    header = [name.strip() for name in names]
    if not first.strip():
        raise NoTextError(*_error(source, "its first line is empty", "Name the columns there"))
    if not has_texts(header, fields):
        told = _error(source, missing([name for name in header if name], fields), remedy_of(header))
        raise NoTextError(*told, tuple(header))
    return header, delimiter


def _error(source: Source, message: str, remedy: str) -> tuple[str, str]:
    error = source.error(message, remedy)
    return error.message, error.remedy


def delimiter_of(first: str, fields: Fields = ANYWHERE) -> str:
    r"""Return what parts the cells of a table that begins with such a line.

    >>> delimiter_of("id;titre;texte"), delimiter_of("texte\tdate, heure"), delimiter_of('"a;b","content"')
    (';', '\t', ',')
    """
    split = {mark: _cells(first, mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (has_texts(split[mark], fields), len(split[mark])))


def _cells(line: str, delimiter: str) -> list[str]:
    r"""Return the cells of a first line; none where it is none of a table.

    >>> _cells("id,texte", ","), _cells("a\rb\n", ",")
    (['id', 'texte'], [])
    """
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def has_texts(header: Sequence[str], fields: Fields = ANYWHERE) -> bool:
    """Whether one of the columns is of texts.

    >>> has_texts(["id", "Texte"]), has_texts(["id", "fr", "en"]), has_texts(["corps"], Fields(text="corps"))
    (True, False, True)
    """
    return any(candidates({name.strip(): "" for name in header if len(name) < _MOST_NAME}, "text", fields))


def looks_like_table(first: str, fields: Fields = ANYWHERE) -> bool:
    """Whether a line is the first of a table, not of a text: columns, one of them of texts, another of known facts.

    >>> looks_like_table("id;titre;texte"), looks_like_table("Le texte, le titre, la date."), looks_like_table("texte")
    (True, False, False)
    """
    names = _cells(first.strip(), delimiter_of(first, fields))
    if not has_texts(names, fields):
        return False
    known = {name for fact, all_names in NAMES.items() if fact != "text" for name in all_names}
    return any(key(name) in known for name in names) and all(len(name.split()) < 4 for name in names)  # noqa: PLR2004


class _Lines:
    """The lines of a table as text; ``number`` is that of the last one, ``encoding`` how it was read.

    ``size`` is how many bytes they had so far.
    """

    def __init__(self, lines: BoundedLines, source: Source, language: str, encoding: str) -> None:
        self._lines = lines
        self.source = source
        self._language = language
        self._was = encoding
        self.encoding = encoding
        self.damaged = ""
        self.quotes = 0
        self.size = 0

    @property
    def number(self) -> int:
        return self._lines.number

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = next(self._lines)
        self.size += len(raw)
        try:
            text, self.encoding = decoded(raw, self._language, self._was)
        except NoTextBytesError as error:
            self.damaged = str(error)
            text = raw.decode("utf-8", "replace")
        self.quotes += text.count('"')
        # What the csv module of older Pythons does not take.
        return text.replace("\0", "\ufffd")


def _rows(
    reader: Any,  # noqa: ANN401 - csv's own class has no public name
    header: list[str],
    lines: _Lines,
    delimiter: str,
) -> Iterator[tuple[Place, Any] | InputError]:
    number = lines.number + 1
    for cells in parsed(reader, MAX_ROW_BYTES):
        name, damage, lines.damaged = f"line {number}", lines.damaged, ""
        odd, lines.quotes = lines.quotes % 2, 0
        if odd and lines.number > number and cells[-1].endswith(("\n", "\r")):
            reason = f"{name} opens a quote that nothing closes, so that it and all behind it are left out"
            yield lines.source.error(reason, "Close it, or double it where it is part of the text")
        elif damage:
            yield lines.source.error(f"{name} is no article ({damage})", "Save it as UTF-8")
        elif any(cell.strip() for cell in cells):
            if len(cells) > len(header):  # what no quotes kept together
                cells[len(header) - 1 :] = [delimiter.join(cells[len(header) - 1 :])]
            row = {column: cell for column, cell in zip(header, cells, strict=False) if column}
            digest = hashlib.sha256(json.dumps(cells).encode("utf-8", "replace")).hexdigest()
            yield Place(number, name, digest, lines.encoding), row
        number = lines.number + 1


def _quoting(beginning: bytes, delimiter: str, columns: int) -> Literal[0, 3]:
    """Return whether quotes are around cells, or part of their texts, as in a table with tabs that nothing quotes."""
    if delimiter != "\t" or b'"' not in beginning:
        return csv.QUOTE_MINIMAL
    sample = beginning.decode("utf-8", "replace")
    cut = len(beginning) >= BEGINNING
    try:
        found = [len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter="\t", strict=True)]
    except csv.Error as error:
        return csv.QUOTE_MINIMAL if cut and "unexpected end" in str(error) else csv.QUOTE_NONE
    return (
        csv.QUOTE_MINIMAL if all(number in {0, columns} for number in found[: -1 if cut else None]) else csv.QUOTE_NONE
    )
