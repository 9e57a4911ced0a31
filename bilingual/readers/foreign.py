"""Does a text look like one in another language? Told by the commonest small words and by the script; a hint, no more.

It is silent where it cannot be sure: about short texts, and between languages whose small words are not listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from bilingual.languages import english_name
from bilingual.lexicon.other_languages import WORDS

# The script that a language is written in, as Unicode's character names begin; those not here are in Latin letters.
_SCRIPTS: Final = {
    "ARABIC": "ar fa ks ps sd ug ur",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK HIRAGANA KATAKANA": "ja zh zt",
    "CYRILLIC": "be bg kk ky mk mn ru tg uk",
    "DEVANAGARI": "hi mr ne sa",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he yi",
    "TAMIL": "ta",
    "THAI": "th",
}
# In more scripts than one, or in one that is not listed.
_ANY_SCRIPT: Final = "am az bo dv dz gu iu km kn ku lo ml my or pa si sr te ti uz"
# Characters to look at; the fewest small words and letters to judge by; and how much rarer one's own must be: of a
# few sentences, much rarer.
_SAMPLE, _FEWEST_WORDS, _FEWEST_LETTERS, _RARER = 2_000, 20, 50, 3
_FEW_WORDS, _MUCH_RARER = 12, 10
# Of small words that one of two languages has and the other has not, so many tell.
_FEW_ALONE = 7
_WORD = re.compile(r"[^\W\d_]+")


def looks_foreign(text: str, language: str) -> str | None:
    """Return in words what a text looks like that is said to be in ``language``, None where it may well be.

    >>> english = "The minister of the state was in the city, and he said that it is not for them to know. " * 3
    >>> looks_foreign(english, "fr"), looks_foreign(english, "en"), looks_foreign(english, "ru")
    ('English', None, 'Latin letters')
    """
    sample = text[:_SAMPLE]
    return _other_script(sample, language) or _other_words(sample, language)


def _other_words(sample: str, language: str) -> str | None:
    if language not in WORDS:
        return None
    words = Counter(_WORD.findall(sample.lower()))
    counts: Counter[str] = Counter()
    for word in words.keys() & _languages_of().keys():
        for code in _languages_of()[word]:
            counts[code] += words[word]
    best, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if not best or best == language:
        return None
    own, theirs = (sum(words[word] for word in words.keys() & alone) for alone in _alone(language, best))
    if theirs >= _FEW_ALONE and own * _MUCH_RARER <= theirs:
        return english_name(best)  # related languages share many
    rarer = _RARER if most >= _FEWEST_WORDS else _MUCH_RARER
    return english_name(best) if most >= _FEW_WORDS and counts[language] * rarer <= most else None


def _other_script(sample: str, language: str) -> str | None:
    if language in _ANY_SCRIPT.split():
        return None
    own = next((names.split() for names, codes in _SCRIPTS.items() if language in codes.split()), ["LATIN"])
    if own == ["LATIN"] and len(sample.encode("ascii", "ignore")) > len(sample) / 2:
        return None  # nearly all texts: they cost nothing
    letters = [letter for letter in sample if letter.isalpha()]
    counts = Counter(_script(letter) for letter in letters)
    if len(letters) < _FEWEST_LETTERS:
        return None
    most = max(counts, key=lambda script: (counts[script], script))
    if sum(counts[script] for script in own) * _RARER >= counts[most] or most in own:
        return None
    return f"{most.capitalize() if most != 'CJK' else 'Chinese'} letters"


@cache
def _alone(first: str, second: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the small words that one of two languages has alone, and those of the other."""
    ours, theirs = frozenset(WORDS[first].split()), frozenset(WORDS[second].split())
    return ours - theirs, theirs - ours


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Return which languages have each of the small words."""
    words = {word for listed in WORDS.values() for word in listed.split()}
    return {word: tuple(code for code, listed in WORDS.items() if word in listed.split()) for word in words}
