"""How many different words there are, exactly, in a corpus of any size: they are told apart on disk."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many words that were just seen are kept in memory, as most words of a text are among them.
_RECENT = 1 << 17


class Types:
    """Counts the different words of groups, each told by a number and a side (0 source, 1 target).

    They stand in a temporary SQLite database, which spills to disk by itself and is gone at the end.

    >>> types = Types()
    >>> types.add(1, 0, ["le", "chat", "le"])
    >>> types.add(1, 0, ["le", "chien"])
    >>> types.of(1, 0), types.of(1, 1)
    (3, 0)
    """

    def __init__(self) -> None:
        self._recent: set[tuple[int, int, str]] = set()
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
            CREATE TABLE type (part INTEGER, side INTEGER, word TEXT, PRIMARY KEY (part, side, word)) WITHOUT ROWID;
            BEGIN;
        """)

    def add(self, group: int, side: int, words: Iterable[str]) -> None:
        """Take words of a group."""
        new = {(group, side, word) for word in words} - self._recent
        self._database.executemany("INSERT OR IGNORE INTO type VALUES (?, ?, ?)", sorted(new))
        if len(self._recent) + len(new) > _RECENT:
            self._recent.clear()
        self._recent |= new

    def of(self, group: int, side: int) -> int:
        """Return how many different words a group has."""
        query = "SELECT count(*) FROM type WHERE part = ? AND side = ?"
        [number] = self._database.execute(query, (group, side)).fetchone()
        return int(number)
