"""The words of a text as the checks compare them."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.lexicon.folding import fold
from bilingual.lexicon.memo import Memo

WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \-]?){2,12}(?!\w)")
# What stands between the letters of such an acronym.
_BETWEEN = frozenset(". -")
# ``fold`` of a word.
FOLDED = Memo(fold)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` folded; a word in capitals stays so, dots fall out of an acronym.

    >>> words_of("The U.S. told us: Côte d'Ivoire's well.")
    ['the', 'US', 'told', 'us', 'cote', 'd', 'ivoire', 's', 'well']
    """
    return [FOLDED[word] if not word.isupper() or len(word) == 1 else word for word in WORD.findall(undotted(text))]


def undotted(text: str) -> str:
    """Return ``text`` with acronyms without dots.

    >>> undotted("L'O.N.U. et M. Ba")
    "L'ONU  et M. Ba"
    """
    # The stop at the end of most sentences makes no acronym.
    return _DOTTED.sub(_without_dots, text) if "." in text[:-1] else text


def undotted_places(text: str) -> list[int]:
    """Return for each character of ``undotted(text)`` which one of ``text`` it comes from.

    >>> undotted_places("L'O.N.U.")
    [0, 1, 2, 4, 6, 7]
    """
    places, end = [], 0
    for match in _DOTTED.finditer(text):
        if _without_dots(match) != match[0]:
            letters = [place for place in range(*match.span()) if text[place] not in _BETWEEN]
            places += [*range(end, match.start()), *letters, match.end() - 1]
            end = match.end()
    return [*places, *range(end, len(text))]


def _without_dots(match: re.Match[str]) -> str:
    letters = "".join(character for character in match[0] if character not in _BETWEEN)
    return letters + " " if letters.isupper() else match[0]


# A word with the accents that may be written apart, or one of the signs that stand for words.
PIECE = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[€$£¥₹°%µ]")
# The same of a text in ASCII, as most English is.
_ASCII_PIECE = re.compile(r"[A-Za-z0-9]+|[$%]", re.ASCII)


# Several checks ask for the same two texts in a row.
@lru_cache(maxsize=4)
def pieces(text: str) -> tuple[str, ...]:
    """Return the words of a text and the signs that stand for words, as they are written; acronyms without dots.

    >>> pieces("Il coûte 5 € aux U.S.A.")
    ('Il', 'coûte', '5', '€', 'aux', 'USA')
    """
    return tuple((_ASCII_PIECE if text.isascii() else PIECE).findall(undotted(text)))


def piece_spans(text: str) -> list[tuple[int, int]]:
    """Return where in a text its pieces stand.

    >>> piece_spans("L'O.N.U. !")
    [(0, 1), (2, 7)]
    """
    plain = undotted(text)
    found = [match.span() for match in PIECE.finditer(plain)]
    if plain == text:
        return found
    places = undotted_places(text)
    return [(places[start], places[end - 1] + 1) for start, end in found]
