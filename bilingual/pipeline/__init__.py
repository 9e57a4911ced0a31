"""The one place where the stages are composed: source → reader → segmentation → memory ⇄ engine → formats.

Articles stream through in windows, so that memory does not grow with the corpus. Within a window the sentences of all
articles are translated together, so that the engine can sort and batch them. Reading, translating and writing overlap:
each runs in a thread of its own, a window apart.
"""

from __future__ import annotations

import itertools
import json
import os
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.data import Origin, Pair, Translation
from bilingual.engines.loading import load
from bilingual.errors import InputError, UsageError
from bilingual.formats import WRITERS, refuse_unknown
from bilingual.formats import kept as exports
from bilingual.formats.corpus import Corpus
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.io.readahead import ReadAhead
from bilingual.languages import english_name
from bilingual.memory import Memory, strangers
from bilingual.memory.places import Decided
from bilingual.models.folders import cache_folder
from bilingual.options import Options
from bilingual.pipeline import adding, arithmetic, shrinking
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.equals import Equals
from bilingual.pipeline.ids import numbered
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.noting import Notes
from bilingual.pipeline.overlay import Overlay
from bilingual.pipeline.report import REPORT, Report
from bilingual.readers import READERS, discovery
from bilingual.readers.foreign import looks_foreign
from bilingual.readers.sources import articles_of, told
from bilingual.segmentation import SEGMENTERS, method, segments_of
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Article, Provenance, Segment
    from bilingual.engines import Engine
    from bilingual.formats.base import Writer
    from bilingual.glossary import Glossary
    from bilingual.memory import Remembered
    from bilingual.pipeline.ids import Arriving
    from bilingual.pipeline.overlay import Written

# Sentences to a window: enough for full batches of most lengths. At most five windows are under way at once.
WINDOW_SENTENCES = 5_000


@dataclass(frozen=True, slots=True)
class _Run:
    """What the stages of a run share; ``stop`` is set when it is given up."""

    report: Report
    listener: Listener
    same_arithmetic: bool
    stop: threading.Event = field(default_factory=threading.Event)
    _noted: set[str] = field(default_factory=set)

    def note_once(self, message: str) -> None:
        """Note what may be found of each window."""
        if message not in self._noted:
            self._noted.add(message)
            self.listener.note(message)


@dataclass(slots=True)
class _Window:
    """Some articles in a row with their sentences, from so many bytes, and in the end their translations."""

    articles: list[tuple[Article, Sequence[Segment]]] = field(default_factory=list)
    # Those of them that stay as the corpus has them, by their ids: with the pairs that they have.
    kept: dict[str, Written] = field(default_factory=dict)
    size: int = 0
    known: dict[str, Translation] = field(default_factory=dict)
    corrected: Decided = field(default_factory=Decided)
    # The arithmetic of those translations that was not the engine's own.
    others: dict[str, str] = field(default_factory=dict)


def build(  # noqa: PLR0913 - those that a caller names are what a person decides
    sources: Sequence[str | os.PathLike[str]],
    options: Options | None = None,
    engine: Engine | None = None,
    listener: Listener | None = None,
    *,
    drop_corrections: bool = False,
    add: bool = False,
    replace: bool = False,
) -> Report:
    """Translate the articles in ``sources`` (files, folders, ``-`` for stdin) and write the corpus to ``options.out``.

    Without an ``engine`` the one that ``options`` ask for is loaded. ``listener`` hears how the run goes.

    A source that cannot be read is reported and skipped. Raises InputError where none can, UsageError for an unknown
    format, OutputError where the corpus or the memory cannot be written (then the old corpus stays), ModelError where
    the model is missing or fails, or where other machines made what only this one may; and, without
    ``drop_corrections``, UsageError where sentences that people corrected in the folder's last corpus would lose that,
    as the memory has none of it.

    With ``add`` the articles that the folder's corpus has stay in it: those of the same id from the same source are
    renewed in their place, others come last, and the formats of the last build are written as well. Without ``add`` or
    ``replace``, UsageError where the corpus has articles of other sources than the named ones. Whatever happens, what
    was translated stays in the memory, and the next build goes on from there.
    """
    names = _names(sources)
    options = options or Options()
    _refuse_impossible(names, options, add=add, replace=replace)
    if add:
        adding.refuse_other_languages(options.out, engine.provenance.languages if engine else options.pair)
    engine = engine or load(options)
    started = time.monotonic()
    language = engine.provenance.source_language
    report = Report(engine.provenance, engine.machine, method(language), line_breaks=options.line_breaks)
    run = _Run(report, listener or Listener(), options.same_arithmetic)
    if language not in SEGMENTERS:
        run.listener.note(f"sentences are found {report.segmentation}")
    run.listener.expecting(discovery.total_size(names, READERS))
    output, ids = OutputFolder(options.out), Distinct()
    with ExitStack() as stack:
        articles = _articles(names, language, options, run)
        if growing := add and adding.has_corpus(options.out):
            stack.enter_context(output)
        arriving = adding.arriving(articles, Corpus(options.out), ids) if growing else numbered(articles, ids)
        windows: Iterator[_Window] = stack.enter_context(ReadAhead(_windows(_segmented(arriving, run))))
        if (first := next(windows, None)) is None:
            raise _nothing_read(report, names)
        if not growing:
            stack.enter_context(output)
        if not (add or replace):
            shrinking.refuse(output.path, names)
        formats = adding.formats(output, options.formats) if growing else options.formats
        memory = _memory(options, output, engine, run, stack)
        # How a corpus was made is what its first article says, as it is to whoever reads it.
        made = first.articles[0][0].provenance or engine.provenance
        writers = [stack.enter_context(WRITERS[name](output, made)) for name in formats]
        lost = None if drop_corrections else Corrected.of(options.out, engine.provenance.languages)
        translated = _translated(itertools.chain([first], windows), engine, memory, run, lost)
        done = stack.enter_context(ReadAhead(translated))
        stack.callback(run.stop.set)
        for window in done:
            with report.stage("writing"):
                _write(window, writers, report, engine)
        if not add and (gone := shrinking.left(output.path, names, ids)):
            run.listener.note(gone)
        with report.stage("writing"):
            for writer in writers:
                writer.close()
            report.provenance = _in_all(report, engine)
            report.outputs = [writer.main for writer in writers]
            report.tokens = engine.tokens
            report.seconds = time.monotonic() - started
            with output.create(REPORT, "report") as stream:
                json.dump(report.record(), stream, ensure_ascii=False, indent=2)
                stream.write("\n")
            _publish(output, formats, run)
    run.listener.finished(report)
    return report


def _names(sources: Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return the sources as strings. Raises UsageError where they are no list of any."""
    if isinstance(sources, (str, os.PathLike)):
        kind = "string" if isinstance(sources, str) else "path"
        raise UsageError(f"one {kind} is no list of sources", f"Give it as ['{os.fspath(sources)}']")
    if not sources:
        raise UsageError("no sources are named", "Name files or folders, or - for standard input")
    return [os.fspath(source) for source in sources]


def _refuse_impossible(names: Sequence[str], options: Options, *, add: bool, replace: bool) -> None:
    """Raise UsageError for what contradicts itself."""
    refuse_unknown(options.formats)
    if any(_is_folder(name) and Path(name).resolve() == options.out.resolve() for name in names):
        raise UsageError(f"the output folder '{options.out}' is also a source", "Choose another --out")
    if add and replace:
        raise UsageError("a corpus cannot both be added to and replaced", "Choose --add or --replace")


def _memory(options: Options, output: OutputFolder, engine: Engine, run: _Run, stack: ExitStack) -> Memory:
    """Open the memory of a run. Raises ModelError where other machines made what only this one may, OutputError."""
    if options.same_arithmetic:
        arithmetic.refuse_others(output.path, engine.provenance)
    place = options.memory or output.memory
    strangers.refuse_foreign(place, output.memory)
    memory = stack.enter_context(Memory(place, run.listener.note))
    if introduction := strangers.introduce(place, engine.provenance.languages, cache_folder()):
        run.listener.note(introduction)
    return memory


def _publish(output: OutputFolder, formats: Sequence[str], run: _Run) -> None:
    """Put the corpus into its place, and say what a person should know of corrections and of exports beside it."""
    if left := run.report.left_behind:
        run.listener.note(
            f"{count(left, 'correction')} of single places {'stays' if left == 1 else 'stay'} behind, as the text of "
            "the article has changed since: there, what was said of the sentence holds"
        )
    if older := exports.publish(output, formats):
        run.listener.note(exports.in_words(output.path, older))


def _is_folder(name: str) -> bool:
    """Whether a source is a folder; where one may not even ask, reading it will tell."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _articles(names: Sequence[str], language: str, options: Options, run: _Run) -> Iterator[tuple[Article, int]]:
    """Yield the articles that can be read, and how many bytes of the sources came before each."""
    report, read = run.report, 0
    notes = Notes(run.listener.note)
    items = articles_of(names, language, options, report.unread)
    while True:
        with report.stage("reading"):
            item, size = next(items, (None, 0))
        if item is None:
            notes.close()
            if report.unread:
                run.listener.note(told(report.unread))
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


def _segmented(arriving: Iterable[Arriving], run: _Run) -> Iterator[tuple[Article, Sequence[Segment], Arriving]]:
    """Yield the articles with their sentences, and tell of those that have the text of another."""
    report, equals = run.report, Equals(run.listener.note)
    for one in arriving:
        article, pairs, _ = one
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


def _windows(articles: Iterable[tuple[Article, Sequence[Segment], Arriving]]) -> Iterator[_Window]:
    window = _Window()
    sentences = 0
    for article, segments, (_, pairs, size) in articles:
        window.articles.append((article, segments))
        if pairs is not None:
            window.kept[article.id] = article, pairs
        window.size += size
        sentences += len(segments)
        if sentences >= WINDOW_SENTENCES:
            yield window
            window, sentences = _Window(), 0
    if window.articles:
        yield window


def _translated(
    windows: Iterable[_Window],
    engine: Engine,
    memory: Memory,
    run: _Run,
    before: Corrected | None,
) -> Iterator[_Window]:
    """Fill in the windows' translations from the memory and, where it has none, from the engine, which fills it.

    Once a correction of those ``before`` would be dropped, the rest is only counted, and UsageError says so.
    """
    report = run.report
    memory.use(engine.provenance)
    mine, told = arithmetic.own(engine.provenance), False
    seen, overlay = Distinct(), Overlay(memory, engine.provenance.languages)
    for window in windows:
        with report.stage("looking up"):
            if window.kept:
                report.distinct += seen.add(_kept(window, overlay, engine, run))
                memory.use(engine.provenance)  # again, as it may have been asked what another model made
            read = [segments for article, segments in window.articles if article.id not in window.kept]
            texts = list(dict.fromkeys(segment.text for segments in read for segment in segments))
            window.corrected = memory.decided(engine.provenance.languages, texts)
            if before is not None and before.would_lose_some(texts, window.corrected, memory):
                continue
            # What is corrected in some place alone may stand in others.
            wanted = [text for text in texts if text not in window.corrected.sentences]
            recalled = _recalled(wanted, engine, memory, same_arithmetic=run.same_arithmetic)
            window.known = {text: found.translation for text, found in recalled.items()}
            window.others = {text: found.arithmetic for text, found in recalled.items() if found.arithmetic != mine}
            new = [text for text in wanted if text not in window.known]
            report.distinct += seen.add(texts)
        if not told and (others := sorted(set(window.others.values()) - {""})) and mine:
            run.listener.note(arithmetic.OTHERS.format(others=", ".join(others), own=mine))
            told = True
        run.listener.found(len(texts) - len(new), len(new), sum(map(len, new)), window.size)
        with report.stage("translating"):
            for batch in engine.translate(new):
                made = [(new[index], translation) for index, translation in batch]
                memory.store(made)
                window.known.update(made)
                report.translated += len(made)
                run.listener.translated(len(made), sum(len(text) for text, _ in made))
                if run.stop.is_set():
                    return
        report.reused = report.distinct - report.translated
        yield window
    if before is not None:
        before.refuse(memory)


def _kept(window: _Window, overlay: Overlay, engine: Engine, run: _Run) -> list[str]:
    """Lay what people decided over the articles that stay as they are; return their sentences."""
    kept = overlay.lay(list(window.kept.values()))
    for article, pairs in kept:
        window.kept[article.id] = adding.alike(article, pairs, engine.provenance), pairs
    if said := adding.other_model((article for article, _ in kept), engine.provenance):
        run.note_once(said)
    return [pair.segment.text for _, pairs in kept for pair in pairs]


def _recalled(texts: Sequence[str], engine: Engine, memory: Memory, *, same_arithmetic: bool) -> dict[str, Remembered]:
    """Return what the memory has of ``texts`` as the engine would make it today, and renew what differs."""
    known: dict[str, Remembered] = {}
    renewed: dict[str, list[tuple[str, Translation]]] = {}
    for text, remembered in memory.recall(texts, same_arithmetic=same_arithmetic).items():
        if (made := engine.recall(text, remembered.translation)) is not None:
            known[text] = replace(remembered, translation=made)
            if made is not remembered.translation:
                renewed.setdefault(remembered.arithmetic, []).append((text, made))
    for digest, items in renewed.items():
        memory.store(items, digest)
    return known


def _write(window: _Window, writers: Sequence[Writer], report: Report, engine: Engine) -> None:
    for read, segments in window.articles:
        if (laid := window.kept.get(read.id)) is None:
            laid = _made(read, segments, window, engine.provenance)
            report.left_behind += window.corrected.left_behind(read, [segment.text for segment in segments])
        article, pairs = laid
        for writer in writers:
            writer.add(article, pairs)
        if article.provenance and arithmetic.is_alike(article.provenance, engine.provenance):
            report.arithmetic.update(article.arithmetic)
        report.words += sum(len(pair.segment.text.split()) for pair in pairs)
        report.flags.update(flag for pair in pairs for flag in pair.translation.flags)
        if engine.glossary is not None:
            _count_terms(pairs, engine.glossary, report)


def _in_all(report: Report, engine: Engine) -> Provenance:
    """Return how the corpus was made: as the engine does, and with the arithmetic of all that went into it."""
    if engine.provenance.arithmetic is None:
        return engine.provenance
    return replace(engine.provenance, arithmetic=tuple(sorted(report.arithmetic)))


def _count_terms(pairs: Iterable[Pair], glossary: Glossary, report: Report) -> None:
    for pair in pairs:
        copied = pair.translation.score is None and pair.translation.text == pair.segment.text
        if pair.origin is not Origin.HUMAN and not copied and (terms := glossary.terms(pair.segment.text)):
            asked = len({term.entry for term in terms})
            report.terms += asked
            report.terms_kept += asked - len(glossary.missing(terms, pair.translation.text))


def _made(read: Article, segments: Sequence[Segment], window: _Window, provenance: Provenance) -> Written:
    """Return an article that was read with its pairs, and with how these were made."""
    pairs = _pairs(read, segments, window)
    others = arithmetic.went_into(pairs, provenance, window.others)
    return replace(read, arithmetic=others, provenance=provenance), pairs


def _pairs(article: Article, segments: Sequence[Segment], window: _Window) -> list[Pair]:
    """Return an article's segments with their translations: a person's wins over the machine's."""
    corrected = window.corrected.of(article, [segment.text for segment in segments])
    return [
        Pair(segment, window.known[segment.text])
        if text is None
        else Pair(segment, Translation(text, None), Origin.HUMAN)
        for segment, text in zip(segments, corrected, strict=True)
    ]


def _nothing_read(report: Report, names: Sequence[str]) -> InputError:
    """Say why there is nothing to build."""
    if not report.skipped:
        where = f"'{encodable(names[0])}'" if len(names) == 1 else "these sources"
        counted = f" ({told(report.unread)})" if report.unread else ""
        return InputError(
            f"no articles in {where}{counted}", f"Put {', '.join(f'*{kind}' for kind in READERS)} files there"
        )
    if len(report.skipped) == 1:
        return report.skipped[0]
    return InputError(f"none of the {len(report.skipped)} sources could be read", "See the reasons above")
