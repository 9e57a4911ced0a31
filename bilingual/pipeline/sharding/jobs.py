"""Shards built by jobs of any queue: job I of N takes every N-th shard, and passes over those that are finished.

N is how many jobs there are, not how many shards; another N goes on where the last one left off.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from bilingual.engines.loading import load
from bilingual.errors import UsageError
from bilingual.io.store import FolderStore
from bilingual.options import Options
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.sharding.building import ShardBuilder
from bilingual.pipeline.sharding.planning import named
from bilingual.pipeline.sharding.plans import PIECE_BYTES
from bilingual.pipeline.sharding.preparing import prepared
from bilingual.pipeline.sharding.reports import JobReport, SkippedError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from bilingual.engines import Engine
    from bilingual.io.store import Store
    from bilingual.pipeline.sharding.plans import Plan, Shard


def build_shards(  # noqa: PLR0913 - those that are named are what a person decides
    sources: Sequence[str | os.PathLike[str]],
    options: Options | None = None,
    engine: Engine | None = None,
    listener: Listener | None = None,
    *,
    job: tuple[int, int] = (0, 1),
    store: Store | None = None,
    mixed: bool = False,
    replace: bool = False,
    piece_bytes: int = PIECE_BYTES,
) -> JobReport:
    """Plan the shards of ``sources`` in ``options.out``, and build those of job I of N: ``job`` is (I, N), I from 0.

    By default all are built. Job I takes every N-th shard; those that are finished are passed over, so that any number
    of jobs go on where others left off, and ``gather`` makes one corpus of them when all are built. Without an
    ``engine`` the one that ``options`` ask for is loaded. Shards may go to another ``store``. With ``mixed`` machines
    may compute otherwise. ``piece_bytes`` is about what a shard has of the sources, in bytes.

    Raises UsageError for a job or sources that cannot be, or, without ``replace``, where the shards that are there are
    of other sources too; ModelError where this machine would translate otherwise than was planned; InputError where no
    source can be had, or one changed since the plan; OutputError where shards cannot be written. Whatever stops it,
    shards that are finished stay.
    """
    (number, jobs), started = job, time.monotonic()
    if not 0 <= number < jobs:
        raise UsageError(f"there is no job {number} of {jobs}", "Count jobs from 0, such as 0/8 to 7/8")
    options, listener = options or Options(), listener or Listener()
    names = named(sources, options.out)  # before a model is loaded
    engine, store = engine or load(options), store or FolderStore(options.out)
    with prepared(
        names,
        options,
        engine.provenance,
        store,
        mixed=mixed,
        replace=replace,
        piece_bytes=piece_bytes,
        note=listener.note,
    ) as plan:
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


def _every(plan: Plan, number: int, jobs: int) -> Iterator[Shard]:
    return islice(plan, number, None, jobs)
