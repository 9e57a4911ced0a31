"""Bags as sparse vectors of whole numbers, weighted by rarity, and their products.

All numbers are whole and small enough to be exact in floating point, so that no order of adding up, and hence no
processor or library, makes another sum of them.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bilingual.alignment.bags import ONE
from bilingual.alignment.beads import WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.alignment.bags import Bag

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Of the weight of a feature: parts of one natural logarithm.
_PARTS = 16
# Columns that are multiplied at once: few, so that they have few features between them.
_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one text's sentences: those of ``ids[ptr[i] : ptr[i + 1]]``, ascending, have ``weights``.

    ``windows[n]`` has, for each sentence, the square of the length of the sum of ``n`` vectors from it on.
    """

    ptr: Ints
    ids: npt.NDArray[np.int32]
    weights: npt.NDArray[np.int32]
    windows: tuple[Ints, ...]

    def __len__(self) -> int:
        return len(self.ptr) - 1


@dataclass(frozen=True, slots=True)
class Channel:
    """The vectors of both texts over the same features. ``shared`` says of each feature whether both have it.

    ``frequency`` is, for each feature, how many sentences of either text hold it.
    """

    fr: Vectors
    en: Vectors
    shared: npt.NDArray[np.bool_]
    frequency: Ints


def channel(french: Iterable[Bag], english: Iterable[Bag]) -> Channel:
    """Return the vectors of both texts' bags: tf-idf in sixteenths.

    Rarity is the logarithm of sentences by sentences that hold the feature, both texts taken as one.
    """
    known: dict[str, int] = {}
    raw = [_collect(french, known), _collect(english, known)]
    counts = [np.bincount(ids, minlength=len(known)).astype(np.int64) for _, ids, _ in raw]
    frequency = counts[0] + counts[1]
    rarity = _rarity(frequency, sum(len(ptr) - 1 for ptr, _, _ in raw))
    sides = [_vectors(ptr, ids, amounts, rarity) for ptr, ids, amounts in raw]
    return Channel(sides[0], sides[1], (counts[0] > 0) & (counts[1] > 0), frequency)


def _collect(bags: Iterable[Bag], known: dict[str, int]) -> tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Number the features of bags; return where each bag begins, its features and their amounts."""
    ptr, ids, amounts = array("q", [0]), array("i"), array("i")
    for bag in bags:
        for number, amount in sorted((known.setdefault(key, len(known)), amount) for key, amount in bag.items()):
            ids.append(number)
            amounts.append(amount)
        ptr.append(len(ids))
    return _numbers(ptr, np.int64), _numbers(ids, np.int32), _numbers(amounts, np.int32)


def _numbers(values: array[int], kind: Any) -> Any:  # noqa: ANN401 - whatever kind of array is asked for
    return np.frombuffer(values, dtype=kind) if values else np.zeros(0, dtype=kind)


def _rarity(frequency: Ints, sentences: int) -> Ints:
    distinct, place = np.unique(frequency, return_inverse=True)
    table = [round(_PARTS * math.log((sentences + 1) / max(1, int(count)))) for count in distinct]
    return np.array(table, np.int64)[place] if table else np.zeros(0, np.int64)


def _vectors(ptr: Ints, ids: npt.NDArray[np.int32], amounts: npt.NDArray[np.int32], rarity: Ints) -> Vectors:
    weights = ((amounts * rarity[ids] + ONE // 2) // ONE).astype(np.int32)
    return Vectors(ptr, ids, weights, _windows(ptr, ids, weights, len(rarity)))


def _windows(ptr: Ints, ids: npt.NDArray[np.int32], weights: npt.NDArray[np.int32], features: int) -> tuple[Ints, ...]:
    """Return the squares of the lengths of sums of 0 to 5 vectors in a row, from each sentence on."""
    count = len(ptr) - 1
    row = np.repeat(np.arange(count, dtype=np.int64), np.diff(ptr))
    keys = row * features + ids
    wide = weights.astype(np.int64)
    own = _sums(row, wide * wide, count)
    # together[d][i]: the product of the vectors i and i + d.
    together = [own]
    for distance in range(1, WIDEST):
        wanted = keys + distance * features
        at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        same = keys[at] == wanted if len(keys) else np.zeros(0, np.bool_)
        together.append(_sums(row[same], wide[same] * wide[at[same]], count))
    windows = [np.zeros(count, np.int64)]
    for size in range(1, WIDEST + 1):
        # Sums that would reach beyond the last sentence are never asked for.
        grown = windows[-1].copy()
        last = size - 1
        for distance in range(size):
            term = together[distance][max(0, last - distance) : count - distance]
            term = term[: max(0, count - last)]
            grown[: len(term)] += term * (1 if distance == 0 else 2)
        windows.append(grown)
    return tuple(windows)


def _sums(rows: Ints, values: Ints, count: int) -> Ints:
    # Exact: the sums stay far below 2 ** 53.
    return np.bincount(rows, weights=values, minlength=count).astype(np.int64)


def products(found: Channel, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
    """Return the products of the vectors of French sentences (rows) and English ones (columns): whole numbers."""
    out = np.zeros((rows[1] - rows[0], columns[1] - columns[0]))
    left = _part(found.fr, rows, found.shared)
    for begin in range(columns[0], columns[1], _COLUMNS):
        end = min(columns[1], begin + _COLUMNS)
        right = _part(found.en, (begin, end), found.shared)
        common = np.intersect1d(left[1], right[1])
        if len(common):
            ours = _dense(left, common, rows[1] - rows[0])
            out[:, begin - columns[0] : end - columns[0]] = ours @ _dense(right, common, end - begin).T
    return out


_Part = tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.int32]]


def _part(vectors: Vectors, span: tuple[int, int], shared: npt.NDArray[np.bool_]) -> _Part:
    """Return row, feature and weight of all that a range of sentences shares with the other text."""
    begin, end = vectors.ptr[span[0]], vectors.ptr[span[1]]
    rows = np.repeat(np.arange(span[1] - span[0]), np.diff(vectors.ptr[span[0] : span[1] + 1]))
    kept = shared[vectors.ids[begin:end]]
    return rows[kept], vectors.ids[begin:end][kept], vectors.weights[begin:end][kept]


def _dense(part: _Part, common: npt.NDArray[np.int32], count: int) -> Floats:
    rows, ids, weights = part
    at = np.minimum(np.searchsorted(common, ids), len(common) - 1)
    kept = common[at] == ids
    matrix = np.zeros((count, len(common)))
    matrix[rows[kept], at[kept]] = weights[kept]
    return matrix
