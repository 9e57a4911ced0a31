"""What a pool and its workers say to each other, whatever the workers run on: machines, shards in hand, answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bilingual.pipeline.listener import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

Handle = TypeVar("Handle")
Ticket = TypeVar("Ticket")


class LostError(Exception):
    """A worker is gone: it was killed, it crashed, or its machine is gone. The text says what is known of it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine of a cluster: what it is known by, what people call it, and for how many workers it has room."""

    id: str
    name: str
    room: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done: on one line, with what to do; ``code`` is the exit code that it stands for.

    ``unwritable`` says that the worker cannot write: its disk is full, or the output is not to be reached from there.
    """

    message: str
    remedy: str
    code: int
    unwritable: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says of itself before any work: its process, and why it will not work, None where it will."""

    pid: int
    refusal: Failure | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a worker tells of a shard that it built, or failed to: ``seconds`` and ``cpu`` (also seconds) that it took.

    ``counts`` are of the sources and sentences in it, ``memory`` is the most that the worker has held so far, in bytes.
    """

    key: str
    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be built: its key, its bytes, and what a worker needs to know to build it."""

    key: str
    size: int
    work: Any = None


class Crew(Protocol[Handle, Ticket]):
    """What workers run on. A ticket is for an answer that is still to come."""

    def machines(self) -> Sequence[Machine]:
        """Return the machines that are there now."""

    def hire(self, machine: Machine) -> Handle:
        """Start a worker on a machine, without waiting for it."""

    def ready(self, worker: Handle) -> Ticket:
        """Ask a worker what it says of itself: a Ready."""

    def build(self, worker: Handle, task: Task) -> Ticket:
        """Give a worker a shard: a Row."""

    def progress(self, worker: Handle) -> Ticket:
        """Ask a worker how far it is with the shard in hand: Counts."""

    def wait(self, tickets: Sequence[Ticket], seconds: float) -> Sequence[Ticket]:
        """Wait until some answers are there, at most so long, and return their tickets."""

    def answer(self, ticket: Ticket) -> Any:  # noqa: ANN401 - of three kinds
        """Return an answer. Raises LostError."""

    def dismiss(self, worker: Handle, *, gently: bool) -> None:
        """End a worker, if it is still there; ``gently`` one that has nothing in hand, and is to leave nothing."""
