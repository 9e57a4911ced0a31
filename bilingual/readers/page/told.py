"""Lines of which a document tells what some are → paragraphs and metadata; shape tells the rest, as of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.data import Kind, Metadata, Paragraph
from bilingual.readers.page import SHAPE_STEPS, STEPS, boilerplate, gather, headings
from bilingual.readers.page.pieces import Role, lines, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.readers.page.pieces import Piece, Pieces, Step

_HEADINGS: Final = frozenset({Kind.HEADLINE, Kind.SUBHEADING})
# What only finds headings, and is left out where the document says what they are.
_BY_SHAPE: Final[tuple[Step, ...]] = (headings.cut_glued_headings, headings.mark_subheadings)


def analyse_told(
    text: str, told: Callable[[int], Role], language: str = "fr"
) -> tuple[tuple[Paragraph, ...], Metadata]:
    r"""Return the paragraphs of ``text`` and what it says about itself, as ``analyse`` does.

    ``told`` gives what the line that begins at an offset is, None where the document does not say.

    >>> paragraphs, _ = analyse_told("Le port\nIl dort.\n", {0: Kind.HEADLINE}.get)
    >>> [(paragraph.start, paragraph.kind.value) for paragraph in paragraphs]
    [(0, 'headline'), (8, 'body')]
    """
    found = lines(text)
    first = {piece.start: told(piece.start) for piece in found}
    # A stamp is cut off whatever the line that it stands in is said to be.
    pieces = boilerplate.cut_stamp(found) if language == "fr" else found
    pieces = [
        settle(piece, piece.role or first.get(piece.start) or _told_of_rest(piece, found[:1], told)) for piece in pieces
    ]
    roles = {piece.role for piece in pieces}
    left_out = set(_BY_SHAPE if roles & _HEADINGS else ())
    left_out |= {headings.mark_headline} if Kind.HEADLINE in roles else set()
    for step in STEPS[1:] if language == "fr" else SHAPE_STEPS:
        if step not in left_out:
            pieces = step(pieces)
    pieces = [settle(piece, piece.role or Kind.BODY) for piece in pieces]
    prose = (Paragraph(piece.start, piece.end, piece.role) for piece in pieces if isinstance(piece.role, Kind))
    return tuple(prose), gather(pieces)


def _told_of_rest(piece: Piece, line: Pieces, told: Callable[[int], Role]) -> Role:
    """Return what is told of the first line, for a piece that is left of it."""
    return next((told(one.start) for one in line if one.start < piece.start < one.end), None)
