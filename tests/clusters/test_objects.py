"""Object storage, on a server of S3 in this process: what a store promises, and what is said where it has none."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError, OutputError, UsageError
from bilingual.io.lease import Lease
from bilingual.io.objects import ObjectStore, store_at
from bilingual.io.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.io.store import Store


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, bucket: str) -> Store:
    """A store of each kind: both keep the same promises."""
    return store_at(f"{bucket}/in/it" if request.param == "s3" else tmp_path / "corpus")


def test_what_is_written_is_found_and_read(store: Store, tmp_path: Path) -> None:
    store.write("shards/a/done.json", b"{}")
    (tmp_path / "large").write_bytes(b"x" * (12 << 20))
    store.put("shards/a/bitext.jsonl", tmp_path / "large")
    store.write("shards/ab/done.json", b"1")
    assert sorted((one.name, one.size) for one in store.files("shards/a/")) == [
        ("shards/a/bitext.jsonl", 12 << 20),
        ("shards/a/done.json", 2),
    ]
    assert len(list(store.files("shards/"))) == 3
    assert list(store.files("nothing/")) == []
    assert store.read("shards/a/done.json", 2) == b"{}"
    assert store.read("shards/none", 2) is None
    found = store.find("shards/a/done.json")
    assert found
    assert (found.size, found.modified_ns > 0) == (2, True)
    assert store.find("shards/none") is None
    store.get("shards/a/bitext.jsonl", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == (tmp_path / "large").read_bytes()


def test_what_is_written_again_or_removed_is_so(store: Store) -> None:
    store.write("a/b", b"1")
    store.write("a/b", b"22")
    assert store.read("a/b", 10) == b"22"
    store.remove("a/b")
    store.remove("a/b")
    assert store.find("a/b") is None
    assert list(store.files("a/")) == []


def test_what_is_not_there_or_too_large_is_an_error_of_ours(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        store.get("shards/none", tmp_path / "x")
    store.write("a", b"123")
    with pytest.raises(InputError, match="more than 2 bytes"):
        store.read("a", 2)
    with pytest.raises(OutputError, match="no name of a file"):
        store.write("../a", b"")


def test_a_second_run_is_told_of_the_first(store: Store) -> None:
    with store.lock("build", wait=False) as held:
        assert held
        with pytest.raises(OutputError, match="is at work on the shards"), store.lock("build", wait=False):
            pass
    with store.lock("build", wait=False):
        pass


def test_a_store_of_objects_travels_without_credentials(bucket: str) -> None:
    store = store_at(bucket)
    store.write("a", b"1")
    sent = pickle.dumps(store)
    assert pickle.loads(sent).read("a", 1) == b"1"  # noqa: S301 - our own
    assert b"secret" not in sent
    assert store.local("a") is None


def test_what_does_not_answer_is_said_on_one_line(bucket: str) -> None:
    nowhere = ObjectStore("s3://corpus/x?scheme=http&endpoint_override=127.0.0.1:1")
    for wrong in (lambda: nowhere.write("a", b"1"), lambda: nowhere.remove("a"), lambda: list(nowhere.files("a/"))):
        with pytest.raises((InputError, OutputError), match=r"'s3://corpus/x.*' cannot be") as caught:
            wrong()
        assert "\n" not in str(caught.value)
    missing = ObjectStore(bucket.replace("//corpus", "//nobody-made-this"))
    with pytest.raises(OutputError, match="cannot be written"):
        missing.write("a", b"1")
    assert missing.read("a", 1) is None


@pytest.mark.parametrize("address", ["s3://corpus/a?frob=1", "s3://corpus/a b", "s3:///x"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        store_at(address)


def test_a_lease_of_a_killed_run_ends_by_itself(bucket: str) -> None:
    store = ObjectStore(f"{bucket}/leases")
    store.write("one", b'{"token": "x", "host": "elsewhere", "pid": 1}')
    with Lease(store, "one", renew=0.2, lasts=1.0, settles=0.1):
        assert b'"count": 1' in (store.read("one", 1000) or b"")
    assert store.find("one") is None


def test_a_folder_is_a_folder(tmp_path: Path) -> None:
    assert isinstance(store_at(tmp_path), FolderStore)
