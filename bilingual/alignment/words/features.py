"""What speaks for a link of two words: a table of numbers for each feature, French words down, English words across.

All are whole numbers in thousand-twenty-fourths (``ONE``), rounded down from single divisions, so that every processor
and library has the same ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bilingual.alignment.words.table import LEVELS, key
from bilingual.alignment.words.table import table as word_table
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.alignment.words.tokens import Token

Floats = npt.NDArray[np.float64]

ONE = 1024
# So many words off the diagonal are far.
_FAR = 10
_COGNATE, _ALIKE = 4, 3
_NOT_FIGURES = re.compile(r"\D+")
# From this on the table speaks for two words.
_LIKELY = 7 * ONE // 15
# A word's neighbours that say where it would stand, and how sure they must be of their own place.
_AROUND, _SURE = 3, ONE // 2
PLAIN = (
    "far", "far_words", "same_word", "same_mark", "marks", "mark_and_word", "same_number", "numbers", "cognate",
    "counterpart", "only_counterpart", "unknown", "there", "back", "there_row", "there_column", "back_row",
    "back_column", "small_both", "small_one", "there_small", "back_small", "far_small", "ends", "support",
    "same_name", "same_name_far", "unknown_support", "far_support", "always",
)  # fmt: skip
ROUND = (
    "sure", "leaning", "rival_row", "rival_column", "lead_row", "lead_column", "before", "after", "both_sides",
    "crossing", "above_below", "beside", "best_row", "best_column", "best_both", "off_french", "off_english",
    "leaning_small", "off_small",
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
        self.is_name = np.array([token.text[0].isupper() and len(token.text) > 1 for token in tokens])
        self.is_small = np.array([word in empty for word in self.folded])


# What a level of the table is worth where words compete: each 1.65 times the one below; written out, since logarithms
# differ from machine to machine in the last place. The last is of pairs that the table does not have.
_WORTH = np.array([1, 1, 2, 3, 4, 7, 11, 19, 31, 51, 84, 139, 228, 377, 621, 1024, 0], np.float64)


def plain(fr: Words, en: Words) -> Floats:
    """Return the features ``PLAIN`` of two sentences, feature by French word by English word."""
    n, m = len(fr.keys), len(en.keys)
    table = np.zeros((len(PLAIN), n, m))
    found = dict(zip(PLAIN, table, strict=True))
    off = np.abs((2 * np.arange(n)[:, None] + 1) * m - (2 * np.arange(m)[None] + 1) * n) / (2.0 * n * m)
    found["far"][:] = np.floor(off * ONE)
    found["far_words"][:] = np.floor(np.minimum(off * max(n, m), _FAR) * ONE / _FAR)
    marks = fr.is_mark[:, None] & en.is_mark
    same = found["same_word"]
    _fill(same, ((i, j, ONE) for i, j in _equal(fr.folded, en.folded)))
    found["same_mark"][:] = same * marks
    found["marks"][:] = marks * ONE - found["same_mark"]
    same -= found["same_mark"]
    # Names that are the same are so wherever they stand; small words that are, such as *on*, seldom mean the same.
    names = (fr.is_name & ~fr.is_small)[:, None] & (en.is_name & ~en.is_small)
    found["same_name"][:] = same * names
    found["same_name_far"][:] = np.floor(found["same_name"] * found["far"] / ONE)
    found["mark_and_word"][:] = (fr.is_mark[:, None] != en.is_mark) * ONE
    _numbers(fr, en, found)
    _cognates(fr, en, found["cognate"])
    _counterparts(fr, en, found)
    _translations(fr, en, found)
    small = fr.is_small[:, None] + en.is_small
    both = small == 2  # noqa: PLR2004 - the French and the English word
    found["small_both"][:] = both * ONE
    found["small_one"][:] = (small == 1) * ONE
    for name in ("there", "back", "far"):
        found[f"{name}_small"][:] = found[name] * both
    found["ends"][-1, -1] = ONE
    _support(fr, en, found)
    found["always"][:] = ONE
    return table


def _fill(table: Floats, cells: Iterable[tuple[int, int, int]]) -> None:
    for i, j, value in cells:
        table[i, j] = value


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return places


def _equal(fr: Sequence[str], en: Sequence[str]) -> Iterator[tuple[int, int]]:
    places = _places(en)
    return ((i, j) for i, word in enumerate(fr) for j in places.get(word, ()) if word)


def _numbers(fr: Words, en: Words, found: dict[str, Floats]) -> None:
    if any(fr.figures) and any(en.figures):
        both = np.array([bool(figure) for figure in fr.figures])[:, None] & [bool(figure) for figure in en.figures]
        _fill(found["same_number"], ((i, j, ONE) for i, j in _equal(fr.figures, en.figures)))
        found["numbers"][:] = both * ONE - found["same_number"]


def _counterparts(fr: Words, en: Words, found: dict[str, Floats]) -> None:
    known, places, table = lexicon(), _places(en.stems), found["counterpart"]
    for i, word in enumerate(fr.stems):
        entry = known.get(word)
        for other in places.keys() & entry.counterparts if entry else ():
            table[i, places[other]] = ONE
    alone = (table.sum(0) <= ONE) & (table.sum(1, keepdims=True) <= ONE)
    found["only_counterpart"][:] = table * alone


def _translations(fr: Words, en: Words, found: dict[str, Floats]) -> None:
    known, places = word_table(), _places(en.keys)
    levels = np.full((2, len(fr.keys), len(en.keys)), -1)
    for i, word in enumerate(fr.keys):
        row = known.get(word)
        if row:
            for other in places.keys() & row.keys():
                for j in places[other]:
                    levels[:, i, j] = row[other]
    found["unknown"][:] = (levels[0] < 0) * ONE
    for name, level in zip(("there", "back"), levels, strict=True):
        found[name][:] = np.floor(np.maximum(level, 0) * ONE / (LEVELS - 1.0))
        worth = _WORTH[level]
        # A little more than the sum, so that what is alone and unlikely is not all there is.
        for axis, along in ((1, "row"), (0, "column")):
            found[f"{name}_{along}"][:] = np.floor(worth * ONE / (worth.sum(axis, keepdims=True) + ONE // 64))


def _support(fr: Words, en: Words, found: dict[str, Floats]) -> None:
    """Note how many of the words with a meaning of their own have one on the other side that words speak for.

    Where few have, these are no translations of each other, and places say nothing.
    """
    spoken = (found["there"] >= _LIKELY) | (found["back"] >= _LIKELY)
    for name in ("same_word", "same_number", "cognate", "counterpart"):
        spoken |= found[name] > 0
    telling_fr, telling_en = ~(fr.is_small | fr.is_mark), ~(en.is_small | en.is_mark)
    words = int(telling_fr.sum() + telling_en.sum())
    spoken &= telling_fr[:, None] & telling_en
    share = int(spoken.any(0).sum() + spoken.any(1).sum()) * ONE // words if words else ONE
    found["support"][:] = share
    for name in ("unknown", "far"):
        found[f"{name}_support"][:] = np.floor(found[name] * share / ONE)


def _cognates(fr: Words, en: Words, table: Floats) -> None:
    """Note the share of the longer of two words that is their common beginning."""
    starts = _places([word[:_ALIKE] if len(word) >= _COGNATE and word[0].isalpha() else "" for word in en.folded])
    for i, word in enumerate(fr.folded):
        for j in starts.get(word[:_ALIKE], ()) if len(word) >= _COGNATE else ():
            other = en.folded[j]
            alike = (k for k, (ours, theirs) in enumerate(zip(word, other, strict=False)) if ours != theirs)
            table[i, j] = next(alike, min(len(word), len(other))) * ONE // max(len(word), len(other))


def around(chance: Floats, leaning: Floats, small: Floats) -> Floats:
    """Return the features ``ROUND``: what the last round says of a link, its rivals and its neighbours.

    ``chance`` is how likely each link is, of ``ONE``; ``leaning`` the same as log-odds, of ``ONE`` for 8; ``small`` is
    the feature ``small_both``.
    """
    n, m = chance.shape
    wide = np.zeros((n + 2, m + 2))
    wide[1:-1, 1:-1] = chance

    def near(down: int, right: int) -> Floats:
        return wide[1 + down : 1 + down + n, 1 + right : 1 + right + m]

    # Rival, and the best of all, which may be more than one.
    (rival_row, best_row), (rival_column, best_column) = _rivals(chance, 1), _rivals(chance, 0)
    before, after = near(-1, -1), near(1, 1)
    off_french, off_english = _off_neighbours(chance), _off_neighbours(chance.T).T
    table = np.empty((len(ROUND), n, m))
    for place, feature in zip(
        table,
        (
            chance,
            leaning,
            rival_row,
            rival_column,
            leaning - _rivals(leaning, 1)[0],
            leaning - _rivals(leaning, 0)[0],
            before,
            after,
            np.floor(before * after / ONE),
            np.maximum(near(-1, 1), near(1, -1)),
            near(-1, 0) + near(1, 0),
            near(0, -1) + near(0, 1),
            best_row * ONE,
            best_column * ONE,
            (best_row & best_column) * ONE,
            off_french,
            off_english,
            np.floor(leaning * small / ONE),
            np.floor(off_french * small / ONE),
        ),
        strict=True,
    ):
        place[:] = feature
    return table


def _rivals(values: Floats, axis: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return for each cell the best of the others along an axis, and whether none is better."""
    best = values.max(axis, keepdims=True)
    is_best = values >= best
    if values.shape[axis] == 1:
        return np.full(values.shape, -float(ONE)), is_best
    second = np.partition(values, -2, axis).take([-2], axis)
    return np.where(is_best, second, best), is_best


def _off_neighbours(chance: Floats) -> Floats:
    """Return how far each cell is from where the links of the words around say that the word of its row belongs."""
    n, m = chance.shape
    columns = np.arange(m, dtype=np.float64)
    place = (chance @ columns) / (chance.sum(1) + 1)
    sure = (chance.max(1) > _SURE).astype(np.float64)
    weight, where = np.zeros(n), np.zeros(n)
    for step in range(1, min(_AROUND + 1, n)):
        share = sure / step
        weight[:-step] += share[step:]
        weight[step:] += share[:-step]
        where[:-step] += share[step:] * (place[step:] - step * m / n)
        where[step:] += share[:-step] * (place[:-step] + step * m / n)
    known = weight > 0
    expected = np.arange(n) * m / n
    expected[known] = where[known] / weight[known]
    off: Floats = np.floor(np.minimum(np.abs(expected[:, None] - columns), _FAR) * ONE / _FAR)
    return off
