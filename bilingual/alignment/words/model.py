"""Features → how likely each link is → links: logistic regression in rounds, each of which sees what the last said.

``weights.json`` is learnt by ``tools/word_weights.py``: for words alone (``plain``) and with attention.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bilingual.alignment.words.features import ONE, Floats, around, attended, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.words.features import Words

FILE = Path(__file__).with_name("weights.json")
# Log-odds are kept in parts of one, up to a bound either way.
PARTS, BOUND = 128, 1024
# Of chances of ONE: a link that is its words' best is taken from the first on, a word that has none takes one beside
# another link from the second on.
TAKEN, BESIDE = 512, 358
_ODDS = np.floor(np.array([ONE / (1 + math.exp(-z / PARTS)) for z in range(-BOUND, BOUND + 1)]))

Weights = Sequence[Sequence[int]] if TYPE_CHECKING else object


def matrix(features: Sequence[Floats]) -> Floats:
    """Return features as one table, a last one for all cells: a cell a row."""
    return np.stack([*(feature.ravel() for feature in features), np.full(features[0].size, float(ONE))], 1)


def judged(table: Floats, weights: Sequence[int], shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Return how likely each cell is, of ``ONE``, and its log-odds in ``PARTS``. Sums are of whole numbers: exact."""
    odds = table @ np.array(weights, np.float64)
    index = np.clip(np.floor(odds * PARTS / (ONE * ONE)), -BOUND, BOUND)
    return _ODDS[index.astype(np.int64) + BOUND].reshape(shape), index.reshape(shape)


def base(fr: Words, en: Words, attention: Floats | None) -> list[Floats]:
    """Return the features of the first round."""
    return plain(fr, en) + ([] if attention is None else attended(attention))


def chances(features: list[Floats], rounds: Sequence[Sequence[int]]) -> Floats:
    """Return how likely each link is after all rounds, of ``ONE``."""
    shape = features[0].shape
    table = matrix(features)
    chance, leaning = judged(table, rounds[0], shape)
    for weights in rounds[1:]:
        chance, leaning = judged(np.hstack([matrix(around(chance, leaning))[:, :-1], table]), weights, shape)
    return chance


def chosen(chance: Floats, taken: int = TAKEN, beside: int = BESIDE) -> list[tuple[int, int]]:
    """Return the links: the best of a word, and those that words without any have beside others, in order."""
    best_row, best_column = chance.argmax(1), chance.argmax(0)
    n, m = chance.shape
    rows, columns = np.nonzero(chance >= min(taken, beside))
    cells = sorted(zip((-chance[rows, columns]).tolist(), rows.tolist(), columns.tolist(), strict=True))
    found = {(i, j) for value, i, j in cells if -value >= taken and (best_row[i] == j or best_column[j] == i)}
    has_fr, has_en = {i for i, _ in found}, {j for _, j in found}
    for value, i, j in cells:
        if -value >= beside and (i not in has_fr or j not in has_en):
            if any((i + a, j + b) in found for a in (-1, 0, 1) for b in (-1, 0, 1)):
                found.add((i, j))
                has_fr.add(i)
                has_en.add(j)
    return sorted(found)


@cache
def rounds(*, attention: bool) -> list[list[int]]:
    """Return the weights that ship, by round."""
    return json.loads(FILE.read_text(encoding="utf-8"))["attention" if attention else "plain"]
