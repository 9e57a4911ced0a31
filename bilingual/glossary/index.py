"""Which terms begin at a word of a text: a table of first words, and behind each a table of second words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.glossary.phrases import Phrase, Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A term at a word of a text: its phrase, what its surface says (``phrases.py``), and whose it is."""

    phrase: Phrase
    flags: int
    owner: T

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.phrase.words)


@dataclass(slots=True)
class _Bucket(Generic[T]):
    """The terms that begin with one word, by what their second word may look like; (order, phrase, owner) of each."""

    alone: list[tuple[int, Phrase, T]] = field(default_factory=list)
    followed: dict[str, list[tuple[int, Phrase, T]]] = field(default_factory=dict)


class Index(Generic[T]):
    """Phrases with their owners, looked up by their words."""

    def __init__(self, phrases: Iterable[tuple[Phrase, T]]) -> None:
        buckets: dict[int, _Bucket[T]] = {}
        self._index: dict[str, list[_Bucket[T]]] = {}
        for order, (phrase, owner) in enumerate(phrases):
            # Phrases that begin with the same word share the table of its surfaces.
            first = phrase.words[0]
            bucket = buckets.get(id(first))
            if bucket is None:
                bucket = buckets[id(first)] = _Bucket()
                for surface in first:
                    self._index.setdefault(surface, []).append(bucket)
            if len(phrase.words) == 1:
                bucket.alone.append((order, phrase, owner))
            for surface in phrase.words[1] if len(phrase.words) > 1 else ():
                bucket.followed.setdefault(surface, []).append((order, phrase, owner))
        self.firsts = frozenset(self._index)

    def at(self, words: Words, place: int) -> list[Found[T]]:
        """Return the terms that begin at a word: those of most words first, then in the order in which they came."""
        following = words.words[place + 1] if place + 1 < len(words.words) else ""
        found = []
        for bucket in self._index.get(words.words[place], ()):
            for order, phrase, owner in (*bucket.followed.get(following, ()), *bucket.alone):
                if (flags := phrase.at(words, place)) is not None:
                    found.append((order, Found(phrase, flags, owner)))
        if len(found) > 1:
            found.sort(key=lambda item: (-item[1].length, item[0]))
        return [one for _, one in found]
