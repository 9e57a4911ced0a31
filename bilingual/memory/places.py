"""Where a correction holds: everywhere that its sentence stands, or in one place of one article alone.

A place is an article by its id, the SHA-256 of its text, and which occurrence of the sentence in it is meant, from 1.
Where the article's text has changed since, nobody knows any more which occurrence that was, and only what was said of
the sentence holds. What was said of a place wins over what was said of its sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bilingual.memory.dismissals import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bilingual.data import Article, Pair


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a sentence in an article."""

    article: str
    text_sha256: str
    occurrence: int

    @property
    def key(self) -> str:
        """The place as one string, as ``Decision.place`` has it."""
        return json.dumps((self.article, self.text_sha256, self.occurrence), ensure_ascii=False)

    @classmethod
    def of_key(cls, key: str) -> Place:
        """Return the place of a key.

        >>> Place.of_key(Place("a", "0", 1).key)
        Place(article='a', text_sha256='0', occurrence=1)
        """
        return cls(*json.loads(key))


def places_of(article: Article, sources: Iterable[str]) -> list[Place]:
    """Return the places of an article's sentences, which are all there and in order.

    >>> from bilingual.data import Article, Metadata
    >>> article = Article("a", "Non. Oui. Non.", (), Metadata(), "fr", "a.txt", "", "utf-8")
    >>> [place.occurrence for place in places_of(article, ["Non.", "Oui.", "Non."])]
    [1, 1, 2]
    """
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    seen: Counter[str] = Counter()
    places = []
    for source in sources:
        seen[source] += 1
        places.append(Place(article.id, digest, seen[source]))
    return places


@dataclass(frozen=True, slots=True)
class Decided:
    """What people wrote for some sentences: ``sentences`` by the sentence, ``places`` by sentence and place.

    ``dismissed`` has which flags they dismissed, or took back, by sentence, translation and flag (``dismissals.py``).
    ``machine`` is what the machine had made where they wrote something, by sentence and what they wrote.
    """

    sentences: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dismissed: Mapping[str, Mapping[str, Mapping[str, bool]]] = field(default_factory=dict)
    machine: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __contains__(self, sentence: object) -> bool:
        """Whether there is anything of a sentence, wherever it holds."""
        return sentence in self.sentences or sentence in self.places

    def judged(self, pair: Pair) -> Pair:
        """Return a pair with those of its flags dismissed that people dismissed."""
        noted = self.dismissed.get(pair.segment.text, {}).get(pair.translation.text)
        if noted is None and not pair.dismissed:
            return pair
        found = in_force(noted or {}, pair.translation.flags, pair.dismissed)
        return pair if found == pair.dismissed else replace(pair, dismissed=found)

    def let_pass(self, source: str, target: str) -> bool:
        """Whether a person looked at a translation of a sentence, and let something of it pass."""
        return any(self.dismissed.get(source, {}).get(target, {}).values())

    def of(self, article: Article, sources: Sequence[str]) -> list[str | None]:
        """Return what stands for each of an article's sentences, which are all there and in order; None for nothing."""
        found = [self.sentences.get(source) for source in sources]
        if self.places and any(source in self.places for source in sources):
            for number, (source, place) in enumerate(zip(sources, places_of(article, sources), strict=True)):
                found[number] = self.places.get(source, {}).get(place.key, found[number])
        if article.target is not None:
            moved = self._moved(article, sources)
            found = [
                None if not source else moved.get(source) if text is None else text
                for source, text in zip(sources, found, strict=True)
            ]
        return found

    def _moved(self, article: Article, sources: Sequence[str]) -> dict[str, str]:
        """Return what stands for those sentences of an aligned article that it has once, as it had them once before.

        There a correction is one of a place alone; where the article's text has changed since, that place is told
        by its sentence.
        """
        once = (source for source, number in Counter(sources).items() if number == 1 and source in self.places)
        there = {source: _texts_of(self.places[source], article.id) for source in once}
        return {source: next(iter(texts)) for source, texts in there.items() if len(texts) == 1}

    def left_behind(self, article: Article, sources: Sequence[str]) -> int:
        """Return how many corrections were of places of an article whose text has changed since."""
        mine = {source: self.places[source] for source in set(sources) if source in self.places}
        if not mine:
            return 0
        if article.target is not None:
            moved = self._moved(article, list(sources))
            mine = {source: places for source, places in mine.items() if source not in moved}
        now = {place.text_sha256 for place in places_of(article, [""])}
        keys = [json.loads(key) for places in mine.values() for key in places]
        return sum(name == article.id and digest not in now for name, digest, _ in keys)


def _texts_of(places: Mapping[str, str], article: str) -> set[str]:
    """Return what was written for places of an article, by its id."""
    return {text for key, text in places.items() if Place.of_key(key).article == article}
