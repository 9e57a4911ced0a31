"""Chosen terms, counted in the corpus again: their forms, their articles, and what they are translated as."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bilingual.alignment.words import link_words
from bilingual.corpus.terms.candidates import candidates, key_of, parts_of
from bilingual.corpus.terms.translations import English, Translations, translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.corpus.terms.choosing import Chosen, Group
    from bilingual.data import Article, Links, Pair, Span

# Occurrences of a term that are linked where the corpus has no links: enough, and what is hoped for at least.
_ENOUGH, _LEAST = 60, 5
# Of the occurrences of a term, the share in the singular from which on that is its name.
_SINGLE = 0.1
# The same corpus gives the same sample.
_SEED = 1


@dataclass(slots=True)
class Seen:
    """What is known of a chosen term so far."""

    group: Group
    forms: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    last: str | None = None
    linked: int = 0
    translations: Translations = field(default_factory=Translations)

    def name(self) -> tuple[str, tuple[str, ...]]:
        """Return the name of the term and its forms, the name first."""
        return named(self.forms, self.group.base)


class _Sentence(NamedTuple):
    """A sentence that may be linked, with the chosen terms in it, by their numbers, and where these stand."""

    source: str
    target: str
    terms: tuple[tuple[int, Span], ...]


class Known:
    """Counts chosen terms and their translations; ``sampled`` is how many segments were linked for it.

    Where the corpus has no links, ``sample`` segments are kept to be linked at the end, some kilobyte each. They are
    drawn from the whole corpus, those of rare terms more often (Efraimidis and Spirakis 2006,
    https://doi.org/10.1016/j.ipl.2005.11.003), by a fixed seed.
    """

    def __init__(self, found: Chosen, longest: int, sample: int) -> None:
        self._longest, self._sample = longest, sample
        self.seen = [Seen(group) for group in found.groups]
        self._by_key = {key: number for number, seen in enumerate(self.seen) for key in seen.group.keys}
        self._first = frozenset(parts_of(key)[0] for key in self._by_key)
        # What each term may hope for; a segment holds some of them, so that there is more than a share for each.
        fair = min(_ENOUGH, max(_LEAST, 2 * sample // max(1, len(found.groups))))
        self._weights = [min(1.0, fair / max(1, group.count)) for group in found.groups]
        self._random = random.Random(_SEED)  # noqa: S311 - no secret
        self._drawn: list[tuple[float, int, _Sentence]] = []
        self._offered = 0
        self.sampled = 0

    def add(self, article: Article, pairs: Iterable[Pair]) -> None:
        """Count the terms of an article."""
        for pair in pairs:
            text, by_key = pair.segment.text, self._by_key
            found = candidates(text, self._longest, self._first)
            there = tuple((by_key[one.key], (one.start, one.end)) for one in found if one.key in by_key)
            for number, span in there:
                seen = self.seen[number]
                seen.forms[text[slice(*span)]] += 1
                if seen.last != article.id:
                    seen.last, seen.articles = article.id, seen.articles + 1
            if there and pair.translation.text:
                sentence = _Sentence(text, pair.translation.text, there)
                if pair.links is not None:
                    self._link(sentence, pair.links)
                elif self._sample:
                    self._offer(sentence)

    def _offer(self, sentence: _Sentence) -> None:
        """Keep a sentence for the sample, if it is drawn."""
        self._offered += 1
        weight = max(self._weights[number] for number, _ in sentence.terms)
        drawn = (self._random.random() ** (1 / weight), self._offered, sentence)
        if len(self._drawn) < self._sample:
            heapq.heappush(self._drawn, drawn)
        elif drawn[:2] > self._drawn[0][:2]:
            heapq.heapreplace(self._drawn, drawn)

    def finish(self) -> None:
        """Link the sample, but for what says nothing new."""
        for _, _, sentence in sorted(self._drawn, reverse=True):
            if any(self.seen[number].linked < _ENOUGH for number, _ in sentence.terms):
                self.sampled += 1
                links = link_words(sentence.source, sentence.target)
                self._link(sentence, tuple(tuple(link) for link in links))  # type: ignore[misc]
        self._drawn = []

    def _link(self, sentence: _Sentence, links: Links) -> None:
        if not links:
            return
        english = English.of(sentence.target)
        for number, span in sentence.terms:
            seen = self.seen[number]
            if (made := translation(span, seen.group.words, links, english)) is not None:
                seen.linked += 1
                seen.translations.add(made[0], opens=made[1])

    def __iter__(self) -> Iterator[Seen]:
        """Yield what is known of each term that was seen."""
        return (seen for seen in self.seen if seen.forms)


def named(forms: Counter[str], base: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a term and its forms, the name first.

    It is the singular (``base``) where that stands there now and then, else what stands there most, with a capital
    only if it hardly ever has none: one may but open sentences.

    >>> named(Counter({"Coopérations": 3, "coopérations": 2, "coopération": 1}), "coopération")
    ('coopération', ('coopération', 'Coopérations', 'coopérations'))
    """
    by_key: dict[str, Counter[str]] = {}
    for form, count in forms.items():
        by_key.setdefault(" ".join(key_of(form).split()), Counter())[form] += count
    first = base
    if base not in by_key or sum(by_key[base].values()) < _SINGLE * sum(forms.values()):
        first = min(by_key, key=lambda key: (-sum(by_key[key].values()), key))
    return _written(by_key[first], forms)


def _written(of_name: Counter[str], forms: Counter[str]) -> tuple[str, tuple[str, ...]]:
    small = [form for form in of_name if form == form.lower()]
    lower = max(small, key=lambda form: (of_name[form], form), default="")
    # A third in small letters tells that it is no name.
    most = min(of_name, key=lambda form: (-of_name[form], form))
    name = lower if lower and 3 * sum(of_name[form] for form in small) >= sum(of_name.values()) else most
    others: Sequence[str] = sorted((form for form in forms if form != name), key=lambda form: (-forms[form], form))
    return " ".join(name.split()), (name, *others)
