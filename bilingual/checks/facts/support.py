"""For which facts of weighed classes French words speak, by the word table; what English words stand for such facts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bilingual.alignment.words.table import SHARES, key, row
from bilingual.lexicon.facts import facts
from bilingual.lexicon.facts.entries import WEIGHED_ENGLISH, WEIGHED_FRENCH
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.words import FOLDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bilingual.lexicon.facts.entries import Entry, Word

# What it says that a French word is most of what an English one comes from, against that it comes out as it.
_BACK = 0.3
# A French word that asks for a fact speaks for it at least so much, whatever the table knows of it.
_ASKED = 0.2
# A French phrase of the lists speaks for its fact as one word that comes out as it half of the time.
_PHRASE = 0.5
# Where the French speaks no more than this for another fact, there is nothing to weigh.
LEAST = 0.06
# A phrase has no more words behind its first.
_LONGEST = 6


class Way(NamedTuple):
    """A fact that an English word may stand for, its group, and the others of that."""

    fact: int
    group: int
    others: frozenset[int]


class Phrase(NamedTuple):
    """Words ``start`` to ``end`` of a text that stand for facts of weighed classes: those asked for, and all."""

    start: int
    end: int
    asked: frozenset[int]
    facts: frozenset[int]


@cache
def _groups() -> dict[int, frozenset[int]]:
    """Return the facts of weighed classes by their groups."""
    known = facts()
    found: dict[int, list[int]] = {}
    for fact, group in enumerate(known.groups):
        if known.classes[fact] in known.weighed:
            found.setdefault(group, []).append(fact)
    return {group: frozenset(members) for group, members in found.items()}


@cache
def _keys() -> dict[str, tuple[int, ...]]:
    """Return the weighed facts by the keys, as the word table has them, of the single words that ask for them."""
    known = facts()
    found: dict[str, set[int]] = {}
    for first, ways in known.english.words.items():
        for rest, fact, asks, _ in ways:
            if asks and not rest and known.classes[fact] in known.weighed:
                found.setdefault(key(first, "en"), set()).add(fact)
    return {word: tuple(sorted(members)) for word, members in found.items()}


@cache
def _strict() -> frozenset[int]:
    """Return the facts for which no French word speaks that is not in their lists."""
    known = facts()
    return frozenset(fact for fact, name in enumerate(known.classes) if "listed" in known.rules[name])


def _speaks(word: str) -> Mapping[int, float]:
    """Return for which facts a French word speaks, and how much: about the share of its occurrences.

    >>> {facts().classes[fact] for fact in _speaks("ministre")}, _speaks("quoique")
    ({'offices'}, {})
    """
    known, strict, lists, found = _keys(), _strict(), listed(word), dict[int, float]()
    for other, (there, back) in row(word).items():
        for fact in known.get(other, ()):
            if fact in lists or fact not in strict:
                found[fact] = found.get(fact, 0.0) + max(SHARES[there], _BACK * SHARES[back])
    return {**found, **{fact: max(found.get(fact, 0.0), _ASKED) for fact in asks(word)}}


def _ways(word: str) -> tuple[Way, ...]:
    """Return the facts that an English word, as it is written, stands for by itself, with others that it may not."""
    known = WEIGHED_ENGLISH[word]
    if known is None or known.alone is None or not known.alone.asked:
        return ()
    return ways_of(known.alone.asked, known.alone.facts | set(_keys().get(key(word, "en"), ())))


def ways_of(asked: frozenset[int], own: frozenset[int] | set[int]) -> tuple[Way, ...]:
    """Return the ways of facts that are asked for; facts that the same words answer for are none of the others."""
    groups = facts().groups
    found = (Way(fact, groups[fact], _groups()[groups[fact]] - own) for fact in sorted(asked))
    return tuple(way for way in found if way.others)


def _begins(word: Word | None) -> list[Entry]:
    """Return the phrases that a word begins."""
    return [entry for entries in word.phrases.values() for entry in entries] if word is not None else []


def _loud(word: str) -> tuple[tuple[int, int, float], ...]:
    """Return for which facts (of which groups) a French word speaks loud enough, itself or in a phrase it may begin."""
    found = {fact: share for fact, share in SPEAKS[word].items() if share > LEAST}
    for entry in _begins(WEIGHED_FRENCH[word]):
        found.update(dict.fromkeys(entry.facts, _PHRASE))
    groups = facts().groups
    return tuple((fact, groups[fact], share) for fact, share in found.items())


def _may(word: str) -> tuple[Way, ...]:
    """Return what an English word may stand for, itself or with a phrase that it may begin."""
    more = (ways_of(entry.asked, entry.facts) for entry in _begins(WEIGHED_ENGLISH[word]))
    return (*WAYS[word], *(way for ways in more for way in ways))


# Of a French word as it is written, the facts that it speaks for; all, and those that it or its phrase speaks loud for.
SPEAKS = Memo(_speaks)
LOUD = Memo(_loud)
# Of an English word as it is written, what it may stand for; and what it or a phrase that it begins may.
WAYS = Memo(_ways)
MAY = Memo(_may)


def may_turn(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether any English word may have come for another, by single words: most sentences go no further."""
    best: dict[int, float] = {}
    loudest: dict[int, float] = {}
    for loud in map(LOUD.__getitem__, ours):
        for fact, group, share in loud:
            if share > best.get(fact, 0.0):
                best[fact] = share
                if share > loudest.get(group, 0.0):
                    loudest[group] = share
    for ways in map(MAY.__getitem__, theirs):
        for way in ways:
            own = best.get(way.fact, 0.0)
            if loudest.get(way.group, 0.0) > own and any(best.get(other, 0.0) > own for other in way.others):
                return True
    return False


def phrases(words: Sequence[str], lookup: Mapping[str, Word | None]) -> list[Phrase]:
    """Return the phrases of two words and more that stand for weighed facts; the longest of those that begin alike."""
    found: list[Phrase] = []
    end = 0
    for place, word in enumerate(words[:-1]):
        known = lookup[word]
        if place < end or known is None or not known.phrases or FOLDED[words[place + 1]] not in known.phrases:
            continue
        entry = known.begins(list(map(FOLDED.__getitem__, words[place + 1 : place + 1 + _LONGEST])))
        if entry is not None and entry.rest:
            end = place + 1 + len(entry.rest)
            found.append(Phrase(place, end, entry.asked, entry.facts))
    return found


def spoken(words: Sequence[str]) -> list[Mapping[int, float]]:
    """Return for each word of a French text for which facts it speaks; those of a phrase speak for its facts alone."""
    found = list(map(SPEAKS.__getitem__, words))
    for phrase in phrases(words, WEIGHED_FRENCH):
        share = dict.fromkeys(phrase.facts, _PHRASE)
        found[phrase.start : phrase.end] = [share] * (phrase.end - phrase.start)
    return found


def facts_of(word: str) -> frozenset[int]:
    """Return the facts that an English word answers for by itself."""
    known = WEIGHED_ENGLISH[word]
    return known.facts if known is not None else frozenset()


def listed(word: str) -> frozenset[int]:
    """Return the facts for which a French word stands in the lists of its line."""
    known = WEIGHED_FRENCH[word]
    return known.facts if known is not None else frozenset()


def asks(word: str) -> frozenset[int]:
    """Return those that it asks for."""
    known = WEIGHED_FRENCH[word]
    return known.alone.asked if known is not None and known.alone is not None else frozenset()
