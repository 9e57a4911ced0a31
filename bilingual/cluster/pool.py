"""Workers on machines that may fail, and shards handed out to them, one at a time each.

A worker is asked first whether it would do the same work as this machine, and is given none before it has said so.
Whatever happens to one costs the shard that it had in hand, which the next free one is given. A worker that cannot
write ends the work of its whole machine, since others there would fail for the same reason. Nothing here knows what the
workers run on: that is a ``Crew``.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic

from bilingual.cluster.crew import Failure, Handle, LostError, Ticket
from bilingual.pipeline.listener import Counts
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bilingual.cluster.crew import Crew, Machine, Ready, Row, Task

# How many workers a shard may take with it, and a machine lose before they begin, one after the other.
MOST_DEATHS = 3
# On how many machines a shard is tried that is an error, and how many of these in a row a machine may have.
_MOST_TRIES, _MOST_ERRORS = 2, 3
# Seconds: how long to wait at a time, how often to look for machines and to ask how far workers are, and after how long
# without any worker that works, or could, to give up.
_WAIT, _LOOK, _ASK, _WORTH_SAYING, PATIENCE = 1.0, 5.0, 5.0, 60.0, 600.0

# The exit code of what is wrong with a cluster, and how much of a key is shown.
_CLUSTER, _SHOWN = 6, 12
_SEE_TO_IT = "See that bilingual and all that it needs are installed there, in the same versions"


@dataclass(slots=True, eq=False)
class _Worker(Generic[Handle]):
    handle: Handle
    machine: Machine
    is_ready: bool = False
    task: Task | None = None
    counts: Counts = field(default_factory=Counts)
    asked: float = 0.0
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A machine that is given nothing any more: what people call it, and why."""

    name: str
    why: Failure


@dataclass(slots=True)
class Outcome:
    """How the work ended. ``done`` counts shards; ``failed`` has those that were not built, with the reason.

    ``excluded`` has the machines that were given nothing, or nothing more; ``left`` counts the shards for which nobody
    was left. ``seconds`` and ``cpu`` (also seconds) are sums over all shards, ``memory`` is the most of any worker, in
    bytes.
    """

    done: int = 0
    left: int = 0
    failed: dict[str, Failure] = field(default_factory=dict)
    excluded: dict[str, Exclusion] = field(default_factory=dict)
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Pool(Generic[Handle, Ticket]):
    """Builds ``tasks``, of which there are ``size``, on the machines of ``crew``. They are taken as they are needed.

    ``note`` hears what a person should know, on one line each; ``tell`` how far all is; ``finished`` the keys of shards
    that are built. ``most`` is how many workers there may be at once, 0 for as many as there is room for.
    """

    def __init__(  # noqa: PLR0913 - each is another's
        self,
        tasks: Iterable[Task],
        size: int,
        crew: Crew[Handle, Ticket],
        *,
        note: Callable[[str], None],
        tell: Callable[[Counts], None],
        finished: Callable[[str], None],
        most: int = 0,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._coming = iter(tasks)
        self._left = size  # how many have still to come
        self._back: list[Task] = []  # those that came back, to be handed out first
        self._crew = crew
        self._note, self._tell, self._finished = note, tell, finished
        self._most = most
        self._patience = patience
        self._clock = clock
        self._workers: list[_Worker[Handle]] = []
        # What answers are awaited of whom, by their tickets.
        self._tickets: dict[Ticket, tuple[str, _Worker[Handle]]] = {}
        self._deaths = Counter[str]()  # of workers that a shard took with it
        self._stillborn = Counter[str]()  # of workers that died before they began, by machine
        self._errors = Counter[str]()  # in a row, by machine
        self._tried: dict[str, list[str]] = {}  # the machines that a shard was an error on
        self._wrong: dict[str, Failure] = {}  # … and what error, the last time
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
                self._tell(sum((worker.counts for worker in self._workers), self._counts))
        finally:
            for worker in list(self._workers):
                self._dismiss(worker)
        self.outcome.left = self._waiting
        return self.outcome

    @property
    def _waiting(self) -> int:
        return len(self._back) + self._left

    def _hire(self) -> None:
        """Start workers where there is room and work for them."""
        now = self._clock()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        wanted = self._waiting - sum(worker.task is None for worker in self._workers)
        if self._most:
            wanted = min(wanted, self._most - len(self._workers))
        if wanted <= 0:
            return
        at_work = Counter(worker.machine.id for worker in self._workers)
        room = {machine: machine.room - at_work[machine.id] for machine in self._fit()}
        # In turns, so that few shards are not all on one machine.
        while wanted > 0 and (free := [machine for machine, left in room.items() if left > 0]):
            for machine in free[:wanted]:
                room[machine] -= 1
                wanted -= 1
                worker = _Worker(self._crew.hire(machine), machine)
                self._workers.append(worker)
                self._tickets[self._crew.ready(worker.handle)] = ("ready", worker)

    def _fit(self) -> list[Machine]:
        """Return the machines that are there and may be given work."""
        return [one for one in self._crew.machines() if one.room > 0 and one.id not in self.outcome.excluded]

    def _is_hopeless(self) -> bool:
        """Whether nobody works, and nobody will."""
        if any(worker.is_ready for worker in self._workers):
            self._hopeful = self._clock()
            return False
        waited = self._clock() - self._hopeful
        if self._workers:  # that have not begun: where others use the cluster, they wait for room
            if waited > _WORTH_SAYING and not self._is_waiting:
                self._is_waiting = True
                self._note(
                    f"{count(len(self._workers), 'worker')} asked for, and none is there yet: is the cluster in use?"
                )
            return waited > self._patience
        if self._fit():
            self._looked = float("-inf")
            return False
        # Machines may still come; but where all that came were no good, nobody is kept waiting for more of them.
        return bool(self.outcome.excluded) or waited > self._patience

    def _hand_out(self) -> None:
        for worker in [one for one in self._workers if one.is_ready and one.task is None]:
            if worker.machine.id in self.outcome.excluded:
                self._dismiss(worker)
            elif task := self._next(worker.machine):
                worker.task = task
                worker.counts, worker.asked = Counts(), self._clock()
                self._tickets[self._crew.build(worker.handle, task)] = ("build", worker)
        if self._tried:
            self._give_up_untried()

    def _next(self, machine: Machine) -> Task | None:
        """Return a shard for a machine: one that came back, unless from there, else the next one."""
        for number, task in enumerate(self._back):
            if machine.id not in self._tried.get(task.key, ()):
                return self._back.pop(number)
        if not self._left:
            return None
        self._left -= 1
        return next(self._coming)

    def _give_up_untried(self) -> None:
        """Let shards fail that were an error on every machine that is left."""
        fit = {machine.id for machine in self._fit()} | {worker.machine.id for worker in self._workers}
        for task in [one for one in self._back if (tried := self._tried.get(one.key)) and fit <= {*tried}]:
            self._back.remove(task)
            self._fail(task)

    def _ask(self) -> None:
        now = self._clock()
        for worker in self._workers:
            if worker.task and not worker.is_asked and now - worker.asked >= _ASK:
                worker.is_asked, worker.asked = True, now
                self._tickets[self._crew.progress(worker.handle)] = ("progress", worker)

    def _take(self, ticket: Ticket) -> None:
        kind, worker = self._tickets.pop(ticket)
        if worker not in self._workers:
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
                worker.counts = answer if worker.task else Counts()
            case _:
                self._count(worker, answer)

    def _welcome(self, worker: _Worker[Handle], ready: Ready) -> None:
        worker.is_ready = ready.refusal is None
        if ready.refusal:
            self._exclude(worker.machine, ready.refusal, "is given")
            self._dismiss(worker)

    def _lose(self, worker: _Worker[Handle], why: str) -> None:
        """Go on without a worker that is gone."""
        machine, task = worker.machine, worker.task
        self._dismiss(worker, is_lost=True)
        self._looked = float("-inf")
        if not worker.is_ready:
            self._stillborn[machine.id] += 1
            if self._stillborn[machine.id] == MOST_DEATHS:
                self._exclude(machine, Failure(f"no worker starts there ({why})", _SEE_TO_IT, _CLUSTER), "is given")
        elif task is not None:
            self._deaths[task.key] += 1
            if self._deaths[task.key] < MOST_DEATHS:
                self._note(for_terminal(f"a worker on '{machine.name}' is gone ({why}); its shard is given to another"))
                self._back.append(task)
            else:
                died = f"{count(MOST_DEATHS, 'worker')} died with it, the last on '{machine.name}' ({why})"
                self._fail(task, Failure(died, "Often it is too little memory: see Ray's logs", _CLUSTER))

    def _count(self, worker: _Worker[Handle], row: Row) -> None:
        task, worker.task = worker.task, None
        worker.counts = Counts()
        if task is None:
            return
        machine = worker.machine
        self.outcome.seconds += row.seconds
        self.outcome.cpu += row.cpu
        self.outcome.memory = max(self.outcome.memory, row.memory)
        if row.failure is None:
            self._counts += row.counts
            self._errors[machine.id] = 0
            self.outcome.done += 1
            self._tried.pop(task.key, None)
            self._finished(task.key)
        elif row.failure.unwritable:
            self._back.append(task)
            self._exclude(machine, row.failure, "more is given")
        else:
            self._err(machine, task, row.failure)

    def _err(self, machine: Machine, task: Task, failure: Failure) -> None:
        """Try a shard that is an error on another machine, as it may be that machine's fault; else let it fail."""
        self._tried.setdefault(task.key, []).append(machine.id)
        self._wrong[task.key] = failure
        self._errors[machine.id] += 1
        if self._errors[machine.id] == _MOST_ERRORS:
            self._exclude(machine, failure, "more is given")
        if len(self._tried[task.key]) < _MOST_TRIES:
            self._back.append(task)
        else:
            self._fail(task)

    def _fail(self, task: Task, failure: Failure | None = None) -> None:
        """Let a shard be, and say why; by default, for what it failed with last."""
        failure = failure or self._wrong[task.key]
        self.outcome.failed[task.key] = failure
        self._tried.pop(task.key, None)
        self._note(for_terminal(f"the shard {task.key[:_SHOWN]} cannot be built: {failure.message}"))

    def _exclude(self, machine: Machine, why: Failure, what: str) -> None:
        """Give a machine nothing from now on; what is in hand there may still succeed."""
        if machine.id not in self.outcome.excluded:
            self.outcome.excluded[machine.id] = Exclusion(machine.name, why)
            self._note(for_terminal(f"nothing {what} to '{machine.name}': {why.message}"))

    def _dismiss(self, worker: _Worker[Handle], *, is_lost: bool = False) -> None:
        gently = worker.is_ready and worker.task is None and not is_lost
        self._crew.dismiss(worker.handle, gently=gently)
        self._workers.remove(worker)
