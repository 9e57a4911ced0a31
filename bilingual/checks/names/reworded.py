"""What English may have in the place of a name: its initials, or the word that it is.

*Caroline du Nord* is NC as well, and *l'Ouragan* "the hurricane".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.small_words import FRENCH_EMPTY
from bilingual.lexicon.stems import content_stem, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.names.target import Target, Word

# The words of a name that is shortened to its initials stand no farther apart.
_NEAR = 4
# So long a word in capitals is none of the shorter ones that stand for others, if the lexicon knows it.
_LONG = 4
# A state's postal code (AZ, LA).
_CODE = 2


def is_shortened(source: Sequence[Word], name: range, written: frozenset[str], target: Target) -> bool:
    """Whether English has the initials of a name, or of it and words beside it (le district de Columbia, D.C.).

    ``name`` are places in ``source``; ``written`` the English forms of a known name.
    """
    own = " ".join(source[place].key for place in name)
    forms = {form.strip() for form in written} or {own}
    beside = frozenset[str]()
    for short in target.new_acronyms:
        beside = beside or _initials(source, name)
        for form in forms:
            initials = "".join(word[0] for word in form.split())
            if short == initials or (len(short) == _CODE and short[0] == form[0] and _is_inside(short, form)):
                return True
            if form[0] in short and beside.issuperset(set(short) - {form[0]}):
                return True
    return False


def _initials(source: Sequence[Word], name: range) -> frozenset[str]:
    """Return the initials of the words around a name, and of what they come out as."""
    near = (*source[max(0, name.start - _NEAR) : name.start], *source[name.stop : name.stop + _NEAR])
    words = [word.key for word in near if word.key not in FRENCH_EMPTY]
    return frozenset(one[0] for word in words for one in (word, *counterparts(word)))


def _is_inside(short: str, word: str) -> bool:
    """Whether the letters of a short form stand in a word in their order.

    >>> _is_inside("az", "arizona"), _is_inside("ny", "nevada")
    (True, False)
    """
    letters = iter(word)
    return all(letter in letters for letter in short)


def is_translated(name: Word, target: Target) -> bool:
    """Whether a word with a capital is an ordinary one by the lexicon, and came out as such: *les Sept Nains*."""
    found = counterparts(name.key)
    return bool(found) and any(stem(word.key) in found for word in target.words)


def is_written_out(source: str, word: Word, target: Target) -> bool:
    """Whether a word ends with the stop of an abbreviation that English writes out (R-Ariz., R-Arizona)."""
    return source[word.end : word.end + 1] == "." and any(
        other.text[0].isupper() and other.key.startswith(word.key) for other in target.words
    )


def is_emphasis(source: Sequence[Word], place: int) -> bool:
    """Whether a word is one of several in capitals that are ordinary ones: LE COMPTEUR TOURNE."""
    word = source[place]
    if len(word.text) < _LONG or not word.text.isupper() or not counterparts(word.key):
        return False
    beside = (*source[max(0, place - 1) : place], *source[place + 1 : place + 2])
    return any(
        other.text.isupper() and len(other.text) > 1 and (other.key in FRENCH_EMPTY or bool(counterparts(other.key)))
        for other in beside
    )


def counterparts(word: str) -> frozenset[str]:
    """Return the English stems that the lexicon gives for a folded French word.

    >>> "hurric" in counterparts("ouragan"), counterparts("sarkozy")
    (True, frozenset())
    """
    found = content_stem(word, "fr")
    entry = lexicon().get(found) if found is not None else None
    return entry.counterparts if entry is not None else frozenset()
