"""Sentences in capitals, as headlines have them: models hardly know their words, so they are put into small letters."""

from __future__ import annotations

import re
from functools import partial

from bilingual.lexicon import carried

_ADDRESS = re.compile(f"({carried.ADDRESS.pattern})")
_WORD = re.compile(r"[^\W\d_]+")
# Capitals in a row: fewer letters or words are an acronym or a name.
_LEAST_LETTERS = 8
_LEAST_WORDS = 2
# A sentence in capitals may hold a stray small letter: `1er`, `McDonald`.
_MOST_SMALL = 0.1
_LONGEST_ACRONYM = 5
_VOWELS = frozenset("aeiouy")


def is_shouted(sentence: str) -> bool:
    """Whether a sentence is in capitals.

    >>> is_shouted("LE MALI SE TOURNE VERS LA RUSSIE"), is_shouted("L'ONU et l'OTAN"), is_shouted("OTAN/ONU")
    (True, False, False)
    >>> is_shouted("俄罗斯支持马里，马里支持俄罗斯")
    False
    """
    if sentence[-1:].islower() or sentence[1:3].islower():
        return False  # nearly all sentences: they cost nothing
    words = _WORD.findall(sentence)
    letters = "".join(words)
    # Not "without small letters": the letters of most scripts are neither.
    capitals = sum(map(str.isupper, letters))
    return (
        len(words) >= _LEAST_WORDS and len(letters) >= _LEAST_LETTERS and capitals >= (1 - _MOST_SMALL) * len(letters)
    )


def lowered(sentence: str, language: str = "fr") -> str:
    """Return a shouted sentence in small letters, with capitals where it begins.

    Addresses stay as they are. In French, names that are known and words that are not keep a capital, and known
    acronyms and words that nobody can say keep all of theirs.

    >>> lowered("«LA RUSSIE SOUTIENT L'ONU À TOMBOUCTOU», DIT LA SNCF")
    "«La Russie soutient l'ONU à Tombouctou», dit la SNCF"
    >>> lowered("ÉCRIVEZ À MAIRIE@EXEMPLE.FR")
    'Écrivez à MAIRIE@EXEMPLE.FR'
    >>> lowered("DIE MINISTERIN SPRICHT", "de")
    'Die ministerin spricht'
    """
    small = partial(small_letters, language=language)
    text = "".join(
        piece if place % 2 else _WORD.sub(lambda match: small(match[0]), piece)
        for place, piece in enumerate(_ADDRESS.split(sentence))
    )
    first = _WORD.search(text)
    if first is None:
        return text
    return text[: first.start()] + text[first.start()].upper() + text[first.start() + 1 :]


def small_letters(word: str, language: str = "fr") -> str:
    """Return a word in capitals as it stands within a sentence.

    >>> small_letters("BATEAUX"), small_letters("TOMBOUCTOU"), small_letters("HAUS", "de")
    ('bateaux', 'Tombouctou', 'haus')
    """
    if language != "fr":
        return word.lower()
    from bilingual.lexicon.counterparts import lexicon
    from bilingual.lexicon.folding import fold
    from bilingual.lexicon.name_forms import forms
    from bilingual.lexicon.ordinary_words import AMBIGUOUS, ORDINARY
    from bilingual.lexicon.stems import content_stem

    plain = fold(word)
    if len(word) == 1 or plain in ORDINARY or plain in AMBIGUOUS:
        return word.lower()
    if word in forms() or (len(word) <= _LONGEST_ACRONYM and _VOWELS.isdisjoint(plain)):
        return word
    stem = content_stem(plain, "fr")
    return word.capitalize() if plain in forms() or (stem and stem not in lexicon()) else word.lower()
