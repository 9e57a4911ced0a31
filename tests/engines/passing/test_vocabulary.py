from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.engines.passing.vocabulary import Knowing, common, read
from tests.engines.passing.conftest import Shouting, vocabulary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", ["json", "txt"])
def test_a_models_vocabulary_is_read(tmp_path: Path, kind: str) -> None:
    pieces = ["<unk>", "</s>", "<0x41>", "▁le", "é", "__de__"]
    text = json.dumps(pieces) if kind == "json" else "\n".join(pieces)
    (tmp_path / f"shared_vocabulary.{kind}").write_text(text, encoding="utf-8")
    found = read(tmp_path, len)
    assert found is not None
    assert found.source == found.target == frozenset("▁leé")
    assert found.in_bytes
    assert found.count("abc") == 3


def test_two_files_are_two_vocabularies_and_none_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, len) is None
    (tmp_path / "source_vocabulary.json").write_text('["a", "я"]', encoding="utf-8")
    (tmp_path / "target_vocabulary.json").write_text('["a"]', encoding="utf-8")
    found = read(tmp_path, len)
    assert found is not None
    assert (found.source, found.target, found.in_bytes) == (frozenset("aя"), frozenset("a"), False)


def test_a_vocabulary_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shared_vocabulary.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="no list"):
        read(tmp_path, len)


def test_what_two_models_know_is_what_both_know() -> None:
    both = common(vocabulary(more="₽я"), vocabulary(in_bytes=False, more="₽"))
    assert "₽" in both.target
    assert "я" not in both.target
    assert not both.in_bytes


def test_some_engines_tell_and_others_do_not() -> None:
    assert isinstance(Shouting(), Knowing)
    assert not isinstance(FakeEngine(), Knowing)
