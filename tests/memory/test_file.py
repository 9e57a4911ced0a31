"""The file of a memory: checksums of its rows, transactions, and files of other programs and versions."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.memory import file
from bilingual.memory.entries import Entry
from bilingual.memory.file import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = Entry("fr", "en", "model", "0", "s", "Il pleut.", "It rains.", -0.25, "")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new file, open."""
    with contextlib.closing(file.connect(tmp_path / "memory.sqlite")) as connection:
        file.create(connection)
        file.prepare(connection)
        yield connection


@pytest.mark.parametrize(
    "change",
    [
        {"source_language": "de"},
        {"target_language": "de"},
        {"model_sha256": "1"},
        {"settings": "t"},
        {"source": "Il neige."},
        {"target": "It snows."},
        {"score": None},
        {"flags": "empty"},
        {"repaired": "n-best"},
        {"basis": "0123abcd"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_checksum_is_over_every_field_but_the_name_of_the_model(change: dict[str, Any]) -> None:
    assert replace(ENTRY, **change).checksum != ENTRY.checksum
    assert replace(ENTRY, model="another").checksum == ENTRY.checksum


def test_an_entry_of_another_engine_keeps_its_texts() -> None:
    other = Entry("fr", "de", "other", "1", "t", "x", "y", None, "empty")
    moved = ENTRY.as_of(other)
    assert moved.key == other.key
    assert (moved.source, moved.target, moved.score, moved.flags) == ("Il pleut.", "It rains.", -0.25, "")


def test_an_engine_is_noted_down_once(connection: sqlite3.Connection) -> None:
    first = file.engine_id(connection, ENTRY)
    assert file.engine_id(connection, replace(ENTRY, source="Oui.", model="another name")) == first
    assert file.engine_id(connection, replace(ENTRY, settings="t")) != first
    connection.execute("UPDATE engine SET settings = 'u' WHERE id = ?", (first,))
    with pytest.raises(DamagedError):
        file.engine_id(connection, ENTRY)


def test_a_transaction_is_done_whole_or_not_at_all(connection: sqlite3.Connection) -> None:
    engine = file.engine_id(connection, ENTRY)

    def interrupted() -> None:
        with file.transaction(connection):
            file.insert_translations(connection, engine, [ENTRY])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(file.read_translations(connection)) == []
    with file.transaction(connection):
        file.insert_translations(connection, engine, [ENTRY])
    assert list(file.read_translations(connection)) == [(ENTRY, ENTRY.checksum)]


@pytest.mark.parametrize(
    "change", ["PRAGMA application_id = 1", "PRAGMA user_version = 99", "CREATE TABLE recipes (name TEXT)"]
)
def test_what_is_no_file_of_ours_is_refused(connection: sqlite3.Connection, change: str) -> None:
    file.check(connection)
    connection.execute(change)
    with pytest.raises(sqlite3.DatabaseError, match="not a translation memory"):
        file.check(connection)
