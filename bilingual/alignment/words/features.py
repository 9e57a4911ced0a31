"""What speaks for a link of two words: a table of numbers for each feature, French words down, English words across.

All are whole numbers in thousand-twenty-fourths (``ONE``), rounded down from single divisions, so that every processor
and library has the same ones.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

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
FAR = 10
_COGNATE, _ALIKE = 4, 3
_NOT_FIGURES = re.compile(r"\D+")
# From this on the table speaks for two words.
_LIKELY = 7 * ONE // 15
# Log-odds are kept in parts of one, up to a bound either way.
PARTS, BOUND = 128, 1024
_ODDS = np.floor(np.array([ONE / (1 + math.exp(-z / PARTS)) for z in range(-BOUND, BOUND)] + [ONE]))
# Cells and words of sentences whose distances are kept, since others have as many words.
_FEW, SHORT = 1 << 12, 64
# Attention that says little, and the least that is told from none.
_LITTLE, _LEAST = 1e-3, 2**-10
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


# What is known of two sentences besides, where there is attention; with the features ``PLAIN`` before them.
ATTENTION = (
    "attention",
    "attention_row",
    "attention_column",
    "attention_log",
    "attention_best_row",
    "attention_best_column",
)


class Word(NamedTuple):
    """A word as it is compared."""

    key: str
    folded: str
    stem: str
    figures: str
    is_mark: bool
    is_name: bool
    is_small: bool


@lru_cache(maxsize=1 << 15)
def _word(text: str, language: str) -> Word:
    folded = fold(text).strip("'’-") or text
    return Word(
        key(text, language),
        folded,
        stem(folded),
        _NOT_FIGURES.sub("", text),
        not any(map(str.isalnum, text)),
        text[0].isupper() and len(text) > 1,
        folded in (FRENCH_EMPTY if language == "fr" else ENGLISH_EMPTY),
    )


class Words:
    """The words of a sentence as they are compared."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        words = [_word(token.text, language) for token in tokens]
        self.keys, self.folded, self.stems, self.figures, is_mark, is_name, is_small = zip(*words, strict=True)
        self.is_mark, self.is_name, self.is_small = np.array([is_mark, is_name, is_small])


# What a level of the table is worth where words compete: each 1.65 times the one below; written out, since logarithms
# differ from machine to machine in the last place. And its part of the highest one.
_WORTH = np.array([1, 1, 2, 3, 4, 7, 11, 19, 31, 51, 84, 139, 228, 377, 621, 1024], np.float64)
_LEVEL = np.floor(np.arange(LEVELS) * ONE / (LEVELS - 1.0))


def odds(leaning: Floats) -> Floats:
    """Return how likely cells are, of ``ONE``, from their log-odds, whole numbers from ``-BOUND`` to ``BOUND``."""
    found: Floats = _ODDS.take((leaning + BOUND).astype(np.int64))
    return found


def plain(fr: Words, en: Words, besides: Floats | None = None) -> Floats:
    """Return the features ``PLAIN`` of two sentences, feature by French word by English word, and some after them."""
    n, m = len(fr.keys), len(en.keys)
    table = np.zeros((len(PLAIN) + (0 if besides is None else len(besides)), n, m))
    if besides is not None:
        table[len(PLAIN) :] = besides
    found = dict(zip(PLAIN, table, strict=False))
    found["far"][:], found["far_words"][:] = _far(n, m) if n * m <= _FEW else _far.__wrapped__(n, m)
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
    both = fr.is_small[:, None] & en.is_small
    found["small_both"][:] = both * ONE
    found["small_one"][:] = (fr.is_small[:, None] ^ en.is_small) * ONE
    for name in ("there", "back", "far"):
        found[f"{name}_small"][:] = found[name] * both
    found["ends"][-1, -1] = ONE
    _support(fr, en, found)
    found["always"][:] = ONE
    return table


def attended(attention: Floats) -> Floats:
    """Return the features ``ATTENTION`` of shares (0 to 1) of a model's attention to each French word, by English word.

    Other machines than the one that computed the shares have them otherwise in their last places.
    """
    row, column = attention.max(1, keepdims=True), attention.max(0, keepdims=True)
    features = np.array(
        [
            attention,
            attention / (row + _LITTLE),
            attention / (column + _LITTLE),
            np.log2(attention + _LEAST) / -math.log2(_LEAST) + 1,
            attention >= row,
            attention >= column,
        ]
    )
    found: Floats = np.floor(features * ONE)
    return found


@lru_cache(maxsize=256)
def _far(n: int, m: int) -> Floats:
    """Return how far cells are off the diagonal: by the length of the sentence, and by words."""
    off = np.abs((2 * np.arange(n)[:, None] + 1) * m - (2 * np.arange(m)[None] + 1) * n) / (2.0 * n * m)
    found = np.empty((2, n, m))
    np.floor(off * ONE, found[0])
    np.floor(np.minimum(off * max(n, m), FAR) * ONE / FAR, found[1])
    return found


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
    known, places, width = word_table(), _places(en.keys), len(en.keys)
    cells: list[int] = []
    levels: list[tuple[int, int]] = []
    for i, word in enumerate(fr.keys):
        if row := known.get(word):
            for other in places.keys() & row.keys():
                for j in places[other]:
                    cells.append(i * width + j)
                    levels.append(row[other])
    found["unknown"][:] = ONE
    found["unknown"].flat[cells] = 0
    for name, found_levels in zip(("there", "back"), zip(*levels, strict=True), strict=False):
        found[name].flat[cells] = _LEVEL.take(found_levels)
        worth = np.zeros(found[name].shape)
        worth.flat[cells] = _WORTH.take(found_levels)
        worth_of_one = worth * ONE
        # A little more than the sum, so that what is alone and unlikely is not all there is.
        for axis, along in ((1, "row"), (0, "column")):
            np.floor(worth_of_one / (worth.sum(axis, keepdims=True) + ONE // 64), found[f"{name}_{along}"])


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
