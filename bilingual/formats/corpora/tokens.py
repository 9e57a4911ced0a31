"""Tokens of any language, for tools that take a text word by word.

French and English have the tokens of word links (``alignment/words/tokens.py``). Of other languages a token is a run of
letters and figures with single hyphens, apostrophes, stops and commas between them, or any other mark alone; where no
spaces stand between words, each letter is one.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bilingual.alignment.words.tokens import Token, tokens
from bilingual.languages import WITHOUT_WORD_SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

# What may stand within a word or a number.
_WITHIN = frozenset("-'’.,‐‑·:")
_WITHIN_NUMBERS = frozenset(".,:")


def tokens_of(sentence: str, language: str) -> list[Token]:
    """Return the tokens of a sentence, in order; each character but white space is in one.

    >>> [token.text for token in tokens_of("Il n'a rien vu.", "fr")]
    ['Il', "n'", 'a', 'rien', 'vu', '.']
    >>> [token.text for token in tokens_of("Die E-Mail kam um 9.30 Uhr.", "de")], len(tokens_of("你好。", "zh"))
    (['Die', 'E-Mail', 'kam', 'um', '9.30', 'Uhr', '.'], 3)
    """
    if language in {"fr", "en"}:
        return tokens(sentence, language)
    return list(_tokens(sentence, alone=language in WITHOUT_WORD_SPACES))


def glued(found: list[Token]) -> Iterator[tuple[Token, bool]]:
    """Yield the tokens, and with each whether it follows the one before it without a space.

    >>> [token.text for token, close in glued(tokens_of("Oui, oui.", "fr")) if close]
    [',', '.']
    """
    end = -1
    for token in found:
        yield token, token.start == end
        end = token.end


def _tokens(sentence: str, *, alone: bool) -> Iterator[Token]:
    """Yield the tokens of a sentence; ``alone`` parts the letters of a word that are no Latin ones."""
    start = 0
    while start < len(sentence):
        end = start + 1
        if sentence[start].isspace():
            start = end
            continue
        if _is_of_word(sentence[start]):
            apart = alone and not sentence[start].isascii()
            while end < len(sentence) and _goes_on(sentence, end, apart=apart, alone=alone):
                end += 1
        yield Token(sentence[start:end], start, end)
        start = end


def _goes_on(sentence: str, at: int, *, apart: bool, alone: bool) -> bool:
    """Whether a word goes on with the character at ``at``."""
    sign = sentence[at]
    if unicodedata.category(sign).startswith("M") or sign in "\u200c\u200d":
        return True
    if apart or (alone and not sign.isascii()):
        return False
    if _is_of_word(sign):
        return True
    behind = sentence[at + 1 : at + 2]
    if sign not in _WITHIN or not behind or not _is_of_word(behind):
        return False
    return sign not in _WITHIN_NUMBERS or (sentence[at - 1].isnumeric() and behind.isnumeric())


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")
