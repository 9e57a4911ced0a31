"""What a check says of a translation: the evidence in few words, and where it stands in both texts."""

from __future__ import annotations

from dataclasses import dataclass

# Where something stands: from a character of a text up to, not including, another.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    ``evidence`` is for people, as short as can be (``10 000`` for a number that is missing), empty where the flag says
    it all. ``source`` and ``target`` are the places of the offending words in the sentence and in its translation,
    ascending and without overlap; either may be empty.
    """

    evidence: str = ""
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
