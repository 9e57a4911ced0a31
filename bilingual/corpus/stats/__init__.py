"""A corpus in figures: ``bilingual stats`` and ``bilingual.stats``."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.checks.attention import is_to_check
from bilingual.checks.confidence.bands import bands_of
from bilingual.corpus.search.folding import folded_words
from bilingual.corpus.stats.types import Types
from bilingual.formats.corpus import Corpus
from bilingual.formats.html.display import is_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.confidence.bands import Bands
    from bilingual.data import Article, Pair
    from bilingual.options import AnyPath

# Publishers that are told apart; those that come after them are one group, whose name this is.
MOST_PUBLISHERS = 10_000
OTHERS = "(other publishers)"
_YEAR, _MONTH = len("2023"), len("2023-08")
# Longer sentences are counted as this long.
_MOST_WORDS = 1_000


@dataclass(slots=True)
class Figures:
    """The sums of some articles. Of pairs (words, types, characters) the first is of the source, the second the target.

    ``words`` are letters and figures between other characters; ``types`` are words that differ by more than case and
    accents. ``flagged`` counts segments with a flag, ``to_check`` those that a person should look at, as the pages do:
    with a severe one, or in the lowest band of trust. ``score`` is the mean log-probability per token (natural log) of
    those that have one, ``trust`` the mean of theirs; None where none has.
    """

    articles: int = 0
    segments: int = 0
    words: tuple[int, int] = (0, 0)
    types: tuple[int, int] = (0, 0)
    characters: tuple[int, int] = (0, 0)
    flagged: int = 0
    to_check: int = 0
    scored: int = 0
    score_sum: float = 0.0
    trusted: int = 0
    trust_sum: float = 0.0

    @property
    def words_per_segment(self) -> tuple[float, float]:
        """The mean length of the sentences of both sides, in words."""
        return (self.words[0] / self.segments, self.words[1] / self.segments) if self.segments else (0.0, 0.0)

    @property
    def ratio(self) -> float | None:
        """How many characters of the target there are for one of the source, None where there is none."""
        return self.characters[1] / self.characters[0] if self.characters[0] else None

    @property
    def score(self) -> float | None:
        """The mean score."""
        return self.score_sum / self.scored if self.scored else None

    @property
    def trust(self) -> float | None:
        """The mean trust."""
        return self.trust_sum / self.trusted if self.trusted else None

    def add(self, pairs: Sequence[Pair], words: tuple[int, int], bands: Bands) -> None:
        """Count an article more."""
        self.articles += 1
        self.segments += len(pairs)
        self.words = _plus(self.words, words)
        sizes = (sum(len(pair.segment.text) for pair in pairs), sum(len(pair.translation.text) for pair in pairs))
        self.characters = _plus(self.characters, sizes)
        self.flagged += sum(bool(pair.translation.flags) for pair in pairs)
        self.to_check += sum(is_to_check(pair, bands) for pair in pairs)
        scores = [pair.translation.score for pair in pairs if pair.translation.score is not None]
        trusts = [pair.translation.trust for pair in pairs if pair.translation.trust is not None]
        self.scored, self.score_sum = self.scored + len(scores), self.score_sum + math.fsum(scores)
        self.trusted, self.trust_sum = self.trusted + len(trusts), self.trust_sum + math.fsum(trusts)

    def record(self, languages: tuple[str, str]) -> dict[str, Any]:
        """Return the figures as JSON takes them."""
        per_segment = [round(value, 2) for value in self.words_per_segment]

        def both(values: Sequence[float]) -> dict[str, float]:
            return dict(zip(languages, values, strict=True))

        return {
            "articles": self.articles,
            "segments": self.segments,
            "words": both(self.words),
            "types": both(self.types),
            "characters": both(self.characters),
            "words_per_segment": both(per_segment),
            "ratio": _rounded(self.ratio),
            "flagged": self.flagged,
            "to_check": self.to_check,
            "score": _rounded(self.score),
            "trust": _rounded(self.trust),
        }


@dataclass(slots=True)
class Stats:
    """A corpus in figures: of all of it, and of its articles by year and by publisher ("" where none is known).

    ``flags``, ``kinds`` and ``origins`` count segments; ``months`` articles (ISO 8601, ``2023-08``), ``lengths``
    sentences of the source by their words.
    """

    languages: tuple[str, str]
    whole: Figures = field(default_factory=Figures)
    years: dict[str, Figures] = field(default_factory=dict)
    publishers: dict[str, Figures] = field(default_factory=dict)
    flags: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return {
            "languages": list(self.languages),
            **self.whole.record(self.languages),
            "flags": dict(self.flags.most_common()),
            "kinds": dict(self.kinds.most_common()),
            "origins": dict(self.origins.most_common()),
            "months": dict(sorted(self.months.items())),
            "lengths": {str(words): number for words, number in sorted(self.lengths.items())},
            "years": {year: figures.record(self.languages) for year, figures in self.years.items()},
            "publishers": {name: figures.record(self.languages) for name, figures in self.publishers.items()},
        }


def stats(folder: AnyPath) -> Stats:
    """Return the corpus in ``folder`` in figures. It is read once, an article at a time; shards are read as one corpus.

    Raises InputError where there is no corpus or it is damaged.
    """
    corpus = Corpus(folder)
    done, types, numbers = Stats(corpus.languages), Types(), _Numbers()
    bands = bands_of(corpus.provenance)
    for article, pairs in corpus:
        words = [[], []] if not pairs else _words(pairs)
        lengths = (len(words[0]), len(words[1]))
        year, publisher = _year(article), article.metadata.publisher or article.metadata.site or ""
        if publisher not in done.publishers and len(done.publishers) >= MOST_PUBLISHERS:
            publisher = OTHERS
        groups = (
            (done.whole, 0),
            (done.years.setdefault(year, Figures()), numbers.of("year", year)),
            (done.publishers.setdefault(publisher, Figures()), numbers.of("publisher", publisher)),
        )
        distinct = [set(words[0]), set(words[1])]
        for figures, number in groups:
            figures.add(pairs, lengths, bands)
            for side in (0, 1):
                types.add(number, side, distinct[side])
        _count(done, article, pairs)
    for figures, number in _numbered(done, numbers):
        figures.types = (types.of(number, 0), types.of(number, 1))
    done.years = dict(sorted(done.years.items()))
    done.publishers = dict(sorted(done.publishers.items(), key=lambda named: (-named[1].segments, named[0])))
    return done


class _Numbers(dict[tuple[str, str], int]):
    """Groups by numbers, from 1; 0 is all."""

    def of(self, by: str, name: str) -> int:
        """Return the number of a group."""
        return self.setdefault((by, name), len(self) + 1)


def _numbered(done: Stats, numbers: _Numbers) -> list[tuple[Figures, int]]:
    named = (("year", done.years), ("publisher", done.publishers))
    return [(done.whole, 0)] + [
        (figures, numbers.of(by, name)) for by, groups in named for name, figures in groups.items()
    ]


def _words(pairs: Sequence[Pair]) -> list[list[str]]:
    return [
        [word for pair in pairs for word in folded_words(pair.segment.text)],
        [word for pair in pairs for word in folded_words(pair.translation.text)],
    ]


def _year(article: Article) -> str:
    date = article.metadata.date or ""
    return date[:_YEAR] if is_date(date) else ""


def _count(done: Stats, article: Article, pairs: Sequence[Pair]) -> None:
    date = article.metadata.date or ""
    if len(date) >= _MONTH and is_date(date):
        done.months[date[:_MONTH]] += 1
    for pair in pairs:
        done.flags.update(set(pair.translation.flags))
        done.kinds[pair.segment.kind.value] += 1
        done.origins[pair.origin.value] += 1
        done.lengths[min(len(pair.segment.text.split()), _MOST_WORDS)] += 1


def _plus(some: tuple[int, int], more: tuple[int, int]) -> tuple[int, int]:
    return some[0] + more[0], some[1] + more[1]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
