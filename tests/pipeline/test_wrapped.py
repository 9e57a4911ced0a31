"""Corpora of texts whose lines were wrapped: what the record says, and that all that reads it follows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

from bilingual.corpus.corrections import take
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.formats import parquet as parquet_format
from bilingual.formats.corpus import Corpus
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.listener import Listener
from bilingual.pipeline.renewing import remove
from tests.support.bitexts import FILES
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.report import Report

PLAIN = "Le vote du budget\n\nLe maire a parlé hier. Les élus ont voté.\n"
WRAPPED = (
    "Les ports du Finistère ont connu, au cours des dix dernières années, une\n"
    "baisse sensible du nombre de bateaux. Les patrons pêcheurs expliquent\n\n12\n\n"
    "cette situation par le prix du carburant et par la difficulté de recru-\n"
    "ter de jeunes marins, selon le comité des pêches et selon le maire lui-\n"
    "même.\n"
)
MAIL = "> Le rapport a été remis au ministre hier soir par la commission\n> chargée d’enquêter sur les causes.\n"
FIRST = "Les ports du Finistère ont connu, au cours des dix dernières années, une baisse sensible du nombre de bateaux."
SECOND = (
    "Les patrons pêcheurs expliquent cette situation par le prix du carburant et par la difficulté de recruter de "
    "jeunes marins, selon le comité des pêches et selon le maire lui-même."
)
JOINED = [FIRST, SECOND]
FORMATS = ("jsonl", "html", "moses", "parquet", "epub", *FILES)


class Notes(Listener):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def _build(tmp_path: Path, out: str = "corpus", line_breaks: str = "auto", **texts: str) -> tuple[Report, list[str]]:
    folder = tmp_path / f"{out} articles"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    listener = Notes()
    options = Options(out=tmp_path / out, formats=FORMATS, line_breaks=line_breaks)
    return build([folder], options, FakeEngine(), listener), listener.notes


def _lines(folder: Path, name: str = "bitext.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def _texts(folder: Path) -> dict[str, str]:
    return {record["id"]: record["text"] for record in _lines(folder, "articles.jsonl")}


@pytest.mark.parametrize("order", ["abc", "bac", "cba"])
def test_all_lines_of_a_corpus_have_spans_where_one_needs_them(tmp_path: Path, order: str) -> None:
    report, notes = _build(tmp_path, **dict(zip(order, (PLAIN, WRAPPED, MAIL), strict=True)))
    out, records = tmp_path / "corpus", _lines(tmp_path / "corpus")
    assert report.wrapped == 2
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["wrapped"] == 2
    assert sum("wrapped lines" in note for note in notes) == 2
    assert all(list(record)[-1] == "spans" for record in records)
    for record in records:
        text = _texts(out)[record["article"]]
        raw = "".join(text[start:end] for start, end in record["spans"])
        assert re.sub(r"\s*\n\s*", " ", raw) == record["translation"]["fr"]
        assert (record["start"], record["end"]) == (record["spans"][0][0], record["spans"][-1][1])
    assert parquet.read_table(out / "corpus.parquet").to_pylist() == records
    assert set(JOINED) < {record["translation"]["fr"] for record in records}


def test_a_plain_corpus_has_no_such_field(tmp_path: Path) -> None:
    for line_breaks in ("auto", "keep"):
        _build(tmp_path, line_breaks, line_breaks, a=PLAIN)
    assert all("spans" not in record for record in _lines(tmp_path / "auto"))
    auto, keep = (contents(tmp_path / name) for name in ("auto", "keep"))
    names = {name for name in auto if not name.startswith(("html", "articles"))}  # these say where the sources lie
    assert {name: auto[name] for name in names} == {name: keep[name] for name in names}


def test_who_says_that_lines_are_to_be_joined_has_the_field_always(tmp_path: Path) -> None:
    _build(tmp_path, line_breaks="join", a=PLAIN)
    assert [record["spans"] for record in _lines(tmp_path / "corpus")] == [[[0, 17]], [[19, 41]], [[42, 60]]]


@pytest.mark.parametrize("line_breaks", ["auto", "join"])
def test_a_corpus_whose_wrapped_article_left_is_what_a_build_of_the_others_gives(
    tmp_path: Path, line_breaks: str
) -> None:
    _build(tmp_path, line_breaks=line_breaks, a=PLAIN, b=WRAPPED, c=PLAIN)
    out, folder = tmp_path / "corpus", tmp_path / "corpus articles"
    remove(out, ["b"])
    _same_as_a_build(tmp_path, line_breaks, tmp_path / "fresh")
    (folder / "b.txt").write_text(WRAPPED, encoding="utf-8")
    options = Options(out=out, formats=FORMATS, line_breaks=line_breaks)
    build([folder / "b.txt"], options, FakeEngine(), add=True)
    assert all("spans" in record for record in _lines(out))
    assert verify(out, print).problems == 0
    (folder / "b.txt").write_text(PLAIN, encoding="utf-8")
    build([folder / "b.txt"], options, FakeEngine(), add=True)
    assert all(("spans" in record) == (line_breaks == "join") for record in _lines(out))
    assert verify(out, print).problems == 0


def _same_as_a_build(tmp_path: Path, line_breaks: str, fresh: Path) -> None:
    """Assert that the corpus is what a build of what is in it gives."""
    folder = tmp_path / "corpus articles"
    (folder / "b.txt").unlink()
    build([folder], Options(out=fresh, formats=FORMATS, line_breaks=line_breaks), FakeEngine())
    ours, theirs = contents(tmp_path / "corpus"), contents(fresh)
    different = [name for name in theirs if ours[name] != theirs[name]]
    assert [name for name in different if not name.startswith("report")] == []


def test_lines_that_break_between_sentences_need_no_pieces(tmp_path: Path) -> None:
    _build(tmp_path, a=f"{FIRST}\n{JOINED[1]}\n")
    assert all("spans" not in record for record in _lines(tmp_path / "corpus"))


def test_kept_lines_are_sentences_as_before(tmp_path: Path) -> None:
    report, notes = _build(tmp_path, line_breaks="keep", a=WRAPPED)
    assert report.wrapped == 0
    assert notes == []
    assert _lines(tmp_path / "corpus")[0]["translation"]["fr"].endswith("années, une")


def test_a_copy_with_long_lines_is_remembered(tmp_path: Path) -> None:
    _build(tmp_path, a=WRAPPED)
    report, _ = _build(tmp_path, a=" ".join(JOINED) + "\n")
    assert (report.reused, report.translated) == (2, 0)
    assert all("spans" not in record for record in _lines(tmp_path / "corpus"))


def test_what_was_written_is_read_exported_and_verified(tmp_path: Path) -> None:
    _build(tmp_path, a=PLAIN, b=WRAPPED)
    out, heard = tmp_path / "corpus", list[str]()
    assert verify(out, heard.append).problems == 0
    [_, (article, pairs)] = Corpus(out)
    assert [pair.segment.text for pair in pairs] == JOINED
    assert [article.text[start:end] for start, end in pairs[0].segment.spans or ()] == [WRAPPED[:110]]
    export(out, ["jsonl", "parquet", "tsv"], tmp_path / "again")
    assert (tmp_path / "again" / "bitext.jsonl").read_bytes() == (out / "bitext.jsonl").read_bytes()
    assert (tmp_path / "again" / "corpus.parquet").read_bytes() != b""


def test_corrections_come_back(tmp_path: Path) -> None:
    _build(tmp_path, a=WRAPPED)
    out = tmp_path / "corpus"
    edited = (out / "corpus.tsv").read_text(encoding="utf-8").replace(f"⟨{JOINED[1]}⟩", "The skippers blame fuel.")
    (tmp_path / "edited.tsv").write_text(edited, encoding="utf-8")
    summary = take(tmp_path / "edited.tsv", out, None, print)
    assert (summary.sentences, summary.conflicts) == (1, 0)
    _build(tmp_path, a=WRAPPED)
    assert _lines(out)[1]["translation"]["en"] == "The skippers blame fuel."


def test_a_large_table_gets_the_column_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_format, "_GROUP", 2)
    _build(tmp_path, a=PLAIN, b=PLAIN, c=WRAPPED, d=PLAIN)
    rows = parquet.read_table(tmp_path / "corpus" / "corpus.parquet").to_pylist()
    assert rows == _lines(tmp_path / "corpus")


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([[0, 5]], "its spans do not reach from 0 to 110"),
        ([[0, 50], [40, 110]], "its spans do not ascend"),
        ([[0, 50], [60, 110]], "are not its source"),
        ([[0, 110.5]], "no whole number"),
        ("all", "no list of pairs"),
        (None, 'it has no "spans", other than the first line'),
    ],
)
def test_verify_sees_what_is_wrong_with_pieces(tmp_path: Path, spans: object, said: str) -> None:
    _build(tmp_path, a="Oui.\n", b=WRAPPED)
    path, heard = tmp_path / "corpus" / "bitext.jsonl", list[str]()
    records = _lines(tmp_path / "corpus")
    if spans is None:
        del records[1]["spans"]
    else:
        records[1]["spans"] = spans
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    verify(tmp_path / "corpus", heard.append)
    assert any(said in one for one in heard)


def test_articles_of_json_lines_are_joined_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "La pêche", "text": WRAPPED}) + "\n", encoding="utf-8")
    listener = Notes()
    build([path], Options(out=tmp_path / "corpus"), FakeEngine(), listener)
    assert [record["translation"]["fr"] for record in _lines(tmp_path / "corpus")] == ["La pêche", *JOINED]
    assert listener.notes == [f"'{path}:1' has wrapped lines: 4 line breaks joined, 1 page number or head left out"]
