"""Words as the checks compare them across French and English: without case, accents and endings.

What is left of *économies* and *economy* is the same; of most other cognates, the first letters are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY

# A word or a figure of a folded text.
TOKEN = re.compile(r"[a-z]+|[0-9]+")
# So many letters of a word hold its meaning, and so many are the same in most cognates.
_STEM = 6
PREFIX = 4
_SHORTEST = 3


def stem(word: str) -> str:
    """Return what is left of a folded word without its ending.

    >>> stem("gouvernement"), stem("prices"), stem("est"), stem("1914")
    ('gouver', 'pric', 'est', '1914')
    """
    word = word[:_STEM]
    for ending in "se":
        if len(word) > _SHORTEST and word[-1] == ending:
            word = word[:-1]
    return word


_EMPTY_STEMS = {"fr": frozenset(map(stem, FRENCH_EMPTY)), "en": frozenset(map(stem, ENGLISH_EMPTY))}


@lru_cache(maxsize=1 << 16)
def content_stem(word: str, language: str) -> str | None:
    """Return the stem of a folded word that has a meaning of its own, None for another.

    >>> content_stem("maison", "fr"), content_stem("dans", "fr"), content_stem("7", "fr")
    ('maison', None, '7')
    """
    found = stem(word)
    if found in _EMPTY_STEMS[language] or (len(found) < _SHORTEST and not found.isdigit()):
        return None
    return found
