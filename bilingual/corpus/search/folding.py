"""Texts → words as they are searched: where each stands, and what is the same for all ways to write it.

The index, queries and the marks in what is shown use the same ones. Case, accents and ligatures do not count, as in the
search of the pages; an apostrophe of either kind and a hyphen part words (*d'airain*, *porte-parole*), the dots of an
acronym do not (*O.N.U.*), nor do marks that nobody sees. Of scripts that write no spaces each character is a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.formats.html.search import fold_for_search
from bilingual.lexicon.lemmas import lemmas
from bilingual.lexicon.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Span

# Of a longer word the beginning is looked at, in characters.
LONGEST = 64
# Accents that are written apart, soft hyphens, and what joins letters unseen.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
_DOTTED = r"(?:[^\W\d_]\.){2,}"
_WORD = re.compile(rf"{_DOTTED}|[{_UNSPACED}]|{_LETTER}+(?:[{_WITHIN}]+{_LETTER}*)*")
# The same of texts in which nothing of all that stands, and what tells these.
_PLAIN_WORD, _ASCII_WORD = re.compile(r"[^\W_]+"), re.compile(r"[A-Za-z0-9]+", re.ASCII)
_ACRONYM, _NOT_PLAIN = re.compile(_DOTTED), re.compile(f"[{_WITHIN}{_UNSPACED}]")


def _folded(word: str) -> str:
    """Return what is the same for all ways to write a word: letters and figures alone, and never nothing.

    >>> [_folded(word) for word in ("Église", "ŒUVRE", "O.N.U.", "coo\u00adpération", "½")]
    ['eglise', 'oeuvre', 'onu', 'cooperation', '12']
    """
    plain = "".join(filter(str.isalnum, fold_for_search(word)))[:LONGEST]
    return plain or "".join(filter(str.isalnum, word))[:LONGEST] or "0"


FOLDED = Memo(_folded)


def lemmas_of(word: str, language: str) -> tuple[str, ...]:
    """Return the folded base forms that a word may be of, none where the lexicon knows none but itself.

    >>> lemmas_of("Coopérations", "fr"), lemmas_of("helped", "en"), lemmas_of("dans", "fr")
    (('cooperation',), ('help',), ())
    """
    own = FOLDED[word]
    return tuple(dict.fromkeys(base for found in lemmas(word, language) if (base := FOLDED[found]) != own))


# The same as one text, with spaces between them.
_BASES = {
    "fr": Memo(lambda word: " ".join(lemmas_of(word, "fr"))),
    "en": Memo(lambda word: " ".join(lemmas_of(word, "en"))),
}


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are written, in order.

    >>> words_in("L’O.N.U. n'a pas d’airain, dit-on.")
    ['L', 'O.N.U.', 'n', 'a', 'pas', 'd', 'airain', 'dit', 'on']
    """
    return _pattern(text).findall(text)


def spans_of(text: str) -> list[Span]:
    """Return where the words of a text stand, in characters.

    >>> spans_of("d’airain")
    [(0, 1), (2, 8)]
    """
    return [match.span() for match in _pattern(text).finditer(text)]


def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds the words of a text: the fastest that finds them all."""
    if "." in text[:-1] and _ACRONYM.search(text):
        return _WORD
    if text.isascii():
        return _ASCII_WORD
    return _WORD if _NOT_PLAIN.search(text) else _PLAIN_WORD


def folded_words(text: str) -> list[str]:
    """Return the words of a text folded, in order.

    >>> folded_words("Les ŒUVRES de l’Église")
    ['les', 'oeuvres', 'de', 'l', 'eglise']
    """
    return [FOLDED[word] for word in words_in(text)]


def indexed(text: str, language: str) -> tuple[str, str]:
    """Return what the index holds of a text: its folded words, and those base forms of theirs that are other words.

    >>> indexed("Les chevaux dorment.", "fr")
    ('les chevaux dorment', 'cheval dormir')
    """
    known = _PIECES.get(language, _PIECES[""])
    pieces = [known[piece] for piece in text.split()]
    return " ".join([words for words, _ in pieces if words]), " ".join([bases for _, bases in pieces if bases])


# So many are kept of each language.
_MOST_PIECES = 1 << 18


class _Pieces(Memo[tuple[str, str]]):
    """What the index holds of what stands between two spaces: no word goes beyond one, and most of it comes again."""

    def __init__(self, language: str) -> None:
        super().__init__(self._indexed, _MOST_PIECES)
        self._bases = _BASES.get(language)

    def _indexed(self, piece: str) -> tuple[str, str]:
        words = words_in(piece)
        bases = [] if self._bases is None else [self._bases[word] for word in words]
        return " ".join([FOLDED[word] for word in words]), " ".join(filter(None, bases))


_PIECES = {language: _Pieces(language) for language in ("", *_BASES)}


def is_of(word: str, language: str, wanted: Iterable[str]) -> bool:
    """Whether a word as it is written has one of these folded base forms.

    >>> is_of("Chevaux", "fr", ["cheval"]), is_of("cheval", "fr", ["cheval"]), is_of("chevalier", "fr", ["cheval"])
    (True, True, False)
    """
    known = _BASES.get(language)
    bases = (FOLDED[word], *(known[word].split(" ") if known is not None else ()))
    return any(base in bases for base in wanted)
