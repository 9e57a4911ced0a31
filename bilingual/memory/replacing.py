"""A new memory in its place: where there was none, or where a damaged one stands, which gets another name.

The new file is made under a name of its own and renamed when all of it is there. The old one gets a free name, never
that of another file, and is not touched while another process has it open. Whoever calls holds the memory's lock.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.io.files import sync
from bilingual.memory import file
from bilingual.memory.file import PATIENCE, connect
from bilingual.memory.rescue import rescue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.memory.entries import Entry
    from bilingual.memory.rescue import Saved

# SQLite keeps these beside a file that is in use.
_BESIDE = ("-wal", "-shm")
# The bytes that SQLite locks in a file (PENDING_BYTE and what follows, of its os.h), and in its shared memory: all.
_LOCK_BYTES = {"": (512, 0x40000000), "-shm": (0, 0)}
_POLL_SECONDS = 0.2


def begin(path: Path, note: Callable[[str], None]) -> None:
    """Make a new memory where there is none, or an empty file."""
    _make(path, None)
    if any(Path(f"{path}{suffix}").exists() for suffix in _BESIDE):
        _wait_until_free(path, foreign=True)  # SQLite would take them for the new file's
        note(f"what SQLite had left of a memory that is gone is now '{_set_aside(path, _BESIDE).name}-wal'")
    _temporary(path).replace(path)
    sync(path.parent)


def replace(path: Path, note: Callable[[str], None], ours: Entry | None, *, foreign: bool = False) -> None:
    """Put a new memory into the place of a damaged one, or of what is none, which gets another name."""
    _wait_until_free(path, foreign=foreign)
    saved = _make(path, None if foreign else path, ours)
    aside = _set_aside(path, ("", *_BESIDE))
    _temporary(path).replace(path)
    sync(path.parent)
    if foreign:
        note(f"'{path}' was no memory of bilingual's: it is now '{aside.name}', and a new one was begun")
    else:
        note(f"the memory '{path}' was damaged: it is now '{aside.name}', and a new one has {saved} of it")


def _temporary(path: Path) -> Path:
    return Path(f"{path}.new")


def _make(path: Path, old: Path | None, ours: Entry | None = None) -> Saved | None:
    """Make a whole memory under the temporary name, with what can be read of an old one."""
    temporary = _temporary(path)
    for suffix in ("", "-journal"):
        Path(f"{temporary}{suffix}").unlink(missing_ok=True)
    with contextlib.closing(connect(temporary)) as connection:
        file.create(connection)
        saved = rescue(old, connection, ours) if old else None
    if path.exists():
        temporary.chmod(stat.S_IMODE(path.stat().st_mode))
    sync(temporary)
    return saved


def _set_aside(path: Path, suffixes: tuple[str, ...]) -> Path:
    """Give what stands at a path, and what SQLite keeps beside it, the first free name; return that."""
    for number in count(1):
        aside = Path(f"{path}.aside-{number}")
        taken = [suffix for suffix in ("", *_BESIDE) if os.path.lexists(f"{aside}{suffix}")]
        # One that has it already was given it by a process that came no further.
        if taken and not (taken == [""] and "" in suffixes and aside.samefile(path)):
            continue
        if "" in suffixes and not taken:
            try:
                _claim(path, aside)
            except FileExistsError:
                continue
        for suffix in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{suffix}").rename(f"{aside}{suffix}")
        return aside
    raise AssertionError


def _claim(path: Path, name: Path) -> None:
    """Give a file a second name, or where the file system has no such thing another. Raises FileExistsError."""
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        path.replace(name)


def _wait_until_free(path: Path, *, foreign: bool) -> None:
    """Wait until no process has the file open, and bring what SQLite keeps beside a memory into it."""
    until = time.monotonic() + PATIENCE
    while not _is_free(path, foreign=foreign):
        if time.monotonic() > until:
            raise OutputError(
                f"the memory '{path}' is damaged, and another process is using it",
                "Wait until that is done, and run the same command again",
            )
        time.sleep(_POLL_SECONDS)


def _is_free(path: Path, *, foreign: bool) -> bool:
    if not foreign:
        try:
            with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
                connection.execute("PRAGMA writable_schema = ON")
                # Only who has it open alone gets that; what stood beside the file is in it when it is closed.
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("ROLLBACK")
                return True
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return False
    return not any(_is_locked(Path(f"{path}{suffix}"), *place) for suffix, place in _LOCK_BYTES.items())


def _is_locked(path: Path, length: int, start: int) -> bool:
    """Whether SQLite in another process has locked these bytes. Where there are no such locks, renaming tells."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        with path.open("rb+", buffering=0) as stream:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
    except (BlockingIOError, PermissionError):
        return True
    except FileNotFoundError:
        return False
    return False
