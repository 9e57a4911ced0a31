"""Sources → articles → their sentences → windows, with what a person should know of what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.languages import english_name
from bilingual.pipeline.equals import Equals
from bilingual.pipeline.noting import Notes
from bilingual.pipeline.places import is_folder
from bilingual.pipeline.run import Window
from bilingual.pipeline.windows import grouped
from bilingual.readers import READERS
from bilingual.readers.foreign import looks_foreign
from bilingual.readers.sources import articles_in as articles_with_errors
from bilingual.readers.sources import sources_in, told
from bilingual.segmentation import segments_of
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Article, Segment
    from bilingual.io.source import Source
    from bilingual.options import Options
    from bilingual.pipeline.ids import Arriving
    from bilingual.pipeline.report import Report
    from bilingual.pipeline.run import Run


def articles(names: Sequence[str], language: str, options: Options, run: Run) -> Iterator[tuple[Article, int]]:
    """Yield the articles that can be read, and how many bytes of the sources came before each."""
    yield from articles_in(sources_in(names, options, run.report.unread), language, options, run)
    if run.report.unread:
        run.listener.note(told(run.report.unread))


def articles_in(
    sources: Iterable[Source | InputError], language: str, options: Options, run: Run
) -> Iterator[tuple[Article, int]]:
    """Do as ``articles`` does with sources that are found already."""
    report, read = run.report, 0
    notes = Notes(run.listener.note)
    items = articles_with_errors(sources, language, options, report.unread)
    while True:
        with report.stage("reading"):
            item, size = next(items, (None, 0))
        if item is None:
            notes.close()
            return
        if len(report.skipped) == 1 and not read:
            run.listener.skipped(report.skipped[0])  # not sooner: where it was the only source, it is the error
        if isinstance(item, InputError):
            report.skipped.append(InputError(item.message, item.remedy))  # a new one: tracebacks hold whole files
            if read or len(report.skipped) > 1:
                run.listener.skipped(item)
            continue
        read += 1
        _note(item, language, notes)
        yield item, size


def _note(article: Article, language: str, notes: Notes) -> None:
    """Note what a person should know of an article as it was read."""
    # Of a file of many articles, what each is called has a number behind the file's name.
    name, _, number = article.source.rpartition(":")
    file = name if number.isdecimal() else article.source
    if not article.encoding.startswith("utf-8"):
        notes.add(file, "encoding", f"'{article.source}' was read as {article.encoding}")
    if looks := looks_foreign(article.text, language):
        notes.add(file, "language", f"'{article.source}' looks like {looks}, and is read as {english_name(language)}")
    for note in article.notes:
        notes.add(file, " ".join(note.split()[:3]), f"'{article.source}' {note}")


def segmented(
    arriving: Iterable[Arriving], run: Run, *, compare: bool = True
) -> Iterator[tuple[Article, Sequence[Segment], Arriving]]:
    """Yield the articles with their sentences and, with ``compare``, tell of those that have the text of another."""
    report, equals = run.report, Equals(run.listener.note)
    for one in arriving:
        article, pairs, _ = one
        if compare:
            equals.look(article)
        with report.stage("segmenting"):
            if pairs is None:
                segments: Sequence[Segment] = segments_of(article, always_spans=report.line_breaks == "join")
            else:
                segments = [pair.segment for pair in pairs]
        report.articles += 1
        report.kept += pairs is not None
        report.wrapped += article.joined > 0
        report.segments += len(segments)
        run.listener.read(len(segments))
        yield article, segments, one
    equals.close()


def windows(found: Iterable[tuple[Article, Sequence[Segment], Arriving]]) -> Iterator[Window]:
    """Yield articles with their sentences in windows."""
    for group in grouped(found, lambda one: len(one[1])):
        yield Window(
            [(article, segments) for article, segments, _ in group],
            {article.id: (article, pairs) for article, _, (_, pairs, _) in group if pairs is not None},
            sum(size for _, _, (_, _, size) in group),
        )


def nothing_read(report: Report, names: Sequence[str]) -> InputError:
    """Say why there is nothing to build."""
    if not report.skipped:
        where = f"'{encodable(names[0])}'" if len(names) == 1 else "these sources"
        counted = f" ({told(report.unread)})" if report.unread else ""
        kinds = ", ".join(f"*{kind}" for kind in READERS)
        remedy = f"Put {kinds} files there" if is_folder(names[0]) else "Name files with articles in them, or folders"
        return InputError(f"no articles in {where}{counted}", remedy)
    if len(report.skipped) == 1:
        return report.skipped[0]
    return InputError(f"none of the {len(report.skipped)} sources could be read", "See the reasons above")
