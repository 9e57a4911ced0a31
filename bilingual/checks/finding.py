"""What a check says of a translation: the evidence in few words, and where it stands in both texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where something stands: from a character of a text up to, not including, another.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    ``evidence`` is for people, as short as can be (``10 000`` for a number that is missing), empty where the flag says
    it all. ``source`` and ``target`` are the places of the offending words in the sentence and in its translation,
    ascending, none empty and without overlap; there may be none.
    """

    evidence: str = ""
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()


def whole(text: str) -> tuple[Span, ...]:
    """Return where a text stands without the white space around it, nothing if it is nothing else.

    >>> whole(" * * * "), whole(" ")
    (((1, 6),), ())
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return ((start, end),) if start < end else ()


def traced(span: Span, places: Sequence[int]) -> Span:
    """Return where a stretch of an altered text, not empty, stands in the text that it was made of.

    ``places`` tell of each character of the altered text which one it comes from.

    >>> traced((0, 3), [2, 4, 6, 7])  # "L'O.N.U. a" without dots is "ONU " from its third character on
    (2, 7)
    """
    start, end = span
    return places[start], places[end - 1] + 1
