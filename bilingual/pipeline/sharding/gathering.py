"""Shards made into one corpus: byte for byte what one build of the same sources would have written.

Ids are made unique in the order of the plan. What people decided is laid over once more, from the memory of the folder:
that of single places, whose articles' ids are known only now, and what came since the shards were built. So a
correction that is made in the gathered corpus stays when shards are renewed and gathered again.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.data import Origin
from bilingual.errors import InputError
from bilingual.formats import kept as exports
from bilingual.formats import open_writer, refuse_unknown
from bilingual.formats.base import close_all
from bilingual.formats.corpus import Corpus
from bilingual.formats.sharded import Sharded
from bilingual.io import shards as layout
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.io.store import FolderStore
from bilingual.memory import Memory, strangers
from bilingual.memory.journal import SUFFIX
from bilingual.models.folders import cache_folder
from bilingual.options import Options
from bilingual.pipeline import linking, pieces, references, shrinking
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.equals import Equals
from bilingual.pipeline.kinds import refuse_aligned
from bilingual.pipeline.listener import Noting
from bilingual.pipeline.overlay import Overlay
from bilingual.pipeline.places import marks_of
from bilingual.pipeline.report import REPORT, Report
from bilingual.pipeline.reported import Counts
from bilingual.pipeline.run import Run
from bilingual.pipeline.sharding.preparing import planned
from bilingual.pipeline.sharding.sums import Sums, notes, nothing, report_of
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.io.store import Store
    from bilingual.options import AnyPath
    from bilingual.pipeline.overlay import Written
    from bilingual.pipeline.sharding.plans import Common

# SQLite's name for no file at all.
_NO_FILE = Path(":memory:")


def gather(  # noqa: PLR0913 - those that are named are what a person decides
    folder: AnyPath,
    formats: Sequence[str] = (),
    *,
    store: Store | None = None,
    memory: AnyPath | None = None,
    note: Callable[[str], None] | None = None,
    drop_corrections: bool = False,
    replace: bool = False,
    reference: AnyPath | None = None,
    assets: str | None = None,
) -> Report:
    """Make one corpus of the shards in ``folder``, and write it there in these formats, by default those of the plan.

    The shards may lie in another ``store``. ``memory`` is whose corrections are laid over, by default that of the
    folder. ``reference`` is a table or a folder of translations by people, which are laid beside the machine's: here,
    since a table names segments, and in shards these have no ids yet. ``note`` hears, on one line each, what a person
    should know. ``assets`` is as in ``Options``.

    Raises InputError where there are no shards, some are not built yet or are damaged (then they are taken for not
    built), or nothing could be read; UsageError for an unknown format, without ``drop_corrections`` where sentences
    that people corrected in the folder's corpus would lose that, and without ``replace`` where it has articles of other
    sources; OutputError where the corpus cannot be written. Then it stays as it was.
    """
    started = time.monotonic()
    folder, tell = Path(folder), note or (lambda _: None)
    store = store or FolderStore(folder)
    with ExitStack() as stack:
        plan = stack.enter_context(planned(store))
        made = plan.common.made
        wanted = tuple(formats or plan.common.formats)
        refuse_unknown(wanted)
        sums = Sums(Counter(plan.unread))
        files = Sharded(store, folder, sums.add)
        _refuse_damaged(store, files)
        if not any(report.articles for report in files.reports):
            raise nothing(sums, plan.common.sources)
        output = stack.enter_context(OutputFolder(folder))
        corpus = Corpus(folder, files)
        refuse_aligned(folder, add=False, replace=replace)
        if not replace:
            shrinking.refuse(folder, plan.common.sources)
        kept = stack.enter_context(Memory(_memory_of(output, memory), tell))
        if introduction := strangers.introduce(kept.path, made.languages, cache_folder()):
            tell(introduction)
        before = None if drop_corrections else Corrected.of(folder, made.languages)
        overlay, counts, ids = Overlay(kept, made.languages), Counts(), Distinct()
        writers = [stack.enter_context(open_writer(name, output, made, assets)) for name in wanted]
        beside = Run(Report(made, {}), Noting(tell), same_arithmetic=False)
        laid = _compared(_laid(corpus, overlay, plan.common), tell)
        laid = references.laid(
            laid, reference, plan.common.sources, _options(plan.common, folder), beside, references.beside
        )
        for article, pairs in _watched(laid, before, kept, made.languages):
            counts.add(article, pairs)
            ids.add(marks_of(article.source, article.sha256, article.id))
            ids.add([article.id.casefold()])
            for writer in writers:
                writer.add(article, pairs)
        if before is not None and (said := before.told(kept)):
            tell(said)
        for message in notes(overlay, sums, files.others, shrinking.left(folder, plan.common.sources, ids)):
            tell(message)
        close_all(writers, tell)
        report = report_of(made, plan.common.reading, counts, sums)
        report.left_behind, report.references = overlay.left_behind, beside.report.references
        report.linked = {"attention": plan.common.attention, **sums.linked} if plan.common.words else None
        report.outputs = [writer.main for writer in writers]
        report.seconds = report.stages["gathering"] = time.monotonic() - started
        with output.create(REPORT, "report") as stream:
            json.dump(report.record(), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        if older := exports.publish(output, wanted):
            tell(exports.in_words(folder, older))
        if isinstance(store, FolderStore):
            store.sweep()
    return report


def _options(common: Common, folder: Path) -> Options:
    """Return the options by which the sources of shards are read."""
    return common.options(Options(out=folder, target=common.made.target_language))


def _compared(articles: Iterable[Written], tell: Callable[[str], None]) -> Iterator[Written]:
    """Yield the articles, and tell of those that have the text of another."""
    equals = Equals(tell)
    for article, pairs in articles:
        equals.look(article)
        yield article, pairs
    equals.close()


def _watched(
    articles: Iterable[Written], before: Corrected | None, memory: Memory, languages: tuple[str, str]
) -> Iterator[Written]:
    """Yield the articles, with those flags dismissed that were so ``before``.

    Raises UsageError in the end where sentences lost a correction that they had then.
    """
    for article, laid in articles:
        pairs = laid
        if before is not None:
            texts = list(dict.fromkeys(pair.segment.text for pair in pairs))
            decided = memory.decided(languages, texts)
            by_hand = {pair.segment.text for pair in pairs if pair.origin is Origin.HUMAN}
            before.would_lose_some(texts, {text for text in texts if text in decided or text in by_hand}, memory)
            pairs = [before.judged(pair, decided) for pair in pairs]
        yield article, pairs
    if before is not None:
        before.refuse(memory)


def _laid(corpus: Corpus, overlay: Overlay, common: Common) -> Iterator[Written]:
    """Yield the articles with what people decided, and links of the words of that."""
    laid = overlay.over(_needed(corpus, always_spans=common.reading.get("line_breaks") == "join"))
    return linking.relinked(laid, overlay.memory, with_attention=common.attention) if common.words else laid


def _needed(corpus: Corpus, *, always_spans: bool) -> Iterator[Written]:
    """Yield the articles with pieces where a build would note them."""
    for article, pairs in corpus:
        yield article, pieces.needed(article, pairs, always=always_spans)


def _refuse_damaged(store: Store, files: Sharded) -> None:
    """Raise InputError where a shard has other bytes than it was built with, and take it for one that is not built."""
    damaged = [
        report.key
        for report in files.reports
        if not all(layout.is_whole(store, report.key, name, file) for name, file in report.files.items())
    ]
    for key in damaged:
        store.remove(layout.name_in(key, layout.DONE))
    if damaged:
        raise InputError(
            f"{count(len(damaged), 'shard')} of {len(files.reports):,} {'is' if len(damaged) == 1 else 'are'} damaged, "
            f"such as '{layout.name_in(damaged[0], '')}'",
            "Run the build of the shards again: it builds what is missing",
        )


def _memory_of(output: OutputFolder, named: AnyPath | None) -> Path:
    """Return where the memory lies; where nobody named one and there is none, none is made."""
    if named is not None:
        if not Path(named).is_file():
            raise InputError(f"no translation memory '{named}'", "Name that of a build, or leave --memory out")
        return Path(named)
    own = output.memory
    return own if own.is_file() or Path(f"{own}{SUFFIX}").is_file() else _NO_FILE
