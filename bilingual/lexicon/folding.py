"""Texts as they are compared where case and accents do not count, each way for what compares it.

``formats.html.search`` has one more, ``fold_for_search``, which the pages' JavaScript does in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
_ACCENTED = {
    code: "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
}
_PLAIN = {
    **{chr(code): plain.lower() for code, plain in _ACCENTED.items()},
    **{chr(code): "" for code in range(0x300, 0x370)},  # combining accents
    **_APART,
    **{letter.upper(): plain for letter, plain in _APART.items() if letter not in "ßı"},
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, ligatures as two letters; all else stays. For words compared.

    >>> fold("Éric Šuštar"), fold("Œuvre")
    ('eric sustar', 'oeuvre')
    """
    # Letter by letter, as ``str.translate`` looks up every character of a text.
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_plain, text).lower()


def _plain(letter: re.Match[str]) -> str:
    return _PLAIN.get(letter[0], letter[0])


@lru_cache(maxsize=512)  # the steps of the reader ask about the same lines again and again
def fold_line(text: str) -> str:
    """Return ``text`` in lower case without accents, a space for each stretch of other characters. For lines of pages.

    >>> fold_line("« L’État » : où\u00a0?")
    'l etat ou'
    """
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _NOT_ALPHANUMERIC.sub(" ", bare).strip()


def without_accents(text: str) -> str:
    """Return ``text`` without accents; its case and all else stay. For capitals, which French may leave without.

    >>> without_accents("État, Goïta")
    'Etat, Goita'
    """
    if text.isascii():
        return text
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
