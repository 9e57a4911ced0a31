"""What of a sentence can be found again in its translation: stems, by way of the lexicon; names, cognates and numbers.

A bag says how much a sentence holds of each feature, in 256ths of an occurrence. Each channel has bags of its own.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.folding import fold
from bilingual.lexicon.stems import TOKEN, content_stem, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Bag = Counter[str]

ONE: Final = 256
# A French stem that the lexicon does not know may be the same in English.
_UNKNOWN: Final = 179
# Letters of a word that a name or a cognate has in common with its counterpart, and the shortest such word.
_BEGINNING, _SHORTEST = 5, 3
_GRAM = 4
# Characters of a sentence that are looked at: whole sentences are shorter, and what is not is none.
MOST_CHARACTERS = 4_000


def tokens(text: str) -> list[str]:
    """Return the folded words and figures of a sentence.

    >>> tokens("L’État, 7 fois.")
    ['l', 'etat', '7', 'fois']
    """
    return TOKEN.findall(fold(text[:MOST_CHARACTERS]))


@lru_cache(maxsize=1 << 16)
def _counterparts(word: str) -> tuple[tuple[str, int], ...]:
    """Return the English stems that a folded French word may come out as, with what each weighs."""
    ours = content_stem(word, "fr")
    if ours is None:
        return ()
    entry = lexicon().get(ours)
    if entry is None:
        return ((ours, _UNKNOWN),)
    weight = round(ONE * (entry.tenths + 1) / 10 / len(entry.counterparts) ** 0.5)
    return tuple((theirs, weight) for theirs in sorted(entry.counterparts))


def french_stems(words: Sequence[str]) -> Bag:
    """Return the English stems that French words may come out as.

    >>> bag = french_stems(["la", "guerre"])
    >>> sorted(bag)[:2]
    ['war', 'warfar']
    """
    bag: Bag = Counter()
    for word in words:
        for theirs, weight in _counterparts(word):
            bag[theirs] += weight
    return bag


def english_stems(words: Sequence[str]) -> Bag:
    """Return the stems of English words that have a meaning of their own.

    >>> english_stems(["the", "war"])
    Counter({'war': 256})
    """
    bag: Bag = Counter()
    for word in words:
        found = content_stem(word, "en")
        if found is not None:
            bag[found] += ONE
    return bag


def beginnings(words: Sequence[str]) -> Bag:
    """Return figures, and the first letters of words: what names and cognates have in common.

    >>> sorted(beginnings(["le", "gouvernement", "7"]))
    ['7', 'gouve']
    """
    bag: Bag = Counter()
    for word in words:
        if word[0].isdigit():
            bag[word] += ONE
        elif len(word) >= _SHORTEST:
            bag[word[:_BEGINNING]] += ONE
    return bag


def grams(words: Sequence[str]) -> Bag:
    """Return the sequences of four characters in a row of words: for a translation against another.

    >>> sorted(grams(["a", "war"]))
    [' a w', ' war', 'a wa', 'war ']
    """
    line = f" {' '.join(words)} "
    bag: Bag = Counter()
    for at in range(max(1, len(line) - _GRAM + 1)):
        bag[line[at : at + _GRAM]] += ONE
    return bag


def stems(words: Sequence[str]) -> Bag:
    """Return the stems of all words, small ones too: for a translation against another.

    >>> sorted(stems(["the", "prices"]))
    ['pric', 'the']
    """
    bag: Bag = Counter()
    for word in words:
        bag[stem(word)] += ONE
    return bag


# By channel: the bag of a French sentence, that of an English one.
CHANNELS: Final[dict[str, tuple[Callable[[Sequence[str]], Bag], Callable[[Sequence[str]], Bag]]]] = {
    "lexicon": (french_stems, english_stems),
    "names": (beginnings, beginnings),
}
# With the translations of a model: the bag of a translation, that of an English sentence.
TRANSLATED: Final[dict[str, tuple[Callable[[Sequence[str]], Bag], Callable[[Sequence[str]], Bag]]]] = {
    "grams": (grams, grams),
    "stems": (stems, stems),
}
