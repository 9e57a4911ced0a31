"""Word links in a memory: found by what made them and by both texts, whole or not at all, and never in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
PAIR = ("Il pleut.", "It rains.")
LINKS = ((0, 2, 0, 2), (3, 8, 3, 8), (8, 9, 8, 9))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory with the links of a pair, and of one without any."""
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.keep_links("0a1b", LANGUAGES, {PAIR: LINKS, ("Ah !", "Oh!"): ()})
    return path


def test_links_are_found_again(path: Path) -> None:
    with Memory(path) as memory:
        found = memory.links("0a1b", LANGUAGES, [PAIR, ("Ah !", "Oh!"), ("Ah !", "Ah!")])
    assert found == {PAIR: LINKS, ("Ah !", "Oh!"): ()}


@pytest.mark.parametrize(
    ("version", "languages", "pair"),
    [
        ("ffff", LANGUAGES, PAIR),
        ("0a1b 77", LANGUAGES, PAIR),
        ("0a1b", ("en", "fr"), PAIR),
        ("0a1b", LANGUAGES, ("Il pleut.", "It rains")),
        ("0a1b", LANGUAGES, ("Il pleut", "It rains.")),
    ],
)
def test_what_is_not_the_same_is_not_found(
    path: Path, version: str, languages: tuple[str, str], pair: tuple[str, str]
) -> None:
    with Memory(path) as memory:
        assert memory.links(version, languages, [pair]) == {}


def test_what_other_code_or_data_made_goes_when_new_ones_come(path: Path) -> None:
    with Memory(path) as memory:
        memory.keep_links("0a1b 77", LANGUAGES, {PAIR: LINKS[:1]})
        assert memory.links("0a1b", LANGUAGES, [PAIR]) == {PAIR: LINKS}
        assert memory.links("0a1b 77", LANGUAGES, [PAIR]) == {PAIR: LINKS[:1]}
        memory.keep_links("0a1c", LANGUAGES, {PAIR: LINKS[1:]})
        assert memory.links("0a1b", LANGUAGES, [PAIR]) == memory.links("0a1b 77", LANGUAGES, [PAIR]) == {}
        assert memory.links("0a1c", LANGUAGES, [PAIR]) == {PAIR: LINKS[1:]}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE link SET links = replace(links, '0 2 0 2', '0 2 0 3')",
        "UPDATE link SET links = ''",
        "UPDATE link SET links = x'ff00'",
        "UPDATE link SET links = 7",
    ],
)
def test_links_that_are_not_whole_are_passed_over(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(change)
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        assert memory.links("0a1b", LANGUAGES, [PAIR]) == {}
    assert notes == []


@pytest.mark.parametrize(
    "links", [((0, 99, 0, 2),), ((-1, 2, 0, 2),), ((2, 2, 0, 2),), ((3, 8, 3, 8), (0, 2, 0, 2)), LINKS[:1] * 2]
)
def test_links_that_no_texts_can_have_are_passed_over(path: Path, links: tuple[tuple[int, int, int, int], ...]) -> None:
    with Memory(path) as memory:
        memory.keep_links("0a1b", LANGUAGES, {PAIR: links})
        assert memory.links("0a1b", LANGUAGES, [PAIR]) == {}


def test_an_older_memory_gets_room_for_links_and_keeps_what_it_has(tmp_path: Path) -> None:
    path, made = tmp_path / "memory.sqlite", Translation("It rains.", -0.5)
    with Memory(path) as memory:
        memory.use(FakeEngine().provenance)
        memory.store([("Il pleut.", made)])
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript("DROP TABLE link; DROP TABLE dismissed; PRAGMA user_version = 5;")
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(FakeEngine().provenance)
        assert memory.look_up(["Il pleut."]) == {"Il pleut.": made}
        memory.keep_links("0a1b", LANGUAGES, {PAIR: LINKS})
        assert memory.links("0a1b", LANGUAGES, [PAIR]) == {PAIR: LINKS}
    assert notes == []


def test_links_are_no_entries(path: Path) -> None:
    with Memory(path) as memory:
        assert list(memory.entries()) == []
        assert memory.statistics() == []
