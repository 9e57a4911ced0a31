"""Flags that people dismissed: in the corrections file, in the memory, and after either was lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bilingual.memory import Memory
from bilingual.memory.decisions import Action, Decision

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("fr", "en")
SENTENCES = ["Oui.", "Non."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}.corrections.jsonl")


def _decision(flag: str = "names", action: Action = Action.DISMISS, source: str = "Oui.") -> Decision:
    return Decision(languages=PAIR, source=source, target="Yes.", action=action.value, flag=flag, reason="why")


def _noted(path: Path, notes: list[str] | None = None) -> dict[str, bool]:
    with Memory(path, None if notes is None else notes.append) as memory:
        return dict(memory.decided(PAIR, SENTENCES).dismissed.get("Oui.", {}).get("Yes.", {}))


def test_what_was_dismissed_and_taken_back_is_known_again(path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision(), _decision("numbers"), _decision("numbers", Action.RESTORE)])
        memory.record([_decision(source="Non.")])
        assert memory.corrections(PAIR, SENTENCES) == {}
        decided = memory.decided(PAIR, SENTENCES)
    assert decided.dismissed == {"Oui.": {"Yes.": {"names": True, "numbers": False}}, "Non.": {"Yes.": {"names": True}}}
    assert [decided.let_pass("Oui.", text) for text in ("Yes.", "Yeah.")] == [True, False]
    path.unlink()
    assert _noted(path) == {"names": True, "numbers": False}


def test_a_memory_of_an_older_version_reads_again_what_that_passed_over(path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision(), Decision(languages=PAIR, source="Non.", target="No.")])
    # As the version before left it: all lines are noted as replayed, of which it knew the corrections.
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript("DROP TABLE dismissed; PRAGMA user_version = 6;")
    lines, notes = _journal(path).read_bytes(), list[str]()
    assert _noted(path, notes) == {"names": True}
    assert (notes, _journal(path).read_bytes()) == ([], lines)
    with Memory(path) as memory:
        assert memory.corrections(PAIR, SENTENCES) == {"Non.": "No."}


def test_a_corrections_file_that_is_gone_is_begun_with_what_the_memory_has(path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision(), _decision("numbers", Action.RESTORE)])
    _journal(path).unlink()
    assert _noted(path) == {"names": True, "numbers": False}
    assert _journal(path).read_text(encoding="utf-8").count("it stood in the memory alone") == 2


def test_what_a_file_in_its_place_does_not_want_is_kept_aside(path: Path, tmp_path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision()])
    with Memory(tmp_path / "other.sqlite") as other:
        other.record([_decision("quotes")])
    _journal(path).write_bytes(_journal(tmp_path / "other.sqlite").read_bytes())
    assert _noted(path) == {"quotes": True}
    assert '"names"' in _journal(path).with_name(f"{_journal(path).name}.aside-1").read_text(encoding="utf-8")


def test_a_line_that_was_damaged_takes_no_dismissal_with_it(path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision()])
    _journal(path).write_bytes(_journal(path).read_bytes().replace(b"why", b"who"))
    notes: list[str] = []
    assert _noted(path, notes) == {"names": True}
    assert any("counts for nothing" in note for note in notes)


def test_a_flipped_bit_is_noticed(path: Path) -> None:
    with Memory(path) as memory:
        memory.record([_decision()])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE dismissed SET standing = 0")
    notes: list[str] = []
    assert _noted(path, notes) == {"names": True}
    assert any("was damaged" in note for note in notes)


@pytest.mark.parametrize("change", [{"target": None}, {"flag": None}, {"flag": ""}])
def test_a_dismissal_of_nothing_counts_for_nothing(path: Path, change: dict[str, str | None]) -> None:
    fields = {"source": "Oui.", "target": "Yes.", "flag": "names", **change}
    with Memory(path) as memory:
        memory.record([Decision(languages=PAIR, action="dismiss", **fields)])  # type: ignore[arg-type]
    notes: list[str] = []
    assert (_noted(path, notes), notes) == ({}, [])
