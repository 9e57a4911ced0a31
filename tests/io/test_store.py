"""Files of shards in a folder: whole or not there, and nothing that leads out of it."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError, OutputError
from bilingual.io.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "out")


def test_files_go_in_and_come_out(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"123")
    store.put("shards/a/one", tmp_path / "one")
    store.write("shards/a/done.json", b"{}")
    store.write("shards/plan.json", b"[]")
    assert {(one.name, one.size) for one in store.files("shards/")} == {
        ("shards/a/one", 3),
        ("shards/a/done.json", 2),
        ("shards/plan.json", 2),
    }
    assert store.read("shards/a/one", 10) == b"123"
    assert (found := store.find("shards/a/one"))
    assert found.size == 3
    assert (path := store.local("shards/a/one"))
    assert path.read_bytes() == b"123"
    store.get("shards/a/one", tmp_path / "two")
    assert (tmp_path / "two").read_bytes() == b"123"
    store.write("shards/a/one", b"4")
    assert store.read("shards/a/one", 10) == b"4"
    for name in ("one", "done.json", "one"):
        store.remove(f"shards/a/{name}")
    assert not (store.folder / "shards" / "a").exists()


def test_what_is_not_there(store: FolderStore, tmp_path: Path) -> None:
    assert list(store.files("shards/")) == []
    assert store.find("shards/a/one") is None
    assert store.read("shards/a/one", 10) is None
    with pytest.raises(InputError, match="cannot be read"):
        store.get("shards/a/one", tmp_path / "one")
    assert not store.folder.exists()


def test_nothing_leads_out(store: FolderStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    folder = store.folder / "shards" / "a"
    folder.mkdir(parents=True)
    (folder / "one").symlink_to(secret)
    assert list(store.files("shards/")) == []
    assert store.find("shards/a/one") is None
    assert store.read("shards/a/one", 10) is None
    with pytest.raises(OutputError, match="is a link"):
        store.local("shards/a/one")
    store.write("shards/a/one", b"new")
    assert (secret.read_bytes(), store.read("shards/a/one", 10)) == (b"mine", b"new")
    shutil.rmtree(folder)
    folder.symlink_to(tmp_path)
    with pytest.raises(OutputError, match="is a link"):
        store.write("shards/a/one", b"")
    with pytest.raises(OutputError, match="is a link"):
        store.read("shards/a/secret", 10)
    for name in ("../a", "/etc/passwd", ".bilingual/lock", "shards//a"):
        with pytest.raises(OutputError, match="no name of a file"):
            store.write(name, b"")


def test_what_is_too_large_or_no_file(store: FolderStore) -> None:
    store.write("shards/a", b"12345")
    with pytest.raises(InputError, match="more than 4 bytes"):
        store.read("shards/a", 4)
    os.mkfifo(store.folder / "shards" / "pipe")
    assert [one.name for one in store.files("shards/")] == ["shards/a"]
    with pytest.raises(InputError, match="named pipe"):
        store.read("shards/pipe", 4)


def test_what_was_being_written_is_swept_after_a_day(store: FolderStore) -> None:
    store.write("shards/a", b"")
    parts = store.folder / ".bilingual" / "parts"
    for name, days in (("old", 2), ("new", 0)):
        (parts / name).write_bytes(b"x")
        os.utime(parts / name, (time.time() - days * 86_400,) * 2)
    store.sweep()
    assert [path.name for path in parts.iterdir()] == ["new"]


def test_a_lock_is_one_persons(store: FolderStore) -> None:
    with store.lock("run", wait=False) as has:
        assert has
        other = FolderStore(store.folder)
        with pytest.raises(OutputError, match="another process is at work"), other.lock("run", wait=False):
            pass
        with other.lock("plan", wait=False):
            pass
    with store.lock("run", wait=True):
        pass
