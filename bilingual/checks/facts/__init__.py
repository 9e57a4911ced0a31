"""The check of facts: where one word of a closed class was taken for another of it.

A sentence has few weekdays, peoples, units or offices, and its translation must have the same ones. ``lexicon.facts``
says which words of the two languages are one fact. A fact that English lacks is told only where English has another
of its group instead that nothing in the French accounts for; of some classes, also by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage
from bilingual.checks.facts.converted import is_converted
from bilingual.checks.facts.mentions import Mention, Reading, english, french, may_differ, spans
from bilingual.checks.facts.related import is_related
from bilingual.checks.facts.weighed import turned
from bilingual.checks.finding import Finding
from bilingual.checks.negation.marks import denials
from bilingual.lexicon.facts import facts
from bilingual.lexicon.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Translation

# What a finding shows.
_SHOWN = 4
# In classes whose words are freely put in other ways, two that were swapped stand no farther apart, as a share of their
# sentences: so do more than nine of ten that are, and about two of three that only seem so.
_NEAR = 0.25
# A text with more words is no sentence.
_MOST = 500

Swap = tuple[Mention | None, Mention | None]
# The same as places of words, as ``pieces`` counts them; none where there is no word.
Places = tuple[range, range]


def find(source: str, translation: Translation) -> Finding | None:
    """Return the words of closed classes that were taken for others in an English translation.

    >>> from bilingual.data import Translation
    >>> find("Il arrive lundi de Bamako.", Translation("He arrives on Tuesday from Bamako.", None))
    Finding(evidence='lundi → Tuesday', source=((10, 15),), target=((14, 21),))
    >>> find("Il arrive lundi.", Translation("He arrives on Monday.", None))
    """
    target = translation.text
    if not target or len(pieces(source)) + len(pieces(target)) > _MOST:
        return None
    found = _told(source, target)
    seen = {place for _, there in found for place in there}
    found += [
        (swap.here, swap.there)
        for swap in turned(source, target)
        if seen.isdisjoint(swap.there) and not is_converted(*swap.mentions, source, target)
    ]
    if not found:
        return None
    return Finding(
        ", ".join(_evidence(source, target, swap) for swap in found[:_SHOWN]),
        spans(source, (here for here, _ in found)),
        spans(target, (there for _, there in found)),
    )


def _told(source: str, target: str) -> list[Places]:
    """Return what was taken for what by the sets of words that a translation must have the same of."""
    if not may_differ(source, target):
        return []
    ours, theirs = french(source), english(target)
    found = list(_changed(ours, theirs))
    if found and all(map(_is_soft, found)) and coverage(source, target).is_free:
        return []
    return [(_range(one), _range(other)) for one, other in found]


def _range(mention: Mention | None) -> range:
    return range(mention.start, mention.end) if mention is not None else range(0)


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


def _evidence(source: str, target: str, swap: Places) -> str:
    """Return what was taken for what, for people: ``lundi → Tuesday``, ``ancien``, ``→ Tuesday``."""
    here, there = swap
    before = " ".join(pieces(source)[here.start : here.stop])
    after = f"→ {' '.join(pieces(target)[there.start : there.stop])}" if there else ""
    return f"{before} {after}".strip()
