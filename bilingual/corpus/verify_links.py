"""The word links of a segment held against its texts: each joins two words of them, in order and once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.alignment.words.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Pair

_LANGUAGES = ("fr", "en")


def link_problems(pair: Pair, languages: tuple[str, str]) -> Iterator[str]:
    """Yield what is wrong with the word links of a pair, one thing alone."""
    if not pair.links:
        return
    if languages != _LANGUAGES:
        yield "it has word links, which are of French and English alone"
        return
    texts = (pair.segment.text, pair.translation.text)
    words = [
        {(token.start, token.end) for token in tokens(text, code)} for text, code in zip(texts, languages, strict=True)
    ]
    for link in pair.links:
        for (start, end), text, known in zip((link[:2], link[2:]), texts, words, strict=True):
            if not 0 <= start < end <= len(text):
                yield f"its link {list(link)} leads out of its texts"
                return
            if (start, end) not in known:
                yield f"its link {list(link)} cuts '{text[start:end]}' out of other words"
                return
    if not all(one < other for one, other in pairwise(pair.links)):
        yield "its links are not in order, or one comes twice"
