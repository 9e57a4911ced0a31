r"""``corpus.tsv``: a table for programs and text editors, tabs between the columns, a segment a line, a header first.

As cells cannot hold tabs and line breaks, these are written as ``\t``, ``\n``, ``\r`` or ``\uXXXX`` and the backslash
itself as two, so that every text comes back exactly. There are no quotation marks around cells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.formats import table
from bilingual.formats.base import FileWriter

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


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of such a table. Raises InputError."""
    with source.open() as stream:
        lines = enumerate((line.removesuffix("\n").removesuffix("\r") for line in table.text_lines(stream, source)), 1)
        parsed = ((number, [unescape(cell) for cell in line.split("\t")] if line else []) for number, line in lines)
        yield from table.rows(parsed, source, languages)


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
