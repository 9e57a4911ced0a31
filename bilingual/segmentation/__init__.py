"""Text → sentence spans: Punkt, a layer of rules, and the facts of one language as data.

A line is cut at its gaps (``gaps.py``) that end a sentence (``rules.py``), and behind headings that are glued to the
prose (``headings.py``). White space is what ``str.isspace`` says, a line what ``str.splitlines`` gives.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from bilingual.errors import UsageError
from bilingual.segmentation.french import FRENCH
from bilingual.segmentation.headings import glued_heading, reading_time_prefix
from bilingual.segmentation.rules import line_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.segmentation.facts import Facts

__all__ = ["SEGMENTERS", "Span", "glued_heading", "reading_time_prefix", "sentence_spans"]

# Start and end of a segment: character offsets into the text.
Span = tuple[int, int]

_BULLET = re.compile(r"(?<=\S)\s++(?=[•▪●◦‣■►]\s++\S)")


def sentence_spans(text: str, language: str = "fr") -> list[Span]:
    """Return the tight spans of the text's sentences, in order; every character but white space lies in exactly one.

    A line break always ends a segment. ``language`` is an ISO 639-1 code.

    Raises:
        UsageError: there is no segmenter for the language.

    >>> text = "« Où va-t-on ? » demande M. Le Goff. Nul ne répond.Il part."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['« Où va-t-on ? » demande M. Le Goff.', 'Nul ne répond.', 'Il part.']
    """
    if language not in SEGMENTERS:
        raise UsageError(f"no sentence segmenter for language {language!r}", f"Choose one of: {', '.join(SEGMENTERS)}")
    return SEGMENTERS[language](text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) of every line, and of every bulleted item within a line."""
    offset = 0
    for line in text.splitlines(keepends=True):
        begin = 0
        for bullet in _BULLET.finditer(line):
            yield offset + begin, line[begin : bullet.start()]
            begin = bullet.end()
        yield offset + begin, line[begin:]
        offset += len(line)


def _spans(text: str, facts: Facts) -> list[Span]:
    return [(offset + start, offset + end) for offset, line in _lines(text) for start, end in line_spans(line, facts)]


SEGMENTERS: dict[str, Callable[[str], list[Span]]] = {"fr": partial(_spans, facts=FRENCH)}
