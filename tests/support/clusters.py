"""A cluster without Ray, whose only machine is this process, and object storage without a server.

Workers there translate by the fake engine.
"""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from bilingual.cluster.crew import Machine
from bilingual.cluster.worker import Worker
from bilingual.engines.fake import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pytest

    from bilingual.cluster.crew import Task
    from bilingual.cluster.worker import Orders


@dataclass
class Cluster:
    """What the runs on it asked for: its ``address``, the ``threads`` of a worker, and how many workers there were."""

    room: int = 2
    address: str | None = None
    threads: int = 0
    workers: int = 0
    orders: list[Orders] = field(default_factory=list)

    @contextmanager
    def session(self, address: str | None) -> Iterator[object]:
        """Begin and end it, as ``bilingual.cluster.session`` does."""
        self.address = address
        yield self

    def crew(self, _: object, orders: Orders, threads: int) -> Crew:
        """Return its workers, as ``bilingual.cluster.actors.Actors`` does."""
        self.threads = threads
        self.orders.append(orders)
        return Crew(self, replace(orders, make=_fake))

    def stands_in(self, patch: pytest.MonkeyPatch) -> None:
        """Take the place of Ray."""
        patch.setattr("bilingual.cluster.running.session", self.session)
        patch.setattr("bilingual.cluster.actors.Actors", self.crew)


def _fake(_: object) -> FakeEngine:
    return FakeEngine()


class Crew:
    """Workers that are asked when an answer is waited for. What they are given travels as it would to a machine."""

    def __init__(self, cluster: Cluster, orders: Orders) -> None:
        self._cluster, self._orders = cluster, orders
        self._numbers = count()
        self._calls: dict[int, Any] = {}

    def machines(self) -> Sequence[Machine]:
        return [Machine("here", "here", self._cluster.room)]

    def hire(self, machine: Machine) -> Worker:
        del machine
        self._cluster.workers += 1
        return Worker(pickle.loads(pickle.dumps(self._orders)))  # noqa: S301 - our own

    def _ticket(self, call: object) -> int:
        ticket = next(self._numbers)
        self._calls[ticket] = call
        return ticket

    def ready(self, worker: Worker) -> int:
        return self._ticket(worker.ready)

    def build(self, worker: Worker, task: Task) -> int:
        sent = pickle.loads(pickle.dumps(task))  # noqa: S301 - our own
        return self._ticket(lambda: worker.build(sent))

    def progress(self, worker: Worker) -> int:
        return self._ticket(worker.progress)

    def wait(self, tickets: Sequence[int], seconds: float) -> Sequence[int]:
        del seconds
        return tickets[:1]

    def answer(self, ticket: int) -> object:
        return self._calls.pop(ticket)()

    def dismiss(self, worker: Worker, *, gently: bool) -> None:
        assert gently
        worker.close()


def objects_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let every address of object storage be a folder in this one, by pyarrow's file system of this machine."""
    from pyarrow.fs import LocalFileSystem

    def file_system(address: str, where: str) -> tuple[object, str]:
        del address
        root = folder / where.partition("://")[2]
        return _Objects(LocalFileSystem()), root.as_posix()

    patch.setattr("bilingual.io.objects._file_system", file_system)


class _Objects:
    """pyarrow's file system of this machine, in which a folder is there once something is written to it."""

    def __init__(self, files: Any) -> None:  # noqa: ANN401 - pyarrow ships no types
        self._files = files

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._files, name)

    def open_output_stream(self, path: str) -> Any:  # noqa: ANN401
        self._files.create_dir(path.rpartition("/")[0])
        return self._files.open_output_stream(path)
