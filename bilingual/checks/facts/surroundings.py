"""What stands around two words of which one may have been taken for another: what ``weighed`` weighs.

Texts are read once for all their candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.alignment.words import link_words
from bilingual.alignment.words.table import SHARES, key, row
from bilingual.checks.coverage import coverage
from bilingual.checks.facts.support import WAYS, Way, asks, facts_of, listed, phrases, spoken, ways_of
from bilingual.checks.negation.marks import denies
from bilingual.lexicon.facts.entries import WEIGHED_ENGLISH, WEIGHED_FRENCH
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.words import FOLDED, piece_spans, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.checks.finding import Span

# Words before and behind that should belong together, how far their counterparts may stand, and what the table must
# say of them.
_BESIDE, _REACH, _SURE = 3, 4, 0.05
_COGNATE = 4
_NO = frozenset({"no", "nor", "hardly", "barely", "pas", "jamais", "ni", "peu"})
# How much more the French speaks for another fact, its own fact, the other one, and which word speaks for that most.
Swap = tuple[float, int, int, int]


class Texts:
    """A sentence and its translation: their words, and what each French word speaks for."""

    def __init__(self, source: str, target: str) -> None:
        """Read both."""
        self.source, self.target = source, target
        self.ours, self.theirs = pieces(source), pieces(target)
        self.spoken = spoken(self.ours)
        self.phrases = phrases(self.theirs, WEIGHED_ENGLISH)

    def read(self) -> None:
        """Look up what the table has of all words."""
        self.rows = list(map(row, self.ours))
        self.keys = [key(word, "en") for word in self.theirs]
        self.listed = frozenset().union(*map(listed, self.ours))
        self.ours_phrases = phrases(self.ours, WEIGHED_FRENCH)
        self.listed |= frozenset().union(*(phrase.facts for phrase in self.ours_phrases))

    def whole(self, here: int) -> range:
        """Return the phrase that a French word stands in, or the word."""
        found = (range(one.start, one.end) for one in self.ours_phrases if one.start <= here < one.end)
        return next(found, range(here, here + 1))

    def asks(self, here: int) -> frozenset[int]:
        """Return the facts that a French word or its phrase asks for by the lists."""
        found = (one.asked for one in self.ours_phrases if one.start <= here < one.end)
        return next(found, asks(self.ours[here]))

    def asking(self) -> Iterator[tuple[range, tuple[Way, ...]]]:
        """Yield the English words that stand for weighed facts, and what each may stand for."""
        taken: set[int] = set()
        for phrase in self.phrases:
            taken.update(range(phrase.start, phrase.end))
            if phrase.asked:
                yield range(phrase.start, phrase.end), ways_of(phrase.asked, phrase.facts)
        for place, word in enumerate(self.theirs):
            if (ways := WAYS[word]) and place not in taken:
                yield range(place, place + 1), ways


def features(texts: Texts, there: range, swap: Swap) -> dict[str, float]:
    """Return the features of a swap but for those of links: ``weighed.WEIGHTS`` names them."""
    ratio, own, other, here = swap
    covered = coverage(texts.source, texts.target)
    words = covered.source_words + covered.target_words
    denied = _denies(texts.ours, here) != _denies(texts.theirs, there.start)
    return {
        "ratio": ratio,
        "own_listed": float(own in texts.listed),
        "other_listed": float(other in texts.asks(here)),
        "other_there": float(any(other in (way.fact for way in WAYS[word]) for word in texts.theirs)),
        "other_near": float(any(other in facts_of(word) for word in _around(texts.theirs, there))),
        "denied": float(denied),
        "free": (covered.missing + covered.unexplained) / max(1, words),
        "covered": _covered(covered.source_weights, (here + 0.5) / len(texts.ours)),
        "beside": _beside(texts, there, here),
    }


def says_no(word: str) -> bool:
    """Whether a word of either language says no, or nearly so."""
    return denies(word) or FOLDED[word] in _NO


def _denies(words: Sequence[str], but: int) -> bool:
    """Whether any word but one says no."""
    return any(says_no(word) and at != but for at, word in enumerate(words))


def _around(words: Sequence[str], place: range) -> Iterator[str]:
    """Yield the words near a place, but not those at it."""
    yield from words[max(0, place.start - _REACH) : place.start]
    yield from words[place.stop : place.stop + _REACH]


def _covered(weights: Sequence[float | None], place: float) -> float:
    """Return the share of the words around a place of the sentence that have a counterpart."""
    at = int(place * len(weights))
    near = [weight < 0 for weight in weights[max(0, at - _REACH) : at + _REACH + 1] if weight is not None]
    return sum(near) / len(near) if near else 0.5


def _beside(texts: Texts, there: range, here: int) -> float:
    """Return the share of the French words beside one that have a counterpart beside the English one."""
    beside = [
        at
        for at in range(max(0, here - _BESIDE), min(len(texts.ours), here + _BESIDE + 1))
        if at != here and FOLDED[texts.ours[at]] not in FRENCH_EMPTY
    ]
    window = [
        at for at in range(max(0, there.start - _REACH), min(len(texts.theirs), there.stop + _REACH)) if at not in there
    ]
    return sum(any(_belong(texts, at, other) for other in window) for at in beside) / len(beside) if beside else 0.5


def _belong(texts: Texts, here: int, there: int) -> bool:
    known = texts.rows[here].get(texts.keys[there])
    if known is not None and SHARES[max(known)] > _SURE:
        return True
    ours, theirs = FOLDED[texts.ours[here]], FOLDED[texts.theirs[there]]
    return len(ours) >= _COGNATE and ours[:_COGNATE] == theirs[:_COGNATE]


def links_of(source: str, target: str, here: range, there: range) -> dict[str, float]:
    """Return what word links say of two words: whether either is joined to anything but the other."""
    before, after = piece_spans(source), piece_spans(target)
    mine = before[here.start][0], before[here.stop - 1][1]
    theirs = after[there.start][0], after[there.stop - 1][1]
    found = link_words(source, target)
    ours = [link[2:] for link in found if _meet(link[:2], mine) and not _meet(link[2:], theirs)]
    others = [link[:2] for link in found if _meet(link[2:], theirs) and not _meet(link[:2], mine)]
    return {
        "linked_ours": float(bool(ours)),
        "linked_theirs": float(bool(others)),
        "linked_ours_content": float(any(_has_meaning(target, place, ENGLISH_EMPTY) for place in ours)),
        "linked_theirs_content": float(any(_has_meaning(source, place, FRENCH_EMPTY) for place in others)),
    }


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _has_meaning(text: str, place: Span, empty: frozenset[str]) -> bool:
    word = text[slice(*place)].strip("'’")
    return word.isalpha() and FOLDED[word] not in empty
