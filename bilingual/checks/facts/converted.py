"""Whether a unit that came out as another was converted with its amount, as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.numbers.amounts import amounts, are_equal
from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import read
from bilingual.checks.numbers.values import TOKEN
from bilingual.lexicon.facts import facts
from bilingual.lexicon.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.checks.facts.mentions import Mention
    from bilingual.checks.numbers.amounts import Amount


# The class of the number words, which change with the unit.
_NUMBERS = "numbers"
_VALUES = (ENGLISH.cardinals, ENGLISH.ordinals)


def is_converted(one: Mention, other: Mention, source: str, target: str) -> bool:
    """Whether two mentions are units of one amount, or number words that changed with the unit of theirs.

    A number word is right as well where the French has its figure (VIe, sixth).
    """
    known = facts()
    if any(known.classes[fact] == _NUMBERS for fact in one.entry.asked):
        words = [word.lower() for word in pieces(target)[other.start : other.end]]
        values = {value for word in words for table in _VALUES if (value := table.get(word)) is not None}
        beside = (*pieces(target)[max(0, other.start - 1) : other.start], *pieces(target)[other.end : other.end + 1])
        if any(word.lower() in table for word in beside for table in _VALUES):
            return True  # a part of a number, which the check of numbers reads (seventy-two)
        if any(mention.ways[0] in values for mention in read(TOKEN.findall(source), FRENCH).mentions):
            return True
        return any(before.value != after.value for before, after in _equal(source, target))
    if known.measures.keys().isdisjoint(one.entry.asked) or known.measures.keys().isdisjoint(other.entry.asked):
        return False
    return any(
        not before.facts.isdisjoint(one.entry.facts) and not after.facts.isdisjoint(other.entry.facts)
        for before, after in _equal(source, target)
    )


def _equal(source: str, target: str) -> Iterator[tuple[Amount, Amount]]:
    """Yield the amounts of a text and of its translation that are equal."""
    ours = amounts(read(TOKEN.findall(source), FRENCH), french=True)
    theirs = amounts(read(TOKEN.findall(target), ENGLISH), french=False)
    for before in ours:
        for after in theirs:
            if are_equal(before, after):
                yield before, after
