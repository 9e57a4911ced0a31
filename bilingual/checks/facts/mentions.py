"""The facts that a text mentions, and where."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.finding import traced
from bilingual.lexicon.facts import Entry, entries
from bilingual.lexicon.words import PIECE, folded, undotted, undotted_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.checks.finding import Span


class Mention(NamedTuple):
    """Words ``start`` to ``end`` of a text, as ``PIECE`` counts them: the facts that they ask and answer for.

    ``counted`` are those that they ask for and those that their parts do: the European Union is in Europe.
    """

    start: int
    end: int
    text: str
    asked: frozenset[int]
    facts: frozenset[int]
    counted: frozenset[int]


class Reading(NamedTuple):
    """A text and its words, what they mention, all facts that they answer for, and how often one is asked for."""

    text: str
    words: Sequence[str]
    mentions: Sequence[Mention]
    facts: frozenset[int]

    @property
    def counts(self) -> Counter[int]:
        """How often each fact is asked for."""
        return Counter(fact for mention in self.mentions for fact in mention.counted)


@lru_cache(maxsize=4)
def read(text: str, *, french: bool) -> Reading:
    """Return what a text mentions; of phrases that begin with one word, the longest.

    >>> [mention.text for mention in read("Le premier ministre arrive mardi.", french=True).mentions]
    ['premier ministre', 'mardi']
    """
    words = PIECE.findall(undotted(text))
    mentions = []
    known: set[int] = set()
    at = 0
    for place, word in enumerate(words):
        if place < at:
            continue
        for entry in entries(word, french=french):
            end = place + 1 + len(entry.rest)
            if not entry.rest or tuple(map(folded, words[place + 1 : end])) == entry.rest:
                held, counted = entry.facts, entry.asked
                if entry.rest:
                    # The north-east is in the north, and West Africa in Africa.
                    parts = [part for word in words[place:end] if (part := _alone(word, french=french)) is not None]
                    held = held.union(*(part.facts for part in parts))
                    counted = counted.union(*(part.asked for part in parts)) if counted else counted
                mentions.append(Mention(place, end, " ".join(words[place:end]), entry.asked, held, counted))
                known |= held
                at = end
                break
    return Reading(text, words, mentions, frozenset(known))


def _alone(word: str, *, french: bool) -> Entry | None:
    """Return what a word stands for by itself, None for a word that begins nothing but phrases."""
    return next((entry for entry in entries(word, french=french) if not entry.rest), None)


def spans(text: str, mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """Return where in a text its mentions stand, ascending, each once."""
    plain = undotted(text)
    places = undotted_places(text) if plain != text else range(len(text))
    words = [match.span() for match in PIECE.finditer(plain)]
    found = {traced((words[mention.start][0], words[mention.end - 1][1]), places) for mention in mentions}
    return tuple(sorted(found))
