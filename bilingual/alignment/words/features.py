"""What speaks for a link of two words: a table of numbers for each feature, French words down, English words across.

All are whole numbers in thousand-twenty-fourths (``ONE``), rounded down from single divisions, so that every processor
and library has the same ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bilingual.alignment.words.table import LEVELS, key, table
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.words.tokens import Token

Floats = npt.NDArray[np.float64]

ONE = 1024
# So many words off the diagonal are far.
_FAR = 10
_COGNATE, _ALIKE = 4, 3
_NOT_FIGURES = re.compile(r"\D+")
_NOTHING = (-1, -1)
# A word's neighbours that say where it would stand, and how sure they must be of their own place.
_AROUND, _SURE = 3, ONE // 2
PLAIN = (
    "far", "far_words", "same_word", "same_mark", "marks", "mark_and_word", "same_number", "numbers", "cognate",
    "counterpart", "only_counterpart", "unknown", "there", "back", "there_row", "there_column", "back_row",
    "back_column", "small_both", "small_one", "ends",
)  # fmt: skip
ATTENTION = ("attention", "attention_row", "attention_column", "attention_level")
ROUND = (
    "sure", "leaning", "rival_row", "rival_column", "lead_row", "lead_column", "before", "after", "both_sides",
    "crossing", "above_below", "beside", "best_row", "best_column", "best_both", "off_neighbours",
)  # fmt: skip


class Words:
    """The words of a sentence as they are compared."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        empty = FRENCH_EMPTY if language == "fr" else ENGLISH_EMPTY
        self.keys = [key(token.text, language) for token in tokens]
        self.folded = [fold(token.text).strip("'’-") or token.text for token in tokens]
        self.stems = [stem(word) for word in self.folded]
        self.figures = [_NOT_FIGURES.sub("", token.text) for token in tokens]
        self.is_mark = np.array([not any(map(str.isalnum, token.text)) for token in tokens])
        self.is_small = np.array([word in empty for word in self.folded])


def floor(values: Any) -> Floats:  # noqa: ANN401 - numpy arrays of any number
    """Return whole numbers, rounded down."""
    return np.floor(values)


def shares(values: Floats, axis: int) -> Floats:
    """Return of each number its share of the sum along an axis, where a little is nobody's."""
    return floor(values * ONE / (values.sum(axis, keepdims=True) + ONE // 64))


# What a level of the table is worth where words compete, from 1 of ``ONE`` up; fixed, since logarithms differ.
_WORTH = np.array([0, 1, 2, 3, 4, 7, 11, 19, 31, 51, 84, 139, 228, 377, 621, 1024, 0], np.float64)


def plain(fr: Words, en: Words) -> list[Floats]:
    """Return the features ``PLAIN`` of two sentences."""
    n, m = len(fr.keys), len(en.keys)
    off = np.abs((2 * np.arange(n)[:, None] + 1) * m - (2 * np.arange(m)[None] + 1) * n).astype(np.float64)
    both_marks = fr.is_mark[:, None] & en.is_mark[None]
    same = np.array([[a == b for b in en.folded] for a in fr.folded])
    known = table()
    rows = [known.get(word) for word in fr.keys]
    levels = np.array(
        [[row.get(word, _NOTHING) for word in en.keys] if row else [_NOTHING] * m for row in rows], np.int64
    )
    there, back = levels[..., 0], levels[..., 1]
    worth_there, worth_back = _WORTH[there], _WORTH[back]
    counterpart = _counterparts(fr, en)
    alone = counterpart & (counterpart.sum(0) <= 1)[None] & (counterpart.sum(1) <= 1)[:, None]
    has_fr, has_en = (np.array([bool(figure) for figure in side.figures]) for side in (fr, en))
    same_number = np.array([[bool(a) and a == b for b in en.figures] for a in fr.figures])
    small = fr.is_small[:, None].astype(np.int64) + en.is_small[None]
    ends = np.zeros((n, m))
    ends[-1, -1] = ONE
    flags = [
        same & ~both_marks, same & both_marks, both_marks & ~same, fr.is_mark[:, None] != en.is_mark[None],
        same_number, has_fr[:, None] & has_en[None] & ~same_number,
    ]  # fmt: skip
    return [
        floor(off * ONE / (2 * n * m)),
        floor(np.minimum(off * max(n, m) / (2 * n * m), _FAR) * ONE / _FAR),
        *(flag * float(ONE) for flag in flags),
        _cognates(fr, en),
        counterpart * float(ONE),
        alone * float(ONE),
        (there < 0) * float(ONE),
        floor(np.maximum(there, 0) * ONE / (LEVELS - 1.0)),
        floor(np.maximum(back, 0) * ONE / (LEVELS - 1.0)),
        shares(worth_there, 1), shares(worth_there, 0), shares(worth_back, 1), shares(worth_back, 0),
        (small == 2) * float(ONE),  # noqa: PLR2004 - both
        (small == 1) * float(ONE),
        ends,
    ]  # fmt: skip


def _counterparts(fr: Words, en: Words) -> npt.NDArray[np.bool_]:
    known = lexicon()
    entries = [known.get(word) for word in fr.stems]
    return np.array([
        [word in entry.counterparts for word in en.stems] if entry else [False] * len(en.stems) for entry in entries
    ])


def _cognates(fr: Words, en: Words) -> Floats:
    """Return the share of the longer of two words that is their common beginning."""
    found = np.zeros((len(fr.keys), len(en.keys)))
    starts: dict[str, list[int]] = {}
    for j, word in enumerate(en.folded):
        if len(word) >= _COGNATE and word[0].isalpha():
            starts.setdefault(word[:_ALIKE], []).append(j)
    for i, word in enumerate(fr.folded):
        for j in starts.get(word[:_ALIKE], ()) if len(word) >= _COGNATE else ():
            other = en.folded[j]
            alike = next((k for k, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
            found[i, j] = alike * ONE // max(len(word), len(other))
    return found


def attended(attention: Floats) -> list[Floats]:
    """Return the features ``ATTENTION`` of an attention matrix, a share of 1 for each cell."""
    shown = floor(np.clip(attention, 0, 1) * ONE)
    level = sum((shown >= bound).astype(np.float64) for bound in (8, 16, 32, 64, 128, 256, 512))
    return [
        shown,
        floor(shown * ONE / (shown.max(1, keepdims=True) + 1)),
        floor(shown * ONE / (shown.max(0, keepdims=True) + 1)),
        floor(level * ONE / 8),
    ]


def around(chance: Floats, leaning: Floats) -> list[Floats]:
    """Return the features ``ROUND``: what the last round says of a link, its rivals and its neighbours.

    ``chance`` is how likely each link is, of ``ONE``; ``leaning`` the same as log-odds, of ``ONE`` for 8.
    """
    n, m = chance.shape
    wide = np.zeros((n + 2, m + 2))
    wide[1:-1, 1:-1] = chance

    def near(down: int, right: int) -> Floats:
        return wide[1 + down : 1 + down + n, 1 + right : 1 + right + m]

    best_row, best_column = chance >= chance.max(1, keepdims=True), chance >= chance.max(0, keepdims=True)
    before, after = near(-1, -1), near(1, 1)
    return [
        chance,
        leaning,
        rivals(chance, 1, 0.0),
        rivals(chance, 0, 0.0),
        leaning - rivals(leaning, 1, -ONE),
        leaning - rivals(leaning, 0, -ONE),
        before,
        after,
        floor(before * after / ONE),
        np.maximum(near(-1, 1), near(1, -1)),
        near(-1, 0) + near(1, 0),
        near(0, -1) + near(0, 1),
        best_row * float(ONE),
        best_column * float(ONE),
        (best_row & best_column) * float(ONE),
        _off_neighbours(chance),
    ]


def rivals(values: Floats, axis: int, least: float) -> Floats:
    """Return for each cell the best of the others along an axis."""
    if values.shape[axis] == 1:
        return np.full(values.shape, least)
    ordered = np.sort(values, axis)
    best, second = (np.take(ordered, [place], axis) for place in (-1, -2))
    return np.where(values >= best, second, best)


def _off_neighbours(chance: Floats) -> Floats:
    """Return how far each cell is from where the links of the words around say that the French word belongs."""
    n, m = chance.shape
    total = chance.sum(1)
    place = (chance @ np.arange(m, dtype=np.float64)) / (total + 1)
    sure = (chance.max(1) > _SURE).astype(np.float64)
    weight, where = np.zeros(n), np.zeros(n)
    for step in range(-_AROUND, _AROUND + 1):
        if step and abs(step) < n:
            here = slice(max(0, -step), n - max(0, step))
            there = slice(max(0, step), n + min(0, step))
            share = sure[there] / abs(step)
            weight[here] += share
            where[here] += share * (place[there] - step * m / n)
    expected = np.where(weight > 0, where / np.where(weight > 0, weight, 1), np.arange(n) * m / n)
    return floor(np.minimum(np.abs(expected[:, None] - np.arange(m)[None]), 8) * ONE / 8)
