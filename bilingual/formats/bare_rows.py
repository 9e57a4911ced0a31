"""Lines with a text, a tab and its translation, without names of columns: which is which is told by the texts."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from bilingual.alignment.spoken import spoken
from bilingual.formats import table
from bilingual.formats.encoding import encoding_of
from bilingual.formats.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.io.source import Source

# Lines by which the columns are told, and columns that are looked at.
_SAMPLE: Final = 500
_COLUMNS: Final = 12
_SAY: Final = "Name it with its translation, or a file that has both"


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the lines that have both texts, or one. Raises InputError where no two columns are in these languages."""
    encoding = encoding_of(source)
    with source.open() as stream:
        lines = (line.rstrip("\r\n").split("\t") for line in table.text_lines(stream, source, encoding))
        sample = list(islice(lines, _SAMPLE))
        if all(len(cells) == 1 for cells in sample):
            raise source.error("it is one text, with nothing to align it with", _SAY)
        found = columns(sample, languages)
        if found is None:
            wanted = " and ".join(f"'{language}'" for language in languages)
            raise source.error(
                f"nothing says which columns are {wanted}", "Name the columns in a first line, with tabs between them"
            )
        for number, cells in enumerate(chain(sample, lines), 1):
            text, target = (cells[column] if column < len(cells) else "" for column in found)
            yield Row(f"line {number}", "", text, target)


def columns(lines: Sequence[Sequence[str]], languages: tuple[str, str]) -> tuple[int, int] | None:
    """Return the columns whose texts are in these languages, None where there are no two.

    >>> columns([["7", "The cat is in the house and it is not on the mat of this man, but that was what they have.",
    ...     "Le chat est dans la maison, et il ne va pas sur le tapis de ce monsieur avec un rat."]], ("fr", "en"))
    (2, 1)
    """
    width = min(_COLUMNS, max(map(len, lines), default=0))
    told = [spoken(" ".join(line[column] for line in lines if column < len(line))) for column in range(width)]
    return (told.index(languages[0]), told.index(languages[1])) if set(languages) <= set(told) else None
