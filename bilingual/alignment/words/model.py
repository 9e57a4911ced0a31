"""Features → how likely each link is → links: logistic regression in rounds, each of which sees what the last said.

``weights.json`` is learnt by ``tools/word_weights.py``.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bilingual.alignment.words.features import ONE, PLAIN, Floats, around

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).with_name("weights.json")
# Log-odds are kept in parts of one, up to a bound either way.
ROUNDS = 3
PARTS, BOUND = 128, 1024
# The chance, of ``ONE``, from which on a link is taken.
TAKEN = 440
_ODDS = np.floor(np.array([ONE / (1 + math.exp(-z / PARTS)) for z in range(-BOUND, BOUND + 1)]))


def judged(odds: Floats) -> tuple[Floats, Floats]:
    """Return for log-odds in parts of ``ONE`` times ``ONE`` how likely cells are, of ``ONE``, and how far they lean."""
    index = np.clip(np.floor(odds * PARTS / (ONE * ONE)), -BOUND, BOUND)
    return _ODDS[index.astype(np.int64) + BOUND], np.floor(index * ONE / BOUND)


def certain(table: Floats) -> npt.NDArray[np.bool_]:
    """Return the cells of names and numbers that are the same and stand once on either side: links wherever they are.

    Sentences that people linked hold too few of them to learn that from.
    """
    same = (table[PLAIN.index("same_name")] > 0) | (table[PLAIN.index("same_number")] > 0)
    alone: npt.NDArray[np.bool_] = same & (same.sum(0) == 1) & (same.sum(1, keepdims=True) == 1)
    return alone


def settled(state: tuple[Floats, Floats], sure: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return what a round says, with the certain links as sure as can be."""
    return np.where(sure, ONE, state[0]), np.where(sure, ONE, state[1])


def weighed(weights: Floats, table: Floats) -> Floats:
    """Return the sums of features times weights. Whole numbers, and small enough: their sums are exact in any order."""
    return np.tensordot(weights, table, 1)


def chances(table: Floats, rounds: Sequence[Sequence[int]]) -> Floats:
    """Return how likely each link is after all rounds, of ``ONE``, from the features ``PLAIN``.

    The weights of a round are those of ``PLAIN``, and from the second round on those of ``ROUND`` after them.
    """
    sure, small = certain(table), table[PLAIN.index("small_both")]
    bases = weighed(np.array([weights[: len(PLAIN)] for weights in rounds], np.float64), table)
    state = settled(judged(bases[0]), sure)
    for weights, base in zip(rounds[1:], bases[1:], strict=True):
        odds = base + weighed(np.array(weights[len(PLAIN) :], np.float64), around(*state, small))
        state = settled(judged(odds), sure)
    return state[0]


def chosen(chance: Floats) -> list[tuple[int, int]]:
    """Return the links, in order: those that are likely enough and the best of their French or of their English word.

    Of equals the first is the best.
    """
    best = np.zeros(chance.shape, np.bool_)
    best[np.arange(len(chance)), chance.argmax(1)] = True
    best[chance.argmax(0), np.arange(chance.shape[1])] = True
    return [(i, j) for i, j in np.argwhere(best & (chance >= TAKEN)).tolist()]


@cache
def rounds() -> list[list[int]]:
    """Return the weights that ship, by round."""
    found: list[list[int]] = json.loads(FILE.read_text(encoding="utf-8"))["rounds"]
    return found
