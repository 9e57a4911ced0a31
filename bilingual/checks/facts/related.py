"""Whether a word that is no counterpart by the lists may be one all the same: by the lexicon, or as a cognate."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.stems import PREFIX, content_stem, stem

if TYPE_CHECKING:
    from bilingual.checks.facts.mentions import Mention, Reading


def is_related(one: Mention | None, other: Mention | None, ours: Reading, theirs: Reading) -> bool:
    """Whether the French words but ``one`` account for ``other``, or the English ones but ``other`` for ``one``."""
    return (one is not None and _is_answered(one, other, ours, theirs)) or (
        other is not None and _is_accounted(other, one, ours, theirs)
    )


def _is_answered(one: Mention, other: Mention | None, ours: Reading, theirs: Reading) -> bool:
    wanted = [found for word in ours.words[one.start : one.end] if (found := _counterparts(word))]
    taken = range(other.start, other.end) if other is not None else range(0)
    stems = {_stem(word) for place, word in enumerate(theirs.words) if place not in taken}
    return bool(wanted) and not any(counterparts.isdisjoint(stems) for counterparts in wanted)


def _is_accounted(other: Mention, one: Mention | None, ours: Reading, theirs: Reading) -> bool:
    taken = range(one.start, one.end) if one is not None else range(0)
    stems = frozenset(map(_stem, theirs.words[other.start : other.end]))
    stems |= {f"{found[:PREFIX]}-" for found in stems if len(found) >= PREFIX}
    return any(not _counterparts(word).isdisjoint(stems) for place, word in enumerate(ours.words) if place not in taken)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return stem(fold(word))


@lru_cache(maxsize=1 << 16)
def _counterparts(word: str) -> frozenset[str]:
    """Return the English stems that a French word comes out as, itself and its beginning among them.

    >>> sorted(_counterparts("guerre"))[:4]
    ['guer-', 'guerr', 'war', 'warfar']
    >>> _counterparts("dans")
    frozenset()
    """
    found = content_stem(fold(word), "fr")
    if found is None:
        return frozenset()
    entry = lexicon().get(found)
    own = {found, f"{found[:PREFIX]}-"} if len(found) >= PREFIX else {found}
    return (entry.counterparts if entry is not None else frozenset()) | own
