"""The translations of a term with their counts → the ways in which it is translated, and the one to put in a glossary.

Word links leave traces that are no way of its own: a part of a longer translation (*plan* of *rescue plan*), or another
word of the same family that grammar asked for (*Germany*, *German*). Spellings are ways: *co-operation*, *labour*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bilingual.corpus.terms.translations import is_small
from bilingual.lexicon.folding import fold
from bilingual.lexicon.lemmas import lemmas

if TYPE_CHECKING:
    from collections.abc import Sequence

Counted = tuple[str, int]

# A way is seen so often, and in this share of the translations that are known; of one that is seen less than three
# times, which may be two errors, in this one.
_LEAST_SEEN, _LEAST_SHARE = 2, 0.05
_SEEN, _SHARE_OF_FEW = 3, 1 / 6
# What a glossary puts in is seen in this share of them; a fuller translation, in this share of what is part of it.
_SURE, _FULLER = 1 / 3, 0.2
# Words of one family begin alike, but for the last letter of the shorter one; it has so many.
_LEAST_ALIKE: Final = 4
# How British and American spelling differ where the beginnings of words do not tell.
_SPELLED: Final = (("our", "or"), ("gue", "g"), ("ll", "l"), ("ae", "e"), ("oe", "e"))


def ways(translations: Sequence[Counted], linked: int) -> tuple[Counted, ...]:
    """Return the translations that are ways of their own, most frequent first, of a term that is ``linked`` so often.

    >>> ways([("cooperation", 41), ("co-operation", 3), ("operation", 1)], 45)
    (('cooperation', 41), ('co-operation', 3))
    >>> ways([("Germany", 37), ("German", 5)], 42), ways([("plan", 6), ("rescue plan", 4)], 10)
    ((('Germany', 37),), (('plan', 6),))
    """
    found: list[Counted] = []
    for text, count in translations:
        least = linked * (_LEAST_SHARE if count >= _SEEN else _SHARE_OF_FEW)
        if count >= max(_LEAST_SEEN, least) and not any(_is_same_way(text, other) for other, _ in found):
            found.append((text, count))
    return tuple(found)


def target(translations: Sequence[Counted], linked: int, words: int) -> str:
    """Return what a glossary may have for a term of so many content words, empty where nothing is sure enough.

    >>> target([("plan", 6), ("rescue plan", 4)], 10, 3), target([("eel", 2), ("tightness", 1)], 12, 1)
    ('rescue plan', '')
    """
    if not translations:
        return ""
    best, count = translations[0]
    if count < _LEAST_SEEN or count < _SURE * linked:
        return ""
    own = _words(best)
    if len(own) < words:
        for text, times in translations[1:]:
            if times >= max(_LEAST_SEEN, _FULLER * count) and own < _words(text) and len(_words(text)) <= words:
                return text
    return best


def _is_same_way(one: str, other: str) -> bool:
    """Whether two translations are one way, which was told in part, or by another word of the family.

    >>> [_is_same_way("defence", other) for other in ("defense", "defence minister", "army")]
    [False, True, False]
    >>> _is_same_way("labor", "labour"), _is_same_way("program", "programmer"), _is_same_way("José", "Jose")
    (False, True, False)
    """
    if _spelled(one) == _spelled(other):
        return False
    first, second = _words(one), _words(other)
    if first <= second or second <= first:
        return True
    if len(first) != len(second):
        return False
    return all(map(_is_family, sorted(first - second), sorted(second - first)))


def _spelled(text: str) -> str:
    plain = re.sub(r"[\W_]+", "", fold(text))
    for british, american in _SPELLED:
        plain = plain.replace(british, american)
    return plain.replace("mme", "m").rstrip("e")


def _words(text: str) -> frozenset[str]:
    """Return the content words of a translation, by their base forms."""
    words = [word.strip(".,'’") for word in fold(text).replace("-", " ").split()]
    return frozenset(next(iter(lemmas(word, "en")), word) for word in words if word and not is_small(word))


def _is_family(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    alike = next((at for at in range(short) if one[at] != other[at]), short)
    return alike >= max(_LEAST_ALIKE, short - 1)
