"""The command ``bilingual``, with its arguments, interrupted as by Ctrl-C once the first batch is in the memory."""

from __future__ import annotations

import os
import runpy
import signal
import threading
from typing import TYPE_CHECKING

from bilingual.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Translation

_store = Memory.store


def _store_and_interrupt(memory: Memory, items: Iterable[tuple[str, Translation]]) -> None:
    _store(memory, items)
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait()  # so that no more is translated, however long the signal takes


if __name__ == "__main__":
    Memory.store = _store_and_interrupt  # type: ignore[assignment]
    runpy.run_module("bilingual", run_name="__main__", alter_sys=True)
