"""What is known of translations that people made, and that were aligned with their originals."""

from __future__ import annotations

from dataclasses import dataclass

# Start and end of a stretch of a text: character offsets.
Span = tuple[int, int]
# Words of a segment's text and of its translation that say the same: start and end in the one, then in the other.
Links = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the translation of an aligned segment stands in its text, and how it was found.

    ``bead`` counts the sentences of both sides, such as ``1-2``. ``spans`` are the pieces of ``Target.text`` that the
    translation is made of (``segmentation/stand_off.py``), none where that side is empty; they stay what they are where
    a person corrects the translation. ``similarity`` is from 0 to 1000: the mean cosine of what both sides hold, in
    thousandths, 0 for an empty side.
    """

    bead: str
    spans: tuple[Span, ...]
    similarity: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What people made of a segment, or of several in a row, beside the machine's translation.

    ``segments`` is how many it translates: the one that has it, and those behind that; they have none of their own.
    """

    text: str
    segments: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """The translation of an article as it was read: its whole text, and where that came from (see ``Article``)."""

    text: str
    source: str
    sha256: str
    encoding: str
