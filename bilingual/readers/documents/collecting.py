"""Paragraphs as they come, within one another: notes and text boxes stand in the middle of what they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.data import Kind
from bilingual.readers.documents.laid_out import Block
from bilingual.readers.html.markup import RAISED, is_power

if TYPE_CHECKING:
    from collections.abc import Iterator


# Characters before a figure that tell whether it is a power.
_NEAR = 12


@dataclass(slots=True)
class _Row:
    """A row of a table: where in the blocks it begins, and how many cells it has so far."""

    first: int
    cells: int = 0


@dataclass(slots=True)
class Open:
    """A paragraph that is being read. ``joins`` says that it is one with the next, as its end was deleted."""

    kind: Kind | None = None
    level: int = 0
    hidden: bool = False
    joins: bool = False
    fixed: bool = False
    parts: list[str] = field(default_factory=list)


class Collected:
    """The blocks of a document in order; those of notes come behind all others, those of text boxes behind their place.

    ``note`` says that what comes is a note's.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._notes: list[Block] = []
        # What stands in the middle of a paragraph that is still open: it comes behind that.
        self._inner: list[Block] = []
        self._open: list[Open] = []
        self._rows: list[_Row] = []
        self._joined: list[str] = []
        self.note = 0

    @property
    def paragraph(self) -> Open | None:
        """The innermost paragraph that is open."""
        return self._open[-1] if self._open else None

    @property
    def within(self) -> int:
        """How many paragraphs are open, one within another."""
        return len(self._open)

    def begin(self, paragraph: Open) -> None:
        """Begin a paragraph."""
        self._open.append(paragraph)

    def say(self, text: str, *, raised: bool = False) -> None:
        """Add to the text of the open paragraph; a figure that stands high is a power where it can be one: km²."""
        if not self._open:
            return
        parts = self._open[-1].parts
        if raised and is_power(text.strip(), "".join(parts[-_NEAR:])[-_NEAR:]):
            text = text.translate(RAISED)
        parts.append(text)

    def end(self) -> None:
        """End the open paragraph."""
        if not self._open:
            return
        one = self._open.pop()
        text = "".join(one.parts)
        if self._open or self.note:
            if text and not one.hidden:
                kind = Kind.NOTE if self.note else one.kind
                (self._notes if self.note else self._inner).append(Block(text, kind, one.level, fixed=one.fixed))
            return
        if one.joins and not one.hidden:
            self._joined.append(text)
            return
        text, self._joined = "".join([*self._joined, "" if one.hidden else text]), []
        if text or not one.hidden:
            self._blocks.append(Block(text, one.kind, one.level, fixed=one.fixed))
        self._blocks += self._inner
        self._inner = []

    def begin_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append(_Row(len(self._blocks)))

    def begin_cell(self) -> None:
        """Begin a cell of the row."""
        if self._rows:
            self._rows[-1].cells += 1

    def end_row(self) -> None:
        """End the row; what stands in one of several cells is no paragraph of running text."""
        if self._rows and (row := self._rows.pop()).cells > 1:
            within = self._blocks[row.first :]
            self._blocks[row.first :] = [
                Block(one.text, one.kind, one.level, cell=True, fixed=one.fixed) for one in within
            ]

    def blocks(self) -> Iterator[Block]:
        """Yield all of them."""
        while self._open:
            self.end()
        if self._joined:
            yield Block("".join(self._joined))
        yield from self._blocks
        yield from self._inner
        yield from self._notes
