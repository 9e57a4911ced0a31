"""Full-text search without a server: which words stand in which sentences, as compact text that scripts carry.

``assets/search.js`` reads it. Sentences are counted in blocks (see ``siblings.py``), from 0 in each, and so are
articles. The words of a block are lines, in order of their code points, of letters, digits, spaces and line feeds:

    <length shared with the word before, base 36><rest of the word> <source> <target> <facts>

``source`` and ``target`` are the sentences that have the word in that language, ``facts`` the articles that have it
among their title, authors and the like; "0" stands for none. Numbers ascend; each is the distance from the one before
(the first from -1), less one, in base 26: capital letters for all digits but the last, a small letter for that. Behind
it stands in decimal digits how often the word is there, if more than once.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from operator import sub
from typing import TYPE_CHECKING

from bilingual.formats.html.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Of a longer word, only the beginning is indexed and compared (in characters): the prefix is one digit in base 36.
LONGEST_TERM = 32

_TERM = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Letters that Unicode does not decompose, and that people type as two.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_DIGITS = 26
_NONE = "0"


def fold_for_search(text: str) -> str:
    """Return ``text`` without case, accents and ligatures, as people type it into a search box.

    ``fold`` in ``assets/common.js`` does the same.

    >>> fold_for_search("Goïta, ŒUVRE, À l’été")
    'goita, oeuvre, a l’ete'
    """
    text = unicodedata.normalize("NFKD", text)
    text = _FOREIGN.sub(lambda match: "" if unicodedata.category(match[0])[0] == "M" else match[0], text)
    return text.lower().translate(_LIGATURES)


def terms(text: str) -> list[str]:
    """Return the words of a text in order, folded.

    >>> terms("L’été, l'ÉTÉ 2023")
    ['l', 'ete', 'l', 'ete', '2023']
    """
    return [term[:LONGEST_TERM] for term in _TERM.findall(fold_for_search(text))]


class WordIndex:
    """Collects the words of one block: ``source`` and ``target`` are those of its sentences."""

    def __init__(self) -> None:
        self.sentences = 0
        self.articles = 0
        self.source, self.target = Tokens(), Tokens()
        self._facts: dict[str, array[int]] = {}

    def add(self, facts: Iterable[str], sentences: Iterable[tuple[str, str]]) -> None:
        """Take the next article: its facts, and its sentences in both languages."""
        for term in dict.fromkeys(terms("\n".join(facts))):
            self._facts.setdefault(term, array("I")).append(self.articles)
        for source, target in sentences:
            self.source.add(terms(source))
            self.target.add(terms(target))
            self.sentences += 1
        self.articles += 1

    def lines(self) -> Iterator[tuple[str, str]]:
        r"""Yield each word with its three lists.

        >>> index = WordIndex()
        >>> for title, french, english in (("Un", "un marché", "a market"), ("", "le marché", "the market")):
        ...     index.add([title], [(french, english)])
        >>> dict(index.lines())["marche"], dict(index.lines())["un"], dict(index.lines())["the"]
        ('aa 0 0', 'a 0 a', '0 b 0')
        """
        for term in sorted({*self.source.words(), *self.target.words(), *self._facts}):
            parts = (self.source.places(term), self.target.places(term), self._facts.get(term))
            yield term, " ".join(_numbers(part) if part else _NONE for part in parts)

    def shards(self, size: int) -> Iterator[tuple[str, str]]:
        r"""Yield the lines in texts of about ``size`` characters, each with its first word.

        >>> index = WordIndex()
        >>> for word in ("marché", "marchés", "un"):
        ...     index.add([], [(word, "")])
        >>> list(index.shards(16))
        [('marche', '0marche a 0 0\n6s b 0 0'), ('un', '0un c 0 0')]
        """
        lines: list[str] = []
        first, before, length = "", "", 0
        for term, places in self.lines():
            if length >= size:
                yield first, "\n".join(lines)
                lines, length, before = [], 0, ""
            first = first if lines else term
            shared = _shared(before, term)
            lines.append(f"{_BASE_36[shared]}{term[shared:]} {places}")
            length += len(lines[-1]) + 1
            before = term
        if lines:
            yield first, "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """Return how many characters two words begin with in common."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _spelled(distance: int) -> str:
    digits = chr(ord("a") + distance % _DIGITS)
    while distance := distance // _DIGITS:
        digits = chr(ord("A") + distance % _DIGITS) + digits
    return digits


# The distances that most words have, spelled once.
_NEAR = tuple(map(_spelled, range(_DIGITS * _DIGITS)))


def _numbers(numbers: Sequence[int]) -> str:
    """Return ascending numbers by their distances, and how often each is there.

    >>> _numbers([0, 1, 1, 28, 1000])
    'aa2BaBLj'
    """
    spelled: list[str] = []
    times = 1
    for step in map(sub, numbers, (-1, *numbers)):
        if not step:
            times += 1
            continue
        if times > 1:
            spelled.append(str(times))
            times = 1
        spelled.append(_NEAR[step - 1] if step <= len(_NEAR) else _spelled(step - 1))
    return "".join(spelled) if times == 1 else f"{''.join(spelled)}{times}"
