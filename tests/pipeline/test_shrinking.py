"""No article leaves a corpus in silence: a build asks about other sources, and says what its own have no more."""

from __future__ import annotations

import gzip
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus
from bilingual.options import Options
from bilingual.pipeline import build, shrinking
from bilingual.pipeline.listener import Listener
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two folders of articles of the same names, and a file of three."""
    monkeypatch.chdir(tmp_path)
    for day in ("monday", "tuesday"):
        (tmp_path / day / "late").mkdir(parents=True)
        for name in ("a.txt", "b.txt", "late/c.txt"):
            (tmp_path / day / name).write_text(f"Il pleut {day}. Voici {name}.\n", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text("".join(f'{{"id": "l{n}", "text": "Ligne {n}."}}\n' for n in range(3)))
    return tmp_path


class _Notes(Listener):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


def _build(*names: str | Path, replace: bool = False, out: str | Path = "corpus") -> list[str]:
    """Build, and return what is said of articles that leave."""
    listener = _Notes()
    build(list(names), Options(out=out, formats="jsonl"), FakeEngine(), listener, replace=replace)
    return [note for note in listener.notes if "left it" in note]


@pytest.mark.parametrize(
    ("first", "then", "count"),
    [
        (["monday"], ["tuesday"], "3 articles"),  # though they have the same names
        (["monday"], ["monday/a.txt"], "2 articles"),
        (["monday"], ["monday/late"], "2 articles"),
        (["monday", "tuesday"], ["tuesday"], "3 articles"),
        (["monday/a.txt", "monday/b.txt"], ["monday/a.txt"], "1 article"),
        (["lines.jsonl", "monday"], ["monday"], "3 articles"),
        (["lines.jsonl"], ["monday/a.txt"], "3 articles"),
        (["monday"], ["lines.jsonl"], "3 articles"),
        (["monday"], ["-"], "3 articles"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_articles_of_other_sources_are_asked_about_before_anything_is_translated(
    first: list[str], then: list[str], count: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(*first)
    before, engine = contents(tmp_path / "corpus"), FakeEngine()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Il vente.")))
    with pytest.raises(UsageError, match=f"^{count} of the corpus in 'corpus' (is|are) not from") as raised:
        build(then, Options(out="corpus", formats="jsonl"), engine)
    assert raised.value.remedy == "Add to the corpus with --add; or drop what is not named with --replace"
    assert engine.translated == 0
    assert contents(tmp_path / "corpus") == before
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Il vente.")))
    [said] = _build(*then, replace=True)
    assert said.startswith(f"{count} of the corpus ")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["monday"], ["monday", "tuesday"]),
        (["monday"], ["./monday/"]),
        (["monday/a.txt"], ["monday"]),
        (["monday"], ["monday/a.txt", "monday/b.txt", "monday/late"]),
        (["lines.jsonl"], ["lines.jsonl", "monday"]),
        (["monday"], ["."]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_nothing_is_said_where_nothing_leaves(first: list[str], then: list[str]) -> None:
    _build(*first)
    assert _build(*then) == []


@pytest.mark.parametrize("name", ["monday", "lines.jsonl", "monday/a.txt"])
def test_a_source_may_be_named_from_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _build(name)
    monkeypatch.chdir(folder / "tuesday")
    assert _build(folder / name, out="../corpus") == []
    assert _build(f"../{name}", out="../corpus") == []


def test_a_folder_that_was_moved_is_known_by_its_texts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(folder / "monday")
    (folder / "monday").rename(folder / "archive")
    assert _build(folder / "archive") == []
    monkeypatch.chdir(folder / "archive")
    _build(".", out="here")
    monkeypatch.chdir(folder)
    assert _build("archive", out="archive/here") == []
    (folder / "archive" / "a.txt").write_text("Il fait beau.", encoding="utf-8")
    (folder / "archive").rename(folder / "moved")
    with pytest.raises(UsageError, match="1 article of"):
        _build(folder / "moved")


def test_a_link_in_a_folder_to_a_file_elsewhere_is_of_the_folder(folder: Path) -> None:
    (folder / "monday" / "linked.txt").symlink_to(folder / "tuesday" / "a.txt")
    (folder / "monday" / "late" / "lines.jsonl").symlink_to(folder / "lines.jsonl")
    for name in ("monday", "monday", folder / "monday"):
        assert _build(name) == []
    assert len(list(Corpus("corpus"))) == 7
    (folder / "monday" / "linked.txt").unlink()
    [said] = _build("monday")
    assert said.endswith(": 'linked'")
    with pytest.raises(UsageError, match=r"^6 articles of"):
        _build("tuesday")


def test_a_name_in_another_encoding_is_known_again(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (folder / name).write_text("Il pleut.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    for _ in range(2):
        assert _build(name) == []
    with pytest.raises(UsageError, match=r"^1 article of"):
        _build("monday")


def test_files_and_lines_that_are_gone_are_named(folder: Path) -> None:
    _build("monday", "lines.jsonl")
    (folder / "monday" / "a.txt").unlink()
    (folder / "lines.jsonl").write_text('{"id": "l2", "text": "Ligne 2."}\n', encoding="utf-8")
    assert _build("monday", "lines.jsonl") == [
        "3 articles of the corpus are not in its sources any more and left it: 'a', 'l0', 'l1'"
    ]
    assert [article.id for article, _ in Corpus("corpus")] == ["b", "late/c", "l2"]
    for name in ("monday/b.txt", "monday/late/c.txt"):
        (folder / name).unlink()
    assert _build("monday", "lines.jsonl", "tuesday") == [
        "2 articles of the corpus are not in its sources any more and left it: 'b', 'late/c'"
    ]


def test_a_file_that_was_compressed_is_still_there(folder: Path) -> None:
    _build("monday")
    path = folder / "monday" / "a.txt"
    path.with_name("a.txt.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    assert _build("monday") == []


def test_another_text_on_standard_input_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del folder
    said = []
    for text in ("Il pleut.", "Il pleut.", "Il vente."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        said.append(_build("-"))
    assert said[:2] == [[], []]
    assert said[2] == ["1 article of the corpus is not in its sources any more and left it: 'stdin'"]


def test_what_is_damaged_or_strange_is_passed_over(folder: Path) -> None:
    path = folder / "strange" / "articles.jsonl"
    path.parent.mkdir()
    shrinking.refuse(path.parent, ["monday"])
    facts = '"id": "a", "sha256": "0"'
    path.write_bytes(b'{}\n\xff\n[]\n{"id": 3}\n\n{"id": "a", "source": 3, "sha256": null}\n')
    shrinking.refuse(path.parent, ["monday"])
    for source in ("elsewhere/\\u0000", "/etc/passwd", "../../..", "", "-", "\\ud800"):
        path.write_text(f'{{{facts}, "source": "{source}"}}\n' * 2, encoding="utf-8")
        with pytest.raises(UsageError, match=r"^2 articles of"):
            shrinking.refuse(path.parent, ["monday"])
