"""What a French word of an article is mostly rendered by, and whether another English word is a form of that."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from bilingual.checks.consistency.sentences import folded
from bilingual.lexicon.lemmas import lemmas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.words.tokens import Token
    from bilingual.checks.consistency.sentences import Sentence

# Sentences in which the usual rendering stands, at least.
LEAST_USUAL: Final = 3
# Sentences that tell what the usual rendering is.
_ASKED = 8
# With these counts begin, and no terms.
QUANTITIES = frozenset((
    "millier", "million", "milliard", "dizaine", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine",
    "cinquantaine", "centaine",
))  # fmt: skip
# Letters that end a word, of which forms of one differ, and what two words share that are forms of one.
_ENDING, _SHARED = 2, 4


class Place(NamedTuple):
    """A word that is looked at, where it stands."""

    sentence: int
    token: Token


def usual_rendering(sentences: Sequence[Sentence], places: Sequence[Place]) -> str | None:
    """Return what a word is rendered by in most of some sentences, as it is mostly written; None for nothing."""
    forms: Counter[str] = Counter()
    asked = places[:: max(1, len(places) // _ASKED)][:_ASKED]
    for place in asked:
        if (span := sentences[place.sentence].rendering(place.token)) is not None:
            forms[sentences[place.sentence].en[slice(*span)]] += 1
    by_base: dict[str, Counter[str]] = {}
    for form, count in forms.items():
        by_base.setdefault(base_of(form), Counter())[form] += count
    if not by_base:
        return None
    best = max(by_base.values(), key=lambda found: (sum(found.values()), min(found)))
    if 2 * sum(best.values()) < len(asked) + 1 or sum(best.values()) < min(LEAST_USUAL, len(asked)):
        return None
    return min(best, key=lambda form: (-best[form], form))


def base_of(word: str) -> str:
    """Return the base form of an English word."""
    return next(iter(lemmas(word, "en")), folded(word))


def has_rendering(sentence: Sentence, usual: str) -> bool:
    """Whether the usual rendering stands in a sentence, in any form of it."""
    base = base_of(usual)
    return any(is_same(base, word) for word in sentence.english)


def is_same(base: str, word: str) -> bool:
    """Whether two English words are forms of one, or derived of one: *Russia*, *Russian*; *security*, *secure*.

    >>> is_same("russia", "russian"), is_same("cooperation", "co-operation")
    (True, True)
    >>> is_same("junta", "gang"), is_same("un", "us")
    (False, False)
    >>> is_same("sarkozy", "sarkazy"), is_same("turkey", "turkish")
    (False, True)
    """
    base, word = (text.replace("-", "").removesuffix("'s") for text in (base, word))
    if base == word or base in word.split("'"):
        return True
    if _is_misspelt(base, word):
        return False
    shared = min(_SHARED, len(base), len(word))
    return shared >= 3 and base[:shared] == word[:shared]  # noqa: PLR2004 - letters that tell


def _is_misspelt(base: str, word: str) -> bool:
    """Whether a letter of a word is another, missing or one too many, but for its ending, which makes other forms.

    >>> _is_misspelt("sarkozy", "sarkazy"), _is_misspelt("mohamed", "mohammed"), _is_misspelt("centre", "centres")
    (True, True, False)
    """
    first = _alike(base, word)
    last = _alike(base[first:][::-1], word[first:][::-1])
    left = max(len(base), len(word)) - first - last
    return left == 1 and last >= _ENDING


def _alike(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))
