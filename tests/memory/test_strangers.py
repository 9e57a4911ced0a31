"""Memories that came from elsewhere, and files that are none."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus import corrections
from bilingual.corpus.export import export
from bilingual.engines.fake import FakeEngine
from bilingual.errors import UsageError
from bilingual.memory import Memory, strangers
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.listener import Listener

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")


class Hearing(Listener):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("Il pleut. Elle rit.")
    return tmp_path / "sources"


def _build(sources: Path, out: Path, memory: Path | None = None) -> list[str]:
    hearing = Hearing()
    build([str(sources)], Options(out=out, formats=("jsonl",), memory=memory), FakeEngine(), hearing)
    return hearing.notes


def _correct(memory: Path) -> None:
    with Memory(memory) as kept:
        kept.correct(LANGUAGES, [("Il pleut.", "It\x1b[31m rains."), ("Non.", "No.")])
        kept.correct(("de", "en"), [("Ja.", "Yes.")])


def test_what_strangers_corrected_is_told_before_it_is_used_for_the_first_time(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "download"
    assert _build(sources, out) == []
    memory = out / ".bilingual" / "memory.sqlite"
    _correct(memory)
    [told] = _build(sources, out)
    assert told == (
        f"the memory '{memory}' is used here for the first time, and 2 corrections in it, such as 'Il pleut.' → "
        f"'It\ufffd[31m rains.', will stand for the machine's translations; bilingual memory export '{memory}' "
        "shows all"
    )
    assert _build(sources, out) == []
    shutil.copytree(out, tmp_path / "copy")
    [told] = _build(sources, tmp_path / "copy")
    assert "copy" in told
    assert _build(sources, tmp_path / "other", memory=tmp_path / "copy" / ".bilingual" / "memory.sqlite") == []
    shutil.rmtree(tmp_path / "cache" / "bilingual" / "memories")
    assert len(_build(sources, out)) == 1


def test_what_one_imports_oneself_is_not_told(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _build(sources, out)
    export(out, ["tsv"])
    table = out / "corpus.tsv"
    table.write_text(table.read_text().replace("⟨Elle rit.⟩", "She laughs."))
    assert corrections.take(table, out, None, lambda _: None).notes == []
    assert [note for note in _build(sources, out) if "memory" in note] == []


def test_a_cache_that_cannot_be_written_tells_it_each_time(tmp_path: Path) -> None:
    _correct(tmp_path / "m.sqlite")
    (tmp_path / "cache").write_text("no folder")
    for _ in range(2):
        assert strangers.introduce(tmp_path / "m.sqlite", LANGUAGES, tmp_path / "cache")


FOREIGN = {
    "a text": b"my thesis" * 100,
    "one byte": b"\0",
    "a document": b"PK\x03\x04" + bytes(200),
    "zeros": bytes(4096),
    "the beginning of a database": b"SQLite format 3\0",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_memory_is_left_as_it_is(sources: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thesis.docx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"thesis.docx' is no translation memory of bilingual's, and is left as it is"):
        _build(sources, tmp_path / "out", memory=path)
    assert path.read_bytes() == content
    assert sorted(found.name for found in tmp_path.iterdir() if "thesis" in found.name) == ["thesis.docx"]


def test_the_database_of_another_program_is_left_as_it_is(sources: Path, tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="is no translation memory"):
        _build(sources, tmp_path / "out", memory=path)
    assert path.read_bytes() == before


def test_a_new_or_empty_file_becomes_a_memory(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for name in ("empty", "new"):
        notes = _build(sources, tmp_path / "out", memory=tmp_path / name)
        # One that is empty may have lost what was in it, which is said.
        empty = f"the memory '{tmp_path / name}' was empty (0 bytes): a new one was begun"
        assert notes == ([empty] if name == "empty" else [])
        strangers.refuse_foreign(tmp_path / name, tmp_path / "own")
