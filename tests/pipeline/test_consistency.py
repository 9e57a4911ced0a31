"""The flag of what an article renders in several ways: whoever writes records puts it, and no memory keeps it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import bilingual
from bilingual.checks import INCONSISTENT
from bilingual.corpus.correcting import correct, undo
from bilingual.corpus.inspection import inspect
from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.options import Options
from bilingual.pipeline.sharding import build_shards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.engines import Decoding

KNOWN = {
    "Le maire de Kidal parle.": "The mayor of Kidal speaks.",
    "La ville de Kidal est calme.": "The town of Kidal is calm.",
    "Il vit à Kidal.": "He lives in Kidal.",
    "Il aime Kidal.": "He likes Gao.",
    "Il pleut.": "It rains.",
}


class Knowing(FakeEngine):
    """Translates what it knows."""

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            yield [(number, [Translation(KNOWN[sentences[number]], -0.1)]) for number, _ in batch]


def sources(folder: Path) -> Path:
    """Write an article with a minority, and one in which the same sentence is none."""
    folder.mkdir()
    (folder / "a.txt").write_text(" ".join(KNOWN), encoding="utf-8")
    (folder / "b.txt").write_text("Il aime Kidal. Il pleut.", encoding="utf-8")
    return folder


def flagged(corpus: Path) -> list[str]:
    lines = map(json.loads, (corpus / "bitext.jsonl").read_text(encoding="utf-8").splitlines())
    return [line["id"] for line in lines if INCONSISTENT in line["flags"]]


def built(folder: Path, source: Path) -> Path:
    bilingual.build([source], Options(out=folder, formats=("jsonl", "html")), Knowing())
    return folder


def test_a_build_flags_and_remembers_nothing(tmp_path: Path) -> None:
    out = built(tmp_path / "out", sources(tmp_path / "in"))
    assert flagged(out) == ["a:1:4"]
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["flags"][INCONSISTENT] == 1
    with sqlite3.connect(next((out / ".bilingual").glob("memory*.sqlite"))) as memory:
        assert not any(INCONSISTENT in flags for (flags,) in memory.execute("SELECT flags FROM translation"))
    # All of it from the memory gives the same bytes.
    before = (out / "bitext.jsonl").read_bytes()
    assert (built(out, tmp_path / "in") / "bitext.jsonl").read_bytes() == before


def test_evidence_stands_on_the_page_and_in_the_inspection(tmp_path: Path) -> None:
    out = built(tmp_path / "out", sources(tmp_path / "in"))
    page = (out / "html" / "a.html").read_text(encoding="utf-8")
    assert "A name or a term is translated otherwise elsewhere in the article" in page
    assert "<u>Gao</u>" in page
    done = inspect(out, 5)
    assert done.flags[INCONSISTENT] == 1
    [example] = done.examples[INCONSISTENT]
    assert example.evidence == "here 'Gao', elsewhere in the article 'Kidal' 3 times"


def test_a_correction_takes_it_off(tmp_path: Path) -> None:
    out = built(tmp_path / "out", sources(tmp_path / "in"))
    correct(out, "a:1:4", "He likes Kidal.", by="Awa")
    bilingual.renew(out)
    assert flagged(out) == []
    undo(out, "a:1:4")
    bilingual.renew(out)
    assert flagged(out) == ["a:1:4"]


def test_shards_give_the_bytes_of_one_build(tmp_path: Path) -> None:
    source = sources(tmp_path / "in")
    one = built(tmp_path / "one", source)
    for _ in range(2):  # the second time from their own records
        build_shards([source], Options(out=tmp_path / "many"), Knowing(), piece_bytes=50)
    bilingual.gather(tmp_path / "many", ("jsonl",))
    assert (tmp_path / "many" / "bitext.jsonl").read_bytes() == (one / "bitext.jsonl").read_bytes()
