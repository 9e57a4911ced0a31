"""Every kind of damage that ``verify`` is there to see."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.corpus.correcting import correct
from bilingual.corpus.export import again, export
from bilingual.corpus.filters import Filters
from bilingual.corpus.verify import Verified, verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.io.output import PRIVATE
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.support.bitexts import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[list[dict[str, Any]]], object]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name in "ab":
        text = f"Il pleut sur la ville {name}. Elle rit encore.\n\nLa mer monte, dit-on.\n"
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(
        [str(tmp_path / "articles")],
        Options(out=tmp_path / "corpus", formats=("jsonl", "html", "moses", "parquet", *FILES)),
        FakeEngine(),
    )
    return tmp_path / "corpus"


def _verify(out: Path) -> tuple[list[str], Verified]:
    heard: list[str] = []
    done = verify(out, heard.append)
    assert done.problems == len(heard)
    return heard, done


def _change(path: Path, change: Change) -> None:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(records)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    shutil.rmtree(path.parent / PRIVATE)  # without its ledger, only the files themselves can tell


def test_a_corpus_as_built_has_no_problems(out: Path) -> None:
    heard, done = _verify(out)
    assert heard == []
    assert (done.articles, done.segments) == (2, 6)
    assert done.exports == dict.fromkeys(
        sorted(["html/index.html", *FILES.values(), "corpus.ids", "corpus.parquet"]), 6
    )


def test_an_export_of_a_part_is_no_problem(out: Path) -> None:
    export(out, ["tsv"], filters=Filters(dedupe=True))
    heard, done = _verify(out)
    assert (heard, done.exports["corpus.tsv"]) == ([], 4)


SEGMENTS: list[tuple[Change, str]] = [
    (lambda lines: lines[1].update(start=0), r"text\[0:\d+\] of the article is not its source"),
    (lambda lines: lines[1].update(end=10**9), "of the article is not its source"),
    (lambda lines: lines[1]["translation"].update(fr="Elle pleure."), "of the article is not its source"),
    (lambda lines: lines[1].update(id="a:9:9"), "its id 'a:9:9' is not 'a:1:2'"),
    (lambda lines: lines.pop(1), "only 2 of the article's 3 segments"),
    (lambda lines: lines.insert(1, lines[1]), "does not follow on"),
    (lambda lines: lines.pop(), "only 2 of the article's 3 segments"),
    (lambda lines: lines.append(lines[0]), "line 7 of bitext.jsonl: no article has it"),
    (lambda lines: lines.reverse(), "belongs to 'b', not to 'a'"),
    (lambda lines: lines[0].update(score=0.5), "cannot have the score 0.5"),
    (lambda lines: lines[0].update(origin="human"), "cannot have the score"),
    (lambda lines: lines[0].update(origin="alien"), "'alien' is no origin"),
    (lambda lines: lines[0].pop("kind"), "it is not whole"),
    (lambda lines: lines[0].update(translation=None), "it is not whole"),
]


@pytest.mark.parametrize(("change", "problem"), SEGMENTS)
def test_damaged_segments(out: Path, change: Change, problem: str) -> None:
    _change(out / "bitext.jsonl", change)
    heard, _ = _verify(out)
    assert any(re.search(problem, line) for line in heard), heard


ARTICLES: list[tuple[Change, str]] = [
    (lambda lines: lines[1].update(id="a"), "the id 'a' comes twice"),
    (lambda lines: lines.pop(), "no article has it"),
    (lambda lines: lines[0].update(segments=2), "belongs to 'a', not to 'b'"),
    (lambda lines: lines[0].update(segments="3"), "what follows cannot be looked at"),
    (lambda lines: lines[1].update(provenance={}), "its provenance is not whole"),
    (lambda lines: lines[1]["provenance"].update(arithmetic="0a1b"), "its provenance is not whole"),
    (lambda lines: lines[0].update(text=""), "of the article is not its source"),
    (lambda lines: lines[0].update(sha256="0" * 64), "is another now"),
]


@pytest.mark.parametrize(("change", "problem"), ARTICLES)
def test_damaged_articles(out: Path, change: Change, problem: str) -> None:
    _change(out / "articles.jsonl", change)
    heard, _ = _verify(out)
    assert any(re.search(problem, line) for line in heard), heard


@pytest.mark.parametrize("name", [*FILES.values(), "corpus.en"])
def test_an_export_that_is_older_than_the_corpus(out: Path, name: str) -> None:
    path = out / name
    path.write_bytes(path.read_bytes().replace("⟨Elle rit encore.⟩".encode(), b"Ha!"))
    assert _verify(out)[0][0] == f"{name} was changed since it was written"
    shutil.rmtree(out / PRIVATE)
    shown = "corpus.ids" if name == "corpus.en" else name
    assert _verify(out)[0] == [f"{shown}: '{which}:1:2' is another than in the corpus" for which in "ab"]


@pytest.mark.parametrize("name", ["docx", "txt-target", "epub-source", "tei", "vertical", "hf", "xces"])
def test_an_export_that_is_not_read_back_is_of_the_corpus_that_is_there(out: Path, name: str) -> None:
    export(out, [name, "csv"])
    assert _verify(out)[0] == []
    correct(out, "a:1:2", "She still laughs.")
    renew(out)
    heard, done = _verify(out)
    assert f"{name}: it was made of the corpus as it was before" in heard
    assert name in done.stale
    again(out)
    assert _verify(out)[0] == []


def test_an_export_of_another_corpus(out: Path) -> None:
    path = out / "corpus.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("a:1:2", "z:1:2"), encoding="utf-8")
    shutil.rmtree(out / PRIVATE)
    assert _verify(out)[0] == ["corpus.tsv: 'z:1:2' is not in the corpus, or not in its place"]


def test_a_parquet_file_of_another_corpus_or_none(out: Path, tmp_path: Path) -> None:
    (tmp_path / "articles" / "a.txt").write_text("Il neige sur la ville. Elle rit encore.", encoding="utf-8")
    other = Options(out=tmp_path / "other", formats=("jsonl", "parquet"))
    build([str(tmp_path / "articles")], other, FakeEngine())
    shutil.rmtree(out / PRIVATE)
    shutil.copy(tmp_path / "other" / "corpus.parquet", out)
    assert "corpus.parquet: 'a:1:1' is another than in the corpus" in _verify(out)[0]
    (out / "corpus.parquet").write_bytes(b"PAR1")
    assert any("is no Parquet file of ours" in line for line in _verify(out)[0])


def test_a_missing_page_and_a_changed_source(out: Path) -> None:
    (out / "html" / "a.html").unlink()
    (out.parent / "articles" / "b.txt").write_text("Autre chose.")
    heard, _ = _verify(out)
    assert heard[0] == "html/a.html is missing"
    assert heard[1].startswith("line 2 of articles.jsonl: its source")


def test_what_is_no_json_is_a_problem_and_no_end(out: Path) -> None:
    with (out / "bitext.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{\n")
    heard, _ = _verify(out)
    assert any("line 7" in line and "is damaged" in line for line in heard)


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus in"):
        _verify(tmp_path)


# Of "Il pleut sur la ville a." and the same in angle brackets.
LINKS: list[tuple[list[list[int]], str]] = [
    ([[0, 2, 1, 99]], r"its link \[0, 2, 1, 99\] leads out of its texts"),
    ([[2, 2, 1, 3]], r"its link \[2, 2, 1, 3\] leads out of its texts"),
    ([[0, 1, 1, 3]], r"its link \[0, 1, 1, 3\] cuts 'I' out of other words"),
    ([[0, 2, 1, 9]], r"cuts 'Il pleut' out of other words"),
    ([[3, 8, 4, 9], [0, 2, 1, 3]], "its links are not in order, or one comes twice"),
    ([[0, 2, 1, 3], [0, 2, 1, 3]], "its links are not in order, or one comes twice"),
    ([[0, 2, 1]], "it is not whole"),
]


@pytest.fixture
def linked(out: Path) -> Path:
    build(
        [str(out.parent / "articles")],
        Options(out=out, formats=("jsonl", "pharaoh", "parquet"), words=True),
        FakeEngine(),
    )
    return out


def test_a_corpus_with_word_links_has_no_problems(linked: Path) -> None:
    heard, done = _verify(linked)
    assert heard == []
    assert done.exports["corpus.tok.ids"] == 6


@pytest.mark.parametrize(("links", "problem"), LINKS)
def test_links_that_join_no_words(linked: Path, links: list[list[int]], problem: str) -> None:
    _change(linked / "bitext.jsonl", lambda lines: lines[0].update(links=links))
    heard, _ = _verify(linked)
    assert any(re.search(problem, line) for line in heard), heard


def test_links_on_some_lines_alone(linked: Path) -> None:
    _change(linked / "bitext.jsonl", lambda lines: lines[1].pop("links"))
    heard, _ = _verify(linked)
    assert 'line 2 of bitext.jsonl: it has no "links", other than the first line' in heard


def test_tokens_of_another_corpus(linked: Path) -> None:
    path = linked / "corpus.tok.en"
    path.write_text(path.read_text(encoding="utf-8").replace("rit", "pleure"), encoding="utf-8")
    shutil.rmtree(linked / PRIVATE)
    assert _verify(linked)[0] == [f"corpus.tok.ids: '{name}:1:2' is another than in the corpus" for name in "ab"]
