"""Spellings of one folded word compared: transliterations, and how many letters differ."""

from __future__ import annotations

import re
from functools import lru_cache

# French and English write the sounds of other alphabets each in its own way; what is left here is common to both.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=..)[es]+$", ""),
        (r"tsch|tch|sch|sh|ch|cz|c(?=[eiy])|ç", "s"),
        (r"dj|dzh|zh|g(?=[eiy])", "j"),
        (r"ou|oo|w", "u"),
        (r"ph|v(?=$)", "f"),
        (r"gu(?=[ei])|gh", "g"),
        (r"ck|kh|qu?|c|x", "k"),
        (r"th", "t"),
        (r"ai|ay|ei|ey|ae|oe", "e"),
        (r"y|j", "i"),
        (r"z", "s"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
    )
)
# Words of so many letters may differ by an ending of so many (Californie, Californian).
_WITH_ENDING = 5
_ENDING = 3


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return a folded ``word`` as it sounds, roughly: the same for the spellings of most transliterated names.

    >>> sound("poutine"), sound("putin"), sound("tchekhov"), sound("chekhov")
    ('putin', 'putin', 'sekof', 'sekof')
    """
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def within(first: str, second: str, most: int) -> bool:
    """Whether at most ``most`` letters must be added, dropped or changed to make ``second`` of ``first``.

    >>> within("eltsin", "ieltsin", 1), within("iran", "irak", 0)
    (True, False)
    """
    if abs(len(first) - len(second)) > most:
        return False
    row = list(range(len(second) + 1))
    for count, letter in enumerate(first, start=1):
        above, row[0] = row[0], count
        for column, other in enumerate(second, start=1):
            above, row[column] = row[column], min(above + (letter != other), row[column] + 1, row[column - 1] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most


def alike(first: str, second: str) -> bool:
    """Whether two folded words may be spellings of one name, or a word and its cognate.

    >>> alike("zelensky", "zelenskiy"), alike("parlement", "parliament"), alike("californie", "californian")
    (True, True, True)
    >>> alike("macron", "hollande"), alike("camara", "sankara"), alike("benin", "berlin")
    (False, False, False)
    """
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter < 3 or max(len(first), len(second)) > 40:  # noqa: PLR2004 - too short to tell, or no word
        return False
    beginning = (shorter * 4 + 4) // 5
    if shorter >= _WITH_ENDING and first[:beginning] == second[:beginning] and abs(len(first) - len(second)) <= _ENDING:
        return True
    first, second = sound(first), sound(second)
    return first == second or within(first, second, min(len(first), len(second)) // 4)


def resembling(first: str, second: str) -> bool:
    """Whether two folded names may be one, misspelt: more than ``alike`` bears, but the same beginning.

    >>> resembling("akpori", "akpobari"), resembling("macron", "macaroni"), resembling("macron", "merkel")
    (True, True, False)
    """
    shorter = min(len(first), len(second))
    return (
        3 < shorter <= max(len(first), len(second)) <= 40  # noqa: PLR2004 - too short to tell, or no word
        and first[:2] == second[:2]
        and within(first, second, max(2, shorter // 3))
    )
