"""Shards built by jobs of any queue: job I of N takes every N-th shard, and passes over those that are finished.

N is how many jobs there are, not how many shards; another N goes on where the last one left off.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from bilingual.errors import InputError, UsageError
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.sharding.building import ShardBuilder
from bilingual.pipeline.sharding.preparing import prepared
from bilingual.pipeline.sharding.reports import JobReport, SkippedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.engines import Engine
    from bilingual.io.store import Store
    from bilingual.options import Options
    from bilingual.pipeline.sharding.plans import Plan, Shard


def build_job(  # noqa: PLR0913, PLR0917 - those that are named are what a person decides
    sources: Sequence[str],
    options: Options,
    engine: Engine,
    store: Store,
    job: tuple[int, int] = (0, 1),
    listener: Listener | None = None,
    *,
    mixed: bool = False,
    replace: bool = False,
    piece_bytes: int | None = None,
) -> JobReport:
    """Plan, and build the shards of job I of N, ``job`` being (I, N) with I from 0.

    Raises UsageError, InputError, ModelError and OutputError as ``prepared`` and ``ShardBuilder`` do, and InputError
    where there is no source at all. Whatever stops it, shards that are finished stay.
    """
    (number, jobs), started = job, time.monotonic()
    if not 0 <= number < jobs:
        raise UsageError(f"there is no job {number} of {jobs}", "Count jobs from 0, such as 0/8 to 7/8")
    listener = listener or Listener()
    more = {} if piece_bytes is None else {"piece_bytes": piece_bytes}
    with prepared(
        sources, options, engine.provenance, store, mixed=mixed, replace=replace, note=listener.note, **more
    ) as plan:
        refuse_empty(plan, sources)
        report = JobReport(len(plan))
        with ShardBuilder(plan.common, engine, options, store, mixed=mixed, note=listener.note) as builder:
            finished, size = set(), 0
            for shard in _every(plan, number, jobs):
                if (found := builder.finished(shard)) is None:
                    size += shard.size
                    continue
                finished.add(shard.key)
                report.add(found, built=False)
                for line in found.skipped:
                    listener.skipped(SkippedError(line))
            listener.expecting(size)
            for shard in _every(plan, number, jobs):
                if shard.key not in finished:
                    report.add(builder.build(shard, listener), built=True)
    report.seconds = time.monotonic() - started
    return report


def refuse_empty(plan: Plan, sources: Sequence[str]) -> None:
    """Raise InputError where a plan has no file at all, which says why."""
    if any(not piece.message for shard in plan for piece in shard.pieces):
        return
    faults = [piece for shard in plan for piece in shard.pieces]
    if len(faults) == 1:
        raise InputError(faults[0].message, faults[0].remedy)
    raise InputError(
        f"none of {len(sources)} sources can be had" if faults else "no articles in these sources",
        "Check their paths" if faults else "Name others",
    )


def _every(plan: Plan, number: int, jobs: int) -> Iterator[Shard]:
    return islice(plan, number, None, jobs)
