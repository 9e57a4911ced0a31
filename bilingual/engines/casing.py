"""Sentences in capitals, as headlines have them: models hardly know their words, so they are put into small letters."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# Capitals in a row: fewer letters or words are an acronym or a name.
_LEAST_LETTERS = 8
_LEAST_WORDS = 2
# A sentence in capitals may hold a stray small letter: `1er`, `McDonald`.
_MOST_SMALL = 0.1


def is_shouted(sentence: str) -> bool:
    """Whether a sentence is in capitals.

    >>> is_shouted("LE MALI SE TOURNE VERS LA RUSSIE"), is_shouted("L'ONU et l'OTAN"), is_shouted("OTAN/ONU")
    (True, False, False)
    """
    if sentence[-1:].islower() or sentence[1:3].islower():
        return False  # nearly all sentences: they cost nothing
    words = _WORD.findall(sentence)
    letters = "".join(words)
    small = sum(map(str.islower, letters))
    return len(words) >= _LEAST_WORDS and len(letters) >= _LEAST_LETTERS and small <= _MOST_SMALL * len(letters)


def lowered(sentence: str, names: frozenset[str] = frozenset()) -> str:
    """Return a shouted sentence in small letters, with capitals where it begins and where ``names`` says so.

    ``names`` holds words with their own capitals, such as ``Mali`` and ``ONU``.

    >>> lowered("«LA RUSSIE SOUTIENT L'ONU AU MALI»", frozenset({"Russie", "ONU"}))
    "«La Russie soutient l'ONU au mali»"
    """
    known = {name.casefold(): name for name in names}
    text = _WORD.sub(lambda match: known.get(match[0].casefold(), match[0].lower()), sentence)
    first = _WORD.search(text)
    if first is None:
        return text
    return text[: first.start()] + text[first.start()].upper() + text[first.start() + 1 :]
