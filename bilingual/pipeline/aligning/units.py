"""Files of pairs that are aligned already → units: a text and its translation, of an article, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind
from bilingual.errors import InputError
from bilingual.formats import ROWS, bare_rows, moses_rows
from bilingual.formats.rows import State
from bilingual.formats.table import NoHeaderError
from bilingual.segmentation.stand_off import composed
from bilingual.wording import count, encodable, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bilingual.formats.rows import Row
    from bilingual.io.source import Source

LANGUAGES: Final = ("fr", "en")
# Lines of objects go by several names.
_LINES: Final = (".jsonl", ".ndjson", ".jl")
# Kinds of files that nothing but pairs is in, and those that may have them.
PAIRS_ALONE: Final = frozenset({".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff"})
XCES: Final = ".xml"
_KINDS: Final = {kind.value: kind for kind in Kind}
_OUR_ID: Final = re.compile(r"(?P<article>.+):(?P<paragraph>\d{1,9}):\d{1,9}", re.DOTALL)
_NUMBER: Final = re.compile(r"\d+\Z")
# What a program appends to the name of a file: its format.
_SUFFIX: Final = re.compile(r"\.\w{1,8}\Z")
_LONGEST_ID: Final = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, one of which may be empty.

    ``article`` is what the text is called that it is of, empty where nobody knows; ``paragraph`` tells paragraphs of it
    apart; ``line`` is where it stands in the file.
    """

    source: str
    target: str
    article: str
    paragraph: str
    kind: Kind
    line: int


@dataclass(slots=True)
class LeftOut:
    """How many units were left out, by reason."""

    unfinished: int = 0
    machine: int = 0

    def told(self) -> str:
        """Return it in words, empty where nothing was left out.

        >>> LeftOut(2, 1).told()
        '2 segments that are not translated, or not done, and 1 segment that a machine translated'
        """
        parts = []
        if self.unfinished:
            are = "is" if self.unfinished == 1 else "are"
            parts.append(f"{count(self.unfinished, 'segment')} that {are} not translated, or not done")
        if self.machine:
            parts.append(f"{count(self.machine, 'segment')} that a machine translated")
        return " and ".join(parts).replace("done and", "done, and")


def units(source: Source, left_out: LeftOut, files: tuple[Path, Path] | None = None) -> Iterator[Unit]:
    """Yield the units of a file, or of two ``files`` side by side. Raises InputError.

    What is not translated, or not done, and what a machine translated is only counted in ``left_out``.
    """
    for row in _rows(source, files):
        for part in row.parts or (row,):
            if part.state is State.UNFINISHED:
                left_out.unfinished += 1
            elif row.machine:
                left_out.machine += 1
            else:
                yield _unit(part, row)


def _rows(source: Source, files: tuple[Path, Path] | None) -> Iterator[Row]:
    if files is not None:
        yield from moses_rows.rows(files)
        return
    suffix = _LINES[0] if source.format in _LINES else source.format
    if suffix not in ROWS:
        yield from bare_rows.rows(source, LANGUAGES)
        return
    try:
        yield from ROWS[suffix](source, LANGUAGES)
    except NoHeaderError as error:
        # It is raised before the first row.
        if suffix != ".tsv":
            raise
        try:
            yield from bare_rows.rows(source, LANGUAGES)
        except InputError:
            raise error from None


def _unit(part: Row, row: Row) -> Unit:
    source, target = (tidied(text) for text in (part.source, part.target))
    ours = _OUR_ID.fullmatch(row.id)
    line = int(found[0]) if (found := _NUMBER.search(row.place)) else 0
    article = ours["article"] if ours else _SUFFIX.sub("", row.article.replace("\\", "/").rpartition("/")[2])
    paragraph = f"p{ours['paragraph']}" if ours else f"{row.place} {row.id}"
    kind = _KINDS.get(row.kind.strip().lower(), Kind.BODY)
    return Unit(source, target, name_of(article), paragraph, kind, line)


def name_of(said: str) -> str:
    r"""Return what an article may be called that a file calls so.

    >>> name_of("  a\tb "), len(name_of("x" * 3_000))
    ('a b', 200)
    """
    return printable(" ".join(encodable(said[: 4 * _LONGEST_ID]).split()))[:_LONGEST_ID]


def tidied(text: str) -> str:
    r"""Return a text without white space around it, and with a space for each that holds a line break.

    >>> tidied(" Il\n  pleut. ")
    'Il pleut.'
    """
    bare = text.strip()
    return composed(bare, [(0, len(bare))])
