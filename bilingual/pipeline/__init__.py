"""The one place where the stages are composed: source → reader → segmentation → memory ⇄ engine → formats.

Articles stream through in windows, so that memory does not grow with the corpus. Within a window the sentences of all
articles are translated together, so that the engine can sort and batch them. Reading, translating and writing overlap:
each runs in a thread of its own, a window apart.
"""

from __future__ import annotations

import itertools
import json
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bilingual.engines.loading import load
from bilingual.errors import UsageError
from bilingual.formats import kept as exports
from bilingual.formats import open_writer, refuse_unknown
from bilingual.formats.base import close_all
from bilingual.formats.corpus import Corpus
from bilingual.formats.sharded import are_in
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.io.readahead import ReadAhead
from bilingual.io.store import FolderStore
from bilingual.memory import Memory, strangers
from bilingual.models.folders import cache_folder
from bilingual.options import Options
from bilingual.pipeline import adding, arithmetic, linking, places, reading, references, shrinking, translating, writing
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.ids import numbered
from bilingual.pipeline.kinds import refuse_aligned
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.report import REPORT, Report, left_behind
from bilingual.pipeline.run import Run
from bilingual.readers import READERS, discovery
from bilingual.segmentation import SEGMENTERS, method

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from bilingual.engines import Engine
    from bilingual.engines.attention import Attention
    from bilingual.options import AnyPath


def build(  # noqa: PLR0913 - those that a caller names are what a person decides
    sources: Sequence[str | os.PathLike[str]],
    options: Options | None = None,
    engine: Engine | None = None,
    listener: Listener | None = None,
    *,
    attention: Attention | None = None,
    drop_corrections: bool = False,
    add: bool = False,
    replace: bool = False,
    reference: AnyPath | None = None,
) -> Report:
    """Translate the articles in ``sources`` (files, folders, ``-`` for stdin) and write the corpus to ``options.out``.

    Without an ``engine`` the one that ``options`` ask for is loaded, and so is the ``attention`` by which words are
    linked, where they ask for it. ``listener`` hears how the run goes.

    A source that cannot be read is reported and skipped. Raises InputError where none can, UsageError for an unknown
    format, OutputError where the corpus or the memory cannot be written (then the old corpus stays), ModelError where
    the model is missing or fails, or where other machines made what only this one may; and, without
    ``drop_corrections``, UsageError where sentences that people corrected in the folder's last corpus would lose that,
    as the memory has none of it.

    With ``add`` the articles that the folder's corpus has stay in it: those of the same id from the same source are
    renewed in their place, others come last, and the formats of the last build are written as well. Without ``add`` or
    ``replace``, UsageError where the corpus has articles of other sources than the named ones. Whatever happens, what
    was translated stays in the memory, and the next build goes on from there.

    ``reference`` is a table or a folder of translations by people, which are laid beside the machine's.
    """
    names = places.names_of(sources)
    options = options or Options()
    _refuse_impossible(names, options, add=add, replace=replace)
    if add:
        adding.refuse_other_languages(options.out, engine.provenance.languages if engine else options.pair)
    engine = engine or load(options)
    linking.refuse_impossible(options, engine.provenance.languages, attention)
    started = time.monotonic()
    language = engine.provenance.source_language
    report = Report(engine.provenance, engine.machine, method(language), line_breaks=options.line_breaks)
    run = Run(report, listener or Listener(), options.same_arithmetic)
    if language not in SEGMENTERS:
        run.listener.note(f"sentences are found {report.segmentation}")
    run.listener.expecting(discovery.total_size(names, READERS))
    output, ids = OutputFolder(options.out), Distinct()
    with ExitStack() as stack:
        articles = reading.articles(names, language, options, run)
        if growing := add and adding.has_corpus(options.out):
            stack.enter_context(output)
        arriving = adding.arriving(articles, Corpus(options.out), ids) if growing else numbered(articles, ids)
        windows = stack.enter_context(
            ReadAhead(
                references.laid(
                    reading.windows(reading.segmented(arriving, run)),
                    reference,
                    names,
                    options,
                    run,
                    references.in_window,
                )
            )
        )
        if (first := next(windows, None)) is None:
            raise reading.nothing_read(report, names)
        if not growing:
            stack.enter_context(output)
        if not (add or replace):
            shrinking.refuse(output.path, names)
        formats = adding.formats(output, options.formats) if growing else options.formats
        memory = _memory(options, output, engine, run, stack)
        # How a corpus was made is what its first article says, as it is to whoever reads it.
        made = first.articles[0][0].provenance or engine.provenance
        writers = [stack.enter_context(open_writer(name, output, made, options.assets)) for name in formats]
        grown = Corpus(options.out) if growing else None
        linker = linking.linker(options, memory, attention, run.listener.note, grown)
        before = None if drop_corrections else Corrected.of(options.out, engine.provenance.languages)
        translated = translating.translated(itertools.chain([first], windows), engine, memory, run, before)
        done = stack.enter_context(ReadAhead(translated))
        stack.callback(run.stop.set)
        for window in done:
            writing.write(window, writers, report, engine, linker, before)
        gone = None if add else shrinking.left(output.path, names, ids)
        for said in (before.told(memory) if before else None, gone):
            if said:
                run.listener.note(said)
        with report.stage("writing"):
            close_all(writers, run.listener.note)
            report.outputs = [writer.main for writer in writers]
            report.linked = linker.record() if linker else None
            report.seconds = time.monotonic() - started
            _report(report, engine, output)
            _publish(output, formats, run)
    run.listener.finished(report)
    return report


def _refuse_impossible(names: Sequence[str], options: Options, *, add: bool, replace: bool) -> None:
    """Raise UsageError for what contradicts itself."""
    refuse_unknown(options.formats)
    places.refuse_own(names, options.out)
    if add and are_in(FolderStore(options.out)):
        raise UsageError(
            f"'{options.out}' has a corpus in shards, which is not added to: a new source builds its own shards alone",
            "Name it beside the others in a build of shards, and gather again; or choose another --out",
        )
    if add and replace:
        raise UsageError("a corpus cannot both be added to and replaced", "Choose --add or --replace")
    refuse_aligned(options.out, add=add, replace=replace)


def _memory(options: Options, output: OutputFolder, engine: Engine, run: Run, stack: ExitStack) -> Memory:
    """Open the memory of a run. Raises ModelError where other machines made what only this one may, OutputError."""
    if options.same_arithmetic:
        arithmetic.refuse_others(output.path, engine.provenance)
    place = options.memory or output.memory
    strangers.refuse_foreign(place, output.memory)
    memory = stack.enter_context(Memory(place, run.listener.note))
    if introduction := strangers.introduce(place, engine.provenance.languages, cache_folder()):
        run.listener.note(introduction)
    return memory


def _report(report: Report, engine: Engine, output: OutputFolder) -> None:
    """Write what a run did."""
    report.provenance = writing.in_all(report, engine)
    report.tokens = engine.tokens
    with output.create(REPORT, "report") as stream:
        json.dump(report.record(), stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def _publish(output: OutputFolder, formats: Sequence[str], run: Run) -> None:
    """Put the corpus into its place, and say what a person should know of corrections and of exports beside it."""
    if left := run.report.left_behind:
        run.listener.note(left_behind(left))
    if older := exports.publish(output, formats):
        run.listener.note(exports.in_words(output.path, older))
