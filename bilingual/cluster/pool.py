"""Workers on machines that may fail, and shards handed out to them, one at a time each.

A worker is asked first whether it would do the same work as this machine, and is given none before it has said so.
Whatever happens to one costs the shard that it had in hand, which the next free one is given. A worker that cannot
write ends the work of its whole machine, since others there would fail for the same reason. Nothing here knows what the
workers run on: that is a ``Crew``.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from bilingual.pipeline.listener import Counts
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Handle = TypeVar("Handle")
Ticket = TypeVar("Ticket")

# How many workers a shard may take with it, and a machine lose one after another before they begin.
MOST_DEATHS = 3
# Seconds: how long to wait at a time, how often to look for machines and to ask how far workers are, and after how long
# without any worker that works, or could, to give up.
_WAIT, _LOOK, _ASK, _WORTH_SAYING, PATIENCE = 1.0, 5.0, 5.0, 60.0, 600.0


class LostError(Exception):
    """A worker is gone: it was killed, it crashed, or its machine is gone. The text says what is known of it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine of a cluster: what it is known by, what people call it, and for how many workers it has room."""

    id: str
    name: str
    room: int


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says of itself before any work: its process, and why it will not work, empty where it will.

    ``foreign`` says that it is the same model on a machine that computes otherwise.
    """

    pid: int
    refusal: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a shard was not built: on one line, with what to do; ``code`` is the exit code that it stands for.

    ``unwritable`` says that the worker cannot write: its disk is full, or the output is not to be reached from there.
    """

    message: str
    remedy: str
    code: int
    unwritable: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a worker tells of a shard that it built, or failed to: ``seconds`` and ``cpu`` (also seconds) that it took.

    ``counts`` are of the sources and sentences in it, ``skipped`` is how many sources or lines were left out, and
    ``memory`` the most that the worker has held so far, in bytes.
    """

    key: str
    counts: Counts = Counts()
    skipped: int = 0
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

    def dismiss(self, worker: Handle) -> None:
        """End a worker, if it is still there."""


@dataclass(slots=True, eq=False)
class _Worker(Generic[Handle]):
    handle: Handle
    machine: Machine
    is_ready: bool = False
    task: Task | None = None
    counts: Counts = field(default_factory=Counts)
    asked: float = 0.0
    is_asked: bool = False


@dataclass(slots=True)
class Outcome:
    """How the work ended. ``done`` counts shards; ``failed`` has those that were not built, with the reason.

    ``unwritable`` has what machines said that could not write, ``refused`` and ``broken`` why machines had no worker,
    ``left`` how many shards nobody was there for. ``rows`` are sums over all shards: seconds, processor seconds.
    """

    done: int = 0
    left: int = 0
    failed: dict[str, Failure] = field(default_factory=dict)
    unwritable: dict[str, Failure] = field(default_factory=dict)
    refused: dict[str, Ready] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Pool(Generic[Handle, Ticket]):
    """Builds ``tasks`` on the machines of ``crew``.

    ``note`` hears what a person should know, on one line each; ``tell`` how far all is: counts, and shards done.
    ``most`` is how many workers there may be at once, 0 for as many as there is room for.
    """

    def __init__(  # noqa: PLR0913 - each is another's
        self,
        tasks: Iterable[Task],
        crew: Crew[Handle, Ticket],
        *,
        note: Callable[[str], None],
        tell: Callable[[Counts, int], None],
        most: int = 0,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._waiting = deque(tasks)
        self._crew = crew
        self._note, self._tell = note, tell
        self._most = most
        self._patience = patience
        self._clock = clock
        self._workers: list[_Worker[Handle]] = []
        # What answers are awaited of whom, by their tickets.
        self._tickets: dict[Ticket, tuple[str, _Worker[Handle]]] = {}
        self._deaths = Counter[str]()  # of workers that a shard took with it
        self._stillborn = Counter[str]()  # of workers that died before they began, by machine
        self._counts = Counts()
        self._looked = float("-inf")
        self._hopeful = clock()  # when somebody was last at work
        self._is_waiting = False
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Work until every shard is built or has failed, or nobody is left to build it."""
        try:
            while self._waiting or any(worker.task for worker in self._workers):
                self._hire()
                if self._is_hopeless():
                    break
                self._hand_out()
                self._ask()
                for ticket in self._crew.wait(list(self._tickets), _WAIT):
                    self._take(ticket)
                self._report()
        finally:
            for worker in self._workers:
                self._crew.dismiss(worker.handle)
        self.outcome.left = len(self._waiting)
        return self.outcome

    def _hire(self) -> None:
        """Start workers where there is room and work for them."""
        now = self._clock()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        wanted = len(self._waiting) - sum(worker.task is None for worker in self._workers)
        if self._most:
            wanted = min(wanted, self._most - len(self._workers))
        if wanted <= 0:
            return
        room = {machine: machine.room - self._at_work(machine) for machine in self._crew.machines() if self._fit(machine)}
        # In turns, so that few shards are not all on one machine.
        while wanted > 0 and (free := [machine for machine, left in room.items() if left > 0]):
            for machine in free[:wanted]:
                room[machine] -= 1
                wanted -= 1
                worker = _Worker(self._crew.hire(machine), machine)
                self._workers.append(worker)
                self._tickets[self._crew.ready(worker.handle)] = ("ready", worker)

    def _at_work(self, machine: Machine) -> int:
        return sum(worker.machine.id == machine.id for worker in self._workers)

    def _fit(self, machine: Machine) -> bool:
        found = self.outcome
        return machine.id not in found.unwritable | found.refused | found.broken  # type: ignore[operator]

    def _is_hopeless(self) -> bool:
        """Whether nobody works, and nobody will."""
        if any(worker.is_ready for worker in self._workers):
            self._hopeful = self._clock()
            return False
        if self._workers:  # that have not begun: where others use the cluster, they wait for room
            waited = self._clock() - self._hopeful
            if waited > _WORTH_SAYING and not self._is_waiting:
                self._is_waiting = True
                self._note(f"{count(len(self._workers), 'worker')} asked for, and none there yet: is the cluster in use?")
            return waited > self._patience
        if not any(self._fit(machine) and machine.room for machine in self._crew.machines()):
            told = self.outcome
            # What is to come may be as good as what was there was bad; but not where all that was there was bad.
            return bool(told.unwritable or told.refused or told.broken) or (
                self._clock() - self._hopeful > self._patience
            )
        self._looked = float("-inf")
        return False

    def _hand_out(self) -> None:
        for worker in [one for one in self._workers if one.is_ready and one.task is None]:
            if worker.machine.id in self.outcome.unwritable:
                self._dismiss(worker)
            elif self._waiting:
                worker.task = self._waiting.popleft()
                worker.counts, worker.asked = Counts(), self._clock()
                self._tickets[self._crew.build(worker.handle, worker.task)] = ("build", worker)

    def _ask(self) -> None:
        now = self._clock()
        for worker in self._workers:
            if worker.task and not worker.is_asked and now - worker.asked >= _ASK:
                worker.is_asked, worker.asked = True, now
                self._tickets[self._crew.progress(worker.handle)] = ("progress", worker)

    def _take(self, ticket: Ticket) -> None:
        kind, worker = self._tickets.pop(ticket, ("", None))
        if worker is None or worker not in self._workers:
            return  # of one that is dismissed
        try:
            answer = self._crew.answer(ticket)
        except LostError as error:
            if kind == "progress":
                worker.is_asked = False  # what became of its shard is told by another answer
            else:
                self._lose(worker, str(error))
            return
        match kind:
            case "ready":
                self._welcome(worker, answer)
            case "progress":
                worker.is_asked = False
                if worker.task:
                    worker.counts = answer
            case "build":
                self._count(worker, answer)

    def _welcome(self, worker: _Worker[Handle], ready: Ready) -> None:
        if not ready.refusal:
            worker.is_ready = True
            return
        if worker.machine.id not in self.outcome.refused:
            self.outcome.refused[worker.machine.id] = ready
            self._note(for_terminal(f"nothing is given to '{worker.machine.name}': {ready.refusal}"))
        self._dismiss(worker)

    def _lose(self, worker: _Worker[Handle], why: str) -> None:
        """Go on without a worker that is gone."""
        name, task = worker.machine.name, worker.task
        self._dismiss(worker)
        self._looked = float("-inf")
        if not worker.is_ready:
            self._stillborn[worker.machine.id] += 1
            if self._stillborn[worker.machine.id] == MOST_DEATHS:
                self.outcome.broken[worker.machine.id] = why
                self._note(for_terminal(f"no worker starts on '{name}': {why}"))
            return
        if task is None:
            return
        self._deaths[task.key] += 1
        if self._deaths[task.key] < MOST_DEATHS:
            self._note(for_terminal(f"a worker on '{name}' is gone ({why}); its shard is given to another"))
            self._waiting.appendleft(task)
            return
        self.outcome.failed[task.key] = Failure(
            f"{count(MOST_DEATHS, 'worker')} died with the shard {task.key[:12]}, the last on '{name}' ({why})",
            "See what they died of (often too little memory); the same command builds what is missing",
            6,
        )
        self._note(str(self.outcome.failed[task.key].message))

    def _count(self, worker: _Worker[Handle], row: Row) -> None:
        task, worker.task = worker.task, None
        worker.counts = Counts()
        if task is None:
            return
        self.outcome.seconds += row.seconds
        self.outcome.cpu += row.cpu
        self.outcome.memory = max(self.outcome.memory, row.memory)
        if row.failure is None:
            self._counts = self._counts + row.counts
            self.outcome.done += 1
        elif row.failure.unwritable:
            self._waiting.appendleft(task)
            self._retire(worker, row.failure)
        else:
            self.outcome.failed[task.key] = row.failure
            self._note(for_terminal(f"the shard {task.key[:12]} was not built on '{worker.machine.name}': {row.failure.message}"))

    def _retire(self, worker: _Worker[Handle], failure: Failure) -> None:
        """Give nothing more to the machine of a worker that cannot write; what is in hand there may still succeed."""
        machine = worker.machine
        if machine.id not in self.outcome.unwritable:
            self.outcome.unwritable[machine.id] = failure
            self._note(for_terminal(f"nothing more is given to '{machine.name}': {failure.message}"))
        for other in [one for one in self._workers if one.machine.id == machine.id and one.task is None]:
            self._dismiss(other)

    def _dismiss(self, worker: _Worker[Handle]) -> None:
        self._crew.dismiss(worker.handle)
        self._workers.remove(worker)

    def _report(self) -> None:
        self._tell(sum((worker.counts for worker in self._workers), self._counts), self.outcome.done)

