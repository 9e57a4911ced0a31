"""Workers as actors of Ray: a process each, which holds the model, on a machine that we choose.

Actors are not restarted by Ray but replaced by the pool, which knows what their machines are good for; they are bound
to machines, so that none waits for ever for room somewhere; and what they are given and give back is small enough to
pass by Ray's store of objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilingual.cluster.crew import LostError, Machine
from bilingual.cluster.session import said
from bilingual.cluster.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.cluster.crew import Task
    from bilingual.cluster.worker import Orders

# What is asked while a shard is built has a thread of its own.
_ASIDE = "aside"
# How long an actor that has nothing to do may take to put its files away, in seconds.
_TIDY = 5.0


class Actors:
    """A crew on Ray. ``threads`` are the cores that a worker takes."""

    def __init__(self, ray: Any, orders: Orders, threads: int) -> None:  # noqa: ANN401 - Ray is imported late
        self._ray = ray
        self._threads = threads
        self._class = ray.remote(concurrency_groups={_ASIDE: 1})(_with_groups(ray, Worker))
        self._orders = orders

    def machines(self) -> Sequence[Machine]:
        """Return the nodes that are alive, those with the most room first."""
        alive = [node for node in self._ray.nodes() if node["Alive"]]
        found = [
            Machine(node["NodeID"], _name(node, alive), int(node["Resources"].get("CPU", 0)) // self._threads)
            for node in alive
        ]
        return sorted(found, key=lambda machine: -machine.room)

    def hire(self, machine: Machine) -> Any:  # noqa: ANN401
        """Start an actor on a node."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        there = NodeAffinitySchedulingStrategy(machine.id, soft=False)
        return self._class.options(num_cpus=self._threads, max_restarts=0, scheduling_strategy=there).remote(
            self._orders
        )

    def ready(self, worker: Any) -> Any:  # noqa: ANN401
        """Ask an actor what it says of itself."""
        return worker.ready.remote()

    def build(self, worker: Any, task: Task) -> Any:  # noqa: ANN401
        """Give an actor a shard."""
        return worker.build.remote(task)

    def progress(self, worker: Any) -> Any:  # noqa: ANN401
        """Ask an actor how far it is."""
        return worker.progress.remote()

    def wait(self, tickets: Sequence[Any], seconds: float) -> Sequence[Any]:
        """Return the answers that are there."""
        if not tickets:
            import time

            time.sleep(seconds)
            return []
        first, rest = self._ray.wait(list(tickets), num_returns=1, timeout=seconds)
        more, _ = self._ray.wait(rest, num_returns=len(rest), timeout=0) if rest else ([], [])
        return [*first, *more]

    def answer(self, ticket: Any) -> Any:  # noqa: ANN401
        """Return an answer. Raises LostError for whatever befell the actor."""
        try:
            return self._ray.get(ticket)
        except self._ray.exceptions.RayError as error:
            raise LostError(said(error)) from error

    def dismiss(self, worker: Any, *, gently: bool) -> None:  # noqa: ANN401
        """End an actor: Ray kills it, so that whatever it is to put away must be away before."""
        if gently:
            self._ray.wait([worker.close.remote()], timeout=_TIDY)
        self._ray.kill(worker)


def _with_groups(ray: Any, worker: type[Worker]) -> type[Worker]:  # noqa: ANN401
    """Return a class of actors whose ``progress`` is answered while they build."""

    class Actor(worker):  # type: ignore[misc, valid-type]
        @ray.method(concurrency_group=_ASIDE)  # type: ignore[untyped-decorator]
        def progress(self) -> Any:  # noqa: ANN401
            return super().progress()

    Actor.__name__ = Actor.__qualname__ = "bilingual"  # what lists of processes show
    return Actor


def _name(node: dict[str, Any], nodes: Sequence[dict[str, Any]]) -> str:
    """Return what people call a node: its host, with Ray's short id where a host has several."""
    host = str(node["NodeManagerHostname"])
    alike = sum(other["NodeManagerHostname"] == node["NodeManagerHostname"] for other in nodes)
    return host if alike == 1 else f"{host}:{node['NodeID'][:6]}"
