"""What is an address of object storage; what a store there promises is tried on a server (tests/clusters)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import InputError, UsageError
from bilingual.io.objects import SCHEMES, ObjectStore, address_of, store_at
from bilingual.io.store import FolderStore


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_address_is_one_in_a_path_too(scheme: str) -> None:
    for place in (f"{scheme}://news/corpus", Path(f"{scheme}://news/corpus"), f"{scheme}:/news/corpus"):
        assert address_of(place) == f"{scheme}://news/corpus"
    asked = f"{scheme}://news/a?endpoint_override=127.0.0.1:9000&scheme=http"
    assert address_of(asked) == address_of(Path(asked)) == asked


@pytest.mark.parametrize(
    "path", ["corpus", "/srv/corpus", "s3", "s3/corpus", "./s3:/x", "C:/news", "C:\\news", "s3:corpus", "a b/c:d"]
)
def test_a_path_is_none(path: str) -> None:
    assert address_of(path) is None
    assert isinstance(store_at(path), FolderStore)


@pytest.mark.parametrize(
    "wrong",
    [
        "https://news/corpus",
        "http://x",
        "file:///srv/x",
        "hdfs://x/y",
        "S3://news/x",
        "s3a://news/x",
        "wasbs://x",
        "ftp://x",
    ],
)
def test_an_address_of_another_kind_is_no_folder_either(wrong: str) -> None:
    for place in (wrong, Path(wrong)):
        with pytest.raises(UsageError, match=r"no folder, and no address of object storage"):
            store_at(place)


def test_a_store_of_objects_finds_reads_and_removes(objects: Path, tmp_path: Path) -> None:
    store = ObjectStore("s3://news/corpus")
    store.write("shards/a/done.json", b"{}")
    (tmp_path / "large").write_bytes(b"x" * 3_000_000)
    store.put("shards/a/bitext.jsonl", tmp_path / "large")
    assert (objects / "news" / "corpus" / "shards" / "a" / "done.json").read_bytes() == b"{}"
    assert sorted((one.name, one.size) for one in store.files("shards/")) == [
        ("shards/a/bitext.jsonl", 3_000_000),
        ("shards/a/done.json", 2),
    ]
    store.get("shards/a/bitext.jsonl", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == (tmp_path / "large").read_bytes()
    assert store.read("shards/none", 2) is None
    assert store.find("shards/none") is None
    with pytest.raises(InputError, match="more than 1 byte"):
        store.read("shards/a/done.json", 1)
    store.remove("shards/a/done.json")
    store.remove("shards/a/done.json")
    assert store.find("shards/a/done.json") is None
    with store.lock("plan", wait=True) as held:
        assert not held
