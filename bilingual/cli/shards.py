"""What ``bilingual build`` does with ``--shard``: some shards of a corpus, and what is said of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from bilingual.cli.errors import ExitCode
from bilingual.errors import UsageError
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.cli.progress import Meter
    from bilingual.engines import Engine
    from bilingual.options import Options
    from bilingual.pipeline.sharding.reports import JobReport

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


def wanted(shard: str | None, *, add: bool, drop_corrections: bool, only: Sequence[object]) -> tuple[int, int] | None:
    """Return the job that was asked for, None where there is none. Raises UsageError for flags that do not go with it.

    ``only`` are those that go with nothing else.
    """
    if shard is None:
        if any(only):
            raise UsageError("--mixed-machines and --shard-size are for shards", "Give --shard I/N as well")
        return None
    if add:
        raise UsageError(
            "a corpus in shards is not added to: a new source builds its own shards alone",
            "Leave out --add, and name the new source beside the others",
        )
    if drop_corrections:
        raise UsageError("a shard drops no correction", "Give --drop-corrections to bilingual gather")
    return job(shard)


def build_some(
    sources: Sequence[str],
    options: Options,
    engine: Engine,
    meter: Meter,
    job: tuple[int, int],
    *,
    mixed: bool,
    replace: bool,
    piece_mib: int | None,
) -> JobReport:
    """Build the shards of a job in the output folder."""
    from bilingual.pipeline.sharding import build_shards
    from bilingual.pipeline.sharding.plans import PIECE_BYTES

    size = PIECE_BYTES if piece_mib is None else piece_mib * _MIB
    report = build_shards(sources, options, engine, meter, job=job, mixed=mixed, replace=replace, piece_bytes=size)
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
    typer.echo(f"shards: {report.built:,} built{before}, of {report.shards:,} in all")
    typer.echo(f"articles: {report.articles:,}{skipped}")
    typer.echo(f"segments: {report.segments:,} ({count(report.translated, 'sentence')} translated)")
    typer.echo(f"seconds: {report.seconds:.1f}")
    typer.echo(f"next: bilingual gather {options.out}, when all shards are built")
