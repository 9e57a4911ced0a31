"""The English sentence as names are looked up in it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bilingual.lexicon.folding import fold
from bilingual.lexicon.name_forms import english_words
from bilingual.lexicon.ordinary_words import ENGLISH_TITLES, LAND_ENDINGS
from bilingual.lexicon.small_words import ENGLISH_WITHOUT_INITIAL
from bilingual.lexicon.spelling import alike, resembling, within
from bilingual.lexicon.words import FOLDED, WORD, undotted, words_of

# Every missing name is compared with every word; no sentence has so many.
_MOST_WORDS = 400
_MOST_STRANGE = 60
# From so many letters on, a known name may be written with one wrong, or two.
_LONG_FORM = 5
_VERY_LONG_FORM = 11
# Shorter words in small letters look like names by chance.
_COGNATE = 6
_ABBREVIATED = re.compile(r"\.[,;:)]|\.\s?[a-z]")
# An acronym of fewer letters is easily spelt by words that have nothing to do with it.
_TELLING = 3
# One letter and what looks like a plural.
_NO_ACRONYMS = frozenset({"As", "Is", "Us"})
# A name of so many letters may be part of a word (Pricewaterhouse Coopers, PricewaterhouseCoopers).
_PART = 4


class Word(NamedTuple):
    """A word as it is written, folded (``key``), and where it stands."""

    text: str
    key: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the word stands."""
        return self.start, self.end


def located(text: str) -> list[Word]:
    """Return the words of ``text`` with their places."""
    return [Word(match[0], FOLDED[match[0]], match.start(), match.end()) for match in WORD.finditer(text)]


class Target:
    """A translation, prepared to search for a name's forms in it; ``words`` are as written."""

    def __init__(self, text: str, source: frozenset[str]) -> None:
        """Take a translation and the folded words of its source."""
        self._source = source
        self.text = undotted(text)
        self.words = located(self.text)[:_MOST_WORDS]
        self._whole = text
        self._keys = frozenset(word.key for word in self.words)

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(words_of(self._whole))} "

    @cached_property
    def _acronyms(self) -> list[Word]:
        return [word for word in self.words if word.text.removesuffix("s").isupper() and len(word.text) > 1]

    @cached_property
    def new_acronyms(self) -> list[str]:
        """The acronyms that the source has not, folded."""
        return [word.key for word in self._acronyms if word.key not in self._source and word.text not in _NO_ACRONYMS]

    @cached_property
    def strange(self) -> list[str]:
        """Capitalised words that the source has not, and that are no known names."""
        strange = (
            word.key
            for word in self.words
            if word.text[0].isupper()
            and not word.text.isupper()
            and word.key not in self._source
            and word.key not in english_words()
        )
        return list(dict.fromkeys(strange))[:_MOST_STRANGE]

    @cached_property
    def _alike(self) -> frozenset[str]:
        """The words that may be another spelling of a name or its cognate: capitalised ones, and long others."""
        return frozenset(word.key for word in self.words if word.text[0].isupper() or len(word.key) >= _COGNATE)

    @cached_property
    def _abbreviations(self) -> tuple[str, ...]:
        """Capitalised words with a stop behind that does not end the sentence (Conn., Penn.)."""
        return tuple(
            word.key
            for word in self.words
            if len(word.key) > 1
            and word.text[0].isupper()
            and word.key not in ENGLISH_TITLES
            and _ABBREVIATED.match(self.text, word.end)
        )

    @cached_property
    def _run_together(self) -> frozenset[str]:
        """Words that stand side by side as one (Black Berry)."""
        return frozenset(before.key + word.key for before, word in pairwise(self.words))

    @cached_property
    def has_new_acronym(self) -> bool:
        """Whether an acronym stands here that the source has not."""
        return bool(self.new_acronyms)

    @cached_property
    def _has_strange_acronym(self) -> bool:
        """Whether an acronym stands here that neither the source nor English at large knows."""
        return any(word.key not in self._source and word.key not in english_words() for word in self._acronyms)

    @cached_property
    def _explains_acronym(self) -> bool:
        """Whether an acronym that the source has not stands here beside the words that it is made of."""
        return any(map(self._spells, self.new_acronyms))

    @cached_property
    def _initials(self) -> tuple[str, str]:
        """The first letters of all words, and of those that have a part in most acronyms."""
        telling = (word.key for word in self.words if word.key not in ENGLISH_WITHOUT_INITIAL)
        return "".join(word.key[0] for word in self.words), "".join(key[0] for key in telling)

    def has_form(self, written: frozenset[str]) -> bool:
        """Whether any of the forms of a known name stands here, or a long one with a letter wrong."""
        if any(form in self._joined or form[1:].startswith(self._abbreviations) for form in written):
            return True
        return any(
            within(form[1:-1], word, 1 + (len(form) > _VERY_LONG_FORM))
            for form in written
            if len(form) > _LONG_FORM + 1 and " " not in form[1:-1]
            for word in self.strange
        )

    def has(self, name: str) -> bool:
        """Whether a folded name stands here, or a word spelt nearly so."""
        return (
            name in self._keys
            or name in self._run_together
            or any(name.startswith(start) for start in self._abbreviations)
            or any(word.startswith(name) and word.removeprefix(name) in LAND_ENDINGS for word in self._keys)
            or (len(name) >= _PART and any(self._is_joined(name, word) for word in self._keys))
            or any(alike(name, word) for word in self._alike)
            or any(resembling(name, word) for word in self.strange)
        )

    def _is_joined(self, name: str, word: str) -> bool:
        """Whether a word is made of the name and another word of the source."""
        return (word.endswith(name) and word.removesuffix(name) in self._source) or (
            word.startswith(name) and word.removeprefix(name) in self._source
        )

    def has_acronym(self, acronym: str) -> bool:
        """Whether an acronym stands here, its letters in another order, or words that begin with them.

        An acronym of English words that stand here too is taken for its translation.
        """
        folded = fold(acronym).removesuffix("s") if not acronym.isupper() else fold(acronym)
        if folded in self._keys or folded + "s" in self._keys:
            return True
        if len(acronym) > _TELLING and any(
            alike(folded, word.key) for word in self.words if word.text[0].isupper() and not word.text.isupper()
        ):
            return True  # a name that French writes in capitals
        letters = sorted(folded)
        if any(sorted(word.text.removesuffix("s").lower()) == letters for word in self._acronyms):
            return True
        if self._explains_acronym:
            return True
        return self._spells(folded) and not self._has_strange_acronym

    def _spells(self, acronym: str) -> bool:
        """Whether words in a row begin with the letters of an acronym, in any order."""
        size = len(acronym)
        letters = sorted(acronym)
        if size < _TELLING:
            return any(
                sorted((before.key[0], word.key[0])) == letters
                for before, word in pairwise(word for word in self.words if word.key not in ENGLISH_WITHOUT_INITIAL)
                if before.text[0].isupper() and word.text[0].isupper()
            )
        return any(
            sorted(initials[at : at + size]) == letters
            for initials in self._initials
            for at in range(len(initials) - size + 1)
        )
