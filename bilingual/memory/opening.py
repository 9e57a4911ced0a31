"""A memory's file, opened: looked at, made where there is none, mended where it is damaged. One process at a time.

All of that happens under the memory's lock, ``<memory>.lock``: what a process saw before it had the lock is looked at
again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import struct
from contextlib import contextmanager
from enum import Enum, auto
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.errors import OutputError
from bilingual.io.files import remedy_for, told_by_sqlite
from bilingual.io.inside import refuse_link
from bilingual.io.output import PRIVATE
from bilingual.memory import file
from bilingual.memory.file import APPLICATION_ID, PATIENCE, SCHEMA_VERSION, connect
from bilingual.memory.replacing import begin, replace
from bilingual.wording import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bilingual.memory.entries import Entry

# What tells one file from another: its device and its number there.
Identity = tuple[int, int]
DEFAULT_NAME = "memory.sqlite"
_MAGIC = b"SQLite format 3\0"
# What we and SQLite keep beside a memory, and write to.
_BESIDE = (".lock", "-wal", "-shm", "-journal")
# Of the first bytes of a file: the magic, the version of the tables, whose the file is.
_HEADER = struct.Struct(">16s44xI4xI")


class _Kind(Enum):
    NOTHING = auto()
    EMPTY = auto()
    OURS = auto()
    FOREIGN = auto()


def refuse(path: Path, *, mend: bool) -> None:
    """Raise OutputError for what is never to be opened as a memory, before anything is written beside it.

    That is what ``opened`` would not set aside, a memory of a newer version, and one beside which links lead elsewhere.
    """
    for suffix in _BESIDE:
        refuse_link(path.with_name(f"{path.name}{suffix}"))
    if _look(path) is _Kind.FOREIGN and not (mend and _is_default(path)):
        raise OutputError(
            f"'{path}' is no translation memory of bilingual's, or not even its beginning can be read",
            "Name another file with --memory; this one was left as it is",
        )


def may_be_written(path: Path) -> bool:
    """Whether the rights of a memory's file, if there is one, and of its folder let us write to it.

    SQLite makes files beside it; where those and the lock are there already, the folder may still be closed to us.
    """
    return os.access(path.parent, os.W_OK | os.X_OK) and (not path.exists() or os.access(path, os.W_OK))


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the memory's lock, and give whether that was possible: in a folder that is only to be read it is not."""
    # Whoever may write to the folder may hold the lock.
    lock = FileLock(f"{path}.lock", mode=0o644 | path.parent.stat().st_mode & 0o022)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise OutputError(
            f"another process is at work on the memory '{path}'", "Wait until it is done, or name another with --memory"
        ) from error
    except (OSError, NotImplementedError) as error:
        if os.access(path.parent, os.W_OK):
            raise OutputError(
                f"the memory '{path}' cannot be locked ({why(error)})",
                f"Remove '{path}.lock', or name another with --memory",
            ) from error
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def identity(path: Path) -> Identity:
    """Return what tells the file that is there now from one that takes its place. Raises OSError."""
    state = path.stat()
    return state.st_dev, state.st_ino


def opened(
    path: Path,
    note: Callable[[str], None],
    *,
    mend: bool = True,
    ours: Entry | None = None,
    suspect: Identity | None = None,
) -> sqlite3.Connection:
    """Return a connection to a sound memory of this version; the caller holds the lock.

    With ``mend`` a damaged one is set aside, and a new one has what could be read of it; ``note`` hears that. So is a
    sound one that is ``suspect``, since a row in it was found to be damaged. Only a memory of ours, or what stands in
    the place of a default one, is ever set aside. Raises OutputError, and sqlite3.Error and OSError where the system
    fails.
    """
    refuse(path, mend=mend)
    kind = _look(path)
    if kind is _Kind.EMPTY:
        note(f"the memory '{path}' was empty (0 bytes): a new one was begun")
    elif kind is _Kind.FOREIGN:
        replace(path, note, ours, foreign=True)
    elif kind is _Kind.OURS:
        connection = connect(path)
        try:
            refuse_newer(path, file.version_of(connection))
            file.check(connection)
            if suspect != identity(path):
                file.prepare(connection)
                return connection
        except BaseException as error:
            connection.close()
            if not is_damage(error):
                raise
        connection.close()
        if not mend:
            raise damaged(path)
        replace(path, note, ours)
    if kind in {_Kind.NOTHING, _Kind.EMPTY}:
        begin(path, note)
    connection = connect(path)
    file.prepare(connection)
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """Return a connection to a sound memory that cannot be written to, of whatever version. Raises as ``opened``."""
    kind = _look(path)
    if kind in {_Kind.NOTHING, _Kind.EMPTY}:
        raise OutputError(f"no memory '{path}' can be made in a folder that you may not write to", "Name another")
    # Without the right to make SQLite's files beside it, it can be read where there are none.
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        connection = connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        try:
            refuse_newer(path, file.version_of(connection))
            file.check(connection)
        except BaseException as error:
            connection.close()
            if is_damage(error):
                raise damaged(path) from error
            if not isinstance(error, sqlite3.OperationalError) or "immutable" in mode:
                raise
        else:
            return connection
    raise AssertionError


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether a memory is of this version."""
    return file.version_of(connection) == SCHEMA_VERSION


def copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a temporary copy of a memory, of this version, and close the memory."""
    copy = connect("")
    connection.backup(copy)
    connection.close()
    file.upgrade(copy)
    return copy


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file is damaged: not that it is in use, that the disk is full or the like."""
    if isinstance(error, file.DamagedError | UnicodeDecodeError | sqlite3.IntegrityError):
        return True
    return type(error) is sqlite3.DatabaseError


def damaged(path: Path) -> OutputError:
    """Say so of a memory that is not to be mended."""
    return OutputError(
        f"'{path}' is damaged", "Name another memory; a build that uses this one takes over what can be read of it"
    )


def only_readable(path: Path) -> OutputError:
    """Say of a memory that it cannot be written to."""
    return OutputError(
        f"the memory '{path}' or its folder may not be written to, and it can only be read",
        "Mend its permissions, or name another with --memory",
    )


def unusable(path: Path, error: Exception) -> OutputError:
    """Say why a memory cannot be used, and what to do."""
    if isinstance(error, sqlite3.OperationalError) and _number(error) == sqlite3.SQLITE_READONLY:
        return only_readable(path)
    lack = told_by_sqlite(error, path.parent) if isinstance(error, sqlite3.Error) else error
    otherwise = (
        "Make room or mend its permissions and run the same command again (it goes on where it was), "
        "or name another with --memory"
    )
    remedy = remedy_for(lack, otherwise) if isinstance(lack, OSError) else otherwise
    said = (isinstance(lack, OSError) and lack.strerror) or lack
    return OutputError(f"the memory '{path}' cannot be used: {said}", remedy)


def _number(error: sqlite3.Error) -> int:
    """Return the number of an error of SQLite's, without what says more."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def refuse_newer(path: Path, version: int) -> None:
    """Raise OutputError where a newer bilingual made the file."""
    if version > SCHEMA_VERSION:
        raise OutputError(
            f"the memory '{path}' is of a newer bilingual (its tables are of version {version}, and this one knows "
            f"{SCHEMA_VERSION}); it was left as it is",
            "Use the newer bilingual, or name another memory with --memory",
        )


def _is_default(path: Path) -> bool:
    """Whether a memory in an output folder lies there unless the user says otherwise."""
    return path.parent.name == PRIVATE and path.name == DEFAULT_NAME


def _look(path: Path) -> _Kind:
    """Say what is there, and refuse what is of a newer version before SQLite touches it."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return _Kind.NOTHING
    if not stat.S_ISREG(state.st_mode):
        raise OutputError(f"the memory '{path}' cannot be used: it is no file", "Name another with --memory")
    if not state.st_size:
        return _Kind.EMPTY
    magic, version, application = _header(path)
    if magic != _MAGIC or application != APPLICATION_ID:
        return _Kind.FOREIGN
    refuse_newer(path, version)
    return _Kind.OURS


def _header(path: Path) -> tuple[bytes, int, int]:
    """Return the magic, the version and the application of a file, by way of SQLite where it takes it for one.

    To open and close it ourselves would take the locks from other connections of this process.
    """
    try:
        with contextlib.closing(connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            [application] = connection.execute("PRAGMA application_id").fetchone()
            return _MAGIC, file.version_of(connection), int(application)
    except sqlite3.DatabaseError:
        with path.open("rb") as stream:
            magic, version, application = _HEADER.unpack(stream.read(_HEADER.size).ljust(_HEADER.size, b"\0"))
        return magic, version, application
