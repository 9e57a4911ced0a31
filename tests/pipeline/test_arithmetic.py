"""What goes into a corpus from machines that compute otherwise: taken, told, and refused where only one is wanted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual import pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.errors import ModelError
from bilingual.formats.corpus import Corpus
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline.listener import Listener
from tests.support.corpora import contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Translation


class Machine(FakeEngine):
    """A machine whose arithmetic is ``digest``, and shows in what it makes."""

    def __init__(self, digest: str) -> None:
        super().__init__()
        self._digest = digest
        self.provenance = replace(self.provenance, arithmetic=(digest,) if digest else None)

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        for batch in super().translate(sentences):
            yield [(index, replace(made, text=f"{self._digest} {made.text}")) for index, made in batch]


class Notes(Listener):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Il pleut.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Elle lit un livre. Il pleut.\n", encoding="utf-8")
    return folder


def _build(sources: Path, digest: str, out: Path, **options: Any) -> list[str]:  # noqa: ANN401 - those of Options
    heard = Notes()
    pipeline.build([sources], Options(out=out, formats="jsonl", **options), Machine(digest), heard)
    return heard.notes


def _arithmetic(out: Path) -> list[Any]:
    """Return what the articles say, and last what the report says."""
    lines = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return [json.loads(text)["provenance"].get("arithmetic") for text in lines] + [
        report["provenance"].get("arithmetic")
    ]


def test_a_corpus_goes_on_with_what_another_machine_made_and_says_so(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _build(sources / "a.txt", "aaaa", out) == []
    [note] = _build(sources, "bbbb", out)
    assert note.startswith(
        "the arithmetic differs: some sentences were computed as aaaa, and this machine computes as bbbb; "
    )
    assert _arithmetic(out) == [["aaaa"], ["aaaa", "bbbb"], ["aaaa", "bbbb"]]
    first = contents(out)
    assert _build(sources, "bbbb", out) == [note]
    assert contents(out) == first
    assert [article.arithmetic for article, _ in Corpus(out)] == [("aaaa",), ("aaaa", "bbbb")]


def test_on_one_machine_all_is_its_own_and_nothing_is_said(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _build(sources, "aaaa", out) == _build(sources, "aaaa", out) == []
    assert _arithmetic(out) == [["aaaa"], ["aaaa"], ["aaaa"]]


def test_with_same_arithmetic_all_is_made_here(sources: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    _build(sources, "aaaa", tmp_path / "there", memory=memory)
    assert _build(sources, "bbbb", tmp_path / "here", memory=memory, same_arithmetic=True) == []
    assert _arithmetic(tmp_path / "here") == [["bbbb"]] * 3
    _build(sources, "bbbb", tmp_path / "alone")
    assert contents(tmp_path / "here") == contents(tmp_path / "alone")
    # What the other machine made is still there, and comes first on it.
    _build(sources, "aaaa", tmp_path / "again", memory=memory)
    assert contents(tmp_path / "again") == contents(tmp_path / "there")


@pytest.mark.parametrize("lost", [(), ("report.json",)])
def test_a_corpus_of_another_machine_is_refused_before_anything_is_translated(
    sources: Path, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    _build(sources, "aaaa", out)
    for name in lost:
        (out / name).unlink()
    before = contents(out)
    engine = Machine("bbbb")
    with pytest.raises(ModelError, match=r"computed as aaaa, and this machine computes as bbbb.* --out") as caught:
        pipeline.build([sources], Options(out=out, formats="jsonl", same_arithmetic=True), engine)
    assert (caught.value.exit_code, engine.translated, contents(out)) == (3, 0, before)
    assert _build(sources, "aaaa", out, same_arithmetic=True) == []


def test_a_corpus_of_another_model_or_of_none_is_no_obstacle(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _build(sources, "aaaa", out)
    other = Machine("bbbb")
    other.provenance = replace(other.provenance, model_sha256="1" * 64)
    report = pipeline.build([sources], Options(out=out, formats="jsonl", same_arithmetic=True), other)
    assert report.provenance.arithmetic == ("bbbb",)
    (out / "report.json").write_text("[", encoding="utf-8")
    (out / "articles.jsonl").write_text("no JSON", encoding="utf-8")
    _build(sources, "bbbb", tmp_path / "new", same_arithmetic=True)


def test_what_was_made_before_there_was_such_a_thing_is_taken_without_a_word(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _build(sources / "a.txt", "", out) == []
    assert _arithmetic(out) == [None, None]
    assert _build(sources, "aaaa", out) == []
    assert _arithmetic(out) == [["unknown"], ["aaaa", "unknown"], ["aaaa", "unknown"]]
    assert _build(sources, "aaaa", out, same_arithmetic=True) == []
    assert _arithmetic(out) == [["aaaa"]] * 3


def test_a_persons_corrections_have_no_arithmetic(sources: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    with Memory(memory) as opened:
        opened.correct(("fr", "en"), [("Il pleut.", "It rains.")])
    _build(sources, "aaaa", tmp_path / "out", memory=memory)
    assert _arithmetic(tmp_path / "out") == [[], ["aaaa"], ["aaaa"]]
