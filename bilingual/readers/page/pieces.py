"""The pieces that a text is taken apart into, and what each may turn out to be.

Every character of a text that is not white space lies in exactly one piece, first to last; steps only cut pieces
further or settle their role, so that nothing can get lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bilingual.data import Kind, Metadata

NOTHING = Metadata()
SAME_LINE = -1


class Aside(StrEnum):
    """What a stretch that is no prose is on its page."""

    STAMP = "stamp"
    DATE = "date"
    MODIFIED = "modified"
    READING_TIME = "reading time"
    SECTION = "section"
    CREDIT = "credit"
    LABEL = "label"
    REPEAT = "repeat"
    BOILERPLATE = "boilerplate"


Role = Kind | Aside | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text within one line: ``text`` begins at the offset ``start`` of it.

    ``gap`` counts the empty lines before it, or is SAME_LINE behind another piece. ``role`` is None until it is
    settled; what stays unsettled is body. ``facts`` are what the piece says about the article.
    """

    start: int
    text: str
    gap: int
    role: Role = None
    facts: Metadata = NOTHING

    @property
    def end(self) -> int:
        """Return the offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a piece that ends at the offset ``end`` of it, with what it turned out to be."""

    end: int
    role: Role = None
    facts: Metadata = NOTHING


Pieces = list[Piece]
Step = Callable[[Pieces], Pieces]


def lines(text: str) -> Pieces:
    r"""Return one piece for each line of ``text`` that is not empty.

    >>> [(piece.start, piece.text, piece.gap) for piece in lines(" Un\r\n\r\nDeux ")]
    [(1, 'Un', 0), (7, 'Deux', 1)]
    """
    pieces, start, gap = [], 0, 0
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            pieces.append(Piece(start + len(line) - len(line.lstrip()), stripped, gap))
            gap = 0
        else:
            gap += 1
        start += len(line)
    return pieces


def cut(piece: Piece, *cuts: Cut) -> Iterator[Piece]:
    """Yield ``piece`` cut at the ends of ``cuts``, which ascend; what lies behind the last stays unsettled.

    >>> [part.text for part in cut(Piece(0, "2 minutes Titre", 0), Cut(9, Aside.READING_TIME))]
    ['2 minutes', 'Titre']
    """
    start, gap = 0, piece.gap
    for part in (*cuts, Cut(len(piece.text))):
        stretch = piece.text[start : part.end]
        if stripped := stretch.strip():
            offset = piece.start + start + len(stretch) - len(stretch.lstrip())
            yield Piece(offset, stripped, gap, part.role, part.facts)
            gap = SAME_LINE
        start = part.end


def settle(piece: Piece, role: Role, facts: Metadata | None = None) -> Piece:
    """Return ``piece`` with its role settled, and its facts if it states any."""
    return replace(piece, role=role, facts=piece.facts if facts is None else facts)


def unsettled(pieces: Pieces) -> list[int]:
    """Return the indices of the pieces whose role is still open."""
    return [index for index, piece in enumerate(pieces) if piece.role is None]
