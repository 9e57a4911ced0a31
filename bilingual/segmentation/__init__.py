"""Text → sentence spans: Punkt, a layer of rules, and the facts of one language as data.

A line is cut at its gaps (``gaps.py``) that end a sentence (``rules.py``), and behind headings that are glued to the
prose (``headings.py``). White space is what ``str.isspace`` says, a line what ``str.splitlines`` gives. Languages
without facts of their own have plain rules (``plain.py``) and the full stops of all scripts (``other_scripts.py``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bilingual.data import Segment
from bilingual.languages import english_name
from bilingual.options import Options
from bilingual.segmentation import plain
from bilingual.segmentation.english import ENGLISH, with_quotes
from bilingual.segmentation.french import FRENCH
from bilingual.segmentation.headings import glued_heading, reading_time_prefix
from bilingual.segmentation.other_scripts import MARKS, OWN_MARKS, split_at_stops
from bilingual.segmentation.rules import line_spans
from bilingual.segmentation.stand_off import joined
from bilingual.segmentation.wrapping import unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.data import Article, Paragraph, Span
    from bilingual.segmentation.language import Facts

__all__ = [
    "SEGMENTERS",
    "glued_heading",
    "method",
    "reading_time_prefix",
    "segments_of",
    "sentence_spans",
    "sentences",
]

_BULLET = re.compile(r"(?<=\S)\s++(?=[•▪●◦‣■►]\s++\S)")


def sentence_spans(text: str, language: str = "fr") -> list[Span]:
    """Return the tight spans of the text's sentences, in order; every character but white space lies in exactly one.

    A line break always ends a segment. ``language`` is a code of ``languages.py``; one that we have no facts of is cut
    by plain rules.

    >>> text = "« Où va-t-on ? » demande M. Le Goff. Nul ne répond.Il part."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['« Où va-t-on ? » demande M. Le Goff.', 'Nul ne répond.', 'Il part.']
    """
    segmenter = SEGMENTERS.get(language) or partial(_plain_spans, language=language)
    return segmenter(text)


def sentences(text: str, language: str = "fr", line_breaks: str = "auto") -> list[str]:
    r"""Return the sentences of a text, in order. Raises UsageError for no language code, or another ``line_breaks``.

    A line break ends one, except where the lines were wrapped at a width: ``line_breaks`` is ``auto`` (all of the text
    tells whether they were), ``join`` (they were) or ``keep`` (they were not). ``sentence_spans`` joins none, and says
    where sentences stand.

    >>> sentences("« Où va-t-on ? » demande M. Le Goff. Nul ne répond.")
    ['« Où va-t-on ? » demande M. Le Goff.', 'Nul ne répond.']
    >>> sentences("Le maire a présenté le budget de la\nville aux élus.")
    ['Le maire a présenté le budget de la ville aux élus.']
    """
    code = language if language in SEGMENTERS else Options(source=language).source
    if line_breaks != "auto":
        line_breaks = Options(line_breaks=line_breaks).line_breaks
    view = unwrapped(text, code, line_breaks)
    text = text if view is None else view.text
    return [text[start:end] for start, end in sentence_spans(text, code)]


def segments_of(article: Article, *, always_spans: bool = False) -> list[Segment]:
    """Return the article's sentences in order; ``always_spans`` notes the pieces also of those that are one stretch."""
    segments: list[Segment] = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        if paragraph.spans:
            segments += _of_pieces(article, number, paragraph)
            continue
        text = article.text[paragraph.start : paragraph.end]
        for count, (start, end) in enumerate(sentence_spans(text, article.language), start=1):
            begin, stop = paragraph.start + start, paragraph.start + end
            segments.append(Segment(article.id, number, count, paragraph.kind, begin, stop, text[start:end]))
    if not always_spans:
        return segments
    return [replace(one, spans=((one.start, one.end),)) if one.spans is None else one for one in segments]


def _of_pieces(article: Article, number: int, paragraph: Paragraph) -> Iterator[Segment]:
    """Yield the sentences of a paragraph whose lines were joined; one that is one stretch needs no pieces."""
    view = joined(article.text, paragraph.spans)
    for count, (start, end) in enumerate(sentence_spans(view.text, article.language), start=1):
        pieces = view.pieces(start, end)
        begin, stop, text = pieces[0][0], pieces[-1][1], view.text[start:end]
        spans = None if article.text[begin:stop] == text else pieces
        yield Segment(article.id, number, count, paragraph.kind, begin, stop, text, spans)


def method(language: str) -> str:
    """Return how the sentences of a language are found, for people and reports.

    >>> method("fr"), method("de")
    ('with facts of French', 'with plain rules, without facts of German')
    """
    if language in SEGMENTERS:
        return f"with facts of {english_name(language)}"
    return f"with plain rules, without facts of {english_name(language)}"


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


def _plain_spans(text: str, language: str) -> list[Span]:
    marks = MARKS + OWN_MARKS.get(language, "")
    return _spans_of_any_script(text, marks, plain.facts(language), plain.straightened)


def _spans_of_any_script(text: str, marks: str, facts: Facts, view: Callable[[str], str]) -> list[Span]:
    return [
        (offset + begin + start, offset + begin + end)
        for offset, line in _lines(text)
        for begin, stop in split_at_stops(line, marks)
        for start, end in line_spans(view(line[begin:stop]), facts)
    ]


# Languages that we have facts of. Another one needs its facts file, and a line here.
SEGMENTERS: dict[str, Callable[[str], list[Span]]] = {
    "fr": partial(_spans, facts=FRENCH),
    "en": partial(_spans_of_any_script, marks=MARKS, facts=ENGLISH, view=with_quotes),
}
