"""``corpus.csv``: a table for spreadsheets, as RFC 4180 has it, in UTF-8 with the byte-order mark that Excel wants.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, which may run programs
(https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets an apostrophe in front, as does one that
begins with apostrophes before such a character, so that the apostrophe can be taken away again.
"""

from __future__ import annotations

import csv
import re
from itertools import chain
from typing import TYPE_CHECKING

from bilingual.formats import table
from bilingual.formats.base import FileWriter
from bilingual.formats.encoding import encoding_of
from bilingual.io.cells import said_delimiter

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


def rows(source: Source, languages: tuple[str, str], find: table.Find = table.columns) -> Iterator[Row]:
    """Yield the segments of such a table, as any program may have saved it. Raises InputError.

    Semicolons, tabs or bars may stand for the commas, a line such as ``sep=;`` before the header.
    """
    encoding = encoding_of(source)
    with source.open() as stream:
        lines = table.text_lines(stream, source, encoding)
        first = next(lines, "")
        before = 0
        delimiter = ""
        if told := said_delimiter(first):
            delimiter, first, before = told, next(lines, ""), 1
        delimiter = delimiter or table.delimiter_of(first, languages, ",", find)
        parsed = table.parsed(chain([first], lines), source, delimiter)
        yield from table.rows(
            ((number + before, [unguard(cell) for cell in cells]) for number, cells in parsed),
            source,
            languages,
            find=find,
        )


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
