"""One English word in two spellings in an article, for the same French word: *defence*, *defense*; *Goïta*, *Goita*."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.alignment.words.table import key
from bilingual.checks.consistency.sentences import Odd, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.alignment.words.tokens import Token
    from bilingual.checks.consistency.sentences import Sentence

# What British and American English, and both with and without hyphens, write in two ways; all become one.
_WAYS = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"[-‐‑]", ""),
        (r"(?<=\w{2})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
        (r"(?<=\w{2})ys(?=(?:e|ed|es|er|ing)$)", "yz"),
        (r"(?<=\w{2})our", "or"),
        (r"(?<=\w{2}[bt])re(?=s?$)", "er"),
        (r"enc(?=es?$|el)", "ens"),
        (r"(?<=\w{2})ogue(?=s?$)", "og"),
        (r"mme(?=s?$)", "m"),
        (r"(?<=\w{2})ll(?=(?:ed|ing|er|ers)$)", "l"),
    )
)
_LEAST_LETTERS = 5
# Sentences that tell which French word it is.
_ASKED = 3


def in_two_spellings(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the English words that an article mostly spells otherwise."""
    places: dict[str, dict[str, list[tuple[int, Token]]]] = {}
    for number, sentence in enumerate(sentences):
        for token in sentence.theirs:
            if len(token.text) >= _LEAST_LETTERS and token.text[-1].isalpha():
                word = token.text.lower().replace("’", "'")
                same = spelled(folded(word))
                places.setdefault(same, {}).setdefault(word.removesuffix("s"), []).append((number, token))
    for spellings in places.values():
        if len(spellings) > 1:
            counts = Counter({word: len(found) for word, found in spellings.items()})
            [(usual, times), *others] = sorted(counts.items(), key=lambda named: (-named[1], named[0]))
            for word, count in others:
                if count < times:
                    yield from _odd(sentences, spellings[word], spellings[usual])


@lru_cache(maxsize=1 << 14)
def spelled(word: str) -> str:
    """Return what is the same for the spellings of a word, singular and plural.

    >>> [spelled(word) for word in ("co-operation", "defences", "organised", "centre", "programme", "labour")]
    ['cooperation', 'defense', 'organized', 'center', 'program', 'labor']
    """
    for pattern, other in _WAYS:
        word = pattern.sub(other, word)
    return word.removesuffix("s") if not word.endswith("ss") else word


def _odd(
    sentences: Sequence[Sentence], places: Sequence[tuple[int, Token]], usual: Sequence[tuple[int, Token]]
) -> Iterator[Odd]:
    known = {key(token.text, "fr") for number, said in usual[:_ASKED] for token in _sources(sentences[number], said)}
    for number, token in places:
        for source in _sources(sentences[number], token):
            if key(source.text, "fr") in known:
                span = (token.start, token.end)
                yield Odd(number, (source.start, source.end), span, token.text, _name(usual), len(usual))
                break


def _name(places: Sequence[tuple[int, Token]]) -> str:
    """Return a word as it is written mostly."""
    forms = Counter(token.text for _, token in places)
    return min(forms, key=lambda form: (-forms[form], form))


def _sources(sentence: Sentence, token: Token) -> list[Token]:
    """Return the French words that an English one renders."""
    wanted = (token.start, token.end)
    linked = {ours for ours, theirs in sentence.is_linked_with.items() if wanted in theirs}
    return [one for one in sentence.ours if (one.start, one.end) in linked]
