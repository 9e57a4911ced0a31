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

from bilingual.alignment.words.features import ONE, PLAIN, Floats, around

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).with_name("weights.json")
# Log-odds are kept in parts of one, up to a bound either way.
ROUNDS = 3
PARTS, BOUND = 128, 1024
# Of chances of ONE: a link that is its words' best is taken from the first on, a word that has none takes one beside
# another link from the second on.
TAKEN, BESIDE = 490, 340
_ODDS = np.floor(np.array([ONE / (1 + math.exp(-z / PARTS)) for z in range(-BOUND, BOUND + 1)]))


def judged(odds: Floats) -> tuple[Floats, Floats]:
    """Return for log-odds in parts of ``ONE`` times ``ONE`` how likely cells are, of ``ONE``, and how far they lean."""
    index = np.clip(np.floor(odds * PARTS / (ONE * ONE)), -BOUND, BOUND)
    return _ODDS[index.astype(np.int64) + BOUND], np.floor(index * ONE / BOUND)


def weighed(weights: Floats, table: Floats) -> Floats:
    """Return the sums of features times weights. Whole numbers, and small enough: their sums are exact in any order."""
    return np.tensordot(weights, table, 1)


def chances(table: Floats, rounds: Sequence[Sequence[int]]) -> Floats:
    """Return how likely each link is after all rounds, of ``ONE``, from the features ``PLAIN``.

    The weights of a round are those of ``PLAIN``, and from the second round on those of ``ROUND`` after them.
    """
    small = table[PLAIN.index("small_both")]
    bases = weighed(np.array([weights[: len(PLAIN)] for weights in rounds], np.float64), table)
    state = judged(bases[0])
    for weights, base in zip(rounds[1:], bases[1:], strict=True):
        state = judged(base + weighed(np.array(weights[len(PLAIN) :], np.float64), around(*state, small)))
    return state[0]


def chosen(chance: Floats, taken: int = TAKEN, beside: int = BESIDE) -> list[tuple[int, int]]:
    """Return the links: the best of a word, and those that words without any have beside others, in order."""
    best_row, best_column = chance.argmax(1), chance.argmax(0)
    rows, columns = np.nonzero(chance >= min(taken, beside))
    cells = sorted(zip((-chance[rows, columns]).tolist(), rows.tolist(), columns.tolist(), strict=True))
    found = {(i, j) for value, i, j in cells if -value >= taken and (best_row[i] == j or best_column[j] == i)}
    has_fr, has_en = {i for i, _ in found}, {j for _, j in found}
    for value, i, j in cells:
        free = i not in has_fr or j not in has_en
        if -value >= beside and free and any((i + a, j + b) in found for a in (-1, 0, 1) for b in (-1, 0, 1)):
            found.add((i, j))
            has_fr.add(i)
            has_en.add(j)
    return sorted(found)


@cache
def rounds() -> list[list[int]]:
    """Return the weights that ship, by round."""
    found: list[list[int]] = json.loads(FILE.read_text(encoding="utf-8"))["rounds"]
    return found
