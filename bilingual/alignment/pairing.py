"""Documents of two languages → which is the translation of which, told by what is in them.

Each document's best counterpart is sought by the rare words that both hold, and a pair is taken only where each is the
other's best, clearly: where another is nearly as good, or where little is alike, both are aligned sentence by sentence,
and that decides. What has no partner stays without; better none than a wrong one. Whole numbers are compared, and of
equals the order decides.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from bilingual.alignment.bags import CHANNELS, MOST_CHARACTERS, ONE, tokens
from bilingual.alignment.vectors import Channel, channel
from bilingual.lexicon.calendar import english_months, french_months, unaccented
from bilingual.lexicon.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.alignment.bags import Bag
    from bilingual.alignment.vectors import Ints, Vectors

    # Numbers of a French and an English document → how alike they are when aligned, 0 to 1000.
    Look = Callable[[int, int], int]

# Documents that hold a feature which is rare, and features of a document by which its counterparts are sought.
_RARE, _SOUGHT_BY = 200, 200
# Counterparts of a document that are looked at.
_CANDIDATES = 8
# Likeness in thousandths: below the first there is no pair, from the second on the words alone may tell. Texts of news
# that belong together have 120 and more from eight sentences on, 400 as a rule; others rarely more than 330.
_LEAST, _SURE = 70, 400
# In a few documents no word is rare, so that none is too little alike to be looked at.
_FEW = 50
# A pair must be so many hundredths of its best rival for words alone to tell; and so many where both were aligned.
_CLEAR, _CLEAR_ALIGNED = 125, 104
# How alike aligned texts are that belong together, in thousandths, where nothing else speaks for it.
_ALIGNED = 105
# Characters of one text for a hundred of the other, at most, for words alone to tell.
_LONGER = 170
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*[:h])")
_MONTHS: Final[dict[str, dict[str, int]]] = {
    "fr": {fold(name): number for name, number in unaccented(french_months()).items()},
    "en": {name.lower(): number for name, number in english_months().items()},
}


@dataclass(frozen=True, slots=True)
class Packed:
    """A bag in little memory, as there are thousands: its features in order, a line each, and their amounts."""

    features: str
    amounts: bytes

    @classmethod
    def of(cls, bag: Bag) -> Packed:
        """Pack a bag. A feature that comes often tells little more than one that comes twice."""
        keys = sorted(bag)
        amounts = array("i", (round(ONE * math.log2(1 + bag[key] / ONE)) for key in keys))
        return cls("\n".join(keys), amounts.tobytes())

    def bag(self) -> Bag:
        """Return the bag."""
        amounts = array("i")
        amounts.frombytes(self.amounts)
        return Counter(dict(zip(self.features.split("\n"), amounts, strict=False)))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a document: how much of each feature it holds by channel, and its length in characters."""

    bags: tuple[Packed, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Match:
    """A French and an English document (counted from 0) that belong together, and how alike: 0 to 1000."""

    fr: int
    en: int
    similarity: int


def profile(sentences: Iterable[str], language: str) -> Profile:
    """Return what is known of a document in French (``fr``) or English (``en``)."""
    side = 0 if language == "fr" else 1
    bags: dict[str, Bag] = {name: Counter() for name in CHANNELS}
    length = 0
    for sentence in sentences:
        length += len(sentence)
        for begin in range(0, len(sentence), MOST_CHARACTERS):
            part = sentence[begin : begin + MOST_CHARACTERS]
            words = tokens(part)
            for name, makers in CHANNELS.items():
                bags[name].update(makers[side](words))
            for date in dates(part, language):
                bags["names"][date] += ONE
    return Profile(tuple(map(Packed.of, bags.values())), length)


def dates(sentence: str, language: str) -> list[str]:
    """Return the days in a sentence, each as month and day.

    >>> dates("Le 3 août et le 1er mai 1990.", "fr"), dates("On August 3rd, and 1 May 1990.", "en")
    (['@8-3', '@5-1'], ['@5-1', '@8-3'])
    """
    folded, months = fold(sentence), _MONTHS[language]
    found = [(month, day) for day, month in _DAY_FIRST.findall(folded)]
    if language == "en":
        found += _MONTH_FIRST.findall(folded)
    return [f"@{months[month]}-{int(day)}" for month, day in found if month in months]


def pair_documents(fr: Sequence[Profile], en: Sequence[Profile], look: Look) -> list[Match]:
    """Return which French document belongs to which English one, in the order of the French ones.

    ``look`` aligns two documents and says how alike they are; it is asked about few of them. Documents of equal content
    are paired in their order. Time and memory grow with the number of documents, not with its square.
    """
    ours, theirs = _by_content(fr), _by_content(en)
    graph = Graph([fr[group[0]] for group in ours], [en[group[0]] for group in theirs])
    found = []
    for match in _mutual(graph, lambda one, other: look(ours[one][0], theirs[other][0])):
        copies = zip(ours[match.fr], theirs[match.en], strict=False)
        found += [Match(one, other, match.similarity) for one, other in copies]
    return sorted(found, key=lambda match: match.fr)


def _by_content(profiles: Sequence[Profile]) -> list[list[int]]:
    """Return the numbers of documents, those of equal content together."""
    groups: dict[Profile, list[int]] = defaultdict(list)
    for number, one in enumerate(profiles):
        groups[one].append(number)
    return list(groups.values())


def _mutual(graph: Graph, look: Look) -> Iterator[Match]:
    looked: dict[tuple[int, int], int] = {}
    least = _LEAST if max(graph.size) > _FEW else 0

    def aligned(one: int, other: int) -> int:
        if (one, other) not in looked:
            looked[one, other] = look(one, other)
        return looked[one, other]

    def best(edges: Sequence[tuple[tuple[int, int], int]]) -> tuple[int, int] | None:
        """Return the best of the edges of a document, the likest first, None where none is clearly the best."""
        if not edges or edges[0][1] < least:
            return None
        rivals = [edge for edge, likeness in edges if _CLEAR * likeness >= 100 * edges[0][1]][:_CANDIDATES]
        if len(rivals) == 1:
            return rivals[0]
        (most, first), (second, _), *_ = sorted(((aligned(*edge), edge) for edge in rivals), key=lambda one: -one[0])
        return first if 100 * most >= _CLEAR_ALIGNED * second and most >= _ALIGNED else None

    chosen = {edge for other in range(graph.size[1]) if (edge := best(graph.of_english(other))) is not None}
    for one in range(graph.size[0]):
        edge = best(graph.of_french(one))
        if edge in chosen and edge is not None:
            likeness = graph.likeness[edge]
            if (likeness >= _SURE and graph.fits(edge)) or aligned(*edge) >= _ALIGNED:
                yield Match(*edge, likeness)


class Graph:
    """Documents that may belong together, and how alike they are: ``likeness`` by the numbers of both, 0 to 1000."""

    def __init__(self, fr: Sequence[Profile], en: Sequence[Profile]) -> None:
        self.size = len(fr), len(en)
        self._lengths = [[one.length for one in side] for side in (fr, en)]
        channels = [
            channel((one.bags[place].bag() for one in fr), (one.bags[place].bag() for one in en))
            for place in range(len(CHANNELS))
        ]
        pairs = {(one, other) for one, other in _candidates(channels)}
        pairs |= {(one, other) for other, one in _candidates([_turned(found) for found in channels])}
        self.likeness = _likeness(channels, sorted(pairs))
        self._edges: tuple[list[list[int]], list[list[int]]] = ([[] for _ in fr], [[] for _ in en])
        for one, other in self.likeness:
            self._edges[0][one].append(other)
            self._edges[1][other].append(one)

    def of_french(self, number: int) -> list[tuple[tuple[int, int], int]]:
        """Return the pairs of a French document, the likest first, with how alike they are."""
        return self._sorted((number, other) for other in self._edges[0][number])

    def of_english(self, number: int) -> list[tuple[tuple[int, int], int]]:
        """Return the pairs of an English document, the likest first, with how alike they are."""
        return self._sorted((other, number) for other in self._edges[1][number])

    def _sorted(self, edges: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
        return sorted(((edge, self.likeness[edge]) for edge in edges), key=lambda one: (-one[1], one[0]))

    def fits(self, edge: tuple[int, int]) -> bool:
        """Whether a translation may have the length of the other text."""
        ours, theirs = (side[number] for side, number in zip(self._lengths, edge, strict=True))
        return 100 * max(ours, theirs) <= _LONGER * min(ours, theirs)


def _turned(found: Channel) -> Channel:
    return Channel(found.en, found.fr, found.shared, found.frequency)


def _candidates(channels: Sequence[Channel]) -> Iterator[tuple[int, int]]:
    """Yield, for each document of the first text, those of the other that share most of its rare features with it."""
    indexes = [_index(found.en, len(found.frequency)) for found in channels]
    count = len(channels[0].en)
    norms = np.sqrt(np.sum([_squares(found.en) for found in channels], axis=0).astype(np.float64))
    for number in range(len(channels[0].fr)):
        score = np.zeros(count)
        for found, (begin, owner, theirs) in zip(channels, indexes, strict=True):
            span = slice(found.fr.ptr[number], found.fr.ptr[number + 1])
            ids, weights = found.fr.ids[span], found.fr.weights[span].astype(np.int64)
            often = begin[ids + 1] - begin[ids]
            kept = np.flatnonzero((often > 0) & (often <= _RARE))
            kept = kept[np.lexsort((ids[kept], -weights[kept]))][:_SOUGHT_BY]
            ids, weights, often = ids[kept], weights[kept], often[kept]
            places = np.repeat(begin[ids] - np.cumsum(often) + often, often) + np.arange(often.sum())
            products = np.repeat(weights, often) * theirs[places]
            score += np.bincount(owner[places], weights=products, minlength=count)
        score /= np.maximum(norms, 1)
        best = np.lexsort((np.arange(count), -score))[:_CANDIDATES]
        yield from ((number, int(other)) for other in best if score[other] > 0)


def _index(vectors: Vectors, features: int) -> tuple[Ints, Ints, Ints]:
    """Return, by feature, where its holders begin in the next two: which document, and with what weight."""
    order = np.argsort(vectors.ids, kind="stable")
    begin = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(vectors.ids, minlength=features))])
    owner = np.repeat(np.arange(len(vectors)), np.diff(vectors.ptr))
    return begin, owner[order], vectors.weights[order].astype(np.int64)


def _squares(vectors: Vectors) -> Ints:
    return vectors.windows[1]


def _likeness(channels: Sequence[Channel], pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return how alike documents are, in thousandths: the mean cosine of their channels."""
    total = np.zeros(len(pairs))
    ours, theirs = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    for found in channels:
        products = np.zeros(len(pairs))
        dense = np.zeros(len(found.frequency))
        for begin, end in _runs(ours):
            span = slice(found.fr.ptr[ours[begin]], found.fr.ptr[ours[begin] + 1])
            dense[found.fr.ids[span]] = found.fr.weights[span]
            for place in range(begin, end):
                other = slice(found.en.ptr[theirs[place]], found.en.ptr[theirs[place] + 1])
                products[place] = dense[found.en.ids[other]] @ found.en.weights[other]
            dense[found.fr.ids[span]] = 0
        lengths = np.sqrt(_squares(found.fr)[ours].astype(np.float64)) * np.sqrt(_squares(found.en)[theirs])
        total += products / np.maximum(lengths, 1)
    return dict(zip(pairs, np.rint(1000 * total / len(channels)).astype(int).tolist(), strict=True))


def _runs(numbers: Ints) -> Iterator[tuple[int, int]]:
    """Yield where equal numbers begin and end.

    >>> list(_runs(np.array([4, 4, 7])))
    [(0, 2), (2, 3)]
    """
    edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return ((begin, end) for begin, end in pairwise(edges) if begin < end)
