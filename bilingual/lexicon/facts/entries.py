"""What a word of a text may begin: the facts that it, or a phrase, asks for and answers for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bilingual.lexicon.facts import facts
from bilingual.lexicon.facts.table import capitals_of
from bilingual.lexicon.folding import fold
from bilingual.lexicon.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.lexicon.facts.table import Table

# The rules by which a fact is told without another in its place.
_ALONE = frozenset({"lost", "invented", "strange"})


class Entry(NamedTuple):
    """What a phrase stands for: the words behind its first, the facts that it asks for, and those it answers for.

    ``groups`` are those of what it asks for; ``alone`` are the rules by which one of these is told without a swap.
    """

    rest: tuple[str, ...]
    asked: frozenset[int]
    facts: frozenset[int]
    groups: frozenset[int]
    alone: frozenset[str]


class Word(NamedTuple):
    """What a word stands for by itself, if it does, and the phrases that it begins, by their second words.

    The longest come first. ``facts`` are those that it answers for by itself, ``groups`` those of what it or a phrase
    that it begins asks for; ``lost`` and ``invented``: whether one of these is told where nothing stands in its place.
    """

    alone: Entry | None
    phrases: dict[str, tuple[Entry, ...]]
    facts: frozenset[int]
    groups: frozenset[int]
    lost: bool
    invented: bool

    def begins(self, following: Sequence[str]) -> Entry | None:
        """Return what the word stands for with folded words behind it: the longest phrase of them, or itself."""
        ways = self.phrases.get(following[0], ()) if following else ()
        return next((entry for entry in ways if tuple(following[: len(entry.rest)]) == entry.rest), self.alone)


def french_word(word: str) -> Word | None:
    """Return what a French word, as it is written, begins, None for nothing.

    >>> found = french_word("Nouvelle")
    >>> found.alone, [entry.rest for entry in found.phrases["caledonie"]]
    (None, [('caledonie',)])
    """
    return _word(word, facts().french)


def english_word(word: str) -> Word | None:
    """Return what an English word, as it is written, begins, None for nothing.

    >>> bool(english_word("May").alone.asked), english_word("may")
    (True, None)
    """
    return _word(word, facts().english)


def weighed_french_word(word: str) -> Word | None:
    """Return what a French word begins of the classes that are weighed, None for nothing."""
    return _word(word, facts().french, weighed=True)


def weighed_english_word(word: str) -> Word | None:
    """Return what an English word begins of the classes that are weighed, None for nothing.

    >>> bool(weighed_english_word("fell").alone.asked), weighed_english_word("Monday")
    (True, None)
    """
    return _word(word, facts().english, weighed=True)


def _matters(fact: int) -> bool:
    """Whether it matters that an English word answers for a fact: one that may be lost, or a unit."""
    known = facts()
    return fact in known.measures or "lost" in known.rules[known.classes[fact]]


def _word(word: str, table: Table, *, weighed: bool = False) -> Word | None:
    known = facts()
    classes = known.weighed if weighed else known.told
    found: dict[tuple[str, ...], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    capitals = capitals_of(word)
    for rest, fact, asks, needed in table.words.get(fold(word), ()):
        if capitals >= needed and known.classes[fact] in classes:
            asked, answered = found[rest]
            answered.add(fact)
            if asks:
                asked.add(fact)
    alone = None
    phrases: dict[str, tuple[Entry, ...]] = {}
    for rest, (asked, answered) in sorted(found.items(), key=lambda item: -len(item[0])):
        if not weighed and not asked and table is known.english and not any(_matters(fact) for fact in answered):
            continue  # it asks for nothing, and nothing hangs on its answer
        entry = Entry(
            rest,
            frozenset(asked),
            frozenset(answered),
            frozenset(known.groups[fact] for fact in asked),
            frozenset().union(*(known.rules[known.classes[fact]] & _ALONE for fact in asked)),
        )
        if rest:
            phrases[rest[0]] = (*phrases.get(rest[0], ()), entry)
        else:
            alone = entry
    if not alone and not phrases:
        return None
    entries = [entry for ways in phrases.values() for entry in ways] + ([alone] if alone else [])
    groups = frozenset().union(*(entry.groups for entry in entries))
    lost, invented = (any(rule in entry.alone for entry in entries) for rule in ("lost", "invented"))
    return Word(alone, phrases, alone.facts if alone else frozenset(), groups, lost, invented)


# What words, as they are written, begin.
FRENCH = Memo(french_word)
ENGLISH = Memo(english_word)
WEIGHED_FRENCH = Memo(weighed_french_word)
WEIGHED_ENGLISH = Memo(weighed_english_word)
