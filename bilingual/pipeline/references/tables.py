"""A table of references: translations by people, by the ids of segments or by their sentences."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from bilingual.data import Reference
from bilingual.formats.references import rows
from bilingual.io.source import Source
from bilingual.pipeline.aligning.finding import folded
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article, Segment

_TABLES: Final = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE reference (id TEXT, key TEXT, target TEXT, used INTEGER DEFAULT 0); BEGIN;
"""
_INDEXES: Final = "CREATE INDEX reference_id ON reference (id); CREATE INDEX reference_key ON reference (key);"


class TableReferences:
    """The references of a table, in a temporary database that spills to disk, so that memory stays bounded."""

    def __init__(self, name: str, database: sqlite3.Connection) -> None:
        self._name = name
        self._database = database

    @classmethod
    def read(cls, path: Path, languages: tuple[str, str]) -> TableReferences:
        """Read a table. Raises InputError."""
        # It is asked by the thread that reads, and closed by another.
        database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        try:
            database.executescript(_TABLES)
            for identity, text, target in rows(Source.of(path), languages):
                if target.strip():
                    values = (identity or None, folded(text) or None, target.strip())
                    database.execute("INSERT INTO reference (id, key, target) VALUES (?, ?, ?)", values)
            database.executescript(_INDEXES)
        except BaseException:
            database.close()
            raise
        return cls(encodable(str(path)), database)

    def of(self, article: Article, segments: Sequence[Segment]) -> list[Reference | None]:  # noqa: ARG002 - they say it
        """Return the reference of each segment: that of its id goes before that of its sentence."""
        return [
            None if found is None else Reference(found, 1)
            for found in (self._ask("id", segment.id) or self._ask("key", folded(segment.text)) for segment in segments)
        ]

    def _ask(self, column: str, value: str) -> str | None:
        query = f"SELECT rowid, target FROM reference WHERE {column} = ? LIMIT 1"  # noqa: S608 - a column of ours
        if (found := self._database.execute(query, (value,)).fetchone()) is None:
            return None
        self._database.execute("UPDATE reference SET used = 1 WHERE rowid = ?", (found[0],))
        return str(found[1])

    def left(self) -> Iterator[str]:
        """Yield how many references no segment has."""
        query = "SELECT count(*), sum(used) FROM reference"
        total, used = self._database.execute(query).fetchone()
        self._database.close()
        if total > (used or 0):
            unused = total - (used or 0)
            are = "is" if unused == 1 else "are"
            yield f"'{self._name}': {unused:,} of {count(total, 'reference')} {are} of no segment of these sources"
