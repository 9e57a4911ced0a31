"""How likely a translation is no bad one: one probability from its score, its flags and both texts.

Bad is what a person would call so, and that is measured by chrF: below ``BAD`` against one translation by a person.
``trust.json`` holds what ``tools/trust.py`` learnt of translations that were held so: the chrF that one with such
features has on average, and how far the chrF of its like is spread around that, as a logarithm. The distance of the
mean from ``BAD`` in spreads is what the scaling of a model makes a probability of (Platt, "Probabilistic outputs for
support vector machines", 1999). The scaling also says how the model's scores are distributed, so that a score counts
by its place among these.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.checks.confidence import features
from bilingual.checks.confidence.chrf import BAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.checks.confidence.features import Judged
    from bilingual.data import Scaling

FILE = Path(__file__).with_name("trust.json")
DECIMALS = 3
FRENCH_ENGLISH = ("fr", "en")
# By the name that ``trust.json`` has: the names of the features, and what makes them.
MODELS: dict[str, tuple[tuple[str, ...], Callable[[Judged], list[float]]]] = {
    "fr-en": (features.FRENCH_ENGLISH, features.french_english_features),
    "any": (features.ANY, features.any_features),
}
# Standard deviations of a score that say no more if there are more of them; and where no exponential overflows.
_FAR = 4.0
_MOST = 30.0


@dataclass(frozen=True, slots=True)
class Learnt:
    """What features say: weights, that of a constant first, for the mean chrF and the logarithm of its spread."""

    mean: tuple[float, ...]
    spread: tuple[float, ...]

    def distance(self, values: Sequence[float]) -> float:
        """Return how many spreads the mean chrF of what has these features is above that of a bad translation."""
        mean, spread = _sum(self.mean, values), _sum(self.spread, values)
        return (mean - BAD) / math.exp(max(-_MOST, min(_MOST, spread)))


def _sum(weights: Sequence[float], values: Sequence[float]) -> float:
    return weights[0] + sum(weight * value for weight, value in zip(weights[1:], values, strict=True))


def model_of(languages: tuple[str, str]) -> str:
    """Return the name of what judges translations between these languages.

    >>> model_of(("fr", "en")), model_of(("de", "en"))
    ('fr-en', 'any')
    """
    return "fr-en" if languages == FRENCH_ENGLISH else "any"


def trust_of(judged: Judged, languages: tuple[str, str], scaling: Scaling) -> float:
    """Return the probability (0 to 1, three decimals) that a translation is not bad; an empty one is.

    ``judged.score`` is the mean log-probability per token.
    """
    if not judged.text.strip():
        return 0.0
    return probability(distance(judged, languages, scaling), scaling)


def distance(judged: Judged, languages: tuple[str, str], scaling: Scaling) -> float:
    """Return what the scaling makes a probability of: how far the translation is from a bad one (``Learnt``)."""
    name = model_of(languages)
    return learnt(name).distance(MODELS[name][1](judged._replace(score=place(judged.score, scaling))))


def place(score: float, scaling: Scaling) -> float:
    """Return how many standard deviations a score is above the mean of its model's scores; far away is far enough."""
    return max(-_FAR, min(_FAR, (score - scaling.mean) / scaling.deviation))


def probability(distance: float, scaling: Scaling) -> float:
    """Return the probability of a distance, with three decimals.

    >>> from bilingual.data import Scaling
    >>> [probability(distance, Scaling(-0.4, 0.1, 0.5, 2.0)) for distance in (-0.25, 1.0, 1e9)]
    [0.5, 0.924, 1.0]
    """
    odds = max(-_MOST, min(_MOST, scaling.intercept + scaling.slope * distance))
    return round(1 / (1 + math.exp(-odds)), DECIMALS)


@cache
def learnt(name: str) -> Learnt:
    """Return one of ``MODELS`` as it was learnt."""
    record = read()["models"][name]
    return Learnt(*((record[part]["constant"], *(record[part][one] for one in MODELS[name][0])) for part in _PARTS))


_PARTS = ("mean", "spread")


@cache
def read() -> dict[str, Any]:
    """Return all that ``trust.json`` holds."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
