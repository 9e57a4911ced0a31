"""The facts that a text mentions, and where."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bilingual.lexicon.facts.entries import ENGLISH, FRENCH, Entry, Word
from bilingual.lexicon.words import FOLDED, piece_spans, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bilingual.checks.finding import Span

# A phrase has no more words behind its first.
_LONGEST = 6


class Mention(NamedTuple):
    """Words ``start`` to ``end`` of a text, as ``pieces`` counts them, and what they ask and answer for."""

    start: int
    end: int
    entry: Entry


class Reading:
    """The words of a text, the mentions in it that ask for a counterpart, and all facts that it answers for."""

    def __init__(self, text: str, lookup: Mapping[str, Word | None]) -> None:
        """Read a text; of phrases that begin with one word, take the longest."""
        self.text = text
        self.words: Sequence[str] = pieces(text)
        self.facts: set[int] = set()
        self.mentions: list[Mention] = []
        self._lookup = lookup
        known, asking, words, at = self.facts, self.mentions, (*self.words, ""), 0
        for place, word in enumerate(map(lookup.__getitem__, self.words)):
            if word is None or place < at:
                continue
            entry = word.alone
            if word.phrases and FOLDED[words[place + 1]] in word.phrases:
                entry = word.begins(list(map(FOLDED.__getitem__, words[place + 1 : place + 1 + _LONGEST])))
            if entry is None:
                continue
            known.update(entry.facts)
            end = place + 1
            if entry.rest:
                at = end = end + len(entry.rest)
                # The north-east is in the north, and West Africa in Africa.
                parts = self.parts(place, end)
                known.update(*(part.entry.facts for part in parts))
                if entry.asked:
                    # A vice president who is made a president is promoted.
                    asking.extend(part for part in parts if "lost" in part.entry.alone)
            if entry.asked:
                asking.append(Mention(place, end, entry))

    def parts(self, start: int, end: int) -> list[Mention]:
        """Return what the words of a phrase mention by themselves."""
        found = ((place, self._lookup[self.words[place]]) for place in range(start, end))
        return [
            Mention(place, place + 1, word.alone)
            for place, word in found
            if word is not None and word.alone is not None
        ]

    def counted(self, mention: Mention) -> frozenset[int]:
        """Return the facts that a mention asks for, and those that its parts do: the European Union is in Europe."""
        asked = mention.entry.asked
        return asked.union(*(part.entry.asked for part in self.parts(*mention[:2]))) if mention.entry.rest else asked

    @cached_property
    def counts(self) -> Counter[int]:
        """How often each fact is asked for."""
        return Counter(fact for mention in self.mentions for fact in self.counted(mention))


def spans(text: str, places: Iterable[range]) -> tuple[Span, ...]:
    """Return where in a text its words at some places stand, ascending, each once.

    >>> spans("Il vient lundi.", [range(2, 3), range(0)])
    ((9, 14),)
    """
    known = piece_spans(text)
    return tuple(sorted({(known[place.start][0], known[place.stop - 1][1]) for place in places if place}))


def may_differ(source: str, target: str) -> bool:
    """Whether the facts of a text and its translation may differ, by single words: most sentences go no further.

    >>> may_differ("Il vient lundi.", "He comes on Monday."), may_differ("Il vient lundi.", "He comes on Tuesday.")
    (False, True)
    """
    words = pieces(source)
    lost = False
    # A phrase answers for what its words do, and for more.
    answered, groups = set[int](), set[int]()
    for word in map(FRENCH.__getitem__, words):
        if word is not None:
            answered |= word.facts
            groups |= word.groups
            lost = lost or word.lost
    if lost and _may_be_lost(words, list(map(FRENCH.__getitem__, words))):
        return True
    theirs = pieces(target)
    for place, word in enumerate(map(ENGLISH.__getitem__, theirs), start=1):
        if word is None or (not word.invented and groups.isdisjoint(word.groups)):
            continue
        asking = [word.alone] if word.alone is not None and word.alone.asked else []
        if word.phrases and place < len(theirs):
            asking += word.phrases.get(FOLDED[theirs[place]], ())
        for entry in asking:
            if entry.facts.isdisjoint(answered) and ("invented" in entry.alone or not entry.groups.isdisjoint(groups)):
                return True
    return False


def _may_be_lost(words: Sequence[str], entries: Sequence[Word | None]) -> bool:
    """Whether any of the words, or a phrase that it seems to begin, is told where nothing stands in its place."""
    following = (*words[1:], "")
    return any(
        "lost" in entry.alone
        for word, after in zip(entries, following, strict=True)
        if word is not None and word.lost
        for entry in (word.alone, *word.phrases.get(FOLDED[after], ()))
        if entry is not None
    )


def french(text: str) -> Reading:
    """Return what a French text mentions.

    >>> reading = french("Le premier ministre arrive mardi.")
    >>> [reading.words[mention.start] for mention in reading.mentions]
    ['premier', 'mardi']
    """
    return Reading(text, FRENCH)


def english(text: str) -> Reading:
    """Return what an English text mentions."""
    return Reading(text, ENGLISH)
