"""What a worker does, on whatever machine: load the engine, say whether it would do the same work, build shards."""

from __future__ import annotations

import os
import re
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.cluster.crew import Failure, Ready, Row
from bilingual.engines.loading import load
from bilingual.errors import BilingualError, OutputError
from bilingual.io import temporary
from bilingual.io.objects import store_at
from bilingual.pipeline.listener import Counts, Listener
from bilingual.pipeline.sharding import ShardBuilder
from bilingual.wording import for_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.cluster.crew import Task
    from bilingual.engines import Engine
    from bilingual.options import Options
    from bilingual.pipeline.sharding import Common

# As the command line exits for what is no error of ours.
_UNFORESEEN, _NO_MEMORY = 70, 71
_LACK = re.compile(r"bad_alloc|(?:cannot|failed to) (?:allocate|map segment)|out of memory", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Orders:
    """What every worker is told: the plan's ``common``, its own ``options``, and the ``place`` where shards go.

    ``make`` gives the engine that options ask for.
    """

    common: Common
    options: Options
    place: str
    mixed: bool = False
    make: Callable[[Options], Engine] = load


class Worker:
    """Builds shards as it is ordered. Whatever goes wrong is told in what its methods return."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._open = ExitStack()
        self._builder: ShardBuilder | None = None
        self._counting = Counting()

    def ready(self) -> Ready:
        """Load the engine, and say whether this worker does the work that was planned."""
        try:
            self._builder = self._open.enter_context(self._made())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self._open.close()
            return Ready(os.getpid(), failure_of(error))
        return Ready(os.getpid())

    def build(self, task: Task) -> Row:
        """Build a shard."""
        if self._builder is None:
            raise RuntimeError("a worker that is not ready was given a shard")
        self._counting = Counting()
        started, used = time.monotonic(), time.process_time()
        failure = None
        try:
            self._builder.build(task.work, self._counting)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            failure = failure_of(error)
        return Row(
            task.key,
            replace(self._counting.counts, size=task.size),
            time.monotonic() - started,
            time.process_time() - used,
            peak_bytes(),
            failure,
        )

    def progress(self) -> Counts:
        """Return how far the shard in hand is."""
        return self._counting.counts

    def close(self) -> None:
        """Leave nothing behind: the files that were fetched for all shards."""
        self._open.close()

    def _made(self) -> ShardBuilder:
        orders = self._orders
        store = store_at(orders.place)
        options = orders.options
        if orders.common.glossary:
            scratch = self._open.enter_context(temporary.folder())
            # Called as it was where shards were planned, which the records of articles tell.
            called = Path(orders.common.made.glossary_name).name
            if not called.strip("."):
                called = f"glossary{Path(orders.common.glossary).suffix}"
            glossary = scratch / called
            store.get(orders.common.glossary, glossary)
            options = replace(options, glossary=glossary)
        return ShardBuilder(orders.common, orders.make(options), options, store, mixed=orders.mixed)


class Counting(Listener):
    """Adds up what it hears, from several threads."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._lock = threading.Lock()

    def read(self, segments: int) -> None:
        """Count an article and its sentences."""
        self._add(Counts(articles=1, sentences=segments))

    def found(self, reused: int, new: int, new_characters: int, size: int) -> None:
        """Count what is to be translated, and what not."""
        del new
        self._add(Counts(reused=reused, new_characters=new_characters, size=size))

    def translated(self, sentences: int, characters: int) -> None:
        """Count what is translated."""
        self._add(Counts(translated=sentences, translated_characters=characters))

    def _add(self, counts: Counts) -> None:
        with self._lock:
            self.counts += counts


def failure_of(error: BaseException) -> Failure:
    """Return what to tell of an error that a worker met."""
    if isinstance(error, BilingualError):
        return Failure(error.message, error.remedy, error.exit_code, unwritable=isinstance(error, OutputError))
    line = for_terminal(f"{type(error).__name__}: {error}")
    if isinstance(error, MemoryError) or _LACK.search(line):
        return Failure(
            f"there is too little memory ({line})", "Have fewer workers on a machine, or larger machines", _NO_MEMORY
        )
    if isinstance(error, OSError):
        return Failure(f"cannot go on: {line}", "See to it on that machine", OutputError.exit_code, unwritable=True)
    return Failure(
        f"something unforeseen happened ({line})",
        "Please report it with the output of the same build without --runner under BILINGUAL_DEBUG=1",
        _UNFORESEEN,
    )


def peak_bytes() -> int:
    """Return the most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
