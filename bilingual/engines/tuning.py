"""How many workers to run: as many as the processor has cores, which is a question where cores run two threads each."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.io.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What no such note reaches.
_MOST_BYTES = 1 << 16
_TOPOLOGY = Path("/sys/devices/system/cpu")


def candidates() -> list[int]:
    """Return the numbers of workers worth trying: the cores that this process may use, and their hardware threads."""
    threads = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    cores = {_siblings(thread) for thread in threads}
    return sorted({len(cores), len(threads)})


def workers(measure: Callable[[int], float], numbers: Sequence[int], cache: Path) -> int:
    """Return the one of ``numbers`` for which ``measure`` gives the least (seconds).

    The answer is kept in ``cache``, a JSON file that need not exist or be writable, so that a machine is measured once.
    """
    if len(numbers) == 1:
        return numbers[0]
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(read_regular(cache, _MOST_BYTES))
        if known["candidates"] == list(numbers) and known["workers"] in numbers:
            return int(known["workers"])
    best = min(numbers, key=measure)
    with contextlib.suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps({"candidates": list(numbers), "workers": best}), encoding="utf-8")
    return best


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that ``action`` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _siblings(thread: int) -> str:
    """Return what names the core of a hardware thread: the thread itself where the system does not tell."""
    try:
        return (_TOPOLOGY / f"cpu{thread}" / "topology" / "thread_siblings_list").read_text(encoding="ascii").strip()
    except OSError:
        return str(thread)
