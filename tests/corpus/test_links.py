"""The word links of a corpus for programs: those that it has, or made for the purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.links import write_links
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, UsageError
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["corpus.pharaoh", "corpus.tok.en", "corpus.tok.fr", "corpus.tok.ids"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Il pleut sur la ville. Elle rit encore.\n", encoding="utf-8")
    return path


def test_a_corpus_without_links_gets_the_same_files_and_stays_as_it_is(source: Path, tmp_path: Path) -> None:
    bare, linked, notes = tmp_path / "bare", tmp_path / "linked", list[str]()
    build([source], Options(out=bare), FakeEngine())
    build([source], Options(out=linked, words=True), FakeEngine())
    before = contents(bare)
    done = write_links(bare, out=tmp_path / "one", note=notes.append)
    assert (done.taken, done.segments) == (2, 2)
    assert len(notes) == 1
    assert "no word links" in notes[0]
    write_links(linked, "pharaoh", tmp_path / "two", note=notes.append)
    assert len(notes) == 1
    assert contents(bare) == before
    assert sorted(contents(tmp_path / "one")) == FILES
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_they_go_beside_the_corpus_unless_a_folder_is_named(source: Path, tmp_path: Path) -> None:
    build([source], Options(out=tmp_path / "corpus"), FakeEngine())
    assert write_links(tmp_path / "corpus").outputs == (tmp_path / "corpus" / "corpus.pharaoh",)
    assert (tmp_path / "corpus" / "corpus.tok.fr").is_file()


def test_what_cannot_be_done_is_said(source: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus"):
        write_links(tmp_path)
    build([source], Options(out=tmp_path / "corpus"), FakeEngine())
    with pytest.raises(UsageError, match="word links cannot be written as 'naacl'"):
        write_links(tmp_path / "corpus", "naacl")
    build([source], Options(out=tmp_path / "german", source="fr", target="de"), FakeEngine(languages=("fr", "de")))
    with pytest.raises(UsageError, match="from French to English, not from French to German"):
        write_links(tmp_path / "german", out=tmp_path / "three")
    assert not (tmp_path / "three" / "corpus.pharaoh").exists()
