"""``corpus.csv``: a table for spreadsheets, as RFC 4180 has it, in UTF-8 with the byte-order mark that Excel wants.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, which may run programs
(https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets an apostrophe in front, as does one that
begins with apostrophes before such a character, so that the apostrophe can be taken away again.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from bilingual.formats import table
from bilingual.formats.base import FileWriter
from bilingual.formats.rows import MAX_ROW_BYTES
from bilingual.io.cells import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.rows import Row
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source

# White space does not keep every spreadsheet from seeing a formula; the wide characters count in East Asian ones.
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
_BOM = "\ufeff"
_SCORE = 4


class CsvWriter(FileWriter):
    """Writes the table as the articles come."""

    NAMES = ("corpus.csv",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        stream = self._open.enter_context(output.create(self.NAMES[0], "csv"))
        stream.write(_BOM)
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(table.header(self._provenance.languages))

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a row for each pair."""
        for pair in pairs:
            cells = table.cells(pair)
            # A score is a number and no text: its minus begins no formula.
            self._writer.writerow([cell if column == _SCORE else guard(cell) for column, cell in enumerate(cells)])


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of such a table; semicolons or tabs may stand for the commas. Raises InputError."""
    with source.open() as stream:
        lines = table.text_lines(stream, source)
        first = next(lines, "")
        delimiter = next((mark for mark in first if mark in ",;\t"), ",")
        reader = csv.reader(_chain(first, lines), delimiter=delimiter, strict=True)
        table_rows = ((reader.line_num, [unguard(cell) for cell in cells]) for cells in parsed(reader, MAX_ROW_BYTES))
        try:
            yield from table.rows(table_rows, source, languages)
        except csv.Error as error:
            raise source.error(f"line {reader.line_num} is no CSV ({error})", "Correct the line") from error


def guard(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    >>> [guard(text) for text in ("=1+1", "'=", "l'été", "- Oui.")]
    ["'=1+1", "''=", "l'été", "'- Oui."]
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """Return the text of a cell.

    >>> [unguard(cell) for cell in ("'=1+1", "''=", "l'été", "=1+1")]
    ['=1+1', "'=", "l'été", '=1+1']
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest
