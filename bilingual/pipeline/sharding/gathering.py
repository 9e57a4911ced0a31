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
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.errors import InputError
from bilingual.formats import kept as exports
from bilingual.formats import open_writer, refuse_unknown
from bilingual.formats.corpus import Corpus
from bilingual.formats.sharded import Sharded
from bilingual.io import shards as layout
from bilingual.io.distinct import Distinct
from bilingual.io.output import OutputFolder
from bilingual.io.store import FolderStore
from bilingual.memory import Memory, strangers
from bilingual.memory.journal import SUFFIX
from bilingual.models.folders import cache_folder
from bilingual.pipeline import linking, pieces, shrinking
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.equals import Equals
from bilingual.pipeline.kinds import refuse_aligned
from bilingual.pipeline.overlay import Overlay
from bilingual.pipeline.places import marks_of
from bilingual.pipeline.report import REPORT, Report
from bilingual.pipeline.reported import Counts
from bilingual.pipeline.sharding.preparing import planned
from bilingual.pipeline.sharding.reports import SkippedError
from bilingual.readers.sources import told
from bilingual.segmentation import method
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.io.shards import ShardReport
    from bilingual.io.store import Store
    from bilingual.options import AnyPath
    from bilingual.pipeline.overlay import Written
    from bilingual.pipeline.sharding.plans import Common

# SQLite's name for no file at all.
_NO_FILE = Path(":memory:")
_LINKED = ("pairs", "reused", "links")
_SUMS = ("translated", "tokens", "terms", "terms_kept", "wrapped")


def gather(  # noqa: PLR0913 - those that are named are what a person decides
    folder: AnyPath,
    formats: Sequence[str] = (),
    *,
    store: Store | None = None,
    memory: AnyPath | None = None,
    note: Callable[[str], None] | None = None,
    drop_corrections: bool = False,
    replace: bool = False,
    assets: str | None = None,
) -> Report:
    """Make one corpus of the shards in ``folder``, and write it there in these formats, by default those of the plan.

    The shards may lie in another ``store``. ``memory`` is whose corrections are laid over, by default that of the
    folder. ``note`` hears, on one line each, what a person should know. ``assets`` is as in ``Options``.

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
        sums = _Sums(Counter(plan.unread))
        files = Sharded(store, folder, sums.add)
        _refuse_damaged(store, files)
        if not any(report.articles for report in files.reports):
            raise _nothing(sums, plan.common.sources)
        output = stack.enter_context(OutputFolder(folder))
        corpus = Corpus(folder, files)
        refuse_aligned(folder, add=False, replace=replace)
        if not replace:
            shrinking.refuse(folder, plan.common.sources)
        kept = stack.enter_context(Memory(_memory_of(output, memory), tell))
        if introduction := strangers.introduce(kept.path, made.languages, cache_folder()):
            tell(introduction)
        lost = None if drop_corrections else Corrected.of(folder, made.languages)
        overlay, counts, ids = Overlay(kept, made.languages), Counts(), Distinct()
        writers = [stack.enter_context(open_writer(name, output, made, assets)) for name in wanted]
        laid = _compared(_laid(corpus, overlay, plan.common), tell)
        for article, pairs in _watched(laid, lost, kept, made.languages):
            counts.add(article, pairs)
            ids.add(marks_of(article.source, article.sha256, article.id))
            ids.add([article.id.casefold()])
            for writer in writers:
                writer.add(article, pairs)
        for message in _notes(overlay, sums, files.others, shrinking.left(folder, plan.common.sources, ids)):
            tell(message)
        for writer in writers:
            writer.close()
        report = _report(made, plan.common.reading, counts, sums)
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


class _Sums:
    """What the reports of all shards say together."""

    def __init__(self, unread: Counter[str]) -> None:
        self.unread = unread
        self.skipped: list[str] = []
        self.numbers = Counter[str]()
        self.hosts: Counter[str] = Counter()
        self.arithmetic: set[str] = set()
        self.linked: Counter[str] = Counter()
        # What the shards go by, but for corrections, which are laid over all of them.
        self.ways: set[tuple[tuple[str, str], ...]] = set()

    def add(self, report: ShardReport) -> None:
        """Take the report of a shard."""
        self.skipped += report.skipped
        self.hosts[report.host] += 1
        self.arithmetic.update(report.arithmetic)
        self.ways.add(tuple(sorted((name, way) for name, way in report.beside.items() if name != "corrections")))
        for name in _SUMS:
            value = report.report.get(name)
            self.numbers[name] += value if isinstance(value, int) else 0
        linked = report.report.get("linked")
        if isinstance(linked, dict):
            self.linked.update({name: linked[name] for name in _LINKED if isinstance(linked.get(name), int)})
        unread = report.report.get("unread")
        if isinstance(unread, dict):
            self.unread.update({str(kind): number for kind, number in unread.items() if isinstance(number, int)})


def _report(made: Provenance, reading: Any, counts: Counts, sums: _Sums) -> Report:  # noqa: ANN401
    """Return the report of a corpus that was gathered, as one of a build of all of it."""
    arithmetic = None if made.arithmetic is None else tuple(sorted(counts.arithmetic))
    machine: dict[str, object] = {"shards": sums.hosts.total(), "hosts": dict(sums.hosts.most_common())}
    report = Report(changed(made, arithmetic=arithmetic), machine, method(made.source_language))
    report.line_breaks = reading["line_breaks"]
    report.articles, report.segments, report.words = counts.articles, counts.segments, counts.words
    report.distinct, report.flags = counts.distinct, counts.flags
    report.skipped = [SkippedError(line) for line in sums.skipped]
    report.unread = sums.unread
    for name in _SUMS:
        setattr(report, name, sums.numbers[name])
    report.reused = max(0, report.distinct - report.translated)
    return report


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
    """Yield the articles. Raises UsageError in the end where sentences lost a correction that they had ``before``."""
    for article, pairs in articles:
        if before is not None:
            texts = list(dict.fromkeys(pair.segment.text for pair in pairs))
            decided = memory.decided(languages, texts)
            by_hand = {pair.segment.text for pair in pairs if pair.origin is Origin.HUMAN}
            before.would_lose_some(texts, {text for text in texts if text in decided or text in by_hand}, memory)
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


def _nothing(sums: _Sums, sources: Sequence[str]) -> InputError:
    """Say why there is nothing to gather."""
    if len(sums.skipped) == 1:
        return SkippedError(sums.skipped[0])
    if sums.skipped:
        return InputError(f"none of the {len(sums.skipped)} sources could be read", "See the reports of the shards")
    counted = f" ({told(sums.unread)})" if sums.unread else ""
    return InputError(f"no articles in {', '.join(sources[:3])}{counted}", "Name sources with articles")


def _memory_of(output: OutputFolder, named: AnyPath | None) -> Path:
    """Return where the memory lies; where nobody named one and there is none, none is made."""
    if named is not None:
        if not Path(named).is_file():
            raise InputError(f"no translation memory '{named}'", "Name that of a build, or leave --memory out")
        return Path(named)
    own = output.memory
    return own if own.is_file() or Path(f"{own}{SUFFIX}").is_file() else _NO_FILE


def _notes(overlay: Overlay, sums: _Sums, others: int, gone: str | None) -> Iterator[str]:
    """Yield what a person should know of a corpus that was gathered."""
    if sums.unread:
        yield told(sums.unread)
    if overlay.unknown:
        yield (
            f"{count(overlay.unknown, 'segment')} that people corrected stay as they are: '{overlay.memory.path}' does "
            "not have their corrections"
        )
    if overlay.kept:
        yield (
            f"{count(overlay.kept, 'segment')} keep a correction that was taken back since the shards were built: run "
            "their build again, and then gather"
        )
    if len(sums.arithmetic) > 1:
        yield f"machines of {len(sums.arithmetic)} arithmetics made the shards: {', '.join(sorted(sums.arithmetic))}"
    if len(sums.ways) > 1:
        yield (
            "some shards were made before the glossary, the checks, the calibration or bilingual itself changed: run "
            "their build again, and then gather"
        )
    if others:
        lie = "lies" if others == 1 else "lie"
        yield (
            f"{count(others, 'shard')} of earlier plans {lie} there as well, which nothing reads: delete what is not "
            "in plan.json where you need the room"
        )
    if gone:
        yield gone
