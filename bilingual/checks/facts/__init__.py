"""The check of facts: where one word of a closed class was taken for another of it.

A sentence has few weekdays, peoples, units or offices, and its translation must have the same ones. ``lexicon.facts``
says which words of the two languages are one fact. A fact that English lacks is told only where English has another
of its group instead that nothing in the French accounts for; of some classes, also by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage
from bilingual.checks.facts.converted import is_converted
from bilingual.checks.facts.mentions import Mention, Reading, english, french, may_differ
from bilingual.checks.facts.related import is_related
from bilingual.checks.finding import Finding
from bilingual.checks.negation.marks import denials
from bilingual.lexicon.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation

# What a finding shows.
_SHOWN = 4
# In classes whose words are freely put in other ways, two that were swapped stand no farther apart, as a share of their
# sentences: so do more than nine of ten that are, and about two of three that only seem so.
_NEAR = 0.25
# A text with more words is no sentence.
_MOST = 500

Swap = tuple[Mention | None, Mention | None]


def find(source: str, translation: Translation) -> Finding | None:
    """Return the words of closed classes that were taken for others in an English translation.

    >>> from bilingual.data import Translation
    >>> find("Il arrive lundi de Bamako.", Translation("He arrives on Tuesday from Bamako.", None))
    Finding(evidence='lundi → Tuesday', source=((10, 15),), target=((14, 21),))
    >>> find("Il arrive lundi.", Translation("He arrives on Monday.", None))
    """
    if not may_differ(source, translation.text):
        return None
    ours, theirs = french(source), english(translation.text)
    if len(ours.words) + len(theirs.words) > _MOST or not theirs.words:
        return None
    found = list(_changed(ours, theirs))
    if not found or (all(map(_is_soft, found)) and coverage(source, translation.text).is_free):
        return None
    before = ours.spans(one for one, _ in found if one is not None)
    after = theirs.spans(other for _, other in found if other is not None)
    return Finding(_evidence(found[:_SHOWN], ours, theirs), before, after)


def _is_soft(swap: Swap) -> bool:
    """Whether what was changed is of a class that free translations call by other names."""
    known = facts()
    return all(
        "soft" in known.rules[known.classes[fact]]
        for mention in swap
        if mention is not None
        for fact in mention.entry.asked
    )


def _changed(ours: Reading, theirs: Reading) -> Iterator[Swap]:
    """Yield what was taken for what; None on one side where something was lost or invented."""
    extra = [other for other in theirs.mentions if other.entry.facts.isdisjoint(ours.facts)]
    swapped: set[Mention] = set()
    for other in extra:
        groups = other.entry.groups
        for one in ours.mentions:
            if not groups.isdisjoint(one.entry.groups) and one not in swapped and _is_swap(one, other, ours, theirs):
                swapped |= {one, other}
                yield one, other
                break
    for one in ours.mentions:
        missing = "lost" in one.entry.alone and one not in swapped and one.entry.facts.isdisjoint(theirs.facts)
        if missing and not is_related(one, None, ours, theirs):
            yield one, None
    for other in extra:
        invented = other.entry.alone and other not in swapped and _is_invented(other, ours, theirs)
        if invented and not is_related(None, other, ours, theirs):
            yield None, other


def _is_invented(other: Mention, ours: Reading, theirs: Reading) -> bool:
    """Whether nothing accounts for a fact of a class in which that is enough, or is where there are others of it."""
    if "invented" in other.entry.alone:
        return True
    near = [one for one in ours.mentions if not one.entry.groups.isdisjoint(other.entry.groups)]
    return (
        bool(near)
        and "strange" in other.entry.alone
        and not any(is_converted(one, other, ours.text, theirs.text) for one in near)
    )


def _is_swap(one: Mention, other: Mention, ours: Reading, theirs: Reading) -> bool:
    """Whether English has ``other``, for which nothing in the French accounts, in the place of ``one``."""
    known, there = facts(), other.entry.groups
    short = [
        fact for fact in ours.counted(one) if known.groups[fact] in there and ours.counts[fact] > theirs.counts[fact]
    ]
    if not short:
        return False
    rules = known.rules[known.classes[short[0]]]
    if "near" in rules and abs(one.start / len(ours.words) - other.start / len(theirs.words)) > _NEAR:
        return False
    if is_converted(one, other, ours.text, theirs.text):
        return False
    if "turned" in rules and denials(ours.text) != denials(theirs.text):
        return False  # not easy is difficult
    return "soft" not in rules or not is_related(one, other, ours, theirs)


def _evidence(found: Sequence[Swap], ours: Reading, theirs: Reading) -> str:
    """Return what was taken for what, for people: ``lundi → Tuesday``, ``ancien``, ``→ Tuesday``."""
    told = []
    for one, other in found:
        after = f"→ {theirs.says(other)}" if other is not None else ""
        told.append(f"{ours.says(one) if one is not None else ''} {after}".strip())
    return ", ".join(told)
