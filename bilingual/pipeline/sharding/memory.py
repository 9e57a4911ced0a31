"""What a shard is translated with besides the engine: what people decided, and what its own records say.

Both are read, never written: a shard's own memory lasts as long as its build.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bilingual.io import temporary
from bilingual.memory import Memory
from bilingual.memory.journal import SUFFIX
from bilingual.memory.places import Decided

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.io.store import Store

_NAME = "memory.sqlite"


class Corrections:
    """What people decided, as it stood when the shards were planned. A context manager; for all shards of a worker.

    ``digest`` is what tells it from other corrections, empty where there are none.
    """

    def __init__(self, store: Store, name: str, note: Callable[[str], None] | None = None) -> None:
        """Fetch the corrections file of that name in the store; without a name there are none. Raises as stores do."""
        self.digest = Path(name).name.partition(".")[0].rpartition("-")[2]
        self._open = ExitStack()
        self._memory: Memory | None = None
        if name:
            scratch = self._open.enter_context(temporary.folder())
            store.get(name, scratch / f"{_NAME}{SUFFIX}")
            self._memory = self._open.enter_context(Memory(scratch / _NAME, note))

    def of(self, languages: tuple[str, str], sources: Sequence[str]) -> Decided:
        """Return what people wrote for those ``sources``, wherever they stand.

        What they wrote for one place alone is laid over when the shards are read, as its article's id is known then.
        """
        if self._memory is None:
            return Decided()
        decided = self._memory.decided(languages, sources)
        return Decided(decided.sentences, dismissed=decided.dismissed, machine=decided.machine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


class ShardMemory(Memory):
    """The memory of the build of one shard, with the corrections of a worker."""

    def __init__(self, path: str, corrections: Corrections) -> None:
        super().__init__(path)
        self._corrections = corrections

    def decided(self, languages: tuple[str, str], sources: Sequence[str]) -> Decided:
        """Return what people wrote for those ``sources``."""
        return self._corrections.of(languages, sources)
