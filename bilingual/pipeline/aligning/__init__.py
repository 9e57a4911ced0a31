"""Texts and their translations by people → a corpus: read, cut into sentences, aligned, checked, written.

It is composed as a build is (``bilingual/pipeline/__init__.py``), with the search for beads in the place of the engine.
A pair of texts is in memory at a time. The same texts give the same corpus on any machine, as long as no model helps.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.engines.loading import load
from bilingual.errors import UsageError
from bilingual.formats import kept as exports
from bilingual.formats import open_writer, refuse_unknown
from bilingual.formats.base import close_all
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory, strangers
from bilingual.models.folders import cache_folder
from bilingual.options import Options
from bilingual.pipeline import linking, shrinking
from bilingual.pipeline.aligning import made, reading
from bilingual.pipeline.aligning import sources as finding_sources
from bilingual.pipeline.aligning.aid import Aid
from bilingual.pipeline.aligning.anchoring import Anchored
from bilingual.pipeline.aligning.bitexts import Bitext
from bilingual.pipeline.aligning.laying import Laying
from bilingual.pipeline.aligning.searching import Search
from bilingual.pipeline.aligning.sources import named
from bilingual.pipeline.kinds import refuse_translated
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.report import REPORT, Report
from bilingual.pipeline.run import Run
from bilingual.readers import READERS, discovery
from bilingual.segmentation import method

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.engines import Engine
    from bilingual.engines.attention import Attention
    from bilingual.errors import InputError
    from bilingual.options import AnyPath

__all__ = ["Bitext", "How", "align", "align_bitexts", "begun", "named", "quick"]

FRENCH_ENGLISH = ("fr", "en")
_REPLACE = "Name those texts as well, or drop what is not named with --replace"


@dataclass(frozen=True, slots=True)
class How:
    """What a person decided of an alignment besides the options; ``align`` says what each means."""

    use_model: bool = False
    anchors: AnyPath | None = None
    accept_doubtful: bool = False
    replace: bool = False
    drop_corrections: bool = False


def align(  # noqa: PLR0913 - those that a caller names are what a person decides
    sources: Sequence[AnyPath | tuple[AnyPath, AnyPath]],
    options: Options | None = None,
    engine: Engine | None = None,
    listener: Listener | None = None,
    *,
    attention: Attention | None = None,
    pairs: AnyPath | None = None,
    use_model: bool = False,
    anchors: AnyPath | None = None,
    accept_doubtful: bool = False,
    replace: bool = False,
    drop_corrections: bool = False,
) -> Report:
    """Align French texts with their English translations by people, and write the corpus to ``options.out``.

    ``sources`` are pairs of files (or ``-`` for stdin) that hold one text each, the French one first; folders of such
    files, which are paired by names, then by what is in them; and files of pairs that are aligned already
    (docs/alignment.md). ``pairs`` names a list of which files of the one folder are pairs. With
    ``use_model``, translations by the ``engine``, by default a quick one of the model that ``options`` ask for, make
    fewer beads wrong; they are kept in the memory. Where ``options`` ask for word links by ``attention``, it is the
    given one or that of their model. ``anchors`` names a file of what a person knows (docs/alignment.md). ``listener``
    hears how it goes.

    A pair that cannot be read, or whose texts do not belong together, is reported and skipped; with ``accept_doubtful``
    the latter is aligned all the same. Raises InputError where no pair is left; UsageError for other languages, for
    anchors that contradict each other or are not found, and where the folder has a translated corpus, or texts that are
    not named now, without ``replace``, or sentences that people corrected would lose that, without
    ``drop_corrections``; OutputError where the corpus or the memory cannot be written. Then the old corpus stays.
    """
    named = _names(sources)
    options = options or Options()
    run = begun(options, listener)
    run.listener.expecting(discovery.total_size(finding_sources.files_of(named), READERS))
    how = How(use_model, anchors, accept_doubtful, replace, drop_corrections)
    found = finding_sources.bitexts(named, options, run, None if pairs is None else Path(pairs))
    return align_bitexts(found, finding_sources.places_of(named), options, run, how, engine, attention)


def begun(options: Options, listener: Listener | None) -> Run:
    """Return what an alignment begins with. Raises UsageError for what its ``options`` cannot be."""
    refuse_unknown(options.formats)
    if options.pair != FRENCH_ENGLISH:
        raise UsageError(
            f"French texts are aligned with English ones, not '{options.source}' with '{options.target}'",
            "Leave out --from and --to, and name the French text first",
        )
    report = Report(made.provenance(options.pair, None), {}, method(options.source), line_breaks=options.line_breaks)
    return Run(report, listener or Listener(), options.same_arithmetic)


def align_bitexts(  # noqa: PLR0913, PLR0917 - what a run is made of
    bitexts: Iterable[Bitext | InputError],
    names: Sequence[str],
    options: Options,
    run: Run,
    how: How,
    engine: Engine | None = None,
    attention: Attention | None = None,
) -> Report:
    """Align texts that were read, and write the corpus.

    ``names`` are the sources that they come from, ``run`` is what ``begun`` gave. Raises what ``align`` raises.
    """
    report, started = run.report, time.monotonic()
    refuse_translated(options.out, replace=how.replace)
    known = None if how.anchors is None else Anchored.read(how.anchors, options.out)
    if engine is None and how.use_model:
        # Nobody reads these translations: the quickest do.
        engine = load(quick(options))
    report.provenance = made.provenance(options.pair, engine)
    report.machine = engine.machine if engine else {}
    arriving = reading.readable(bitexts, run)
    first = next(arriving, None)
    if first is None:
        raise reading.nothing_read(report.skipped)
    if not how.replace:
        shrinking.refuse(options.out, names, _REPLACE)
    output = OutputFolder(options.out)
    search = Search(run, known, accept_doubtful=how.accept_doubtful)
    found = search.accepted(itertools.chain([first], arriving))
    # Without a model there is nothing to keep before it is known that some texts belong together.
    begin = [] if engine else [reading.first_of(found, run)]
    with ExitStack() as stack:
        stack.enter_context(output)
        memory = _memory(options, output, run, stack)
        if engine:
            search.aid = Aid(engine, memory, run)
            begin = [reading.first_of(found, run)]
        writers = [
            stack.enter_context(open_writer(name, output, report.provenance, options.assets))
            for name in options.formats
        ]
        linker = linking.linker(options, memory, attention, run.listener.note)
        laying = Laying(run, memory, writers, options.out, linker, drop_corrections=how.drop_corrections)
        for bitext, beads in itertools.chain(begin, found):
            laying.lay(bitext, beads)
        if known is not None:
            known.refuse_unused()
            report.anchors = known.record()
        laying.finish(output.path, names)
        with report.stage("writing"):
            close_all(writers, run.listener.note)
            report.outputs = [writer.main for writer in writers]
            report.tokens = engine.tokens if engine else 0
            report.seconds = time.monotonic() - started
            report.linked = linker.record() if linker else None
            with output.create(REPORT, "report") as stream:
                json.dump(report.record(), stream, ensure_ascii=False, indent=2)
                stream.write("\n")
            if older := exports.publish(output, options.formats):
                run.listener.note(exports.in_words(output.path, older))
    run.listener.finished(report)
    return report


def quick(options: Options) -> Options:
    """Return what to load an engine with whose translations only help to align."""
    return replaced(options, beam=1, repair=False, glossary=None)


def _names(sources: Sequence[AnyPath | tuple[AnyPath, AnyPath]]) -> list[finding_sources.Named]:
    """Return sources as strings, pairs as pairs of them. Raises UsageError where they are no list of any."""
    found: list[finding_sources.Named] = []
    for one in () if isinstance(sources, (str, os.PathLike)) else sources:
        if isinstance(one, (str, os.PathLike)):
            found.append(os.fspath(one))
        elif isinstance(one, (tuple, list)) and len(one) == 2:  # noqa: PLR2004 - a French and an English one
            found.append((os.fspath(one[0]), os.fspath(one[1])))
        else:
            found = []
            break
    if not found:
        raise UsageError(
            "what to align is no list of pairs, folders or files of pairs", "Give it as [('fr.txt', 'en.txt')]"
        )
    return found


def _memory(options: Options, output: OutputFolder, run: Run, stack: ExitStack) -> Memory:
    """Open the memory of a run. Raises OutputError."""
    place = options.memory or output.memory
    strangers.refuse_foreign(place, output.memory)
    memory = stack.enter_context(Memory(place, run.listener.note))
    if introduction := strangers.introduce(place, options.pair, cache_folder()):
        run.listener.note(introduction)
    return memory
