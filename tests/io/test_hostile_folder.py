"""Output folders that somebody made to do harm: nothing outside them is written, deleted or read."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import OutputError
from bilingual.io.output import PRIVATE, OutputFolder
from bilingual.io.published import Published, UntoldError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINE = "private"


def _publish(folder: Path, name: str = "sub/a.txt", text: str = "1", format_: str = "text") -> None:
    with OutputFolder(folder) as output:
        with output.create(name, format_) as stream:
            stream.write(text)
        output.publish()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as a stranger may have packed it, beside a file of the user's."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.txt").write_text(MINE)
    _publish(tmp_path / "download")
    return tmp_path / "download"


@pytest.fixture(autouse=True)
def _untouched(folder: Path) -> Iterator[None]:
    """Hold the user's folder to what it was."""
    yield
    found = {path.name: path.read_text() for path in (folder.parent / "home").iterdir()}
    assert found == {"mine.txt": MINE}
    assert sorted(path.name for path in folder.parent.iterdir()) == ["download", "home"]


def _ledger(folder: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(folder / PRIVATE / "ledger.sqlite") as ledger:
        ledger.execute(statement, values)
    ledger.close()


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.txt")}


NAMES = [
    "../home/mine.txt", "sub/../../home/mine.txt", "{home}/mine.txt", "sub//mine.txt", "./mine.txt", "", ".", "..",
    "sub/", "a\0b", "a\nb", ".bilingual/memory.sqlite", ".hidden/x", "sub\\..\\..\\home\\mine.txt", "C:mine.txt", "~/x",
    "sub/.git", b"blob", None, "x" * 400, "é" * 128, "/".join("a" * 600),
]  # fmt: skip


@pytest.mark.parametrize("table", ["file", "staged"])
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_ledger_that_names_other_places_is_damaged(folder: Path, table: str, name: object) -> None:
    if isinstance(name, str):
        name = name.replace("{home}", str(folder.parent / "home"))
    sha256 = hashlib.sha256(MINE.encode()).hexdigest()
    mtime = (folder.parent / "home" / "mine.txt").stat().st_mtime_ns
    try:
        _ledger(folder, f"INSERT INTO {table} VALUES (?, 'text', '', ?, 7, ?)", name, sha256, mtime)  # noqa: S608
    except sqlite3.IntegrityError:
        pytest.skip("SQLite itself refuses it")
    if table == "staged":
        _ledger(folder, "INSERT INTO staged_format VALUES ('text')")
    before = _state(folder)
    with pytest.raises(OutputError, match=r"ledger.sqlite', which tells .*, is damaged \(.*Choose another --out"):
        _publish(folder, text="2")
    assert _state(folder) == before
    [said] = Published(folder).changes()
    assert "ledger.sqlite, which tells what was written, is damaged" in said
    assert isinstance(Published(folder).settle(), UntoldError)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON staged BEGIN DELETE FROM file; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE other (a)",
        "ALTER TABLE file ADD COLUMN more TEXT",
        "UPDATE file SET size = 'much'",
        "UPDATE file SET sha256 = NULL",
        "UPDATE file SET name = CAST(x'ff41' AS TEXT)",
    ],
)
def test_a_ledger_that_is_not_as_we_make_it_is_damaged(folder: Path, statement: str) -> None:
    _ledger(folder, statement)
    with pytest.raises(OutputError, match=r"which tells .* is damaged"):
        _publish(folder, text="2")
    assert any("is damaged" in said for said in Published(folder).changes())


@pytest.mark.parametrize("name", ["../x.txt", "a/../../x.txt", "/x.txt", ".x", "a\0b"])
def test_a_name_that_leads_elsewhere_is_not_written(folder: Path, name: str) -> None:
    with pytest.raises(OutputError, match="is no name of a file within"):
        _publish(folder, name)


def test_a_folder_below_that_is_a_link_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "sub")
    (folder / "sub").symlink_to(folder.parent / "home")
    with pytest.raises(OutputError, match=r"sub' is a link, and may lead anywhere. Remove the link, or choose another"):
        _publish(folder)
    with pytest.raises(OutputError, match="is a link"):
        _publish(folder, "sub/mine.txt")
    with pytest.raises(OutputError, match="is a link"):
        Published(folder).path("sub/mine.txt")
    assert list(Published(folder).changes()) == [
        f"sub/a.txt cannot be looked at: '{folder / 'sub'}' is a link, and may lead anywhere"
    ]


def test_nothing_is_deleted_through_a_link(folder: Path) -> None:
    mine = folder.parent / "home" / "mine.txt"
    sha256 = hashlib.sha256(MINE.encode()).hexdigest()
    _ledger(folder, "INSERT INTO file VALUES ('sub/mine.txt', 'text', '', ?, 7, ?)", sha256, mine.stat().st_mtime_ns)
    shutil.rmtree(folder / "sub")
    (folder / "sub").symlink_to(folder.parent / "home")
    with pytest.raises(OutputError, match="is a link"):
        _publish(folder, "other.txt")
    assert not (folder / "other.txt").exists()


def test_a_private_folder_that_is_a_link_is_refused(folder: Path) -> None:
    (folder / PRIVATE).rename(folder / "elsewhere")
    (folder / PRIVATE).symlink_to("elsewhere")
    for use in (_publish, Published, lambda folder: OutputFolder(folder).memory):
        with pytest.raises(OutputError, match=r".bilingual' is a link, and may lead anywhere"):
            use(folder)


@pytest.mark.parametrize("name", ["lock", "ledger.sqlite", "ledger.sqlite-wal", "memory.sqlite", "staging"])
def test_a_link_in_the_private_folder_is_refused(folder: Path, name: str) -> None:
    (folder / PRIVATE / name).unlink(missing_ok=True)
    (folder / PRIVATE / name).symlink_to(folder.parent / "home" / ("" if name == "staging" else "mine.txt"))
    with pytest.raises(OutputError, match=f"{name}' is a link, and may lead anywhere"):
        _publish(folder, text="2")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["lock", "ledger.sqlite", "ledger.sqlite-wal"])
def test_a_pipe_in_the_private_folder_is_refused(folder: Path, name: str) -> None:
    (folder / PRIVATE / name).unlink(missing_ok=True)
    os.mkfifo(folder / PRIVATE / name)
    with pytest.raises(OutputError, match=f"{name}': it is a named pipe, not a file"):
        _publish(folder, text="2")


@pytest.mark.parametrize("linked", ["staging/sub", "staging/sub/b.txt"])
def test_nothing_is_moved_from_elsewhere_by_a_planted_publication(folder: Path, linked: str) -> None:
    name = "sub/mine.txt" if linked == "staging/sub" else "sub/b.txt"
    _ledger(folder, "INSERT INTO staged VALUES (?, 'text', '', '', 7, 0)", name)
    _ledger(folder, "INSERT INTO staged_format VALUES ('text')")
    link = folder / PRIVATE / linked
    link.parent.mkdir(parents=True)
    link.symlink_to(folder.parent / "home" / ("mine.txt" if link.suffix else ""))
    with pytest.raises(OutputError, match=r"is a link, and may lead anywhere|is no file"):
        _publish(folder, text="2")
    assert not os.path.lexists(folder / name)


def test_the_folder_that_the_user_names_may_be_a_link(folder: Path) -> None:
    link = folder / "link"
    link.symlink_to(".")
    _publish(link, text="2")
    assert (folder / "sub" / "a.txt").read_text() == "2"
    link.unlink()


def test_a_file_that_became_a_link_is_left(folder: Path) -> None:
    (folder / "sub" / "a.txt").unlink()
    (folder / "sub" / "a.txt").symlink_to(folder.parent / "home" / "mine.txt")
    with pytest.raises(OutputError, match="was changed since"):
        _publish(folder, text="2")


def test_a_clock_far_ahead_is_no_trouble(folder: Path) -> None:
    path = folder / "sub" / "a.txt"
    for year in (1901, 2400):
        try:
            os.utime(path, ns=((year - 1970) * 31_557_600 * 10**9,) * 2)
        except (OverflowError, OSError):
            continue
        with OutputFolder(folder) as output:
            output.accept(path)
        _publish(folder, text=str(year))
        assert list(Published(folder).changes()) == []


@pytest.mark.parametrize("name", ["sub/a.txt", ".bilingual/ledger.sqlite", ".bilingual/ledger.sqlite-wal"])
def test_nothing_is_read_through_a_link(folder: Path, name: str) -> None:
    link = folder / name
    link.unlink(missing_ok=True)
    link.symlink_to(folder.parent / "home" / "mine.txt")
    files = Published(folder)
    if name == "sub/a.txt":
        for use in (lambda: files.path(name), lambda: files.is_file(name), lambda: files.together(name).__enter__()):
            with pytest.raises(OutputError, match="' is a link, and may lead anywhere"):
                use()
        [said] = files.changes()
        assert said.startswith("sub/a.txt cannot be looked at: ")
    else:
        assert isinstance(files.settle(), UntoldError)
        [said] = files.changes()
        assert "which tells what was written, cannot be read" in said


def test_what_a_damaged_ledger_names_is_told_in_short(folder: Path) -> None:
    _ledger(folder, "UPDATE file SET name = ?", "x" * 400)
    [said] = Published(folder).changes()
    assert "which is no file within the folder" in said
    assert len(said) < 250
