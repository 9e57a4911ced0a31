"""A plan built by workers on a cluster: what is finished is passed over, the rest handed out, and the end told."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace as changed
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.cluster.crew import Task
from bilingual.cluster.pool import Pool
from bilingual.cluster.session import session
from bilingual.engines.loading import load
from bilingual.errors import BilingualError, ClusterError, InputError, ModelError, OutputError
from bilingual.io import shards as layout
from bilingual.io.objects import address_of, store_at
from bilingual.options import Options
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.sharding import JobReport, ShardBuilder, SkippedError, prepared
from bilingual.pipeline.sharding.planning import named
from bilingual.pipeline.sharding.plans import PIECE_BYTES
from bilingual.wording import count, in_bytes

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bilingual.cluster.crew import Failure
    from bilingual.cluster.pool import Outcome
    from bilingual.engines import Engine
    from bilingual.io.shards import ShardReport
    from bilingual.io.store import Store
    from bilingual.pipeline.sharding import Plan, Shard

# How many are looked at together where each look is a request.
_AT_ONCE, _LOOKS = 512, 16
_KINDS = {kind.exit_code: kind for kind in (InputError, ModelError, OutputError, ClusterError)}


def build_on_ray(  # noqa: PLR0913 - those that a caller names are what a person decides
    sources: Sequence[str | os.PathLike[str]],
    options: Options | None = None,
    engine: Engine | None = None,
    listener: Listener | None = None,
    *,
    address: str | None = None,
    workers: int = 0,
    mixed: bool = False,
    replace: bool = False,
    piece_bytes: int = PIECE_BYTES,
    make: Callable[[Options], Engine] = load,
) -> JobReport:
    """Build the shards of ``sources`` to ``options.out``, a folder or object storage, by workers on a cluster of Ray.

    ``address`` is that of the cluster, None for one on all cores of this machine. Each worker is a process with an
    engine of its own (``make`` gives it), which takes ``options.threads`` cores, by default one; there are as many as
    there is room for, or ``workers`` at most. ``engine`` is this machine's, by default the one that ``options`` ask
    for, and says what all are held to; with ``mixed`` workers may compute otherwise. Where every shard is finished, Ray
    is not started.

    Raises as ``prepared`` does, UsageError without Ray, ClusterError where there is no cluster or nobody in it who can
    work, ModelError where all workers would translate otherwise, OutputError where one could not write, and the error
    of a shard that could not be built. Whatever happens, shards that are finished stay, and the next run goes on.
    """
    started = time.monotonic()
    options, listener = options or Options(), listener or Listener()
    names = named(sources, options.out)  # before a model is loaded
    store = store_at(options.out)
    engine = engine or make(options)
    with ExitStack() as stack:
        stack.enter_context(store.lock("run", wait=False))
        plan = stack.enter_context(
            prepared(
                names,
                options,
                engine.provenance,
                store,
                mixed=mixed,
                replace=replace,
                piece_bytes=piece_bytes,
                note=listener.note,
            )
        )
        report = JobReport(len(plan))
        with ShardBuilder(plan.common, engine, options, store, mixed=mixed) as builder:
            todo, size = _unfinished(plan, store, builder.beside, report)
        _tell_skipped(report, 0, listener)
        if not todo:
            report.seconds = time.monotonic() - started
            return report
        listener.expecting(size)
        if done := len(plan) - todo.total():
            listener.note(f"{count(done, 'shard')} of {len(plan):,} finished already")
        ray = stack.enter_context(session(address))
        from bilingual.cluster.actors import Actors
        from bilingual.cluster.worker import Orders

        def finished(key: str) -> None:
            if (found := layout.done(store, key)) is None:
                raise OutputError(
                    f"a worker wrote the shard {key[:12]}, and it is not in '{store.where}'",
                    "Name a folder that all machines share, or object storage, with --out",
                )
            told = len(report.skipped)
            for number in range(todo[key]):
                report.add(found, built=not number)
            _tell_skipped(report, told, listener)

        threads = options.threads or 1
        orders = Orders(plan.common, _of_worker(options, threads), _place(options.out), mixed, make)
        pool = Pool(
            _tasks(plan, todo),
            len(todo),
            Actors(ray, orders, threads),
            note=listener.note,
            tell=listener.counted,
            finished=finished,
            most=workers,
        )
        outcome = pool.run()
        if outcome.done:
            listener.note(_worked(outcome))
        _raise_for(outcome)
    report.seconds = time.monotonic() - started
    return report


def _tell_skipped(report: JobReport, told: int, listener: Listener) -> None:
    """Tell what could not be read, but for what is told already."""
    for line in report.skipped[told:]:
        listener.skipped(SkippedError(line))


def _unfinished(plan: Plan, store: Store, beside: Mapping[str, str], report: JobReport) -> tuple[Counter[str], int]:
    """Return how often each shard is in the plan that is still to be built, and their bytes; count the others."""
    todo, size = Counter[str](), 0
    for shard, found in _looked_at(plan, store):
        if found and dict(found.beside) == dict(beside):
            report.add(found, built=False)
        else:
            size += 0 if shard.key in todo else shard.size
            todo[shard.key] += 1
    return todo, size


def _looked_at(plan: Plan, store: Store) -> Iterator[tuple[Shard, ShardReport | None]]:
    """Yield the shards of a plan, each with its report where it is finished."""
    listing = layout.Listing(store)
    if store.local(layout.PLAN) is not None:
        for shard in plan:
            yield shard, listing.finished(shard.key)
        return
    shards = iter(plan)
    with ThreadPoolExecutor(_LOOKS) as pool:
        while some := list(islice(shards, _AT_ONCE)):
            yield from zip(some, pool.map(listing.finished, [shard.key for shard in some]), strict=True)


def _tasks(plan: Plan, todo: Counter[str]) -> Iterator[Task]:
    """Yield what is to be built, read from the plan as it is needed."""
    given = set[str]()
    for shard in plan:
        if shard.key in todo and shard.key not in given:
            given.add(shard.key)
            yield Task(shard.key, shard.size, shard)


def _of_worker(options: Options, threads: int) -> Options:
    """Return the options of a worker: what lies on this machine alone is none of its business."""
    model = options.model.absolute() if options.model else None
    return changed(options, threads=threads, model=model, memory=None, glossary=None)


def _place(out: Path) -> str:
    return address_of(out) or str(Path(out).absolute())


def _worked(outcome: Outcome) -> str:
    """Return what the workers did, on one line."""
    return (
        f"{count(outcome.done, 'shard')} built in {outcome.cpu:,.1f} processor seconds; the largest worker held "
        f"{in_bytes(outcome.memory)}"
    )


def _raise_for(outcome: Outcome) -> None:
    """Raise the error that an outcome stands for, where it is not all that was to be done."""
    left = outcome.left + len(outcome.failed)
    rest = f"{count(left, 'shard')} still to be built" if left else "every shard was built by others"
    excluded = outcome.excluded.values()
    if full := [one for one in excluded if one.why.unwritable]:
        raise OutputError(
            f"'{full[0].name}'{_more(len(full))} could not write: {full[0].why.message} ({rest})",
            full[0].why.remedy,
        )
    if outcome.failed:
        key, failure = next(iter(outcome.failed.items()))
        raise _error(
            failure, f"the shard {key[:12]}{_more(len(outcome.failed))} cannot be built: {failure.message} ({rest})"
        )
    if not outcome.left:
        return
    if excluded:
        one = next(iter(excluded))
        raise _error(one.why, f"no worker can be used; on '{one.name}'{_more(len(excluded))}, {one.why.message}")
    raise ClusterError(
        f"no worker could begin on the cluster, and {rest}",
        "See with 'ray status' whether it has machines, and whether others use all of their cores",
    )


def _more(number: int) -> str:
    return f" (and {number - 1:,} more)" if number > 1 else ""


def _error(failure: Failure, message: str) -> BilingualError:
    """Return the error that a failure elsewhere stands for, with its exit code."""
    error = _KINDS.get(failure.code, ClusterError)(message, failure.remedy)
    error.exit_code = failure.code
    return error
