"""Full-text search without a server: which words stand in which articles, as compact text that a page carries.

The index is a data block in ``index.html``, not a file beside it: a page opened from a disk may not read its
neighbours, and a policy of hashes lets a data block pass. It holds letters, digits, spaces and line feeds only, so that
it needs no escaping whatever the corpus says. Each line is a term:

    <length shared with the term before, base 36><rest of the term> <articles>

Articles are numbered from 0; each is the distance from the one before (the first from -1), less one, in base 26:
capital letters for all digits but the last, a small letter for that. ``assets/index.js`` reads it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of a longer word, only the beginning is indexed and compared (in characters): the prefix is one digit in base 36.
LONGEST_TERM = 32

_TERM = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Letters that Unicode does not decompose, and that people type as two.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_DIGITS = 26


def fold_for_search(text: str) -> str:
    """Return ``text`` without case, accents and ligatures, as people type it into a search box.

    ``fold`` in ``assets/common.js`` does the same.

    >>> fold_for_search("Goïta, ŒUVRE, À l’été")
    'goita, oeuvre, a l’ete'
    """
    text = unicodedata.normalize("NFKD", text)
    text = _FOREIGN.sub(lambda match: "" if unicodedata.category(match[0])[0] == "M" else match[0], text)
    return text.lower().translate(_LIGATURES)


def terms(text: str) -> set[str]:
    """Return the distinct words of a text, folded.

    >>> sorted(terms("L’été, l'ÉTÉ 2023"))
    ['2023', 'ete', 'l']
    """
    return {term[:LONGEST_TERM] for term in _TERM.findall(fold_for_search(text))}


class SearchIndex:
    """Collects the terms of articles, given in order. Two bytes of memory for each article that a term is in."""

    def __init__(self) -> None:
        self._articles: dict[str, array[int]] = {}
        self._count = 0

    def add(self, texts: Iterable[str]) -> None:
        """Take the next article."""
        for term in terms("\n".join(texts)):
            articles = self._articles.get(term)
            if articles is None:
                articles = self._articles[term] = array("H")
            articles.append(self._count)
        self._count += 1

    def dump(self) -> str:
        r"""Return the index as text.

        >>> index = SearchIndex()
        >>> for text in ("un marché", "le marché", "les marchés"):
        ...     index.add([text])
        >>> index.dump()
        '0le b\n2s c\n0marche aa\n6s c\n0un a'
        """
        lines, before = [], ""
        for term in sorted(self._articles):
            shared = _shared(before, term)
            lines.append(f"{_BASE_36[shared]}{term[shared:]} {_numbers(self._articles[term])}")
            before = term
        return "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """Return how many characters two words begin with in common."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _numbers(articles: Iterable[int]) -> str:
    """Return ascending numbers by their distances.

    >>> _numbers([0, 1, 28, 1000])
    'aaBaBLj'
    """
    text, before = "", -1
    for article in articles:
        distance, before = article - before - 1, article
        digits = chr(ord("a") + distance % _DIGITS)
        while distance := distance // _DIGITS:
            digits = chr(ord("A") + distance % _DIGITS) + digits
        text += digits
    return text
