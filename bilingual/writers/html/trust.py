"""How far a page says a translation can be believed: the score's bands, and the flags in plain words. Facts as data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.article import Pair


@dataclass(frozen=True, slots=True)
class Band:
    """Scores that are shown alike: those of ``from_`` and above, up to the band before it.

    ``from_`` is a probability per token (0 to 1), ``words`` say what the band means.
    """

    name: str
    from_: float
    words: str


# The only place that knows the cut-offs. They are set by eye, on news articles, until they are calibrated.
BANDS = (
    Band("trust", 0.55, "the model was sure of its words"),
    Band("check", 0.45, "the model was less sure: worth a look"),
    Band("doubt", 0.0, "the model was unsure: do not rely on it"),
)

# What the codes in `flags` mean. A code that is not here is shown as it stands.
FLAGS = {
    "empty": "nothing to translate",
    "split": "too long for the model, translated in parts",
    "truncated": "the model did not come to an end",
    "glossary": "a term is not translated as the glossary says",
}


def band(score: float | None) -> Band | None:
    """Return the band of a score (mean log-probability per token, natural log), None where nothing was scored.

    >>> [found and found.name for found in (band(-0.1), band(-0.7), band(-1.5), band(None))]
    ['trust', 'check', 'doubt', None]
    """
    if score is None:
        return None
    probability = math.exp(score)
    return next((band for band in BANDS if probability >= band.from_), BANDS[-1])


def marks(pair: Pair) -> tuple[str, ...]:
    """Return the classes of the mark beside a translation, none for one that can be trusted as far as is known."""
    found = band(pair.translation.score)
    unsure = found is not None and found is not BANDS[0]
    return (
        *([found.name] if found and unsure else []),
        *(["flagged"] if pair.translation.flags else []),
        *(["human"] if pair.origin == "human" else []),
    )


def is_doubtful(pair: Pair) -> bool:
    """Whether a reader should look at a translation again: it is flagged, or in the lowest band."""
    return bool(pair.translation.flags) or band(pair.translation.score) is BANDS[-1]


def explain(pair: Pair) -> str:
    """Return what the mark beside a translation means, in words."""
    score, flags = pair.translation.score, pair.translation.flags
    found = band(score)
    parts = []
    if pair.origin == "human":
        parts.append("Corrected by a person")
    if flags:
        parts.append("Flagged: " + "; ".join(FLAGS.get(flag, flag) for flag in flags))
    if found is not None and score is not None and found is not BANDS[0]:
        parts.append(f"Score {math.exp(score):.2f}: {found.words}")
    return ". ".join(parts)
