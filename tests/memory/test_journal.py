"""The corrections file beside a memory: one line a decision, only ever added to, and the memory says what it says."""

from __future__ import annotations

import json
import os
import sqlite3
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import OutputError
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.memory.journal import BadLine, Journal, Position

# Makes a memory one of the fourth version.
OLD = "".join(f"DROP TABLE {name}; " for name in ("replayed", "decided", "link", "dismissed"))
OLD += "PRAGMA user_version = 4;"

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("fr", "en")
SENTENCES = ["Oui.", "Non.", "Si."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


@pytest.fixture
def file(path: Path) -> Path:
    return path.with_name("memory.sqlite.corrections.jsonl")


def _said(path: Path, notes: list[str] | None = None, *, mend: bool = True) -> dict[str, str]:
    with Memory(path, (notes if notes is not None else []).append, mend=mend) as memory:
        return memory.corrections(PAIR, SENTENCES)


def _correct(path: Path, **targets: str) -> None:
    with Memory(path) as memory:
        memory.correct(PAIR, [(f"{source}.", target) for source, target in targets.items()])


def _line(source: str, target: str | None = None, **fields: object) -> bytes:
    return Decision(languages=PAIR, source=source, target=target, **fields).line()  # type: ignore[arg-type]


def test_a_line_can_be_read_by_people_and_by_programs(path: Path, file: Path) -> None:
    _correct(path, Oui="Yes — “ja”.")
    _correct(path, Non="No.")
    first, second = file.read_text(encoding="utf-8").splitlines()
    assert list(json.loads(first)) == [
        *("seq", "languages", "source", "target", "article", "text_sha256", "occurrence", "action", "flag", "reason"),
        *("by", "checksum"),
    ]
    assert '"target": "Yes — “ja”."' in first
    assert [json.loads(line)["seq"] for line in (first, second)] == [1, 2]
    assert json.loads(second)["action"] == "correct"


def test_the_file_is_the_truth(path: Path, file: Path) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    path.unlink()
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No."}
    file.write_bytes(file.read_bytes() + _line("Oui.", "Yeah.", seq=7))
    assert _said(path, mend=False) == {"Oui.": "Yeah.", "Non.": "No."}
    _correct(path, Si="But yes.")
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[-1])["seq"] == 8


def test_actions(path: Path, file: Path) -> None:
    lines = [
        _line("Oui.", "Yes."),
        _line("Oui.", "Yeah."),
        _line("Non.", "No.", action="confirm"),
        _line("Si.", "If."),
        _line("Oui.", action="undo"),
        _line("Si.", action="undo"),
        _line("Si.", action="undo"),
        _line("Non.", action="dismiss", flag="names", reason="no name"),
        _line("Non.", "?", action="note", reason="ask her"),
        _line("Non.", "Nay.", action="of a later version", more={"colour": [1, {"a": None}]}),
        _line("Non.", "No, here.", article="a", text_sha256="0", occurrence=1),
    ]
    file.write_bytes(b"".join(lines))
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert notes == []
    with Memory(path) as memory:
        assert memory.taken_back(PAIR, SENTENCES) == {"Si."}
        memory.record([Decision(languages=PAIR, source="Oui.", action="undo")])
        assert memory.corrections(PAIR, SENTENCES) == {"Non.": "No."}
    assert file.read_bytes().startswith(b"".join(lines))
    assert _said(path) == {"Non.": "No."}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"<<<<<<< HEAD\n", "it is no JSON"),
        (b"\xff\xfe\n", "it is no JSON"),
        (b"[" * 100_000 + b"\n", "it is no JSON"),
        (b"7\n", "it is no object"),
        (b'{"source": "Oui.", "target": "Yes."}\n', "its checksum does not fit"),
        (_line("Oui.", "Yes.").replace(b"Yes", b"Yea"), "its checksum does not fit"),
        (_line("Oui.", " "), "it has no translation"),
        (_line("Oui.", action="confirm"), "it has no translation"),
        (_line("Oui.", "Yes.", occurrence="first"), "it has something else where a number belongs"),
        (_line("Oui.", "Yes.", seq=2**70), "it has something else where a number belongs"),
        (_line("Oui.", "Yes.", by=["me"]), "it has something else where a text belongs"),
        (Decision(languages=("fr",), source="Oui.", target="Yes.").line(), "it does not name two languages"),  # type: ignore[arg-type]
    ],
)
def test_a_bad_line_is_named_and_left(path: Path, file: Path, line: bytes, reason: str) -> None:
    _correct(path, Oui="Yes.")
    before = file.read_bytes() + line
    file.write_bytes(before + _line("Non.", "No."))
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert notes == [f"line 2 of '{file}' counts for nothing ({reason}); it is left as it is"]
    _correct(path, Si="But yes.")
    assert file.read_bytes().startswith(before)
    path.unlink()
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No.", "Si.": "But yes."}


@pytest.mark.parametrize("cut", [1, 2, 40])
def test_a_line_that_a_power_cut_tore_is_left_and_the_next_begins_a_line_of_its_own(
    path: Path, file: Path, cut: int
) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    path.unlink()
    torn = file.read_bytes()[:-cut]
    file.write_bytes(torn)
    notes: list[str] = []
    whole = {"Oui.": "Yes."} | ({"Non.": "No."} if cut == 1 else {})
    assert _said(path, notes) == whole
    assert len(notes) == (cut > 1)
    _correct(path, Si="But yes.")
    assert file.read_bytes().startswith(torn + b"\n{")
    assert _said(path) == whole | {"Si.": "But yes."}


def test_a_file_that_was_cut_or_replaced_is_read_whole_and_what_it_lacks_is_kept_beside_it(
    path: Path, file: Path
) -> None:
    _correct(path, Oui="Yes.")
    older = file.read_bytes()
    _correct(path, Non="No.", Oui="Yeah.")
    newer = file.read_bytes()
    file.write_bytes(older)
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes."}
    assert len(notes) == 2
    aside = file.with_name(f"{file.name}.aside-1")
    assert "the memory had 2 corrections that" in notes[1]
    assert [json.loads(line)["target"] for line in aside.read_text(encoding="utf-8").splitlines()] == ["No.", "Yeah."]
    file.write_bytes(newer)
    assert _said(path) == {"Oui.": "Yeah.", "Non.": "No."}
    file.write_bytes(older + aside.read_bytes())
    assert _said(path) == {"Oui.": "Yeah.", "Non.": "No."}


def test_what_a_line_held_that_is_bad_now_is_written_again(path: Path, file: Path) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    file.write_bytes(file.read_bytes().replace(b"No.", b"Nq.", 1))
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert f"'{file}' got 1 correction that only the memory had" in notes
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert len(notes) == 3


def test_a_file_that_is_gone_is_begun_again(path: Path, file: Path) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    file.unlink()
    assert _said(path, mend=False) == {"Oui.": "Yes.", "Non.": "No."}
    assert not file.exists()
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert notes == [f"'{file}' is gone: a new one was begun with the 2 corrections that the memory has"]
    path.unlink()
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No."}


def test_corrections_from_before_there_was_a_file_are_written_to_it(path: Path, file: Path) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            "DROP TABLE replayed; DROP TABLE decided; DROP TABLE link; DROP TABLE dismissed; PRAGMA user_version = 4;"
        )
    file.unlink()
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes.", "Non.": "No."}
    assert notes == [f"'{file}' was begun with the 2 corrections that the memory has"]
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            "DROP TABLE replayed; DROP TABLE decided; DROP TABLE link; DROP TABLE dismissed; PRAGMA user_version = 4;"
        )
    file.write_bytes(_line("Oui.", "Yeah."))
    assert _said(path, notes) == {"Oui.": "Yeah.", "Non.": "No."}
    assert file.read_bytes().startswith(_line("Oui.", "Yeah."))
    assert '"No."' in file.read_text(encoding="utf-8")
    assert '"Yes."' in file.with_name(f"{file.name}.aside-1").read_text(encoding="utf-8")


def test_nothing_is_written_through_a_link_or_to_a_pipe(path: Path, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("mine")
    Memory(path).close()
    file.symlink_to(other)
    with pytest.raises(OutputError, match="is no plain file"):
        _correct(path, Oui="Yes.")
    assert other.read_text() == "mine"
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(OutputError, match="is no plain file"):
        _said(path)


def test_a_full_disk_leaves_no_half_of_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, end = Journal(tmp_path / "c.jsonl"), Position()
    decisions = [Decision(languages=PAIR, source="Oui.", target="Yes.")]
    journal.append(decisions, end)
    before = journal.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        journal.append(decisions, end)
    assert journal.path.read_bytes() == before


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.memory.journal._MAX_LINE_BYTES", 300)
    journal, good = Journal(tmp_path / "c.jsonl"), _line("Oui.", "Yes.")
    journal.path.write_bytes(good + b"x" * 1_000 + b"\n" + good + b"x" * 1_000)
    end = Position()
    found = list(journal.read(end))
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[1][1] == BadLine(2, "it is too long")
    assert end.size == 2 * len(good) + 1_001


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.text(max_size=5), st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5)),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_whatever_stands_in_a_line_comes_back(more: dict[str, object], text: str) -> None:
    known = {"seq", "languages", "source", "target", "article", "text_sha256", "occurrence", "action", "flag"}
    more = {name: value for name, value in more.items() if name not in known | {"reason", "by", "checksum"}}
    try:
        line = Decision(seq=1, languages=PAIR, source=text, action="note", reason=text, more=more).line()
    except UnicodeEncodeError:  # half a character, which no line can hold
        return
    assert Decision.parse(line).more == more
    assert Decision.parse(line).source == text


def test_a_line_without_end_is_refused_in_bounded_memory_and_left(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.memory.journal._LONGEST", 20 * 1024**2)
    _correct(path, Oui="Yes.", Non="No.")
    whole = file.read_bytes()
    os.truncate(file, 5 * 1024**3)  # a file with a hole, which takes no room
    for mend in (True, False):
        tracemalloc.start()
        with pytest.raises(OutputError, match=rf"line 3 of '.*' has no end.* cut it there, after {len(whole):,} bytes"):
            Memory(path, mend=mend)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 64 * 1024**2
    assert file.stat().st_size == 5 * 1024**3
    os.truncate(file, len(whole))
    assert file.read_bytes() == whole
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No."}


@pytest.mark.parametrize("end", [b"\n", b""])
def test_corrections_go_on_after_a_line_that_is_too_long(
    path: Path, file: Path, end: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.memory.journal._MAX_LINE_BYTES", 1_000)
    monkeypatch.setattr("bilingual.memory.journal._CHUNK_BYTES", 300)
    _correct(path, Oui="Yes.")
    before = file.read_bytes() + b"x" * 5_000
    file.write_bytes(before + end)
    notes: list[str] = []
    assert _said(path, notes) == {"Oui.": "Yes."}
    assert any("line 2 of" in note and "it is too long" in note for note in notes)
    _correct(path, Non="No.")
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No."}
    assert file.read_bytes().startswith(before + b"\n{")


def test_what_could_not_be_read_again_is_not_written(path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _correct(path, Oui="Yes.")
    before = file.read_bytes()
    monkeypatch.setattr("bilingual.memory.journal._MAX_LINE_BYTES", 1_000)
    with pytest.raises(OutputError, match="a correction is too long for a line"):
        _correct(path, Non="No. " * 400)
    assert file.read_bytes() == before


@pytest.mark.parametrize("column", ["lines", "size", "seq", "sha256"])
@pytest.mark.parametrize("value", [-1, 2**62, "x", b"x", 0.5])
def test_what_a_strangers_memory_says_it_has_replayed_is_not_believed(
    path: Path, file: Path, column: str, value: object
) -> None:
    _correct(path, Oui="Yes.", Non="No.")
    before = file.read_bytes()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE replayed SET {column} = ?", (value,))  # noqa: S608 - one of four
    assert _said(path) == {"Oui.": "Yes.", "Non.": "No."}
    assert file.read_bytes() == before
