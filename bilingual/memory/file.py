"""The file of a translation memory: its tables, older ones made newer, and rows in and out with their checksums.

``__init__.py`` says what the tables are for.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bilingual.memory.entries import Entry, correction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

APPLICATION_ID = 0x62696C69  # "bili" tells our files from other programs'
SCHEMA_VERSION = 7
_FIRST_SCHEMA = f"""
    CREATE TABLE engine (
        id INTEGER PRIMARY KEY,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        model TEXT NOT NULL,
        model_sha256 TEXT NOT NULL,
        settings TEXT NOT NULL,
        checksum INTEGER NOT NULL
    );
    CREATE TABLE translation (
        engine INTEGER NOT NULL REFERENCES engine,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        score REAL,
        flags TEXT NOT NULL,
        checksum INTEGER NOT NULL,
        PRIMARY KEY (engine, source)
    ) WITHOUT ROWID;
    PRAGMA application_id = {APPLICATION_ID};
    PRAGMA user_version = 1;
"""
# What makes of a file of each version one of the next.
_UPGRADES = {
    1: """
        CREATE TABLE correction (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language, source)
        ) WITHOUT ROWID;
        PRAGMA user_version = 2;
    """,
    2: """
        ALTER TABLE translation ADD COLUMN repaired TEXT NOT NULL DEFAULT '';
        ALTER TABLE translation ADD COLUMN basis TEXT NOT NULL DEFAULT '';
        PRAGMA user_version = 3;
    """,
    3: """
        ALTER TABLE engine ADD COLUMN arithmetic TEXT NOT NULL DEFAULT '';
        PRAGMA user_version = 4;
    """,
    # How far the corrections file was replayed, and what it says, latest line last: replay.py.
    4: """
        CREATE TABLE IF NOT EXISTS replayed (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            lines INTEGER NOT NULL,
            size INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            sha256 TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS decided (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            place TEXT NOT NULL,
            line INTEGER NOT NULL,
            target TEXT NOT NULL,
            undone INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language, source, place, line)
        ) WITHOUT ROWID;
        PRAGMA user_version = 5;
    """,
    # Word links, which can be made again: links.py.
    5: """
        CREATE TABLE link (
            version TEXT NOT NULL,
            pair BLOB NOT NULL,
            links TEXT NOT NULL,
            PRIMARY KEY (version, pair)
        ) WITHOUT ROWID;
        PRAGMA user_version = 6;
    """,
    # Flags that people dismissed: dismissals.py. Older versions passed over these lines of the corrections file, and
    # noted them as read: it is read again.
    6: """
        CREATE TABLE dismissed (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            flag TEXT NOT NULL,
            standing INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language, source, target, flag)
        ) WITHOUT ROWID;
        DELETE FROM replayed;
        PRAGMA user_version = 7;
    """,
}
ENGINE_COLUMNS = "source_language, target_language, model, model_sha256, settings"
_NEW_COLUMNS = ("repaired", "basis", "arithmetic")
_ALL_CORRECTIONS = "SELECT * FROM correction ORDER BY source_language, target_language, source"
# Old builds of SQLite take no more variables in a statement.
LOOK_UP_AT_ONCE = 900
# How long to wait for another process that writes to a shared memory, in seconds.
PATIENCE = 60.0


class DamagedError(Exception):
    """The file cannot be trusted."""


def connect(path: str | Path, *, uri: bool = False) -> sqlite3.Connection:
    """Open a file for several threads that take turns, each transaction where we say."""
    # Threads take turns with it; autocommit, so that transactions are where we say.
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=uri)
    # A flipped bit may leave no valid UTF-8; the checksum will tell.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    connection.executescript(f"BEGIN IMMEDIATE; {_script(SCHEMA_VERSION)} COMMIT;")


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the tables."""
    [version] = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check(connection: sqlite3.Connection) -> None:
    """Raise DatabaseError where the file is damaged or no memory of ours."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID or _schema(connection) != _expected_schema(version_of(connection)):
        raise sqlite3.DatabaseError("not a translation memory of bilingual's")
    # Takes about a second for each GB. Without it, a damaged inner page makes sentences vanish in silence.
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def prepare(connection: sqlite3.Connection) -> None:
    """Make a sound file one of this version, ready for reading and writing."""
    upgrade(connection)
    # In WAL mode a reader does not wait for a writer, and a commit is one write. A power cut may take the last commits,
    # never the file.
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()


def _script(version: int) -> str:
    """Return what makes an empty file one of this version."""
    return _FIRST_SCHEMA + "".join(script for older, script in _UPGRADES.items() if older < version)


@cache
def _expected_schema(version: int) -> list[tuple[str, str]]:
    if not 1 <= version <= SCHEMA_VERSION:
        return []
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_script(version))
        return _schema(connection)


def stored_columns(table: str, version: int) -> list[str]:
    """Return the columns of a table WITHOUT ROWID in the order in which its records hold them."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_script(version))
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    first = sorted((key, name) for _, name, *_, key in columns if key)
    return [name for _, name in first] + [name for _, name, *_, key in columns if not key]


def upgrade(connection: sqlite3.Connection) -> None:
    """Make a file that an older bilingual wrote one of ours."""
    with transaction(connection):  # another process may be at the same
        version = version_of(connection)
        for older, script in _UPGRADES.items():
            if older >= version:
                for statement in script.split(";"):
                    connection.execute(statement)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After a full disk SQLite may have rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def insert_translations(connection: sqlite3.Connection, engine: int, entries: Iterable[Entry]) -> None:
    """Add translations, or replace them."""
    connection.executemany(
        "INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (engine, row.source, row.target, row.score, row.flags, row.checksum, row.repaired, row.basis)
            for row in entries
        ],
    )


def insert_corrections(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Add corrections, or replace them."""
    connection.executemany(
        "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?, ?)",
        [(*entry.key[:2], entry.source, entry.target, entry.checksum) for entry in entries],
    )


def look_up_corrections(
    connection: sqlite3.Connection, languages: tuple[str, str], sources: Sequence[str]
) -> dict[str, str]:
    """Return the corrections of those ``sources`` that have one. Raises DamagedError."""
    found: dict[str, str] = {}
    for start in range(0, len(sources), LOOK_UP_AT_ONCE):
        wanted = sources[start : start + LOOK_UP_AT_ONCE]
        query = f"""
            SELECT source, target, checksum FROM correction
            WHERE source_language = ? AND target_language = ? AND source IN ({",".join("?" * len(wanted))})
        """  # noqa: S608 - made of question marks
        for source, target, checksum in connection.execute(query, (*languages, *wanted)):
            if correction(languages, source, target).checksum != checksum:
                raise DamagedError
            found[source] = target
    return found


def look_up_places(
    connection: sqlite3.Connection, languages: tuple[str, str], sources: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Return, by source and place, what stands in places of their own alone. Raises DamagedError."""
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(sources), LOOK_UP_AT_ONCE):
        wanted = sources[start : start + LOOK_UP_AT_ONCE]
        query = f"""
            SELECT source, place, target, checksum FROM decided
            WHERE source_language = ? AND target_language = ? AND source IN ({",".join("?" * len(wanted))})
            AND place != '' AND NOT undone ORDER BY line
        """  # noqa: S608 - made of question marks
        for source, place, target, checksum in connection.execute(query, (*languages, *wanted)):
            if correction(languages, source, target).checksum != checksum:
                raise DamagedError
            found.setdefault(source, {})[place] = target
    return found


def engine_id(connection: sqlite3.Connection, entry: Entry) -> int:
    """Return the number of the engine that made ``entry``, noting it down first where it is new."""
    for number, arithmetic in alike(connection, entry):
        if arithmetic == entry.arithmetic:
            return number
    languages = (entry.source_language, entry.target_language)
    values = (*languages, entry.model, entry.model_sha256, entry.settings, entry.seed, entry.arithmetic)
    made = connection.execute("INSERT INTO engine VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)
    return made.lastrowid or 0


def alike(connection: sqlite3.Connection, entry: Entry) -> list[tuple[int, str]]:
    """Return the numbers of the engines with the key of ``entry``, with the arithmetic of each. Raises DamagedError."""
    # They are few, and a damaged index cannot hide one from a look at all of them.
    query = f"SELECT id, checksum, {ENGINE_COLUMNS}, arithmetic FROM engine ORDER BY id"  # noqa: S608 - made of constants
    found = []
    for number, checksum, *values, arithmetic in connection.execute(query):
        known = replace(Entry(*(*values, "", "", None, "")), arithmetic=arithmetic)
        if known.seed != checksum:
            raise DamagedError
        if known.key == entry.key:
            found.append((int(number), known.arithmetic))
    return found


def read_translations(connection: sqlite3.Connection) -> Iterator[tuple[Entry, int]]:
    """Yield every entry with the checksum that stands beside it, also from a file of an older version."""
    columns = {
        column
        for table in ("engine", "translation")
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")
    }
    new = ", ".join(column if column in columns else "''" for column in _NEW_COLUMNS)
    query = f"""
        SELECT {ENGINE_COLUMNS}, source, target, score, flags, {new}, translation.checksum
        FROM translation JOIN engine ON engine.id = translation.engine
        ORDER BY engine.id, source
    """  # noqa: S608 - made of constants
    for *values, checksum in connection.execute(query):
        yield Entry(*values), checksum


def read_corrections(connection: sqlite3.Connection) -> Iterator[tuple[Entry, int]]:
    """Yield every correction with the checksum that stands beside it."""
    for source_language, target_language, source, target, checksum in connection.execute(_ALL_CORRECTIONS):
        yield correction((source_language, target_language), source, target), checksum
