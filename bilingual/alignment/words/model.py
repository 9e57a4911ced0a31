"""Features → how likely each link is → links: logistic regression in rounds, each of which sees what the last said.

``weights.json`` is learnt by ``tools/word_weights.py``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bilingual.alignment.words.features import BOUND, ONE, PARTS, PLAIN, Floats, odds
from bilingual.alignment.words.neighbours import around

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).with_name("weights.json")
ROUNDS = 3
# The chance, of ``ONE``, from which on a link is taken.
TAKEN = 440


def judged(sums: Floats) -> Floats:
    """Return for log-odds in parts of ``ONE`` times ``ONE`` how far cells lean: whole numbers up to ``BOUND``."""
    index = np.floor(sums * (PARTS / (ONE * ONE)))
    return np.minimum(np.maximum(index, -BOUND), BOUND)


def certain(table: Floats) -> npt.NDArray[np.bool_]:
    """Return the cells of names and numbers that are the same and stand once on either side: links wherever they are.

    Sentences that people linked hold too few of them to learn that from.
    """
    same = (table[PLAIN.index("same_name")] > 0) | (table[PLAIN.index("same_number")] > 0)
    alone: npt.NDArray[np.bool_] = same & (same.sum(0) == 1) & (same.sum(1, keepdims=True) == 1)
    return alone


def settled(leaning: Floats, sure: npt.NDArray[np.bool_]) -> Floats:
    """Return what a round says, with the certain links as sure as can be."""
    return np.where(sure, BOUND, leaning) if sure.any() else leaning


def weighed(weights: Floats, table: Floats) -> Floats:
    """Return the sums of features times weights. Whole numbers, and small enough: their sums are exact in any order."""
    return (weights @ table.reshape(len(table), -1)).reshape(*weights.shape[:-1], *table.shape[1:])


def chances(table: Floats, rounds: Sequence[Floats]) -> Floats:
    """Return how likely each link is after all rounds, of ``ONE``, from the features ``PLAIN`` and what follows them.

    The weights of a round are those of these, and from the second round on those of ``ROUND`` after them.
    """
    sure, small, size = certain(table), table[PLAIN.index("small_both")], len(table)
    bases = weighed(np.array([weights[:size] for weights in rounds]), table)
    leaning = settled(judged(bases[0]), sure)
    for weights, base in zip(rounds[1:], bases[1:], strict=True):
        later = weighed(weights[size:], around(odds(leaning), leaning, small))
        leaning = settled(judged(base + later), sure)
    return odds(leaning)


def chosen(chance: Floats) -> list[tuple[int, int]]:
    """Return the links, in order: those that are likely enough and the best of their French or of their English word.

    Of equals the first is the best.
    """
    best = np.zeros(chance.shape, np.bool_)
    best[np.arange(len(chance)), chance.argmax(1)] = True
    best[chance.argmax(0), np.arange(chance.shape[1])] = True
    return [(i, j) for i, j in np.argwhere(best & (chance >= TAKEN)).tolist()]


@cache
def rounds(name: str = "rounds") -> list[Floats]:
    """Return the weights that ship, by round; those for sentences with attention are called ``with_attention``."""
    found = json.loads(FILE.read_text(encoding="utf-8"))[name]
    return [np.array(weights, np.float64) for weights in found]
