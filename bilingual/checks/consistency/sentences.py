"""The sentences of an article with their words and, where they are asked for, the links between these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bilingual.alignment.words import link_words
from bilingual.alignment.words.tokens import Token, tokens
from bilingual.checks.consistency.names import opens
from bilingual.lexicon.folding import fold
from bilingual.lexicon.ordinary_words import ENGLISH_TITLES
from bilingual.lexicon.small_words import ENGLISH_EMPTY

if TYPE_CHECKING:
    from bilingual.checks.finding import Span


class Odd(NamedTuple):
    """A word that is rendered otherwise than elsewhere: where it stands, what it is there, and what it is ``times``."""

    sentence: int
    source: Span
    target: Span
    here: str
    usual: str
    times: int


@dataclass
class Sentence:
    """A sentence and its translation."""

    fr: str
    en: str

    @cached_property
    def ours(self) -> list[Token]:
        """The words of the French."""
        return tokens(self.fr, "fr") if self.en else []

    @cached_property
    def theirs(self) -> list[Token]:
        """The words of the English."""
        return tokens(self.en, "en") if self.fr else []

    @cached_property
    def english(self) -> frozenset[str]:
        """The words of the English, folded."""
        return frozenset(folded(token.text) for token in self.theirs)

    @cached_property
    def french(self) -> frozenset[str]:
        """The words of the French, folded."""
        return frozenset(folded(token.text) for token in self.ours)

    @cached_property
    def is_linked_with(self) -> dict[Span, list[Span]]:
        """Where those words stand that are linked with a French one and no other, by where that stands."""
        by_ours: dict[Span, list[Span]] = {}
        by_theirs: dict[Span, list[Span]] = {}
        for start, end, first, last in link_words(self.fr, self.en):
            by_ours.setdefault((start, end), []).append((first, last))
            by_theirs.setdefault((first, last), []).append((start, end))
        return {ours: theirs for ours, theirs in by_ours.items() if all(len(by_theirs[one]) == 1 for one in theirs)}

    def name_around(self, span: Span) -> Span:
        """Return a word with the capitalised ones right behind it that render nothing else: *United Nations*."""
        taken = {one for found in self.is_linked_with.values() for one in found}
        start, end = span
        for token in self.theirs:
            if token.start > end + 1 or (token.start == end and token.start > start):
                break
            if token.start == end + 1 and token.text[0].isupper() and (token.start, token.end) not in taken:
                end = token.end
        return start, end

    def only_name_without_source(self) -> Span | None:
        """Return the one name that renders nothing, as far as capitals tell; None where there is none, or more."""
        taken = {one for found in self.is_linked_with.values() for one in found}
        found = [
            (token.start, token.end)
            for number, token in enumerate(self.theirs)
            if token.text[0].isupper()
            and not opens(self.theirs, number)
            and (token.start, token.end) not in taken
            and folded(token.text) not in self.french | ENGLISH_EMPTY | ENGLISH_TITLES
        ]
        return found[0] if len(found) == 1 else None

    def rendering(self, token: Token) -> Span | None:
        """Return the one English word that a French one is linked with and nothing else is; None where it is not so."""
        linked = self.is_linked_with.get((token.start, token.end), [])
        return linked[0] if len(linked) == 1 else None


def folded(word: str) -> str:
    """Return a word as it is compared here.

    >>> folded("L’État"), folded("Co-operation")
    ("l'etat", 'co-operation')
    """
    return fold(word).replace("’", "'")
