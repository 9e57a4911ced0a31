"""``.bilingual/ledger.sqlite``: which files in an output folder are ours, what is in them, and what is being published.

A folder may come from a stranger, and its ledger with it: it is used only if it has the tables that we make, and names
files of ours alone. Whatever else it says decides on nothing outside the folder.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, TypeVar

from bilingual.io.inside import is_plain
from bilingual.io.regular import refuse_irregular
from bilingual.io.tables import tables_in, tables_of
from bilingual.wording import for_terminal, shortened

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "ledger.sqlite"
# What SQLite keeps beside it, the log first.
_BESIDE = ("-wal", "-shm")
_TABLES = """
    -- What stands in the folder. `key` stands for all that the content follows from.
    CREATE TABLE IF NOT EXISTS file (
        name TEXT PRIMARY KEY, format TEXT, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER
    ) WITHOUT ROWID;
    -- What will. Only a publication commits rows here, so what is found at the start is to be finished.
    CREATE TABLE IF NOT EXISTS staged (
        name TEXT PRIMARY KEY, format TEXT, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS staged_format (format TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
_COLUMNS = "name, format, key, sha256, size, mtime_ns"
# What is or, after a publication that was cut short, ought to stand in the folder.
_STANDING = f"""
    SELECT {_COLUMNS}, 0 FROM file WHERE format NOT IN (SELECT format FROM staged_format)
    UNION ALL SELECT {_COLUMNS}, 1 FROM staged ORDER BY name
"""  # noqa: S608 - made of constants
# The largest number that SQLite holds; a clock that was set far ahead gives files times beyond.
_MOST = 2**63 - 1


# How often to ask again where somebody is just beginning or ending to write, and after how many seconds.
_TRIES = 5
_PAUSE = 0.02

T = TypeVar("T")


class DamagedLedgerError(Exception):
    """A ledger cannot be trusted; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file: its name in the folder, its format, what it was made from, and what we left there."""

    name: str
    format: str
    key: str
    sha256: str
    size: int
    mtime_ns: int


def mtime_of(state: os.stat_result) -> int:
    """Return when a file was changed, in nanoseconds since the epoch, as a ledger can hold it."""
    return min(state.st_mtime_ns, _MOST)


def open_(path: Path) -> sqlite3.Connection:
    """Open a ledger to write in, or make it. Raises DamagedLedgerError, sqlite3.Error, OSError."""
    with contextlib.suppress(FileNotFoundError):
        refuse_irregular(path.lstat(), path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        with _damage():
            connection.executescript(f"PRAGMA trusted_schema = OFF; {_SETTINGS} {_TABLES}")
            _refuse_strange(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def ask(path: Path, question: Callable[[sqlite3.Connection], T]) -> T:
    """Return what a ledger that exists answers, as it is at one moment, while others may be writing to it.

    Raises DamagedLedgerError, sqlite3.Error, OSError.
    """
    refuse_irregular(path.lstat(), path)
    for beside in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            refuse_irregular((at := path.with_name(f"{NAME}{beside}")).lstat(), at)
    log = path.with_name(f"{NAME}{_BESIDE[0]}")
    for left in reversed(range(_TRIES)):
        # While somebody writes, and after one who was cut short, there is a log beside it. Without one it can be read
        # as a file that does not change, which leaves nothing beside it, and works where nobody may write.
        alone = not log.exists()
        try:
            answer = _answer(path, "immutable=1" if alone else "mode=ro", question)
        except (DamagedLedgerError, sqlite3.Error):
            if not left and alone:
                raise
            if not left:  # no room, or no right, to make what SQLite wants beside the log
                return _answer(path, "immutable=1", question)
        else:
            if not left or not alone or not log.exists():
                return answer
        time.sleep(_PAUSE)
    raise AssertionError("the last try either answers or raises")


def _answer(path: Path, mode: str, question: Callable[[sqlite3.Connection], T]) -> T:
    with _damage(), contextlib.closing(_connected(path, mode)) as connection:
        connection.executescript("PRAGMA trusted_schema = OFF; BEGIN;")
        _refuse_strange(connection)
        return question(connection)


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)


def standing(connection: sqlite3.Connection) -> Iterator[tuple[Row, bool]]:
    """Yield what ought to stand in the folder, in order of names, and whether it may still be staged."""
    for *values, staged in connection.execute(_STANDING):
        yield Row(*values), bool(staged)


def standing_of(connection: sqlite3.Connection, name: str) -> tuple[Row, bool] | None:
    """Return the same of one file, None where there ought to be none of that name."""
    query = f"SELECT * FROM ({_STANDING}) WHERE name = ?"  # noqa: S608 - made of constants
    *values, staged = connection.execute(query, (name,)).fetchone() or (None,)
    return (Row(*values), bool(staged)) if values else None


def row(connection: sqlite3.Connection, name: str) -> Row | None:
    """Return what is known of a file that stands in the folder."""
    values = connection.execute(f"SELECT {_COLUMNS} FROM file WHERE name = ?", (name,)).fetchone()  # noqa: S608 - made of constants
    return Row(*values) if values else None


def stage(connection: sqlite3.Connection, row: Row) -> None:
    """Note down a file that will stand in the folder."""
    connection.execute("INSERT OR REPLACE INTO staged_format VALUES (?)", (row.format,))
    connection.execute("INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?)", astuple(row))


def staged(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the files that will stand in the folder."""
    return [name for (name,) in connection.execute("SELECT name FROM staged ORDER BY name")]


def stale(connection: sqlite3.Connection) -> list[Row]:
    """Return the files of the formats that are being published that will not be there any more."""
    query = f"""
        SELECT {_COLUMNS} FROM file
        WHERE format IN (SELECT format FROM staged_format) AND name NOT IN (SELECT name FROM staged)
    """  # noqa: S608 - made of constants
    return [Row(*values) for values in connection.execute(query)]


def settle(connection: sqlite3.Connection) -> None:
    """Note down that what was to stand in the folder does."""
    connection.executescript("""
        BEGIN IMMEDIATE;
        DELETE FROM file WHERE format IN (SELECT format FROM staged_format);
        INSERT OR REPLACE INTO file SELECT * FROM staged;
        DELETE FROM staged;
        DELETE FROM staged_format;
        COMMIT;
    """)


def accept(connection: sqlite3.Connection, name: str, sha256: str, state: os.stat_result) -> None:
    """Note down that a file was changed by somebody who may, so that it was made from nothing that we know."""
    values = (sha256, state.st_size, mtime_of(state), name)
    connection.execute("UPDATE file SET sha256 = ?, size = ?, mtime_ns = ?, key = '' WHERE name = ?", values)
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")


def _refuse_strange(connection: sqlite3.Connection) -> None:
    """Raise DamagedLedgerError for other tables than ours, and for names that are none of files of ours."""
    if tables_in(connection) != tables_of(_TABLES):
        raise DamagedLedgerError("it has other tables than ours")
    for table in ("file", "staged"):
        for values in connection.execute(f"SELECT {_COLUMNS} FROM {table}"):  # noqa: S608 - made of constants
            if not is_plain(values[0]):
                raise DamagedLedgerError(f"it names '{_named(values[0])}', which is no file within the folder")
            if tuple(map(type, values)) != (str, str, str, str, int, int):
                raise DamagedLedgerError(f"what it says of '{_named(values[0])}' makes no sense")


def _named(value: object) -> str:
    return for_terminal(shortened(str(value)))


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    """Turn what SQLite says of a damaged file into a DamagedLedgerError; no room or no permission is something else."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # A text that is no UTF-8 is an "operational" error, of all things.
        if isinstance(error, sqlite3.OperationalError) and "decode" not in str(error):
            raise
        raise DamagedLedgerError(str(error)) from error
