"""SQLite files that may be a stranger's: what is in one is told before anything in it is asked."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# No view, trigger or default of a file may call functions; what is only read is never written.
_CAUTION = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;"


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that nobody changes any more, so that nothing is left beside it. Raises sqlite3.Error."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        connection.executescript(_CAUTION)
    except BaseException:
        connection.close()
        raise
    return connection


def tables_in(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return the type, name and text of all that a file has: tables, indexes, views and triggers.

    Raises sqlite3.Error where it is damaged.
    """
    try:
        found = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        return [(str(kind), str(name), re.sub(r"\s+", " ", str(sql))) for kind, name, sql in found]
    except UnicodeDecodeError as error:  # SQLite's own message quotes what is no text
        raise sqlite3.DatabaseError("malformed database schema") from error


@cache
def tables_of(script: str) -> list[tuple[str, str, str]]:
    """Return what ``tables_in`` tells of a file that this script made."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return tables_in(connection)


def header_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return whose a file is (``application_id``) and of which version."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    return int(application), int(version)
