"""The nodes of a local cluster, and engines in them whose work one can stop and look at."""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.engines.fake import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.options import Options

# What says, in a node's environment, that its disk is full.
FULL = "TEST_DISK_IS_FULL"
_PATIENCE = 120.0


@dataclass
class Nodes:
    """A local cluster, to which nodes are added and from which they are taken."""

    cluster: Any
    there: list[Any] = field(default_factory=list)

    @property
    def address(self) -> str:
        return str(self.cluster.address)

    def add(self, **environment: str) -> object:
        """Add a node of one core, with this in its environment, and do not wait for it."""
        node = self.cluster.add_node(num_cpus=1, env_vars=environment, wait=False)
        self.there.append(node)
        return node

    def take(self, node: object) -> None:
        """Take a node away, as a power cut does."""
        self.there.remove(node)
        self.cluster.remove_node(node, allow_graceful=False)

    @contextmanager
    def only(self, *environments: dict[str, str]) -> Iterator[None]:
        """Have other nodes for a while, one for each of these environments."""
        for node in list(self.there):
            self.take(node)
        for environment in environments:
            self.add(**environment)
        self.cluster.wait_for_nodes()
        try:
            yield
        finally:
            for node in list(self.there):
                self.take(node)
            for _ in range(3):
                self.add()
            self.cluster.wait_for_nodes()


@dataclass(frozen=True)
class Watched:
    """Makes engines that tell ``folder`` which process translates, and wait there while they are held."""

    folder: str

    def __call__(self, options: Options) -> WatchedEngine:
        del options
        return WatchedEngine(Path(self.folder))

    def hold(self) -> None:
        """Let every engine wait before it translates."""
        Path(self.folder, "hold").touch()

    def release(self) -> None:
        """Let them go on."""
        Path(self.folder, "hold").unlink()

    def at_work(self, least: int = 1) -> list[int]:
        """Return the processes that are held, once there are so many of them."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = [int(path.name) for path in Path(self.folder).iterdir() if path.name.isdecimal()]
            if len(alive := [pid for pid in found if _is_alive(pid)]) >= least:
                return alive
            time.sleep(0.05)
        raise AssertionError(f"{least} workers did not come to work")


class WatchedEngine(FakeEngine):
    """One of those engines."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        if os.environ.get(FULL):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/scratch/bitext.jsonl")
        mark = self._folder / str(os.getpid())
        mark.touch()
        while (self._folder / "hold").exists():
            time.sleep(0.02)
        yield from super().translate(sentences)
        mark.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
