"""Text → sentence spans: Punkt, a layer of rules, and the facts of one language as data.

A line is cut at its gaps (``gaps.py``) that end a sentence (``rules.py``), and behind headings that are glued to the
prose (``headings.py``). White space is what ``str.isspace`` says, a line what ``str.splitlines`` gives. Languages
without facts of their own have plain rules (``plain.py``) and the full stops of all scripts (``other_scripts.py``).
"""

from __future__ import annotations

import re
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.data import Article
    from bilingual.segmentation.language import Facts

__all__ = [
    "SEGMENTERS",
    "Span",
    "glued_heading",
    "method",
    "reading_time_prefix",
    "segments_of",
    "sentence_spans",
    "sentences",
]

# Start and end of a segment: character offsets into the text.
Span = tuple[int, int]

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


def sentences(text: str, language: str = "fr") -> list[str]:
    """Return the sentences of a text, in order, as they stand in it. Raises UsageError for what is no language code.

    A line break always ends one. ``sentence_spans`` says where they stand.

    >>> sentences("« Où va-t-on ? » demande M. Le Goff. Nul ne répond.")
    ['« Où va-t-on ? » demande M. Le Goff.', 'Nul ne répond.']
    """
    code = language if language in SEGMENTERS else Options(source=language).source
    return [text[start:end] for start, end in sentence_spans(text, code)]


def segments_of(article: Article) -> list[Segment]:
    """Return the article's sentences in order."""
    segments = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        text = article.text[paragraph.start : paragraph.end]
        for count, (start, end) in enumerate(sentence_spans(text, article.language), start=1):
            begin, stop = paragraph.start + start, paragraph.start + end
            segments.append(Segment(article.id, number, count, paragraph.kind, begin, stop, text[start:end]))
    return segments


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
