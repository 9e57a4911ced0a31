"""What a corpus keeps of an article whose page is written: its line in the index, and its share of the sums."""

from __future__ import annotations

import math
import posixpath
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bilingual.checks.attention import is_to_check
from bilingual.checks.confidence.bands import value_in
from bilingual.data import Kind
from bilingual.formats.html import display, trust
from bilingual.io.files import page_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.confidence.bands import Bands
    from bilingual.data import Article, Metadata, Pair

_MONTH = len("2023-08")
# Longer articles are counted as this long: no text may make the sums grow.
_MOST_SENTENCES = 1_000
# How much of an article stands for its title (in characters): about a line of the index.
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index and the neighbouring pages know of an article.

    ``page`` is the page's path within ``html/``. ``headline`` is the translated headline, empty where the article has
    none; ``opening`` the first words of one that has no title, else empty. ``to_check`` counts the sentences that a
    person should look at. ``log_probability`` is the sum over the ``scored`` sentences of their scores (mean
    log-probability per token, natural log), ``trust`` that over the ``trusted`` ones of their trust (probabilities).
    """

    id: str
    page: str
    metadata: Metadata
    headline: str
    opening: str
    sentences: int
    flagged: int
    to_check: int
    scored: int
    log_probability: float
    trusted: int
    trust: float


@dataclass(slots=True)
class Totals:
    """The sums of some articles.

    ``months`` counts the articles of each month that has one (ISO 8601, ``2023-08``), ``lengths`` those that have so
    many sentences; both stay small however large the corpus is.
    """

    articles: int = 0
    sentences: int = 0
    flagged: int = 0
    to_check: int = 0
    scored: int = 0
    log_probability: float = 0.0
    trusted: int = 0
    trust: float = 0.0
    months: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """Count one more article."""
        self.articles += 1
        self.sentences += entry.sentences
        self.flagged += entry.flagged
        self.to_check += entry.to_check
        self.scored += entry.scored
        self.log_probability += entry.log_probability
        self.trusted += entry.trusted
        self.trust += entry.trust
        date = entry.metadata.date or ""
        if len(date) >= _MONTH and display.is_date(date):
            self.months[date[:_MONTH]] += 1
        self.lengths[min(entry.sentences, _MOST_SENTENCES)] += 1


def mark(pair: Pair, bands: Bands) -> tuple[int | None, bool]:
    """Return how far a sentence is to be trusted, in hundredths, None where nobody knows, and whether to check it."""
    value = value_in(pair.translation, bands)
    return None if value is None else math.floor(100 * value), is_to_check(pair, bands)


def opening(pairs: Sequence[Pair]) -> str:
    """Return the first words of an article, as many as a line has.

    >>> from bilingual.data import Pair, Segment, Translation
    >>> words = Segment("a", 1, 1, Kind.BODY, 0, 0, "Le conseil " + "municipal " * 20)
    >>> opening([Pair(words, Translation("", None))])
    'Le conseil municipal municipal municipal municipal…'
    """
    text = next((text for pair in pairs if (text := pair.segment.text.strip())), "")
    if len(text) <= _OPENING:
        return text
    words = text[: _OPENING - 1].rsplit(None, 1)[0]
    return words.rstrip(" ,;:.…") + "…"


def summary(article: Article, pairs: Sequence[Pair], folder: str, bands: Bands) -> Entry:
    """Return what the index shows of an article whose page is in ``folder``."""
    scores = [pair.translation.score for pair in pairs if pair.translation.score is not None]
    trusts = [pair.translation.trust for pair in pairs if pair.translation.trust is not None]
    headline = [pair for pair in pairs if pair.segment.kind is Kind.HEADLINE]
    # One of spaces alone could not be clicked.
    title = (article.metadata.title or "").strip() or None
    return Entry(
        id=article.id,
        page=posixpath.join(folder, f"{page_name(article.id)}.html"),
        metadata=replace(article.metadata, title=title),
        headline=" ".join(pair.translation.text for pair in headline),
        opening="" if title else opening(pairs),
        sentences=len(pairs),
        flagged=sum(bool(trust.flags_beyond_score(pair)) for pair in pairs),
        to_check=sum(is_to_check(pair, bands) for pair in pairs),
        scored=len(scores),
        log_probability=math.fsum(scores),
        trusted=len(trusts),
        trust=math.fsum(trusts),
    )


def share(of: Entry | Totals) -> float:
    """Return how much of the sentences is to be checked, 0 to 1."""
    return of.to_check / of.sentences if of.sentences else 0.0


def mean_trust(of: Entry | Totals) -> float | None:
    """Return the mean trust: how many of 1 of the machine's sentences are probably not bad, None where none has any."""
    return of.trust / of.trusted if of.trusted else None


def token_probability(of: Entry | Totals) -> float | None:
    """Return exp of the mean score over all scored sentences: the geometric mean probability per token, 0 to 1.

    It tells how sure the model was of its words, not how right they are. None where nothing was scored.
    """
    return math.exp(of.log_probability / of.scored) if of.scored else None
