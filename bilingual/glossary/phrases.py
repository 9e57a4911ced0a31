"""Find the words of terms in a sentence: by words, aware of case, in one pass.

A word is a run of letters, digits and underscores, so that an elision (`l'ONU`), a hyphen (`Mali-Russie`) and a
possessive (`Russia's`) end it; in scripts without spaces between words it is one character. A hyphen and a space
between the words of a term are the same. Whatever a term may look like is written out when the glossary is loaded; a
sentence costs a look into a table for each of its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.lexicon.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bilingual.lexicon.inflection import Forms

# Thai and Lao, Burmese, Khmer, kana, Chinese characters, kana of half width: nothing shows where a word of them ends.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# A letter, digit or underscore that is part of a longer word.
LETTER = rf"[^\W{_UNSPACED}]"
WORD = re.compile(rf"{LETTER}+|\w")
# What a surface form says of itself: that only a plural looks so, and that only the first word of a sentence does.
PLURAL = 1
INITIAL = 2
# Between the words of a term all of these are as good as a space.
_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u202f-\u2010\u2011"))
_APOSTROPHES = {ord(mark): "'" for mark in "’‘`´"}
_GAPS = {**_SPACES, **_APOSTROPHES}
# No longer gap is between two words of one term.
_LONGEST_GAP = 4
# Behind one of these a sentence begins, or what is written as one.
_OPENERS = frozenset('.!?…:;«»“”"„([•–—')


@lru_cache(maxsize=1 << 16)
def surfaces(word: str, forms: Forms, *, capitals_anywhere: bool) -> Mapping[str, int]:
    """Return all that a word of a term may look like, and what that says of it.

    What is a capital in the term is one in the text; what is none may be one at the start of a sentence or in a word
    that is all capitals. French capitals may go without their accents.

    >>> surfaces("école", lambda word: (frozenset({word}), frozenset()), capitals_anywhere=False)
    {'ÉCOLE': 0, 'ECOLE': 0, 'École': 2, 'Ecole': 2, 'école': 0}
    """
    given, plurals = forms(word.lower())
    found: dict[str, int] = {}
    for shapes, flags in ((plurals - given, PLURAL), (given, 0)):
        for shape in sorted(shapes):
            written = _cased(shape, word)
            initial = flags if capitals_anywhere or not written[0].islower() else flags | INITIAL
            if len(written) > 1:
                found |= {written.upper(): flags, without_accents(written.upper()): flags}
            capital = written[0].upper() + written[1:]
            found |= {capital: initial, without_accents(capital[0]) + capital[1:]: initial, written: flags}
    return found


def _cased(form: str, word: str) -> str:
    """Return an inflected form with the capitals of the word: an acronym keeps them all, and takes a small s.

    >>> _cased("ongs", "ONG"), _cased("maliens", "Malien"), _cased("généraux", "général")
    ('ONGs', 'Maliens', 'généraux')
    """
    same = next((at for at, (old, new) in enumerate(zip(word.lower(), form, strict=False)) if old != new), len(word))
    same = min(same, len(form))
    return word[:same] + form[same:]


@dataclass(frozen=True, slots=True)
class Words:
    """A text, its words, and where they are."""

    text: str
    words: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, words: list[str] | None = None) -> Words:
        """Find the words of a text, which may be known."""
        spans = [match.span() for match in WORD.finditer(text)]
        return cls(text, words or [text[start:end] for start, end in spans], spans)

    def gap(self, place: int) -> str:
        """Return what stands between a word and the one before it, normalised; the start of the text for the first."""
        start = self.spans[place - 1][1] if place else 0
        end = self.spans[place][0]
        return "…" if end - start > _LONGEST_GAP else self.text[start:end].translate(_GAPS)

    def is_initial(self, place: int) -> bool:
        """Whether a word begins the text, or stands behind a mark that begins a sentence or a quotation."""
        if not place:
            return True
        return not _OPENERS.isdisjoint(self.text[self.spans[place - 1][1] : self.spans[place][0]])


@dataclass(frozen=True, slots=True)
class Phrase:
    """All that a term may look like: its words' surfaces, what stands between them, and what stands around them."""

    words: tuple[Mapping[str, int], ...]
    gaps: tuple[str, ...]
    head: str
    tail: str

    @classmethod
    def of(cls, term: str, forms: Forms, *, capitals_anywhere: bool = False) -> Phrase:
        """Return the phrase of a term that has a word; one of several words may have capitals anywhere."""
        words = Words.of(term)
        several = len(words.spans) > 1 or capitals_anywhere
        return cls(
            tuple(
                surfaces(word, forms, capitals_anywhere=several or place > 0) for place, word in enumerate(words.words)
            ),
            tuple(words.gap(place) for place in range(1, len(words.spans))),
            term[: words.spans[0][0]].strip(),
            term[words.spans[-1][1] :].strip().rstrip("."),
        )

    def at(self, words: Words, place: int) -> int | None:
        """Return the flags of the term if it stands at a word of a text, else None."""
        if place + len(self.words) > len(words.words):
            return None
        flags = 0
        for number, looks in enumerate(self.words, place):
            found = looks.get(words.words[number])
            if found is None or (number > place and words.gap(number) != self.gaps[number - place - 1]):
                return None
            flags |= found
        if flags & INITIAL and not words.is_initial(place):
            return None
        start, end = words.spans[place][0], words.spans[place + len(self.words) - 1][1]
        if self.head and not words.text.endswith(self.head, 0, start):
            return None
        return flags if words.text.startswith(self.tail, end) else None

    def span(self, words: Words, place: int) -> tuple[int, int]:
        """Return from where to where the term goes that stands at a word of a text, in characters."""
        end = words.spans[place + len(self.words) - 1][1]
        return words.spans[place][0] - len(self.head), end + len(self.tail)

    def places(self, words: Words) -> Iterator[int]:
        """Yield the words of a text at which the term stands."""
        first = self.words[0]
        for place, word in enumerate(words.words):
            if word in first and self.at(words, place) is not None:
                yield place
