"""A text that a person gives → the sentences of an article that it means."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Segment, Span

_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u2011": "-", "\xad": "", "\ufeff": ""})


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences in a row, as a range; where they stand in the text; and how often what is meant stands in it."""

    sentences: tuple[int, int]
    start: int
    end: int
    times: int


class Sought:
    """The sentences of a text, among which some are to be found."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._whole: dict[str, list[int]] = {}
        texts = [folded(one.text) for one in segments]
        for number, text in enumerate(texts):
            self._whole.setdefault(text, []).append(number)
        self._joined = " ".join(texts)
        self._starts = list(accumulate((len(one) + 1 for one in texts), initial=0))

    def find(self, wanted: str, spot: Span | None) -> Found | None:
        """Return which sentences a person means, None where there are none.

        ``spot`` is where they stand, if that is known. Else ``wanted`` is a sentence, some in a row, or a part of one;
        white space and the shapes of quotation marks aside.
        """
        if spot is not None:
            inside = [number for number, one in enumerate(self._segments) if one.start < spot[1] and one.end > spot[0]]
            return self._found((inside[0], inside[-1] + 1), 1) if inside else None
        key = folded(wanted)
        if whole := self._whole.get(key):
            return self._found((whole[0], whole[0] + 1), len(whole))
        places = (
            [match.start() for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", self._joined)] if key else []
        )
        if not places:
            return None
        first = bisect_right(self._starts, places[0]) - 1
        last = bisect_right(self._starts, places[0] + len(key) - 1)
        return self._found((first, last), len(places))

    def _found(self, sentences: tuple[int, int], times: int) -> Found:
        return Found(sentences, self._segments[sentences[0]].start, self._segments[sentences[1] - 1].end, times)


def folded(text: str) -> str:
    """Return what is the same for texts that a person takes for one.

    >>> folded("«\N{NO-BREAK SPACE}L’été\N{NO-BREAK SPACE}»") == folded("« L'été »")
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())
