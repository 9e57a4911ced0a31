from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from bilingual.errors import UsageError
from bilingual.formats import parquet as writer
from bilingual.records import segment_record
from tests.support.bitexts import texts, tricky, write
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from pathlib import Path


def test_the_record_comes_back_in_typed_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_GROUP", 7)
    articles = [*three_articles(), *tricky(), texts("z", ("\0\ufffe", "\U0001f600"))]
    write(tmp_path, articles, "parquet")
    table = parquet.read_table(tmp_path / "corpus.parquet")
    assert table.to_pylist() == [segment_record(pair, PROVENANCE) for _, pairs in articles for pair in pairs]
    assert {name: str(table.schema.field(name).type) for name in ("start", "score", "flags", "translation")} == {
        "start": "int64",
        "score": "double",
        "flags": "list<element: string>",
        "translation": "struct<en: string, fr: string>",
    }
    features = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]
    assert list(features) == table.column_names
    assert features["translation"] == {"languages": ["en", "fr"], "_type": "Translation"}
    assert json.loads(table.schema.metadata[b"provenance"])["model"] == PROVENANCE.model


def test_two_runs_are_identical(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, three_articles(), "parquet")
    assert (tmp_path / "one" / "corpus.parquet").read_bytes() == (tmp_path / "two" / "corpus.parquet").read_bytes()


def test_without_pyarrow_the_remedy_is_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install pyarrow"):
        write(tmp_path, three_articles(), "parquet")
    assert not (tmp_path / "corpus.parquet").exists()
