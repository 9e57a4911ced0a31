"""What the reports of all shards say together, and what a person is told of it when they are gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError
from bilingual.pipeline.report import Report, left_behind
from bilingual.pipeline.sharding.reports import SkippedError
from bilingual.readers.sources import told
from bilingual.segmentation import method
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Provenance
    from bilingual.io.shards import ShardReport
    from bilingual.pipeline.overlay import Overlay
    from bilingual.pipeline.reported import Counts

_LINKED = ("pairs", "reused", "links")
_SUMS = ("translated", "tokens", "terms", "terms_kept", "wrapped")


class Sums:
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


def report_of(made: Provenance, reading: Any, counts: Counts, sums: Sums) -> Report:  # noqa: ANN401
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


def notes(overlay: Overlay, sums: Sums, others: int, gone: str | None) -> Iterator[str]:
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
    if overlay.left_behind:
        yield left_behind(overlay.left_behind)
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


def nothing(sums: Sums, sources: Sequence[str]) -> InputError:
    """Say why there is nothing to gather."""
    if len(sums.skipped) == 1:
        return SkippedError(sums.skipped[0])
    if sums.skipped:
        return InputError(f"none of the {len(sums.skipped)} sources could be read", "See the reports of the shards")
    counted = f" ({told(sums.unread)})" if sums.unread else ""
    return InputError(f"no articles in {', '.join(sources[:3])}{counted}", "Name sources with articles")
