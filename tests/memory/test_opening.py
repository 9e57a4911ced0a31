"""A memory file as it is found: none, empty, damaged, somebody else's, of a later version, in use, only to be read."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.errors import OutputError
from bilingual.memory import Memory, replacing
from bilingual.memory.decisions import Decision
from tests.support.children import start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

PAIR = ("fr", "en")
CORRECTIONS = [(f"Phrase {number}.", f"Sentence {number}, corrected.") for number in range(300)]
NOBODY = 65_534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".bilingual" / "memory.sqlite"


def _fill(path: Path, corrections: list[tuple[str, str]] | None = None) -> Path:
    with Memory(path) as memory:
        memory.use(FakeEngine().provenance)
        memory.store([(f"Mot {number}.", Translation(f"Word {number}.", -0.5)) for number in range(300)])
        memory.correct(PAIR, CORRECTIONS if corrections is None else corrections)
    return path


def _there(path: Path, notes: list[str] | None = None) -> int:
    with Memory(path, (notes if notes is not None else []).append) as memory:
        return len(memory.corrections(PAIR, [source for source, _ in CORRECTIONS]))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}.corrections.jsonl")


def test_a_memory_of_a_later_version_is_refused_and_left_untouched(path: Path) -> None:
    _fill(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript("CREATE TABLE later (a TEXT); PRAGMA user_version = 9; PRAGMA journal_mode = DELETE;")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    for mend in (True, False, True):
        with pytest.raises(OutputError, match=r"is of a newer bilingual \(its tables are of version 9") as raised:
            Memory(path, mend=mend)
        assert raised.value.exit_code == 4
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


@pytest.mark.parametrize("name", ["thesis.docx", "memory.sqlite"])
@pytest.mark.parametrize("content", [b"PK\3\4 a thesis", b"x", b"SQLite format 3\0" + b"\xff" * 5_000])
def test_what_is_no_memory_is_refused_and_left_untouched(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(OutputError, match="is no translation memory of bilingual's"):
        Memory(tmp_path / name)
    with pytest.raises(OutputError, match="is no translation memory of bilingual's"):
        Memory(tmp_path / name, mend=False)
    left = [file.name for file in tmp_path.iterdir()]
    assert (left, (tmp_path / name).read_bytes()) == ([name], content)


def test_another_programs_database_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "recipes.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(OutputError, match="is no translation memory of bilingual's"):
        Memory(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "memory")
    with pytest.raises(OutputError, match="cannot be used: it is no file"):
        Memory(tmp_path / "memory")


def test_an_empty_memory_is_not_replaced_without_a_word(path: Path) -> None:
    _fill(path).write_bytes(b"")
    notes: list[str] = []
    assert _there(path, notes) == 300
    assert notes == [f"the memory '{path}' was empty (0 bytes): a new one was begun"]


def test_what_sqlite_left_of_a_memory_that_is_gone_is_not_taken_for_the_new_ones(path: Path) -> None:
    _fill(path)
    live = sqlite3.connect(path)
    with live:
        live.execute("DELETE FROM correction")
    stale = path.with_name("memory.sqlite-wal").read_bytes()
    live.close()
    path.unlink()
    path.with_name("memory.sqlite-wal").write_bytes(stale)
    notes: list[str] = []
    assert _there(path, notes) == 300
    assert "what SQLite had left" in notes[0]
    assert path.with_name("memory.sqlite.aside-1-wal").read_bytes() == stale


@pytest.mark.parametrize("pages", [1, 3, 1_000])
def test_of_a_memory_that_was_cut_all_is_read_that_is_there(path: Path, pages: int) -> None:
    _fill(path)
    _journal(path).unlink()
    data = path.read_bytes()
    path.write_bytes(data[: -4096 * min(pages, len(data) // 4096 - 1)])
    notes: list[str] = []
    there = _there(path, notes)
    cut = next(note for note in notes if "was damaged" in note)
    assert f"a new one has {there} of " in cut
    assert "missing" in cut
    if pages == 1:
        assert there >= 200
    assert (path.with_name("memory.sqlite.aside-1")).is_file()
    with Memory(path) as memory:
        memory.use(FakeEngine().provenance)
        found = memory.look_up([f"Mot {number}." for number in range(300)])
        assert {made.text for made in found.values()} <= {f"Word {number}." for number in range(300)}
        assert found or pages == 1_000


def test_a_memory_whose_first_page_is_gone_is_read_where_it_has_its_own_place(path: Path) -> None:
    _fill(path)
    data = path.read_bytes()
    path.write_bytes(data[:72] + b"\xff" * 4024 + data[4096:])
    _journal(path).unlink()
    notes: list[str] = []
    assert _there(path, notes) == 300
    assert "300 of 300 corrections" in notes[0]


def test_a_rescue_that_is_cut_short_is_begun_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(path)
    data = bytearray(path.read_bytes())
    data[-5000:-4500] = os.urandom(500)
    path.write_bytes(data)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "sync", killed)
        with pytest.raises(KeyboardInterrupt):
            Memory(path)
    assert path.read_bytes() == bytes(data)
    assert _there(path) == 300
    assert not path.with_name("memory.sqlite.new").exists()


def test_a_damaged_memory_is_not_touched_while_another_process_has_it_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(path)
    monkeypatch.setattr(replacing, "PATIENCE", 0.3)
    child = start("hold_memory.py", path, home=path.parent)
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "open\n"
    files = sorted(file.name for file in path.parent.iterdir())
    assert "memory.sqlite-wal" in files
    with Memory(path) as memory:
        memory._suspect = (path.stat().st_dev, path.stat().st_ino)  # noqa: SLF001 - as if a row were damaged
        memory._disconnect()  # noqa: SLF001
        with pytest.raises(OutputError, match="is damaged, and another process is using it"):
            memory.corrections(PAIR, ["Phrase 1."])
    assert not [file for file in path.parent.iterdir() if ".aside-" in file.name]
    child.stdin.write("\n")
    child.stdin.flush()
    assert child.stdout.readline() == "300\n"
    child.communicate()
    assert _there(path) == 300


def _as_nobody(path: Path, told: Connection) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        there = memory.corrections(PAIR, ["Phrase 1.", "Phrase 2."])
        try:
            memory.correct(PAIR, [("Phrase 1.", "No.")])
        except OutputError as error:
            notes.append(str(error))
    told.send((there, notes))


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may look into; those that pytest makes are for one."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may become another user")
def test_who_may_only_read_reads_also_what_the_memory_does_not_know_yet(shared: Path) -> None:
    path = _fill(shared / "memory.sqlite", CORRECTIONS[:2])
    newer = Decision(languages=PAIR, source="Phrase 1.", target="By hand.").line()
    for more, known in ((b"", CORRECTIONS[1][1]), (newer, "By hand.")):
        _journal(path).write_bytes(_journal(path).read_bytes() + more)
        before = {file.name: file.read_bytes() for file in shared.iterdir()}
        mine, theirs = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(path, theirs))
        child.start()
        there, notes = mine.recv() if mine.poll(60) else ({}, [])
        child.join()
        assert there == {"Phrase 1.": known}
        assert ["may not be written to" in note for note in notes] == [True]
        assert {file.name: file.read_bytes() for file in shared.iterdir()} == before


def race(
    path: str, rounds: int, processes: int, home: Path, prepare: Callable[[int], None]
) -> list[list[list[object]]]:
    """Let some processes open one memory at the same moment, many times; return what each saw in each round."""
    children = [start("open_memory.py", path, rounds, name, home=home) for name in range(processes)]
    try:
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        seen = []
        for number in range(rounds):
            prepare(number)
            for child in children:
                assert child.stdin is not None
                child.stdin.write("\n")
                child.stdin.flush()
            seen.append([json.loads(child.stdout.readline()) for child in children if child.stdout])
        return seen
    finally:
        for child in children:
            child.kill()
            child.communicate()


def test_processes_that_open_one_damaged_memory_at_once_lose_nothing(tmp_path: Path) -> None:
    sound = _fill(tmp_path / "sound.sqlite")
    data = bytearray(sound.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 300] = b"\xff" * 300
    rounds = 3

    def prepare(number: int) -> None:
        path = tmp_path / f"{number}" / "memory.sqlite"
        path.parent.mkdir()
        path.write_bytes(data)
        shutil.copyfile(_journal(sound), _journal(path))

    seen = race(f"{tmp_path}/{{}}/memory.sqlite", rounds, 3, tmp_path, prepare)
    for number, saw in enumerate(seen):
        assert [(there, error) for there, error, _ in saw] == [(300, "")] * 3
        assert sum(len(notes) for *_, notes in saw if isinstance(notes, list)) >= 1
        folder = tmp_path / f"{number}"
        assert [file.name for file in folder.iterdir() if "aside" in file.name] == ["memory.sqlite.aside-1"]
        lines = _journal(folder / "memory.sqlite").read_text(encoding="utf-8").splitlines()
        assert len({json.loads(line)["seq"] for line in lines}) == len(lines) == 303
        assert _there(folder / "memory.sqlite") == 300


def test_processes_that_begin_one_memory_at_once_begin_one(tmp_path: Path) -> None:
    seen = race(f"{tmp_path}/{{}}/memory.sqlite", 5, 3, tmp_path, lambda _: None)
    assert [entry for saw in seen for entry in saw] == [[0, "", []]] * 15
    for number in range(5):
        lines = _journal(tmp_path / f"{number}" / "memory.sqlite").read_text(encoding="utf-8").splitlines()
        assert sorted(json.loads(line)["seq"] for line in lines) == [1, 2, 3]


@pytest.mark.parametrize("table", ["correction", "translation"])
def test_a_view_without_an_end_is_not_read(path: Path, table: str) -> None:
    _fill(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(f"""
            DROP TABLE {table};
            CREATE VIEW {table} AS WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c)
            SELECT x AS engine, 'fr' AS source_language, 'en' AS target_language, 's' || x AS source, 't' AS target,
            NULL AS score, '' AS flags, 0 AS checksum, '' AS repaired, '' AS basis FROM c;
        """)  # noqa: S608 - names of our own
    notes: list[str] = []
    assert _there(path, notes) == len(CORRECTIONS)  # by the file beside the memory
    assert any("was damaged" in note for note in notes)


@pytest.mark.parametrize("beside", [".lock", "-wal", "-shm", "-journal"])
def test_nothing_is_written_through_a_link_beside_a_memory(path: Path, beside: str) -> None:
    _fill(path)
    thesis = path.parent.parent / "thesis.docx"
    thesis.write_bytes(b"a thesis")
    link = path.with_name(f"{path.name}{beside}")
    link.unlink(missing_ok=True)
    link.symlink_to(thesis)
    for mend in (True, False):
        with pytest.raises(OutputError, match=f"{beside}' is a link, and may lead anywhere"):
            Memory(path, mend=mend)
    assert thesis.read_bytes() == b"a thesis"


def _read_and_write_as_nobody(path: Path, told: Connection) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    said: list[object] = []
    with Memory(path, mend=False) as memory:
        memory.use(FakeEngine().provenance)  # known, so that there is nothing to write
        said += [sum(one.sentences for one in memory.statistics()), len(list(memory.entries()))]
        for write in (
            memory.vacuum,
            lambda: memory.correct(PAIR, [("Oui.", "Yes.")]),
            lambda: memory.store([("Oui.", Translation("Yes.", -0.5))]),
        ):
            try:
                write()
            except OutputError as error:
                said.append(error.message)
    told.send(said)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may become another user")
@pytest.mark.parametrize("closed", ["the file", "the folder"])
def test_a_memory_that_may_not_be_written_to_is_read_and_says_so_when_written_to(shared: Path, closed: str) -> None:
    path = _fill(shared / "memory" / "memory.sqlite")
    for file in path.parent.iterdir():  # the lock is there, and may be had
        file.chmod(0o444 if closed == "the file" and file == path else 0o666)
    path.parent.chmod(0o777 if closed == "the file" else 0o555)
    mine, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_read_and_write_as_nobody, args=(path, theirs))
    child.start()
    said = mine.recv() if mine.poll(60) else []
    child.join()
    refused = f"the memory '{path}' or its folder may not be written to, and it can only be read"
    assert said == [600, 600, refused, refused, refused]
