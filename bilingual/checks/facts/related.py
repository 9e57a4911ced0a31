"""Whether a word that is no counterpart by the lists may be one all the same: the lexicon knows it, or a cognate does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.stems import PREFIX, content_stem, stem
from bilingual.lexicon.words import folded

if TYPE_CHECKING:
    from bilingual.checks.facts.mentions import Mention, Reading


def is_related(one: Mention | None, other: Mention | None, ours: Reading, theirs: Reading) -> bool:
    """Whether the French words but ``one`` account for ``other``, or the English ones but ``other`` for ``one``."""
    return (one is not None and _is_answered(one, other, ours, theirs)) or (
        other is not None and _is_accounted(other, one, ours, theirs)
    )


def _is_answered(one: Mention, other: Mention | None, ours: Reading, theirs: Reading) -> bool:
    taken = range(other.start, other.end) if other is not None else range(0)
    stems = {stem(folded(word)) for place, word in enumerate(theirs.words) if place not in taken}
    return any(not _counterparts(word).isdisjoint(stems) for word in ours.words[one.start : one.end])


def _is_accounted(other: Mention, one: Mention | None, ours: Reading, theirs: Reading) -> bool:
    taken = range(one.start, one.end) if one is not None else range(0)
    stems = {stem(folded(word)) for word in theirs.words[other.start : other.end]}
    prefixes = {found[:PREFIX] for found in stems if len(found) >= PREFIX}
    return any(
        not _counterparts(word).isdisjoint(stems) or stem(folded(word))[:PREFIX] in prefixes
        for place, word in enumerate(ours.words)
        if place not in taken
    )


def _counterparts(word: str) -> frozenset[str]:
    """Return the English stems that a French word comes out as, itself among them; none of a function word."""
    found = content_stem(folded(word), "fr")
    if found is None:
        return frozenset()
    entry = lexicon().get(found)
    return (entry.counterparts if entry is not None else frozenset()) | {found}
