"""An aligned article held against itself: both texts, the pieces of both, and that each is in one segment alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.checks import UNALIGNED
from bilingual.data import Origin
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Alignment, Article, Pair, Span

_BEAD = re.compile(r"(\d{1,9})-(\d{1,9})")
_MOST_ALIKE = 1_000


class Sides:
    """Looks at the segments of an article one after another; ``at_end`` says what only all of them tell."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._target = "" if article.target is None else article.target.text
        self._ink = [0, 0]
        self._at = 0

    def problems(self, pair: Pair) -> Iterator[str]:
        """Yield what is wrong with the next segment."""
        segment, alignment = pair.segment, pair.alignment
        if alignment is None:
            if pair.origin is Origin.ALIGNED or self._article.target is not None:
                yield "it does not say how it was aligned"
            return
        if self._article.target is None:
            yield "its article has no translation that it could be aligned with"
            return
        if pair.origin is Origin.MT:
            yield "it is aligned, and said to be of a machine"
        if segment.spans is None:
            yield "it has no spans"
        spans = ((segment.start, segment.end),) if segment.spans is None else segment.spans
        self._ink[0] += _ink(self._article.text, spans)
        yield from self._target_problems(pair, alignment)
        yield from _bead_problems(pair, alignment)

    def _target_problems(self, pair: Pair, alignment: Alignment) -> Iterator[str]:
        """Yield what is wrong with the pieces of the translation."""
        spans = alignment.spans
        edges = [edge for span in spans for edge in span]
        if not all(start < end for start, end in spans) or edges != sorted(edges):
            yield "the pieces of its translation do not ascend"
            return
        if edges and edges[-1] > len(self._target):
            yield "the pieces of its translation lie behind the end of the text"
            return
        if edges and edges[0] < self._at:
            yield "its translation begins before the one before it ends"
        self._at = max(self._at, edges[-1] if edges else 0)
        self._ink[1] += _ink(self._target, spans)
        if pair.origin is Origin.ALIGNED and composed(self._target, spans) != pair.translation.text:
            yield "the pieces of its translation are not its translation"

    def at_end(self) -> Iterator[str]:
        """Yield what is wrong with the article, once all of its segments were looked at."""
        if (self._article.target is None) != (self._article.prose is None):
            yield "it says how much prose there is, or has a translation, and not both"
        if self._article.prose is not None:
            for name, found, wanted in zip(("text", "translation"), self._ink, self._article.prose, strict=True):
                if found != wanted:
                    yield f"its segments have {found:,} of the {wanted:,} characters of prose in its {name}"


def _bead_problems(pair: Pair, alignment: Alignment) -> Iterator[str]:
    """Yield what is wrong with what is said of the bead."""
    found = _BEAD.fullmatch(alignment.bead)
    if found is None:
        yield f"'{alignment.bead}' is no bead"
        return
    here = bool(pair.segment.text), bool(alignment.spans)
    if here != (int(found[1]) > 0, int(found[2]) > 0):
        yield f"it is no bead {alignment.bead}"
    if not any(here):
        yield "both its sides are empty"
    if alignment.similarity > _MOST_ALIKE or (alignment.similarity and not all(here)):
        yield f"it cannot have the similarity {alignment.similarity}"
    if pair.origin is Origin.ALIGNED and (UNALIGNED in pair.translation.flags) is all(here):
        yield f"it is {'' if all(here) else 'not '}flagged as {UNALIGNED}"


def _ink(text: str, spans: Sequence[Span]) -> int:
    return sum(len("".join(text[start:end].split())) for start, end in spans)
