"""The index: where it lies, when it is made again, and which one that is found is used."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

import bilingual
from bilingual.corpus.search import building, index, places
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, OutputError
from bilingual.io import ledger
from bilingual.models import cache_folder
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.sharding.gathering import gather
from tests.support.children import start
from tests.support.searching import NEWS, written
from tests.support.shards import keys, shards, sources

if TYPE_CHECKING:
    from collections.abc import Callable

INDEX = Path(".bilingual", index.NAME)


def ids(corpus: Path, query: str = "*", notes: list[str] | None = None) -> list[str]:
    with bilingual.search(corpus, query, note=None if notes is None else notes.append) as found:
        return [hit.id for hit in found]


def identity(path: Path) -> tuple[int, int]:
    return path.stat().st_ino, path.stat().st_mtime_ns


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus")


def test_it_is_made_once_and_again_when_the_corpus_changes(corpus: Path) -> None:
    notes: list[str] = []
    assert len(ids(corpus, notes=notes)) == 8
    made = identity(corpus / INDEX)
    assert len(ids(corpus, notes=notes)) == 8
    assert identity(corpus / INDEX) == made
    assert len(notes) == 1
    written(corpus, NEWS[:1])
    assert len(ids(corpus, notes=notes)) == 4
    assert len(notes) == 2


def test_it_is_in_neither_ledger_nor_verify(corpus: Path) -> None:
    before: list[str] = []
    verify(corpus, before.append)
    ids(corpus)
    after: list[str] = []
    verify(corpus, after.append)
    assert before == after
    names = ledger.ask(
        corpus / ".bilingual" / ledger.NAME, lambda asked: [row.name for row, _ in ledger.standing(asked)]
    )
    assert not [name for name in names if "search" in name]


def test_a_build_takes_no_offence_at_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut. Elle rit.", encoding="utf-8")
    build([tmp_path / "a.txt"], Options(out=tmp_path / "c"), FakeEngine())
    assert len(ids(tmp_path / "c", "pleut")) == 1
    (tmp_path / "a.txt").write_text("Il neige.", encoding="utf-8")
    build([tmp_path / "a.txt"], Options(out=tmp_path / "c"), FakeEngine())
    assert ids(tmp_path / "c", "pleut") == []
    assert len(ids(tmp_path / "c", "neige")) == 1


def test_touched_files_with_the_same_bytes_keep_it(corpus: Path) -> None:
    ids(corpus)
    made = identity(corpus / INDEX)
    os.utime(corpus / "bitext.jsonl", (1, 1))
    ids(corpus)
    assert identity(corpus / INDEX) == made
    copy = corpus.with_name("copy")
    shutil.copytree(corpus, copy)
    notes: list[str] = []
    assert len(ids(copy, notes=notes)) == 8
    assert notes == []


def test_a_changed_copy_is_not_searched_by_the_old_index(corpus: Path) -> None:
    ids(corpus)
    text = (corpus / "bitext.jsonl").read_text(encoding="utf-8")
    state = (corpus / "bitext.jsonl").stat()
    (corpus / "bitext.jsonl").write_text(text.replace("midi", "nuit"), encoding="utf-8")
    os.utime(corpus / "bitext.jsonl", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert ids(corpus, "nuit") == ["sans:1:1"]
    assert ids(corpus, "midi") == []


def _closed(monkeypatch: pytest.MonkeyPatch, *closed: Path) -> None:
    """Make folders such as nobody may write to, which tests that run as root could."""
    plain = FileLock

    def lock(path: Path) -> object:
        if any(folder in Path(path).parents for folder in closed):
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(places, "FileLock", lock)


def test_in_a_folder_that_cannot_be_written_it_lies_in_the_cache(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _closed(monkeypatch, corpus)
    notes: list[str] = []
    assert ids(corpus, "midi", notes) == ["sans:1:1"]
    assert ids(corpus, "midi", notes) == ["sans:1:1"]
    assert not (corpus / INDEX).exists()
    assert len(notes) == 1
    [made] = (cache_folder() / "search").glob(f"*/{index.NAME}")
    assert made.stat().st_size
    _closed(monkeypatch, corpus, tmp_path)
    written(corpus, NEWS[:1])
    with pytest.raises(OutputError, match="no index can be written"):
        ids(corpus)


def _no_index(path: Path) -> None:
    path.write_bytes(b"my thesis")


def _other_application(path: Path) -> None:
    _change(path, "PRAGMA application_id = 1")


def _other_version(path: Path) -> None:
    _change(path, "PRAGMA user_version = 99")


def _view(path: Path) -> None:
    _change(path, "ALTER TABLE part RENAME TO p; CREATE VIEW part AS SELECT * FROM p")


def _trigger(path: Path) -> None:
    _change(path, "CREATE TRIGGER t AFTER INSERT ON part BEGIN DELETE FROM segment; END")


def _column(path: Path) -> None:
    _change(path, "ALTER TABLE part ADD COLUMN more TEXT")


def _other_corpus(path: Path) -> None:
    _change(path, "UPDATE part SET key = 'another'")


def _other_way(path: Path) -> None:
    _change(path, "UPDATE about SET value = 'older' WHERE name = 'made_by'")


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _schema_that_is_no_text(path: Path) -> None:
    raw = path.read_bytes()
    at = raw.index(b"CREATE TABLE part")
    path.write_bytes(raw[:at] + b"CREATE \x8a\xff" + raw[at + 9 :])


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _change(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


HARMED = [
    _no_index, _other_application, _other_version, _view, _trigger, _column, _other_corpus, _other_way, _cut_short,
    _schema_that_is_no_text, _pipe,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARMED)
def test_what_does_not_fit_is_made_anew(corpus: Path, harm: Callable[[Path], None]) -> None:
    ids(corpus)
    harm(corpus / INDEX)
    notes: list[str] = []
    assert ids(corpus, "midi", notes) == ["sans:1:1"]
    assert len(notes) == 1


def test_a_link_in_its_place_leads_nowhere(corpus: Path, tmp_path: Path) -> None:
    ids(corpus)
    (corpus / INDEX).rename(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    (corpus / INDEX).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="link"):
        ids(corpus)
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_places_that_lie_are_told(corpus: Path) -> None:
    ids(corpus)
    _change(corpus / INDEX, "UPDATE segment SET start = start + 7")
    with pytest.raises(InputError, match="do not agree"):
        ids(corpus)


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE article SET title = CAST(x'ff8a' AS TEXT)",
        "UPDATE publisher SET name = x'ff8a' || id",
        "UPDATE word_data SET block = zeroblob(9)",
        "DROP TABLE word_data; CREATE TABLE 'word_data'(id INTEGER PRIMARY KEY, block BLOB)",
        "UPDATE word_config SET v = 99 WHERE k = 'version'",
    ],
)
def test_an_index_that_is_damaged_inside_is_told(corpus: Path, script: str) -> None:
    everything = set(ids(corpus))
    _change(corpus / INDEX, script)
    for query in ("*", "midi", "-midi"):
        with contextlib.suppress(InputError), bilingual.search(corpus, query) as found:
            assert {hit.id for hit in found} <= everything
            found.counts()


def test_stamps_that_make_no_sense_are_passed_over(corpus: Path) -> None:
    ids(corpus)
    for text in ("", "[]", "{" * 99, json.dumps({"files": 1, "key": ["x"]})):
        (corpus / ".bilingual" / "search.json").write_text(text, encoding="utf-8")
        assert ids(corpus, "midi") == ["sans:1:1"]


def test_a_full_disk_leaves_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(building._Writing, "_insert", full)  # noqa: SLF001 - where the disk is full
    with pytest.raises(OutputError, match="No space") as caught:
        ids(corpus)
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert not list((corpus / ".bilingual").glob("search-*"))
    assert len(ids(corpus)) == 8


def test_a_damaged_corpus_is_told_by_its_line(corpus: Path) -> None:
    lines = (corpus / "bitext.jsonl").read_text(encoding="utf-8").splitlines()
    other = lines[1].replace('"accord"', '"vote"')
    for kept, message in (
        ([lines[0], "{"], "line 2"),
        ([lines[0], "[1]"], "line 2"),
        ([lines[0], other, *lines[2:]], "line 2"),
        (lines[:3], "ends before"),
        ([*lines, lines[0]], "line 9"),
    ):
        (corpus / "bitext.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
        with pytest.raises(InputError, match=message):
            ids(corpus)
        assert not (corpus / INDEX).exists()


def test_one_that_is_killed_and_two_at_once(corpus: Path, tmp_path: Path) -> None:
    killed = start("searching.py", corpus, "kill", home=tmp_path)
    assert killed.wait(60) == -9
    assert list((corpus / ".bilingual").glob("search-*.part"))
    assert not (corpus / INDEX).exists()
    both = [start("searching.py", corpus, "search", home=tmp_path) for _ in range(2)]
    assert [one.communicate(timeout=60)[0].strip() for one in both] == ["8", "8"]
    assert not list((corpus / ".bilingual").glob("search-*"))
    notes: list[str] = []
    assert len(ids(corpus, notes=notes)) == 8
    assert notes == []


def test_what_is_published_while_it_is_searched_is_not_seen(corpus: Path) -> None:
    with bilingual.search(corpus, "*") as found:
        hits = iter(found)
        first = next(hits)
        written(corpus, [("neu", "2024", "N", [("Il neige.", "It snows.")])])
        ids(corpus)
        assert [first.id, *(hit.id for hit in hits)] == [hit.id for hit in found]
        assert found.counts().total == 8
    assert ids(corpus) == ["neu:1:1"]


def test_an_index_is_of_the_corpus_that_it_was_begun_with(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = building.write

    def late(*arguments: object) -> None:
        monkeypatch.setattr(places, "write", plain)
        written(corpus, NEWS[:1])
        plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(places, "write", late)
    assert len(ids(corpus)) == 8
    assert len(ids(corpus)) == 4


def test_a_search_is_begun_again_where_another_corpus_came(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = places.opened

    def late(*_: object) -> object:
        monkeypatch.setattr(places, "opened", plain)
        written(corpus, NEWS[:1])
        raise InputError("damaged", "build again")

    monkeypatch.setattr(places, "opened", late)
    assert len(ids(corpus)) == 4
    monkeypatch.setattr(places, "opened", lambda *_: (_ for _ in ()).throw(InputError("damaged", "build again")))
    with pytest.raises(InputError, match="damaged"):
        ids(corpus)


def test_shards_that_are_taken_away_are_told(tmp_path: Path) -> None:
    source, out = sources(tmp_path / "in"), tmp_path / "many"
    shards(source, out)
    with bilingual.search(out, "*") as found:
        for part in found._bitexts._parts:  # noqa: SLF001 - as another build would
            part.bitext.unlink()
        with pytest.raises(InputError, match="taken away"):
            list(found)


def _gathered(out: Path, to: Path) -> Path:
    shutil.copytree(out, to)
    gather(to, ["jsonl"])
    return to


def test_shards_are_searched_as_one_corpus_and_renewed_by_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = sources(tmp_path / "in"), tmp_path / "many"
    shards(source, out)
    found = ids(out, "pleut")
    assert found == ids(_gathered(out, tmp_path / "one"), "pleut")
    assert len(found) == len(set(found)) > 10
    read: list[str] = []
    plain = building._Writing._add  # noqa: SLF001 - to hear which parts are read

    def add(self: building._Writing, part: index.Part, number: int, top: int) -> int:
        read.append(part.bitext.parent.name)
        return plain(self, part, number, top)

    monkeypatch.setattr(building._Writing, "_add", add)  # noqa: SLF001
    before = keys(out)
    with (source / "b.csv").open("a", encoding="utf-8") as stream:
        stream.write("neu;Il pleut encore ici.\n")
    shards(source, out)
    assert sorted(read) == []
    again = ids(out, "pleut")
    assert read
    assert set(read) <= set(keys(out)) - set(before)
    assert again == ids(_gathered(out, tmp_path / "two"), "pleut")
    assert ids(out, "encore") == ids(tmp_path / "two", "encore") != []
