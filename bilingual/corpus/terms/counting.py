"""Counts of any number of things, exactly, in bounded memory: what was seen seldom lately is put on disk."""

from __future__ import annotations

import sqlite3
import zlib
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Different things that are counted in memory: some 60 MB. Of these, the share that stays there when they are too many.
MOST = 400_000
_KEPT = 0.25


def scratch(script: str) -> sqlite3.Connection:
    """Return a database with the tables that a script makes; SQLite spills it to disk by itself, and removes it."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(f"""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16000;
        {script}
        BEGIN;
    """)
    return connection


class Counts:
    """Counts things. ``family`` gives the same for things that are later asked for together.

    >>> counts = Counts(lambda word: word.removesuffix("s"), most=2)
    >>> for word in ("cat", "dog", "cats", "hen", "cat"):
    ...     counts.add([word])
    >>> list(counts.families(2))
    [[('cat', 2), ('cats', 1)]]
    """

    def __init__(self, family: Callable[[str], str], most: int = MOST) -> None:
        self._family, self._most = family, most
        self._counts: dict[str, int] = {}
        self._database = scratch("CREATE TABLE seen (family INTEGER, thing TEXT, count INTEGER);")

    def add(self, things: Iterable[str]) -> None:
        """Count some things, each as often as it comes."""
        counts = self._counts
        for thing in things:
            counts[thing] = counts.get(thing, 0) + 1
        if len(counts) > self._most:
            self._put_away()

    def families(self, least: int) -> Iterator[list[tuple[str, int]]]:
        """Yield the things of a family with their counts, of all that came ``least`` times or more in all.

        Two families may be given as one: they are told by 32 bits. Their order means nothing, but is always the same.
        """
        self._store(self._counts)
        self._counts = {}
        rows = self._database.execute("SELECT family, thing, sum(count) FROM seen GROUP BY family, thing")
        for _, members in groupby(rows, itemgetter(0)):
            found = [(thing, count) for _, thing, count in members]
            if found[0][1] >= least or (len(found) > 1 and sum(count for _, count in found) >= least):
                yield found

    def _put_away(self) -> None:
        """Put what is rarest on disk; what is frequent goes on being counted."""
        by_count = sorted(self._counts.values())
        highest = by_count[int(len(by_count) * (1 - _KEPT))]
        self._store({thing: count for thing, count in self._counts.items() if count <= highest})
        self._counts = {thing: count for thing, count in self._counts.items() if count > highest}

    def _store(self, counts: dict[str, int]) -> None:
        family = self._family
        rows = ((zlib.crc32(family(thing).encode()), thing, count) for thing, count in counts.items())
        self._database.executemany("INSERT INTO seen VALUES (?, ?, ?)", rows)
