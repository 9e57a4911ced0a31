"""What ``bilingual build`` does with ``--shard``: some shards of a corpus, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.cli.errors import ExitCode
from bilingual.cli.output import tell
from bilingual.errors import UsageError
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.cli.progress import Meter
    from bilingual.engines import Engine
    from bilingual.options import Options
    from bilingual.pipeline.report import Report
    from bilingual.pipeline.sharding.reports import JobReport

RUNNERS = ("ray",)
_JOB = re.compile(r"(\d{1,9})/(\d{1,9})")
_MIB = 1 << 20


def job(value: str) -> tuple[int, int]:
    """Return job and number of jobs of a flag's value. Raises UsageError.

    >>> job("0/8")
    (0, 8)
    """
    found = _JOB.fullmatch(value.strip())
    if not found or not int(found[1]) < int(found[2]):
        raise UsageError(f"'{value}' is no job of several", "Give --shard I/N, such as 0/8 to 7/8")
    return int(found[1]), int(found[2])


def wanted(
    shard: str | None,
    runner: str | None,
    *,
    add: bool,
    drop_corrections: bool,
    only: Sequence[object],
    led: Sequence[object],
) -> tuple[int, int] | None:
    """Return the job that was asked for, None where there is none. Raises UsageError for flags that do not go together.

    ``only`` are those for shards alone, ``led`` those for a runner alone.
    """
    if runner is not None and runner not in RUNNERS:
        raise UsageError(f"there is no runner '{runner}'", f"Choose {' or '.join(RUNNERS)}")
    if runner is None and any(led):
        raise UsageError("--on and --workers are for a runner", "Give --runner ray as well")
    if shard is None and runner is None:
        if any(only):
            raise UsageError("--mixed-machines and --shard-size are for shards", "Give --shard I/N or --runner as well")
        return None
    if add:
        raise UsageError(
            "a corpus in shards is not added to: a new source builds its own shards alone",
            "Leave out --add, and name the new source beside the others",
        )
    if shard is None:
        return None
    if runner is not None:
        raise UsageError("a runner builds all shards, and a job some of them", "Leave out --shard or --runner")
    if drop_corrections:
        raise UsageError("a shard drops no correction", "Give --drop-corrections to bilingual gather")
    return job(shard)


def is_elsewhere(options: Options) -> bool:
    """Whether the output is in object storage. Raises UsageError for an address of another kind."""
    from bilingual.io.objects import address_of

    return address_of(options.out) is not None


def refuse_alone(options: Options, *, in_shards: bool) -> None:
    """Raise UsageError where a corpus that is not in shards would go to object storage."""
    if is_elsewhere(options) and not in_shards:
        raise UsageError(
            "object storage takes shards alone, and no whole corpus",
            "Give --shard I/N or --runner ray as well, or a folder with --out",
        )


def refuse_reference(reference: Path | None, options: Options, *, is_job: bool) -> None:
    """Raise UsageError where references were given to a build that gathers nothing."""
    if reference is not None and (is_job or is_elsewhere(options)):
        raise UsageError(
            "translations by people are laid beside those of a whole corpus, not of a shard",
            "Give --reference to bilingual gather",
        )


@dataclass(frozen=True, slots=True)
class How:
    """What shards have of their own: other machines, other sources than before, and about how large they are."""

    mixed: bool
    replace: bool
    piece_mib: int | None

    @property
    def piece_bytes(self) -> int:
        """About what a shard has of the sources."""
        from bilingual.pipeline.sharding.plans import PIECE_BYTES

        return PIECE_BYTES if self.piece_mib is None else self.piece_mib * _MIB


def build_some(  # noqa: PLR0917 - all that a job has
    sources: Sequence[str], options: Options, engine: Engine, meter: Meter, job: tuple[int, int], how: How
) -> JobReport:
    """Build the shards of a job in the output folder, or in object storage."""
    from bilingual.io.objects import store_at
    from bilingual.pipeline.sharding import build_shards

    report = build_shards(
        sources,
        options,
        engine,
        meter,
        job=job,
        store=store_at(options.out),
        mixed=how.mixed,
        replace=how.replace,
        piece_bytes=how.piece_bytes,
    )
    meter.finished(report)
    return report


def build_on(  # noqa: PLR0917 - all that a cluster has
    sources: Sequence[str], options: Options, engine: Engine, meter: Meter, on: str | None, workers: int, how: How
) -> JobReport:
    """Build all shards on a cluster of Ray, by default one on this machine."""
    from bilingual.cluster.running import build_on_ray

    report = build_on_ray(
        sources,
        options,
        engine,
        meter,
        address=on,
        workers=workers,
        mixed=how.mixed,
        replace=how.replace,
        piece_bytes=how.piece_bytes,
    )
    if is_elsewhere(options):
        meter.finished(report)
    return report


def gathered(
    options: Options,
    meter: Meter,
    done: JobReport,
    *,
    drop_corrections: bool,
    replace: bool,
    reference: Path | None,
) -> Report:
    """Make one corpus of shards that are all built, as was ``done``."""
    from bilingual.pipeline.sharding import gather

    report = gather(
        options.out,
        options.formats,
        memory=options.memory,
        note=meter.note,
        drop_corrections=drop_corrections,
        replace=replace,
        reference=reference,
        assets=options.assets,
    )
    report.seconds += done.seconds
    meter.finished(report)
    return report


def print_job(report: JobReport, options: Options, *, as_text: bool) -> int:
    """Print what a job did, ``as_text`` or not at all, and return its exit code."""
    if as_text:
        _print(report, options)
    return ExitCode.NOT_ALL if report.skipped else ExitCode.DONE


def _print(report: JobReport, options: Options) -> None:
    before = f", {report.mine - report.built:,} finished before" if report.mine > report.built else ""
    skipped = f" ({len(report.skipped):,} skipped)" if report.skipped else ""
    tell(f"shards: {report.built:,} built{before}, of {report.shards:,} in all")
    tell(f"articles: {report.articles:,}{skipped}")
    tell(f"segments: {report.segments:,} ({count(report.translated, 'sentence')} translated)")
    tell(f"seconds: {report.seconds:.1f}")
    tell(f"next: {_gather(options)}, when all shards are built")


def _gather(options: Options) -> str:
    from bilingual.io.objects import address_of

    address = address_of(options.out)
    return f"bilingual gather DIR --shards '{address}'" if address else f"bilingual gather {options.out}"
