"""Does the translation say something twice that the sentence says once? Models fall into loops, and people seldom.

What a sentence repeats itself, for emphasis or in a list, its translation may repeat as often. English hardly ever says
a word twice in a row; many languages do so by rule (*nous nous*, *sie sie*, Turkish *yavaş yavaş*).
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.finding import Finding, traced
from bilingual.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.data import Translation

# The vowel signs and accents of many scripts are no letters to Python, and belong to the word all the same.
_LETTERS = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u1000-\u109f]+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_ASCII_WORD = re.compile(r"\w+(?:'\w+)*")  # the same in less time, where a text is plain
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


def find(source: str, translation: Translation) -> Finding | None:
    """Return the words that the translation repeats where the source repeats none as often.

    >>> from bilingual.data import Translation
    >>> find("Le prix de l'or monte.", Translation("The price of the price of the gold rises.", -0.5))
    Finding(evidence='the price of', source=(), target=((0, 25),))
    >>> find("Il est très, très grand.", Translation("He is very, very tall.", -0.2))
    """
    return _found(source, translation, _is_slip)


def find_elsewhere(source: str, translation: Translation) -> Finding | None:
    """Return what ``find`` does, for translations into other languages than English: there a word may follow itself.

    >>> from bilingual.data import Translation
    >>> find_elsewhere("We met in Paris.", Translation("Nous nous sommes rencontrés à Paris.", -0.2))
    >>> find_elsewhere("We met.", Translation("Nous nous nous sommes rencontrés.", -0.2)).evidence
    'nous'
    """
    return _found(source, translation, lambda said, _: len(said) >= _LOOP)


class _Again(NamedTuple):
    """What is said again and again: the evidence, and the stretches of words in which it is."""

    evidence: str
    stretches: tuple[tuple[int, int], ...]


def _found(source: str, translation: Translation, is_slip: Callable[[Sequence[str], str], bool]) -> Finding | None:
    words = _words(translation.text.lower())
    bigrams = list(pairwise(words))
    found = None
    # The quick ways out: what is said twice holds two words twice, or is one word and the same again.
    if len(set(bigrams)) < len(bigrams) or any(map(eq, words, words[1:])):
        others = _words(source.lower())
        found = _in_a_row(words, translation.text, others, is_slip) or _clause_twice(words, others)
    if found is None and max(map(len, words), default=0) >= _LONG_WORD:
        found = _stammer(words, source.lower())
    return found and Finding(found.evidence, target=_spans(translation.text, found.stretches))


def _words(text: str) -> list[str]:
    found: list[str] = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return found


def _spans(text: str, stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return where stretches of the words of a text in lower case stand in the text."""
    lower = text.lower()
    words = [match.span() for match in _WORD.finditer(lower)]
    # A capital I with a dot is two characters in lower case.
    same = len(lower) == len(text)
    places = range(len(text)) if same else [at for at, letter in enumerate(text) for _ in letter.lower()]
    return tuple(traced((words[start][0], words[stop - 1][1]), places) for start, stop in stretches)


class Loop(NamedTuple):
    """So many words, from the word ``start`` on, that are said so many ``times`` in a row."""

    start: int
    words: int
    times: int


def loop(words: Sequence[str]) -> Loop:
    """Return the words that are said most often in a row, and how often.

    >>> loop("to the sea to the sea to the land".split())
    Loop(start=0, words=3, times=2)
    """
    best = Loop(0, min(1, len(words)), 1)
    for period in range(1, min(_MAX_PERIOD, len(words) // 2) + 1):
        same = list(map(eq, words, words[period:]))
        if same.count(True) < period * best.times:
            continue  # in nearly all sentences, for nearly all periods
        run = 0
        for at, is_same in enumerate(same, 1):
            run = run + 1 if is_same else 0
            if run >= period * best.times:
                best = Loop(at - run, period, run // period + 1)
    return best


def _in_a_row(
    words: Sequence[str], text: str, others: Sequence[str], is_slip: Callable[[Sequence[str], str], bool]
) -> _Again | None:
    start, period, times = loop(words)
    said = words[start : start + period]
    least = 2 if is_slip(said, text) else 3
    if times < least or times <= loop(others).times:
        return None
    return _Again(shortened(" ".join(said)), ((start, start + period * times),))


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


def _clause_twice(words: Sequence[str], others: Sequence[str]) -> _Again | None:
    twice = _said_twice(words, _CLAUSE)
    if twice is None:
        return None
    length, *places = twice
    if _said_twice(others, length - _SHORTER) is not None:
        return None
    said = words[places[0] : places[0] + length]
    return _Again(shortened(" ".join(said)), tuple((place, place + length) for place in places))


def _said_twice(words: Sequence[str], least: int) -> tuple[int, int, int] | None:
    """Return how many words are said twice, ``least`` at the least, as many as are the same, to a limit; and where.

    >>> _said_twice("he left the house and he left the town".split(), 2)
    (3, 0, 5)
    """
    first: dict[tuple[str, ...], int] = {}
    for at, gram in enumerate(zip(*(words[shift:] for shift in range(least)), strict=False)):
        start = first.setdefault(gram, at)
        if at - start >= least:
            length, longest = least, min(at - start, len(words) - at, _MAX_PERIOD)
            while length < longest and words[start + length] == words[at + length]:
                length += 1
            return length, start, at
    return None


def _stammer(words: Sequence[str], source: str) -> _Again | None:
    """Return the syllables that a word repeats again and again, where the source has no such word."""
    for at, word in enumerate(words):
        if len(word) >= _LONG_WORD and word not in source and (found := _SYLLABLES.search(word)):
            return _Again(f"{found[1]}{found[1]}{found[1]}…", ((at, at + 1),))
    return None
