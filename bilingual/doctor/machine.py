"""What there is to work with: processor, cores, memory, room on disks. Facts that cannot be found out are None."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Disk:
    """The nearest folder to a path that exists: bytes free there, and whether we may write into it."""

    folder: Path
    free: int
    writable: bool


def system() -> str:
    """Return the name of the operating system with its version and architecture."""
    return platform.platform(terse=True) + f" {platform.machine()}"


def cores() -> int:
    """Return how many processors the machine has, as the system counts them (hardware threads)."""
    return os.cpu_count() or 1


def usable_cores(cgroup: Path = _CGROUP) -> float:
    """Return how many of them this process may use: by its affinity, and by the quota that a container has."""
    allowed: float = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores()
    with contextlib.suppress(OSError, ValueError):
        quota, period = (cgroup / "cpu.max").read_text().split()
        if quota != "max":
            allowed = min(allowed, int(quota) / int(period))
    return allowed


def memory(meminfo: Path = _PROC / "meminfo", cgroup: Path = _CGROUP) -> tuple[int, int] | None:
    """Return the bytes of memory in all and those available to us: the machine's, or those that a container has.

    What files of a container are kept in memory only because there is room, is room.
    """
    try:
        text = meminfo.read_text()
    except OSError:
        return None
    kilobytes = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE)}
    total, available = (kilobytes.get(name, 0) * 1024 for name in ("MemTotal", "MemAvailable"))
    with contextlib.suppress(OSError, ValueError):
        limit = int((cgroup / "memory.max").read_text())
        used = int((cgroup / "memory.current").read_text())
        with contextlib.suppress(OSError):
            kept = re.findall(r"^(?:in)?active_file (\d+)$", (cgroup / "memory.stat").read_text(), re.MULTILINE)
            used -= sum(map(int, kept))
        total, available = min(total, limit), min(available, max(0, limit - used))
    return total, available


def disk(path: Path) -> Disk | None:
    """Return what room there is where the folder ``path`` is or would be made."""
    for folder in (path.absolute(), *path.absolute().parents):
        with contextlib.suppress(OSError):
            if folder.is_dir():
                return Disk(folder, shutil.disk_usage(folder).free, os.access(folder, os.W_OK | os.X_OK))
            if folder.exists():
                return Disk(folder, shutil.disk_usage(folder.parent).free, writable=False)
    return None


def may_be_written(path: Path) -> bool:
    """Tell whether nothing at ``path`` is in the way of writing a file there: no folder, and no file without rights."""
    try:
        return not path.exists() or (path.is_file() and os.access(path, os.R_OK | os.W_OK))
    except OSError:
        return False
