"""How far a page says a translation can be believed: by the band of its score, and by its flags."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.bands import BANDS, LOW_SCORE, band

if TYPE_CHECKING:
    from bilingual.article import Pair


def marks(pair: Pair) -> tuple[str, ...]:
    """Return the classes of the mark beside a translation, none for one that can be trusted as far as is known."""
    found = band(pair.translation.score)
    unsure = found is not None and found is not BANDS[0]
    return (
        *([found.name] if found and unsure else []),
        *(["flagged"] if flags_beyond_score(pair) else []),
        *(["human"] if pair.origin == "human" else []),
    )


def is_doubtful(pair: Pair) -> bool:
    """Whether a reader should look at a translation again: it is flagged, or in the lowest band."""
    return bool(pair.translation.flags) or band(pair.translation.score) is BANDS[-1]


def explain(pair: Pair) -> str:
    """Return what the mark beside a translation means, in words."""
    score, flags = pair.translation.score, flags_beyond_score(pair)
    found = band(score)
    parts = []
    if pair.origin == "human":
        parts.append("Corrected by a person")
    if flags:
        parts.append("Flagged: " + "; ".join(map(_phrase, flags)))
    if found is not None and score is not None and found is not BANDS[0]:
        parts.append(f"Score {math.exp(score):.2f}: {found.words}")
    return ". ".join(parts)


def flags_beyond_score(pair: Pair) -> list[str]:
    """Return the flags that the mark of the band does not show already."""
    return [flag for flag in pair.translation.flags if flag != LOW_SCORE]


def _phrase(flag: str) -> str:
    """Return what a flag says, as a part of a sentence.

    >>> _phrase("empty"), _phrase("theirs")
    ('there is no translation', 'theirs')
    """
    text = checks.explain(flag).rstrip(".")
    return text[:1].lower() + text[1:]
