"""The one place where the stages are composed: source → reader → segmentation → engine → writers.

Articles stream through in windows. Within a window the distinct sentences of all articles are translated together, so
that the engine can sort and batch them; then the articles are written in the order of the input.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from bilingual.article import Pair, Segment
from bilingual.errors import InputError, UsageError
from bilingual.readers import READERS, sources
from bilingual.readers.encoding import decode
from bilingual.segmentation import sentence_spans
from bilingual.writers import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.article import Article, Provenance, Translation
    from bilingual.engines import Engine
    from bilingual.options import Options
    from bilingual.readers.sources import Source

# Sentences to a window: enough for batches of every length, little enough to hold in memory (some 50 MB).
WINDOW_SENTENCES = 50_000
# Lines to a window of `translate`, whose output someone may be waiting for.
WINDOW_LINES = 1_000


@dataclass(slots=True)
class Report:
    """What a run did; ``words`` counts words of the source language, ``skipped`` says what was left out and why."""

    provenance: Provenance
    articles: int = 0
    skipped: list[InputError] = field(default_factory=list)
    segments: int = 0
    distinct: int = 0
    words: int = 0
    seconds: float = 0.0
    flags: Counter[str] = field(default_factory=Counter)
    outputs: list[Path] = field(default_factory=list)


class Listener:
    """Hears how a run goes. This one says nothing; the command line's draw a bar or print lines."""

    def note(self, message: str) -> None:
        """Hear something that a person should know about, on one line."""

    def reading(self, articles: int) -> None:
        """Hear how many articles have been read so far."""

    def translating(self, sentences: int, characters: int) -> None:
        """Hear that so many more sentences, of so many characters in all, are to be translated."""

    def translated(self, sentences: int, characters: int) -> None:
        """Hear that so many of them are done."""


def build(names: Sequence[str], options: Options, engine: Engine, listener: Listener | None = None) -> Report:
    """Translate the articles in ``names`` (files, folders, ``-``) and write the corpus to ``options.out``.

    A source that cannot be read is reported and skipped. Raises InputError where none can, UsageError for an unknown
    format, OutputError where the corpus cannot be written (then the old one stays), ModelError where the model fails.
    """
    listener = listener or Listener()
    if unknown := [name for name in options.formats if name not in WRITERS]:
        raise UsageError(f"unknown format '{unknown[0]}'", f"Choose from {', '.join(WRITERS)}")
    started = time.monotonic()
    report = Report(engine.provenance)
    known: dict[str, Translation] = {}
    with ExitStack() as stack:
        writers = None
        for window in _windows(_articles(names, report, listener)):
            if writers is None:
                writers = [
                    stack.enter_context(WRITERS[name](options.out, engine.provenance)) for name in options.formats
                ]
            _translate([segment.text for _, segments in window for segment in segments], engine, known, listener)
            for article, segments in window:
                pairs = [Pair(segment, known[segment.text]) for segment in segments]
                for writer in writers:
                    writer.add(article, pairs)
                _count(report, pairs)
        if writers is None:
            raise _nothing_read(report)
    report.distinct = len(known)
    report.outputs = [writer.main for writer in writers]
    report.seconds = time.monotonic() - started
    return report


def sentences(name: str) -> Iterator[str]:
    """Yield the sentences of a text file, or of stdin for ``-``, in order. Raises InputError."""
    source = next(sources.find([name], READERS))
    if isinstance(source, InputError):
        raise source
    raw = source.read()
    with _naming(source):
        text, _ = decode(raw)
    for start, end in sentence_spans(text):
        yield text[start:end]


def translate_lines(stream: IO[bytes], engine: Engine, *, one_at_a_time: bool = False) -> Iterator[str]:
    """Yield the translation of each line of ``stream``, without line breaks; an empty line gives an empty line.

    A line of several sentences is translated sentence by sentence. Lines are taken in windows for speed, or
    ``one_at_a_time`` for a person who waits. Raises InputError for what is no UTF-8.
    """
    known: dict[str, Translation] = {}
    numbered = enumerate(stream, start=1)
    while window := list(itertools.islice(numbered, 1 if one_at_a_time else WINDOW_LINES)):
        lines = []
        for number, raw in window:
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise InputError(f"line {number} of the input is not UTF-8", "Convert it with iconv") from error
            lines.append([line[start:end] for start, end in sentence_spans(line)])
        _translate([sentence for line in lines for sentence in line], engine, known, Listener())
        yield from (" ".join(" ".join(known[sentence].text.split()) for sentence in line) for line in lines)


def segments_of(article: Article) -> list[Segment]:
    """Return the article's sentences in order."""
    segments = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        text = article.text[paragraph.start : paragraph.end]
        for count, (start, end) in enumerate(sentence_spans(text, article.language), start=1):
            segments.append(
                Segment(
                    article.id,
                    number,
                    count,
                    paragraph.kind,
                    paragraph.start + start,
                    paragraph.start + end,
                    text[start:end],
                )
            )
    return segments


def _articles(names: Sequence[str], report: Report, listener: Listener) -> Iterator[tuple[Article, list[Segment]]]:
    for source in sources.find(names, READERS):
        if len(report.skipped) == 1 and not report.articles:
            listener.note(f"skipped: {report.skipped[0]}")  # not sooner: where it was the only source, it is the error
        try:
            article = _read(source)
        except InputError as error:
            report.skipped.append(error)
            if report.articles or len(report.skipped) > 1:
                listener.note(f"skipped: {error}")
            continue
        if not article.encoding.startswith("utf-8"):
            listener.note(f"'{article.source}' was read as {article.encoding}")
        segments = segments_of(article)
        report.articles += 1
        report.segments += len(segments)
        listener.reading(report.articles)
        yield article, segments


def _read(source: Source | InputError) -> Article:
    if isinstance(source, InputError):
        raise source
    raw = source.read()
    with _naming(source):
        return READERS.get(source.suffix, READERS[".txt"])(raw, id=source.id, source=source.name)


@contextmanager
def _naming(source: Source) -> Iterator[None]:
    """Put the source's name in front of what is wrong with it."""
    try:
        yield
    except InputError as error:
        raise InputError(f"'{source.name}': {error.message}", error.remedy) from error


def _windows(
    articles: Iterator[tuple[Article, list[Segment]]],
) -> Iterator[list[tuple[Article, list[Segment]]]]:
    window: list[tuple[Article, list[Segment]]] = []
    sentences = 0
    for article, segments in articles:
        window.append((article, segments))
        sentences += len(segments)
        if sentences >= WINDOW_SENTENCES:
            yield window
            window, sentences = [], 0
    if window:
        yield window


def _translate(texts: Sequence[str], engine: Engine, known: dict[str, Translation], listener: Listener) -> None:
    """Add the translations of those ``texts`` to ``known`` that are not in it."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    listener.translating(len(new), sum(map(len, new)))
    for batch in engine.translate(new):
        known.update((new[index], translation) for index, translation in batch)
        listener.translated(len(batch), sum(len(new[index]) for index, _ in batch))


def _count(report: Report, pairs: Sequence[Pair]) -> None:
    report.words += sum(len(pair.segment.text.split()) for pair in pairs)
    report.flags.update(flag for pair in pairs for flag in pair.translation.flags)


def _nothing_read(report: Report) -> InputError:
    """Say why there is nothing to build."""
    if len(report.skipped) == 1:
        return report.skipped[0]
    return InputError(f"none of the {len(report.skipped)} sources could be read", "See the reasons above")
