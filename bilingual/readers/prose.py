"""The text of an article → its paragraphs and what it says of itself, with the lines joined that were wrapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.data import Metadata, Paragraph
from bilingual.readers.page import analyse
from bilingual.segmentation.wrapping import unwrapped

if TYPE_CHECKING:
    from bilingual.segmentation.wrapping import Unwrapped


@dataclass(frozen=True, slots=True)
class Prose:
    """What was found in a text; ``joined`` counts the line breaks that are none of its own, ``notes`` say so."""

    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    joined: int = 0
    notes: tuple[str, ...] = ()


def prose_of(text: str, language: str, line_breaks: str = "auto") -> Prose:
    r"""Return what is prose in a text, with offsets into it, and what the rest says of it.

    >>> found = prose_of("> Le rapport a été remis par la\n> commission.", "fr")
    >>> found.paragraphs[0].spans, found.joined
    (((2, 32), (34, 45)), 1)
    """
    view = unwrapped(text, language, line_breaks)
    if view is None:
        return Prose(*analyse(text, language))
    paragraphs, metadata = analyse(view.text, language)
    return Prose(
        tuple(_in_source(paragraph, view, text) for paragraph in paragraphs), metadata, view.breaks, (view.note,)
    )


def _in_source(paragraph: Paragraph, view: Unwrapped, text: str) -> Paragraph:
    """Return a paragraph of the view with offsets into the source; one stretch of that needs no pieces."""
    pieces = view.pieces(paragraph.start, paragraph.end)
    start, end = pieces[0][0], pieces[-1][1]
    same = text[start:end] == view.text[paragraph.start : paragraph.end]
    return Paragraph(start, end, paragraph.kind, () if same else pieces)
