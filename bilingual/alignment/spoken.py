"""Which language a text is in, told by its small words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from bilingual.lexicon.other_languages import WORDS

# So many small words tell a language, where of those that another has not there are so many, and so many times more
# than of those that the other alone has: related languages share many.
_FEWEST_WORDS, _FEWEST_ALONE, _TIMES = 6, 3, 2
_SMALL_WORDS: Final = {code: frozenset(words.split()) for code, words in WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def spoken(text: str) -> str | None:
    """Return the code of the language that a text is in, None where that cannot be told by its small words.

    >>> spoken("Le maire a dit que la ville est dans une situation qui ne lui plaît pas, et il part.")
    'fr'
    >>> spoken("Der Mann ist nicht in der Stadt und er hat die Kinder mit dem Hund auf der Straße."), spoken("Oui.")
    ('de', None)
    """
    words = Counter(_WORD.findall(text.lower()))
    best, most = None, _FEWEST_WORDS - 1
    for code, listed in _SMALL_WORDS.items():
        count = sum(words[word] for word in listed)
        if count > most and all(_alone(words, code, other) for other in _SMALL_WORDS if other != code):
            best, most = code, count
    return best


def _alone(words: Counter[str], code: str, other: str) -> bool:
    """Whether a text has far more small words that one language alone has than such of another."""
    ours, theirs = _SMALL_WORDS[code], _SMALL_WORDS[other]
    own = sum(words[word] for word in ours - theirs)
    return own >= _FEWEST_ALONE and own >= _TIMES * sum(words[word] for word in theirs - ours)
