"""The pieces of sentences that are read back from a corpus: noted where a build of the same articles would note them.

All lines of a corpus have ``spans`` or none has. Where the last article leaves whose lines were joined, the others no
longer need any.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Article, Pair, Segment


def needed(article: Article, pairs: Sequence[Pair], *, always: bool = False) -> list[Pair]:
    """Return the pairs of an article with pieces for those sentences alone that are not one stretch of its text.

    ``always`` says that the corpus is one that notes the pieces of all.
    """
    # Of aligned pairs they are always noted.
    return [
        pair if pair.alignment is not None else replace(pair, segment=_noted(pair.segment, article.text, always=always))
        for pair in pairs
    ]


def _noted(segment: Segment, text: str, *, always: bool) -> Segment:
    if text[segment.start : segment.end] != segment.text:
        return segment
    spans = ((segment.start, segment.end),) if always else None
    return segment if segment.spans == spans else replace(segment, spans=spans)
