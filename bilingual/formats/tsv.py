r"""``corpus.tsv``: a table for programs and text editors, tabs between the columns, a segment a line, a header first.

As cells cannot hold tabs and line breaks, these are written as ``\t``, ``\n``, ``\r`` or ``\uXXXX`` and the backslash
itself as two, so that every text comes back exactly. There are no quotation marks around cells.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from bilingual.formats import table
from bilingual.formats.base import FileWriter
from bilingual.formats.csv import guard, unguard
from bilingual.formats.encoding import encoding_of
from bilingual.formats.remarked import is_of_notes, says_actions
from bilingual.io.cells import said_delimiter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.rows import Row
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source

_LETTERS = {"\\": "\\", "\t": "t", "\n": "n", "\r": "r"}
_MEANINGS = {letter: character for character, letter in _LETTERS.items()}
# What else some program takes for the end of a line or of the file.
_OTHERS = "\0\x0b\x0c\x1a\x1c\x1d\x1e\x85\u2028\u2029"
_ESCAPES = str.maketrans(
    {character: f"\\{letter}" for character, letter in _LETTERS.items()}
    | {character: f"\\u{ord(character):04x}" for character in _OTHERS}
)
# After an even number of backslashes, which stand for themselves, and not at the end of a cell.
_QUOTE_OF_R = re.compile(r'(?<!\\)((?:\\\\)*)\\"(?![\t\r\n]|$)')
# How a cell begins whose text begins with a quotation mark.
_QUOTED = '"""'
_CELL_IN_QUOTES = re.compile(r'"(?:[^"]|"")*"')
_ESCAPE = re.compile(r"\\(?:u(?P<code>(?!d[89a-f])[0-9a-f]{4})|(?P<letter>[\\tnr]))")


class TsvWriter(FileWriter):
    """Writes the table as the articles come."""

    NAMES = ("corpus.tsv",)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        self._stream = self._open.enter_context(output.create(self.NAMES[0], "tsv"))
        self._write(table.header(self._provenance.languages))

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Write a line for each pair."""
        for pair in pairs:
            self._write(table.cells(pair))

    def _write(self, cells: Sequence[str]) -> None:
        self._stream.write("\t".join(map(escape, cells)) + "\n")


def rows(source: Source, languages: tuple[str, str], find: table.Find = table.columns) -> Iterator[Row]:
    """Yield the segments of such a table; also of one whose cells a program has quoted. Raises InputError."""
    encoding = encoding_of(source)
    with source.open() as stream:
        lines = table.text_lines(stream, source, encoding)
        first = next(lines, "")
        if told := said_delimiter(first):
            first = next(lines, "")
        delimiter = told or table.delimiter_of(first, languages, "\t", find)
        # Our own cells are never quoted, and a header that is says that all of them are.
        is_quoted = first.startswith('"') or delimiter != "\t" or _was_saved_quoted(source, encoding)
        all_lines = chain([first], lines)
        found = table.parsed(map(_doubled, all_lines), source, delimiter) if is_quoted else _plain(all_lines, delimiter)
        # A file of corrections may have been in a spreadsheet, for which its cells are written.
        names = first.rstrip("\r\n").replace('"', "").split(delimiter)
        read = unescape
        if says_actions(names) or is_of_notes(names):
            read = _unguarded if is_quoted else from_spreadsheet if says_actions(names) else _from_pages
        parsed = ((number + bool(told), [read(cell) for cell in cells]) for number, cells in found)
        yield from table.rows(parsed, source, languages, find=find)


def _was_saved_quoted(source: Source, encoding: str) -> bool:
    """Whether a spreadsheet saved a table of ours: then each cell with a quotation mark in it is quoted.

    Some quote those with a comma, too, of which no mark inside tells: then all of these are quoted and no others, and
    lines end as on Windows. Otherwise a whole sentence in quotation marks is one.
    """
    doubled, commas, wrapped = False, True, False
    with source.open() as stream:
        for line in table.text_lines(stream, source, encoding):
            for cell in line.rstrip("\r\n").split("\t"):
                quoted = _CELL_IN_QUOTES.fullmatch(cell) is not None
                if '"' in cell and not quoted:
                    return False
                wrapped |= quoted
                doubled |= '""' in cell[1:-1]
                commas &= quoted == ("," in cell)
            commas &= line.endswith("\r\n")
    return wrapped and (doubled or commas)


def _doubled(line: str) -> str:
    r"""Return a line with doubled quotes for those that R writes with a backslash in front.

    >>> _doubled('"Il dit \\"oui\\"."')
    '"Il dit ""oui""."'
    """
    return _QUOTE_OF_R.sub(r'\1""', line)


def _plain(lines: Iterator[str], delimiter: str) -> Iterator[table.Line]:
    """Yield the lines of a table without quotes, by number."""
    for number, line in enumerate(lines, 1):
        cells = line.removesuffix("\n").removesuffix("\r")
        yield number, cells.split(delimiter) if cells else []


def for_spreadsheet(text: str) -> str:
    """Return a text as a cell of ``corrections.tsv``, which no spreadsheet takes for a formula or a quotation.

    >>> for_spreadsheet("=1"), for_spreadsheet('"Yes", he said.').replace('"', "|")
    ("'=1", '|||Yes||, he said.|')
    """
    cell = escape(guard(text))
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def from_spreadsheet(cell: str) -> str:
    """Return the text of such a cell, also where a spreadsheet wrote it.

    >>> [from_spreadsheet(for_spreadsheet(text)) for text in ("=1", '"Yes", he said.', "l'été")]
    ['=1', '"Yes", he said.', "l'été"]
    >>> from_spreadsheet('"He said ""yes""."')
    'He said "yes".'
    """
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', ""):
        cell = inside.replace('""', '"')
    return _unguarded(cell)


def _from_pages(cell: str) -> str:
    """Return the text of a cell of ours, or of one that another wrote, who may mean the quotation marks around it."""
    return from_spreadsheet(cell) if cell.startswith(_QUOTED) else _unguarded(cell)


def _unguarded(cell: str) -> str:
    return unguard(unescape(cell))


def escape(text: str) -> str:
    r"""Return a text as it stands in a cell.

    >>> escape("C:\\tmp\tun\u2028deux")
    'C:\\\\tmp\\tun\\u2028deux'
    """
    return text.translate(_ESCAPES)


def unescape(cell: str) -> str:
    r"""Return the text of a cell; a backslash that begins no escape stands for itself.

    >>> unescape('C:\\\\tmp\\tun\\u2028deux') == "C:\\tmp\tun\u2028deux", unescape("\\o/")
    (True, '\\o/')
    """
    return _ESCAPE.sub(lambda found: chr(int(found["code"], 16)) if found["code"] else _MEANINGS[found["letter"]], cell)
