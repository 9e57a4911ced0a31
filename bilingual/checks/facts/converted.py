"""Whether a unit that came out as another was converted with its amount, as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.numbers.amounts import amounts, are_equal
from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import read
from bilingual.checks.numbers.values import TOKEN
from bilingual.lexicon.facts import facts

if TYPE_CHECKING:
    from bilingual.checks.facts.mentions import Mention


def is_converted(one: Mention, other: Mention, source: str, target: str) -> bool:
    """Whether ``one`` and ``other`` are units, and an amount of the one is an amount of the other."""
    measures = facts().measures
    if measures.keys().isdisjoint(one.entry.asked) or measures.keys().isdisjoint(other.entry.asked):
        return False
    ours = amounts(read(TOKEN.findall(source), FRENCH), french=True)
    theirs = amounts(read(TOKEN.findall(target), ENGLISH), french=False)
    return any(
        are_equal(before, after)
        for before in ours
        if not before.facts.isdisjoint(one.entry.facts)
        for after in theirs
        if not after.facts.isdisjoint(other.entry.facts)
    )
