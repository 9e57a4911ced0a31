"""The check of facts: where one word of a closed class was taken for another of it.

A sentence has few weekdays, peoples, units or offices, and its translation must have the same ones. ``lexicon.facts``
says which words of the two languages are one fact. A fact that English lacks is told only where English has another
of its group instead that nothing in the French accounts for; of some classes, also by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.facts.mentions import Mention, Reading, read, spans
from bilingual.checks.facts.related import is_related
from bilingual.checks.facts.converted import is_converted
from bilingual.checks.finding import Finding
from bilingual.lexicon.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation

# What a finding shows.
_SHOWN = 4
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
    text = translation.text
    ours, theirs = read(source, french=True), read(text, french=False)
    if not ours.mentions or not theirs.mentions or len(ours.words) + len(theirs.words) > _MOST:
        return None
    found = list(_changed(ours, theirs))
    if not found:
        return None
    before = spans(source, [one for one, _ in found if one is not None])
    after = spans(text, [other for _, other in found if other is not None])
    return Finding(_evidence(found[:_SHOWN]), before, after)


def _changed(ours: Reading, theirs: Reading) -> Iterator[Swap]:
    """Yield what was taken for what; None on one side where something was lost or invented."""
    extra = [mention for mention in theirs.mentions if mention.asked and mention.facts.isdisjoint(ours.facts)]
    missing = [mention for mention in ours.mentions if mention.asked and mention.facts.isdisjoint(theirs.facts)]
    if not extra and not missing:
        return
    swapped = set()
    for other in extra:
        for one in ours.mentions:
            if one not in swapped and _is_swap(one, other, ours, theirs):
                swapped |= {one, other}
                yield one, other
                break
    for one in missing:
        if one not in swapped and _has_rule(one, "lost") and not is_related(one, None, ours, theirs):
            yield one, None
    for other in extra:
        if other not in swapped and _is_invented(other, ours, theirs) and not is_related(None, other, ours, theirs):
            yield None, other


def _is_invented(other: Mention, ours: Reading, theirs: Reading) -> bool:
    """Whether nothing accounts for a fact of a class in which that is enough, or is where there are others of it."""
    if _has_rule(other, "invented"):
        return True
    groups = facts().groups
    there = {groups[fact] for fact in other.asked}
    near = [one for one in ours.mentions if any(groups[fact] in there for fact in one.asked)]
    return (
        bool(near)
        and _has_rule(other, "strange")
        and not any(is_converted(one, other, ours.text, theirs.text) for one in near)
    )


def _has_rule(mention: Mention, rule: str) -> bool:
    known = facts()
    return any(rule in known.rules[known.classes[fact]] for fact in mention.asked)


def _is_swap(one: Mention, other: Mention, ours: Reading, theirs: Reading) -> bool:
    """Whether English has ``other``, for which nothing in the French accounts, in the place of ``one``."""
    groups, classes, rules = facts().groups, facts().classes, facts().rules
    there = {groups[fact] for fact in other.asked}
    short = [fact for fact in one.counted if groups[fact] in there and ours.counts[fact] > theirs.counts[fact]]
    if not short or is_converted(one, other, ours.text, theirs.text):
        return False
    return "soft" not in rules[classes[short[0]]] or not is_related(one, other, ours, theirs)


def _evidence(found: Sequence[Swap]) -> str:
    """Return what was taken for what, for people."""
    return ", ".join(
        " → ".join(mention.text if mention is not None else "" for mention in pair).removesuffix(" → ").lstrip()
        for pair in found
    )
