"""Words that English has for another of their group, where the French speaks for that other: by weights.

Of opposites, offices and kin free translations say the same in many words, so that lists alone tell little. The word
table tells how likely each word of a French sentence is to come out as a word of either side. Where it speaks for the
one and English has the other, what stands around decides: whether the words beside the two belong together, and
whether word links join one of them to something else. ``tools/swaps.py`` fits the weights.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.alignment.words.table import SHARES
from bilingual.checks.facts.mentions import Mention
from bilingual.checks.facts.support import LEAST, WAYS, Way, may_turn
from bilingual.checks.facts.surroundings import Swap, Texts, features, links_of, says_no
from bilingual.lexicon.facts import facts
from bilingual.lexicon.facts.entries import Entry
from bilingual.lexicon.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The weights of a logistic regression; that of its class is added for each word. What links say is asked last, as only
# they cost much: their weights speak against an error alone.
WEIGHTS: Final = {
    "bias": -2.37,
    "ratio": 0.53,
    "own_listed": -1.43,
    "other_listed": 0.45,
    "other_near": -0.52,
    "other_there": -0.78,
    "denied": -0.5,
    "free": -1.01,
    "covered": -0.55,
    "beside": 1.57,
    "linked_ours": -1.24,
    "linked_theirs": -0.76,
    "linked_ours_content": -0.11,
    "linked_theirs_content": -0.72,
    "compass": 0.88,
    "currencies": 2.1,
    "durations": 0.25,
    "kin": -1.28,
    "numbers": 0.11,
    "offices": -0.82,
    "opposites": 0.94,
    "turns": -0.02,
    "units": -0.93,
}
OF_LINKS: Final = ("linked_ours", "linked_theirs", "linked_ours_content", "linked_theirs_content")
# What is added to both sides' support before they are compared.
_FLOOR = 1e-3
# How fast support falls with the distance of two words, as a share of their sentences; the part of it that a word keeps
# which another English word surely comes from.
_SLOPE, _KEPT = 3.0, 0.1
# So many words before one may hold the no that turns it round.
_NEXT = 3


class Candidate(NamedTuple):
    """English words ``there`` for the fact ``own`` in the place of what the French ones ``here`` say, ``fact``.

    ``here`` and ``there`` count words as ``pieces`` gives them. ``features`` are those that ``WEIGHTS`` name but for
    those of links.
    """

    here: range
    there: range
    fact: int
    own: int
    features: Mapping[str, float]

    @property
    def name(self) -> str:
        """The class of the fact."""
        return facts().classes[self.fact]

    @property
    def mentions(self) -> tuple[Mention, Mention]:
        """The French and the English words, as the facts that they mention."""
        return _mention(self.here, self.fact), _mention(self.there, self.own)


def _mention(place: range, fact: int) -> Mention:
    one = frozenset({fact})
    return Mention(place.start, place.stop, Entry((), one, one, frozenset({facts().groups[fact]}), frozenset()))


def candidates(source: str, target: str) -> Iterator[Candidate]:
    """Yield the English words for whose place the French speaks more for another fact of their group."""
    if not may_turn(pieces(source), pieces(target)):
        return
    texts = Texts(source, target)
    found = _outspoken(texts)
    if not found:
        return
    texts.read()
    for there in dict.fromkeys(there for there, _ in found):
        weighed = [_weighed(texts, there, way) for place, way in found if place == there]
        swap = max(weighed, key=lambda one: one[0])
        ratio, fact, other, here = swap
        if ratio > 0 and not _is_turned(texts, here, there) and not _is_compound(texts, there):
            yield Candidate(texts.whole(here), there, other, fact, features(texts, there, swap))


def _outspoken(texts: Texts) -> list[tuple[range, Way]]:
    """Return the English words that stand for a fact, with those of its group for which a French word speaks more."""
    best: dict[int, float] = {}
    for speaks in texts.spoken:
        for fact, share in speaks.items():
            if share > best.get(fact, LEAST):
                best[fact] = share
    found = []
    for there, ways in texts.asking():
        for way in ways:
            own = best.get(way.fact, 0.0)
            if others := [other for other in best.keys() & way.others if best[other] > own]:
                found.append((there, way._replace(others=frozenset(others))))
    return found


def _weighed(texts: Texts, there: range, way: Way) -> Swap:
    """Return how much more the French speaks for another fact than for its own, the two, and which word does most."""
    n, m = len(texts.ours), len(texts.theirs)
    own = 0.0
    others = dict.fromkeys(sorted(way.others), 0.0)
    most: dict[int, tuple[float, int]] = {}
    for here, speaks in enumerate(texts.spoken):
        concerned = [fact for fact in (way.fact, *others) if fact in speaks]
        if not concerned:
            continue
        near = math.exp(-_SLOPE * abs((here + 0.5) / n - (there.start + 0.5) / m))
        weight = near * (1 - (1 - _KEPT) * min(1.0, _taken(texts, here, there)))
        for fact in concerned:
            value = speaks[fact] * weight
            if fact == way.fact:
                own += value
            else:
                others[fact] += value
                most[fact] = max(most.get(fact, (0.0, 0)), (value, here))
    if not most:
        return -math.inf, way.fact, way.fact, 0
    fact = max(most, key=lambda one: others[one])
    return math.log((others[fact] + _FLOOR) / (own + _FLOOR)), way.fact, fact, most[fact][1]


def _taken(texts: Texts, here: int, there: range) -> float:
    """Return how likely a French word comes out as the likeliest of the other English words."""
    known = texts.rows[here]
    return max(
        (SHARES[known[word][0]] for at, word in enumerate(texts.keys) if word in known and at not in there), default=0.0
    )


def _is_turned(texts: Texts, here: int, there: range) -> bool:
    """Whether only one of two words has a no right before it, or in French behind it: not easy, difficult."""
    before = {*texts.ours[max(0, here - _NEXT) : here], *texts.ours[here + 1 : here + 2]}
    after = texts.theirs[max(0, there.start - _NEXT) : there.start]
    return any(map(says_no, before)) != any(map(says_no, after))


def _is_compound(texts: Texts, there: range) -> bool:
    """Whether a word beside it is of its group: twenty-two."""
    groups = {facts().groups[way.fact] for way in WAYS[texts.theirs[there.start]]}
    beside = (*texts.theirs[max(0, there.start - 1) : there.start], *texts.theirs[there.stop : there.stop + 1])
    return any(facts().groups[way.fact] in groups for word in beside for way in WAYS[word])


def turned(source: str, target: str) -> list[Candidate]:
    """Return the English words that probably stand for another fact than the French does.

    Two that stand side by side in both texts make up for each other (less strongly, more weakly).

    >>> source, target = "Les prix ont fortement augmenté cette année.", "Prices fell sharply this year."
    >>> [(source.split()[one.here.start], target.split()[one.there.start]) for one in turned(source, target)]
    [('augmenté', 'fell')]
    """
    all_of_them = list(candidates(source, target))
    found = [one for one in all_of_them if _is_likely(one, source, target)]
    return [one for one in found if not any(_are_beside(one, other) for other in all_of_them)]


def _is_likely(one: Candidate, source: str, target: str) -> bool:
    odds = WEIGHTS["bias"] + WEIGHTS.get(one.name, 0.0)
    odds += sum(WEIGHTS[name] * value for name, value in one.features.items())
    if odds <= 0:
        return False
    linked = links_of(source, target, one.here, one.there)
    return odds + sum(WEIGHTS[name] * value for name, value in linked.items()) > 0


def _are_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two stand beside each other in both texts."""
    return one is not other and all(
        first.stop == second.start or second.stop == first.start
        for first, second in ((one.here, other.here), (one.there, other.there))
    )
