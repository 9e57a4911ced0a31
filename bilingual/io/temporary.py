"""Folders that last as long as a piece of work, where the system has room for such.

What was killed cleans up nothing, and may leave a hundred megabytes: so every folder has a lock, which the system gives
back whatever becomes of its holder, and ``sweep`` takes away those of this machine whose lock nobody holds.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.io.files import output_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = ".lock"
# What is younger may be about to be locked, in seconds.
_GRACE = 60.0
_REMEDY = "Make room there, or name another folder with TMPDIR"


@contextmanager
def folder(where: Path | None = None) -> Iterator[Path]:
    """Give a folder for a while, by default where ``TMPDIR`` says. Raises OutputError where there can be none."""
    with output_errors(where or Path(tempfile.gettempdir()), _REMEDY):
        made = tempfile.TemporaryDirectory(prefix=_prefix(), dir=where, ignore_cleanup_errors=True)
        lock = FileLock(Path(made.name, _LOCK), thread_local=False)  # it may be given back by another thread
        with suppress(NotImplementedError):  # a file system without locks, where nothing is swept either
            lock.acquire(timeout=0)
    with made:
        try:
            yield Path(made.name)
        finally:
            lock.release()


def sweep(where: Path | None = None) -> None:
    """Take away the folders of this user on this machine whose holders were killed."""
    with suppress(OSError):
        for path in list((where or Path(tempfile.gettempdir())).glob(f"{_prefix()}*")):
            with suppress(OSError, NotImplementedError, Timeout):
                if _is_old_and_mine(path):
                    with FileLock(path / _LOCK).acquire(timeout=0):
                        shutil.rmtree(path, ignore_errors=True)


def _is_old_and_mine(path: Path) -> bool:
    state = path.lstat()
    mine = not hasattr(os, "getuid") or state.st_uid == os.getuid()
    return stat.S_ISDIR(state.st_mode) and mine and time.time() - state.st_mtime > _GRACE


def _prefix() -> str:
    """Return what the names begin with: the machine, as where several share a folder not all see each other's locks.

    It is short, as the path of a socket must be.
    """
    return f"bilingual-{hashlib.blake2b(platform.node().encode(), digest_size=3).hexdigest()}-"
