"""Which words of a French text are names, as far as their capitals tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.lexicon.folding import fold
from bilingual.lexicon.ordinary_words import ORDINARY
from bilingual.lexicon.small_words import FRENCH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.words.tokens import Token

_LEAST = 3
# Behind these a sentence begins, or a quotation.
_OPENING = frozenset('«“"‘:;.!?…—–-•*')


def is_name(word: str) -> bool:
    """Whether a word has the capital of a name, and is no ordinary word.

    >>> [is_name(word) for word in ("Kidal", "ONU", "Conseil", "Les", "paix", "M.", "XIV")]
    [True, True, False, False, False, False, True]
    """
    if len(word) < _LEAST or not word[0].isupper() or not word.replace("-", "").replace("’", "'").isalpha():
        return False
    folded = fold(word)
    return folded not in ORDINARY and folded.removesuffix("s") not in ORDINARY and folded not in FRENCH_EMPTY


def opens(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word opens its sentence, or a quotation in it: there a capital says nothing."""
    return number == 0 or tokens[number - 1].text[0] in _OPENING
