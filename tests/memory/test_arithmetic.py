"""Translations of several machines in one memory: one's own first, then any other."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.memory import Memory, Remembered, file
from bilingual.memory.entries import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Provenance

UNKNOWN = FakeEngine().provenance
HERE, THERE, ELSEWHERE = (replace(UNKNOWN, arithmetic=(digest,)) for digest in ("aaaa", "bbbb", "cccc"))
SENTENCE = "Il pleut."


def _made(text: str) -> Translation:
    return Translation(text, -0.25)


def _fill(path: Path, provenance: Provenance, **texts: str) -> None:
    with Memory(path) as memory:
        memory.use(provenance)
        memory.store((source, _made(text)) for source, text in texts.items())


def _recall(path: Path, provenance: Provenance, *sources: str, same: bool = False) -> dict[str, tuple[str, str]]:
    with Memory(path) as memory:
        memory.use(provenance)
        found = memory.recall(sources, same_arithmetic=same)
        assert memory.look_up(sources).keys() >= found.keys()
        return {source: (one.translation.text, one.arithmetic) for source, one in found.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def test_ones_own_is_found_first_then_any_other(path: Path) -> None:
    _fill(path, THERE, a="there", b="there")
    assert _recall(path, HERE, "a", "b", "c") == {"a": ("there", "bbbb"), "b": ("there", "bbbb")}
    _fill(path, HERE, a="here")
    assert _recall(path, HERE, "a", "b", "c") == {"a": ("here", "aaaa"), "b": ("there", "bbbb")}
    assert _recall(path, THERE, "a", "b") == {"a": ("there", "bbbb"), "b": ("there", "bbbb")}
    # Which of several others is a matter of who came first, so that every build takes the same.
    assert _recall(path, ELSEWHERE, "a", "b") == {"a": ("there", "bbbb"), "b": ("there", "bbbb")}


def test_ones_own_alone_where_that_is_wanted(path: Path) -> None:
    _fill(path, UNKNOWN, a="old")
    _fill(path, THERE, b="there")
    _fill(path, HERE, c="here")
    assert _recall(path, HERE, "a", "b", "c", same=True) == {"c": ("here", "aaaa")}
    assert _recall(path, UNKNOWN, "a", "b", "c", same=True) == {"a": ("old", "")}


def test_another_model_or_setting_has_nothing_whatever_the_arithmetic(path: Path) -> None:
    _fill(path, HERE, a="here")
    for other in (replace(HERE, model_sha256="1"), replace(THERE, beam_size=9), replace(HERE, target_language="de")):
        assert _recall(path, other, "a") == {}


def test_old_files_fit_all_and_stay_where_they_are(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(file._script(3))  # noqa: SLF001 - what stands in old files
        old = Entry(*UNKNOWN.languages, "m", UNKNOWN.model_sha256, UNKNOWN.settings, "a", "old", -0.25, "")
        database.execute(
            "INSERT INTO engine VALUES (1, ?, ?, ?, ?, ?, ?)", (*UNKNOWN.languages, "m", *old.key[2:], old.seed)
        )
        row = (1, "a", "old", -0.25, "", old.checksum, "", "")
        database.execute("INSERT INTO translation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    for provenance in (HERE, THERE, UNKNOWN):
        assert _recall(path, provenance, "a") == {"a": ("old", "")}
    # Beside the memory stands the lock under which it is opened, and nothing that was set aside.
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}
    _fill(path, HERE, a="here")
    assert _recall(path, HERE, "a") == {"a": ("here", "aaaa")}
    assert _recall(path, UNKNOWN, "a") == {"a": ("old", "")}


def test_a_translation_of_another_machine_stays_that_when_it_is_stored_again(path: Path) -> None:
    _fill(path, THERE, a="there")
    with Memory(path) as memory:
        memory.use(HERE)
        [(source, found)] = memory.recall(["a"]).items()
        memory.store([(source, replace(found.translation, flags=("numbers",)))], found.arithmetic)
        assert memory.recall(["a"], same_arithmetic=True) == {}
        assert memory.recall(["a"]) == {"a": Remembered(Translation("there", -0.25, ("numbers",)), "bbbb")}
        assert [(entry.target, entry.arithmetic) for entry in memory.entries()] == [("there", "bbbb")]
        assert [(one.sentences, one.arithmetic) for one in memory.statistics()] == [(1, "bbbb")]


def test_what_is_saved_of_a_damaged_file_keeps_its_arithmetic(path: Path) -> None:
    for provenance, text in ((UNKNOWN, "old"), (THERE, "there"), (HERE, "here")):
        _fill(path, provenance, **{text: text})
    _fill(path, HERE, broken="It rains.")
    path.write_bytes(path.read_bytes().replace(b"It rains.", b"It raint."))
    assert _recall(path, HERE, "broken") == {}
    assert _recall(path, HERE, "old", "there", "here") == {
        "old": ("old", ""),
        "there": ("there", "bbbb"),
        "here": ("here", "aaaa"),
    }


def test_a_flipped_arithmetic_is_noticed(path: Path) -> None:
    _fill(path, THERE, a="there")
    path.write_bytes(path.read_bytes().replace(b"bbbb", b"bbbc"))
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(THERE)
        # What fits the engine at work is its own; of others nobody could tell.
        assert memory.look_up(["a"]) == {"a": _made("there")}
    assert len(notes) == 1
