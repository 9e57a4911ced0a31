"""What stands in English in the place of a name that it lacks: a name that the source has not."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bilingual.checks.finding import Span
    from bilingual.checks.names.target import Word

# No less alike are two spellings of one name, as Camara and Camaramara (0 to 1).
_UNLIKE = 0.4
# More names in a sentence are a list; every one that is missing is compared with every other.
_MOST = 40


def stand_ins(missing: Collection[Span], here: Sequence[Word], there: Sequence[Word]) -> dict[Span, Span]:
    """Return where in English another name stands for a missing one, by the place of that in the source.

    It is spelt much like the missing one, or stands behind the same word. ``here`` and ``there`` are the words of both
    sentences. No name stands for two.

    >>> from bilingual.checks.names.target import located
    >>> here, there = located("Le ministre Camara rencontre Diarra."), located("Minister Camaramara meets Diarra.")
    >>> stand_ins([(12, 18)], here, there)
    {(12, 18): (9, 19)}
    >>> stand_ins([(9, 15)], located("Emmanuel Macron est là."), located("Emmanuel Hollande is there."))
    {(9, 15): (9, 17)}
    """
    known = {word.key for word in here}
    strange = [
        (before, word)
        for before, word in zip((None, *there), there, strict=False)
        if word.text[0].isupper() and word.key not in known
    ][:_MOST]
    names = [(before, word) for before, word in zip((None, *here), here, strict=False) if word.span in missing][:_MOST]
    likeness = sorted(
        (
            _unlike(name, other, same=before is not None and after is not None and before.key == after.key),
            name.span,
            other.span,
        )
        for before, name in names
        for after, other in strange
    )
    found: dict[Span, Span] = {}
    for unlike, place, other_place in likeness:
        if unlike <= _UNLIKE and place not in found and other_place not in found.values():
            found[place] = other_place
    return found


def _unlike(name: Word, other: Word, *, same: bool) -> float:
    """Return how little two names are alike, 0 to 1; nothing where they stand behind the same word."""
    return 0.0 if same else 1 - SequenceMatcher(None, name.key, other.key, autojunk=False).ratio()
