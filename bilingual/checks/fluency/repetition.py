"""Does the translation say something twice that the sentence says once? Models fall into loops, and people seldom.

What a sentence repeats itself, for emphasis or in a list, its translation may repeat as often. English hardly ever says
a word twice in a row; many languages do so by rule (*nous nous*, *sie sie*, Turkish *yavaş yavaş*).
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING

from bilingual.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.data import Translation

# The vowel signs and accents of many scripts are no letters to Python, and belong to the word all the same.
_LETTERS = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u1000-\u109f]+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
# Words of the longest loop that is looked for.
_MAX_PERIOD = 12
# English words that follow themselves in good sentences: "he told her her dog had had it".
_DOUBLED = frozenset(
    {"bye", "far", "had", "ha", "her", "in", "is", "it", "long", "many", "much", "no", "on", "really", "so", "that"}
    | {"very", "who", "yes", "you"}
)
# "Worse and worse, and" is no loop.
_PAIRED = re.compile(r"\w+ (and|by)|(and|by) \w+")
# Where the translation is not English, so many words said twice in a row are a loop, and fewer said three times.
_LOOP = 3
# So many words said twice, with others between, are a clause said twice. The source excuses that where it says twice
# itself what is shorter by at most so many words.
_CLAUSE = 5
_SHORTER = 3
# A word of so many characters may be a loop of syllables.
_LONG_WORD = 25
_SYLLABLES = re.compile(r"(\w{1,6}?)\1{4,}")


def find(source: str, translation: Translation) -> str | None:
    """Return the words that the translation repeats where the source repeats none as often.

    >>> from bilingual.data import Translation
    >>> find("Le prix de l'or monte.", Translation("The price of the price of the gold rises.", -0.5))
    'the price of'
    >>> find("Il est très, très grand.", Translation("He is very, very tall.", -0.2))
    """
    return _found(source, translation, _is_slip)


def find_elsewhere(source: str, translation: Translation) -> str | None:
    """Return what ``find`` does, for translations into other languages than English: there a word may follow itself.

    >>> from bilingual.data import Translation
    >>> find_elsewhere("We met in Paris.", Translation("Nous nous sommes rencontrés à Paris.", -0.2))
    >>> find_elsewhere("We met.", Translation("Nous nous nous sommes rencontrés.", -0.2))
    'nous'
    """
    return _found(source, translation, lambda said, _: len(said) >= _LOOP)


def _found(source: str, translation: Translation, is_slip: Callable[[Sequence[str], str], bool]) -> str | None:
    words = _WORD.findall(translation.text.lower())
    bigrams = list(pairwise(words))
    found = None
    # The quick ways out: what is said twice holds two words twice, or is one word and the same again.
    if len(set(bigrams)) < len(bigrams) or any(map(eq, words, words[1:])):
        others = _WORD.findall(source.lower())
        found = _in_a_row(words, translation.text, others, is_slip) or _clause_twice(words, others)
    if found is None and max(map(len, words), default=0) >= _LONG_WORD:
        found = _stammer(words, source.lower())
    return found


def loop(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """Return the words that are said most often in a row, and how often.

    >>> loop("to the sea to the sea to the land".split())
    (['to', 'the', 'sea'], 2)
    """
    best, times = words[:1], 1
    for period in range(1, min(_MAX_PERIOD, len(words) // 2) + 1):
        run = 0
        for at, (word, later) in enumerate(zip(words, words[period:], strict=False), 1):
            run = run + 1 if word == later else 0
            if run >= period * times:
                best, times = words[at - period : at], run // period + 1
    return best, times


def _in_a_row(
    words: Sequence[str], text: str, others: Sequence[str], is_slip: Callable[[Sequence[str], str], bool]
) -> str | None:
    said, times = loop(words)
    least = 2 if is_slip(said, text) else 3
    if times < least or times <= loop(others)[1]:
        return None
    return shortened(" ".join(said))


def _is_slip(said: Sequence[str], text: str) -> bool:
    """Whether words that are said twice in a row are a mistake, which figures and "worse and worse and" are not.

    Nothing must stand between two single words, and they must not be two that good sentences hold.

    >>> _is_slip(["the"], "Of the the sea"), _is_slip(["paris"], "Paris, Paris!"), _is_slip(["had"], "He had had it")
    (True, False, False)
    """
    if all(map(str.isdecimal, said)) or _PAIRED.fullmatch(" ".join(said)):
        return False
    if len(said) > 1:
        return True
    word = said[0]
    return (
        word not in _DOUBLED
        and re.search(rf"\b{re.escape(word)}\s+{re.escape(word)}\b", text, re.IGNORECASE) is not None
    )


def _clause_twice(words: Sequence[str], others: Sequence[str]) -> str | None:
    said = _said_twice(words, _CLAUSE)
    if said is None or _said_twice(others, len(said) - _SHORTER) is not None:
        return None
    return shortened(" ".join(said))


def _said_twice(words: Sequence[str], least: int) -> Sequence[str] | None:
    """Return the first words, ``least`` at the least, that are said again later; as many as are the same, to a limit.

    >>> _said_twice("he left the house and he left the town".split(), 2)
    ['he', 'left', 'the']
    """
    first: dict[tuple[str, ...], int] = {}
    for at, gram in enumerate(zip(*(words[shift:] for shift in range(least)), strict=False)):
        start = first.setdefault(gram, at)
        if at - start >= least:
            length, longest = least, min(at - start, len(words) - at, _MAX_PERIOD)
            while length < longest and words[start + length] == words[at + length]:
                length += 1
            return words[start : start + length]
    return None


def _stammer(words: Sequence[str], source: str) -> str | None:
    """Return the syllables that a word repeats again and again, where the source has no such word."""
    for word in words:
        if len(word) >= _LONG_WORD and word not in source and (found := _SYLLABLES.search(word)):
            return f"{found[1]}{found[1]}{found[1]}…"
    return None
