"""Shards handed out to workers that fail in every way, without anything that they would run on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.cluster.crew import Failure, LostError, Machine, Ready, Row, Task
from bilingual.cluster.pool import MOST_DEATHS, Pool
from bilingual.pipeline.listener import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.cluster.pool import Outcome

DIES = "dies"
FULL = Failure("cannot write 'scratch': No space left on device", "Make room", 4, unwritable=True)


@dataclass
class Crew:
    """Machines by name with the room that they have, whose workers do as ``act`` says.

    ``act`` is asked with the machine and the shard, ``start`` with the machine.
    """

    room: dict[str, int]
    act: Callable[[str, str], Row | str] = lambda _, key: Row(key, Counts(articles=1))
    start: Callable[[str], Ready | str | None] = lambda _: Ready(1)
    # What happens after so many answers: machines that go, or come.
    later: dict[int, dict[str, int]] = field(default_factory=dict)
    now: float = 0.0
    built: list[tuple[str, str]] = field(default_factory=list)
    most: int = 0
    tidied: int = 0

    def __post_init__(self) -> None:
        self._numbers = count()
        self.at: dict[int, str] = {}
        self._answers: dict[int, tuple[int, Any]] = {}

    def machines(self) -> Sequence[Machine]:
        return [Machine(name, name, room) for name, room in self.room.items()]

    def hire(self, machine: Machine) -> int:
        worker = next(self._numbers)
        self.at[worker] = machine.id
        self.most = max(self.most, len(self.at))
        return worker

    def _ticket(self, worker: int, answer: object) -> int:
        ticket = next(self._numbers)
        self._answers[ticket] = (worker, answer)
        return ticket

    def ready(self, worker: int) -> int:
        return self._ticket(worker, self.start(self.at[worker]))

    def build(self, worker: int, task: Task) -> int:
        return self._ticket(worker, (self.at[worker], task.key))

    def progress(self, worker: int) -> int:
        return self._ticket(worker, Counts(articles=1))

    def wait(self, tickets: Sequence[int], seconds: float) -> Sequence[int]:
        self.now += seconds
        came = [ticket for ticket in tickets if self._answers[ticket][1] is not None][:1]
        if changed := self.later.pop(len(self.built), None):
            self.room = changed
        return came

    def answer(self, ticket: int) -> object:
        worker, answer = self._answers.pop(ticket)
        if self.at.get(worker) not in self.room:
            raise LostError("its machine is gone")
        if isinstance(answer, tuple):
            answer = self.act(*answer)
            if isinstance(answer, Row) and answer.failure is None:
                self.built.append((self.at[worker], answer.key))
        if isinstance(answer, str):
            raise LostError(answer)
        return answer

    def dismiss(self, worker: int, *, gently: bool) -> None:
        if gently:
            self.tidied += 1
        self.at.pop(worker, None)


def run(crew: Crew, shards: int = 6, most: int = 0) -> tuple[Outcome, list[str]]:
    notes: list[str] = []
    told: list[Counts] = []
    finished: list[str] = []
    tasks = [Task(f"{number:064}", 1) for number in range(shards)]
    heard: dict[str, Any] = {"note": notes.append, "tell": told.append, "finished": finished.append}
    outcome = Pool(iter(tasks), shards, crew, **heard, clock=lambda: crew.now, patience=60, most=most).run()
    # Whatever happened: no shard is lost, none is built twice, and nobody is left on a machine.
    assert outcome.done + outcome.left + len(outcome.failed) == shards
    assert len({key for _, key in crew.built}) == len(crew.built) == len(finished) == outcome.done
    assert not crew.at
    if outcome.done == shards:
        assert told[-1] == Counts(articles=shards)
    return outcome, notes


def test_every_shard_is_built_once_by_as_many_workers_as_there_is_room_for() -> None:
    crew = Crew({"a": 2, "b": 1})
    outcome, notes = run(crew)
    assert (outcome.done, crew.most, notes) == (6, 3, [])
    assert crew.tidied == 3
    assert run(one := Crew({"a": 2, "b": 1}), most=1)[0].done == 6
    assert one.most == 1
    assert run(few := Crew({"a": 8}), shards=2)[0].done == 2
    assert few.most == 2


def once(*what: Row | str) -> Callable[[str, str], Row | str]:
    """Do so with the first shards that are built, and then as one should."""
    left = list(what)
    return lambda _, key: left.pop(0) if left else Row(key, Counts(articles=1))


def test_the_shard_of_a_worker_that_dies_is_built_by_another() -> None:
    outcome, notes = run(Crew({"a": 1}, once(DIES, DIES)))
    assert outcome.done == 6
    assert notes == ["a worker on 'a' is gone (dies); its shard is given to another"] * 2


def test_a_shard_that_kills_its_workers_is_given_up_and_the_others_are_built() -> None:
    deadly = f"{2:064}"
    outcome, _ = run(Crew({"a": 2}, lambda _, key: DIES if key == deadly else Row(key, Counts(articles=1))))
    assert (outcome.done, set(outcome.failed)) == (5, {deadly})
    assert "3 workers died" in outcome.failed[deadly].message


def test_a_machine_that_goes_costs_what_was_in_hand_there() -> None:
    outcome, notes = run(Crew({"a": 1, "b": 1}, later={2: {"a": 1}}))
    assert outcome.done == 6
    assert len(notes) <= 1


def test_a_machine_that_comes_is_given_work() -> None:
    crew = Crew({"a": 1}, later={2: {"a": 1, "b": 1}})
    assert run(crew, shards=20)[0].done == 20
    assert {machine for machine, _ in crew.built} == {"a", "b"}


def test_work_begins_when_the_first_machine_comes() -> None:
    crew = Crew({"head": 0}, later={})
    crew.later = {0: {"head": 0, "a": 1}}
    assert run(crew)[0].done == 6


def test_a_machine_whose_disk_is_full_gets_no_more_and_others_build_its_shard() -> None:
    def act(machine: str, key: str) -> Row:
        return Row(key, failure=FULL) if machine == "b" else Row(key, Counts(articles=1))

    outcome, notes = run(crew := Crew({"a": 1, "b": 2}, act))
    assert (outcome.done, set(outcome.excluded)) == (6, {"b"})
    assert notes == ["nothing more is given to 'b': cannot write 'scratch': No space left on device"]
    assert {machine for machine, _ in crew.built} == {"a"}


def test_where_all_disks_are_full_what_is_built_stays_and_the_rest_is_left() -> None:
    outcome, _ = run(Crew({"a": 1}, once(Row("0" * 63 + "0", Counts(articles=1)), Row("", failure=FULL))))
    assert (outcome.done, outcome.left) == (1, 5)


def test_a_machine_that_would_translate_otherwise_gets_no_shard() -> None:
    refusal = Ready(1, Failure("it has another model", "Give it the same", 3))
    outcome, notes = run(crew := Crew({"a": 1, "b": 2}, start=lambda name: refusal if name == "b" else Ready(1)))
    assert (outcome.done, {machine for machine, _ in crew.built}) == (6, {"a"})
    assert notes == ["nothing is given to 'b': it has another model"]
    outcome, _ = run(Crew({"b": 2}, start=lambda _: refusal))
    assert (outcome.left, outcome.excluded["b"].why) == (6, refusal.refusal)


def test_where_no_worker_starts_nobody_waits_for_ever() -> None:
    starts = Counter[str]()

    def start(name: str) -> str:
        starts[name] += 1
        return "No module named 'bilingual'"

    outcome, notes = run(Crew({"a": 1}, start=start))
    assert (outcome.left, starts["a"]) == (6, MOST_DEATHS)
    assert notes == ["nothing is given to 'a': no worker starts there (No module named 'bilingual')"]


@pytest.mark.parametrize("room", [{"a": 1}, {"a": 0}, {}], ids=["used by others", "no room", "no machine"])
def test_a_cluster_without_room_is_given_up_after_a_while(room: dict[str, int]) -> None:
    crew = Crew(room, start=lambda _: None)
    outcome, _ = run(crew)
    assert (outcome.left, crew.now > 60) == (6, True)


def test_an_error_of_one_shard_is_tried_elsewhere_and_leaves_the_others_alone() -> None:
    bad = Failure("something unforeseen", "Report it", 70)
    asked: list[str] = []

    def act(machine: str, key: str) -> Row:
        if key[-1] != "3":
            return Row(key, Counts(articles=1))
        asked.append(machine)
        return Row(key, failure=bad)

    outcome, notes = run(Crew({"a": 1, "b": 1, "c": 1}, act))
    assert (outcome.done, list(outcome.failed.values()), len(set(asked)), len(asked)) == (5, [bad], 2, 2)
    assert notes == [f"the shard {'0' * 12} cannot be built: something unforeseen"]
    asked.clear()
    assert run(Crew({"a": 2}, act))[0].done == 5
    assert asked == ["a"]


def test_a_machine_on_which_every_shard_is_an_error_does_not_use_them_up() -> None:
    missing = Failure("'a.jsonl': it is not on this machine", "See to that", 2)

    def act(machine: str, key: str) -> Row:
        return Row(key, failure=missing) if machine == "b" else Row(key, Counts(articles=1))

    outcome, notes = run(Crew({"a": 1, "b": 1}, act), shards=30)
    assert (outcome.done, outcome.failed) == (30, {})
    assert notes == ["nothing more is given to 'b': 'a.jsonl': it is not on this machine"]
    outcome, _ = run(Crew({"b": 1}, act), shards=30)
    assert (outcome.done, len(outcome.failed), outcome.left) == (0, 3, 27)
