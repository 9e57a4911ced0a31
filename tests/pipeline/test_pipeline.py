from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonlines
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import pipeline
from bilingual.data import Basis, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.engines.terminology import TerminologyEngine
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from bilingual.options import Options
from bilingual.readers.mending import mend
from bilingual.segmentation.stand_off import composed
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.report import Report
from bilingual.pipeline.listener import Listener


class Recorder(Listener):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def skipped(self, error: InputError) -> None:
        self.notes.append(str(error))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with two articles that share a sentence."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Un titre\n\nIl pleut. Elle lit un livre. Il pleut.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Elle lit un livre. Personne ne répond.\r\n", encoding="utf-8-sig")
    return folder


def _build(*names: Path, out: Path, listener: Listener | None = None, engine: FakeEngine | None = None) -> Report:
    return pipeline.build([str(name) for name in names], Options(out=out), engine or FakeEngine(), listener)


def _read(path: Path) -> list[dict[str, object]]:
    with jsonlines.open(path) as reader:
        return list(reader)


def test_another_glossary_leaves_alone_what_it_does_not_touch(corpus: Path, tmp_path: Path) -> None:
    def build(*terms: tuple[str, str], out: str = "out") -> tuple[Report, list[dict[str, object]]]:
        glossary = Glossary([Entry(source, (target,)) for source, target in terms], sha256=str(terms))
        engine = TerminologyEngine(FakeEngine(), glossary)
        options = Options(out=tmp_path / out, formats=("jsonl",))
        report = pipeline.build([str(corpus)], options, engine)
        return report, _read(tmp_path / out / "bitext.jsonl")

    first, _ = build(("livre", "book"))
    assert (first.translated, first.terms, first.terms_kept) == (4, 2, 2)
    # The fake engine brackets its source, where a target was put.
    second, bitext = build(("livre", "novel"), ("absent", "absent"))
    assert (second.reused, second.translated) == (3, 1)
    assert [record["repaired"] for record in bitext if "novel" in str(record["translation"])] == (
        ["glossary target: livre → novel"] * 2
    )
    assert bitext == build(("livre", "novel"), ("absent", "absent"), out="anew")[1]
    third, plain = build()
    assert (third.reused, third.translated, third.terms) == (3, 1, 0)
    assert plain == build(out="plain")[1]


def test_every_segment_is_aligned_by_its_offsets(corpus: Path, tmp_path: Path) -> None:
    report = _build(corpus, out=tmp_path / "out")
    texts = {record["id"]: record["text"] for record in _read(tmp_path / "out" / "articles.jsonl")}
    bitext = _read(tmp_path / "out" / "bitext.jsonl")
    for record in bitext:
        text = texts[record["article"]]
        assert isinstance(text, str)
        assert text[record["start"] : record["end"]] == record["translation"]["fr"]  # type: ignore[index]
        assert record["translation"]["en"] == f"⟨{record['translation']['fr']}⟩"  # type: ignore[index]
    assert [record["id"] for record in bitext] == ["a:1:1", "a:2:1", "a:2:2", "a:2:3", "b:1:1", "b:1:2"]
    assert [record["kind"] for record in bitext] == ["headline"] + ["body"] * 5
    assert (report.articles, report.segments, report.distinct) == (2, 6, 4)


def test_the_record_has_the_fields_that_the_readme_describes(corpus: Path, tmp_path: Path) -> None:
    _build(corpus, out=tmp_path / "out")
    assert list(_read(tmp_path / "out" / "bitext.jsonl")[0]) == (
        [
            "id",
            "article",
            "paragraph",
            "sentence",
            "kind",
            "start",
            "end",
            "translation",
            "score",
            "flags",
            "repaired",
            "origin",
        ]
    )
    article = _read(tmp_path / "out" / "articles.jsonl")[0]
    assert list(article) == [
        "id",
        "title",
        "date",
        "publisher",
        "site",
        "authors",
        "section",
        "credits",
        "reading_time",
        "language",
        "source",
        "encoding",
        "sha256",
        "text",
        "segments",
        "provenance",
    ]
    assert (article["title"], article["segments"], article["encoding"]) == ("Un titre", 4, "utf-8")


def test_a_sentence_is_translated_once(corpus: Path, tmp_path: Path) -> None:
    engine = FakeEngine()
    pipeline.build([str(corpus)], Options(out=tmp_path / "out"), engine)
    assert engine.translated == 4


def test_windows_change_nothing(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(corpus, out=tmp_path / "one")
    monkeypatch.setattr("bilingual.pipeline.windows.WINDOW_SENTENCES", 1)
    _build(corpus, out=tmp_path / "two")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert sum("html/search/" in name for name in one) == 8
    assert len(one) == 5 + 8


def test_a_bad_article_is_reported_and_skipped(corpus: Path, tmp_path: Path) -> None:
    (corpus / "aa.txt").write_bytes(b"")
    (corpus / "c.txt").write_bytes(b"\x00\x01\x02")
    listener = Recorder()
    report = _build(corpus, tmp_path / "none.txt", out=tmp_path / "out", listener=listener)
    assert report.articles == 2
    assert [note.split("'")[1].split("/")[-1] for note in listener.notes] == ["aa.txt", "c.txt", "none.txt"]
    assert len(report.skipped) == 3


@pytest.mark.parametrize("count", [1, 2])
def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path, count: int) -> None:
    names = [tmp_path / f"none-{number}.txt" for number in range(count)]
    listener = Recorder()
    with pytest.raises(InputError, match="no such file" if count == 1 else "none of the 2 sources"):
        _build(*names, out=tmp_path / "out", listener=listener)
    assert not (tmp_path / "out").exists()
    assert len(listener.notes) == (0 if count == 1 else 2)


def test_an_unknown_format_is_one_clear_error(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown format 'doc'"):
        pipeline.build([str(corpus)], replace(Options(), out=tmp_path, formats=("doc",)), FakeEngine())


def test_an_output_folder_that_is_a_file_is_one_clear_error(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("I was here first")
    with pytest.raises(OutputError, match="cannot write"):
        _build(corpus, out=tmp_path / "out")
    assert (tmp_path / "out").read_text() == "I was here first"


def test_another_encoding_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Il a dit à l'été : « cœur ».".encode("cp1252"))
    listener = Recorder()
    _build(tmp_path / "a.txt", out=tmp_path / "out", listener=listener)
    assert listener.notes == [f"'{tmp_path}/a.txt' was read as windows-1252"]


def test_line_separators_do_not_break_the_lines_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.\u2028Elle lit.\u0085Il dort.", encoding="utf-8")
    _build(tmp_path / "a.txt", out=tmp_path / "out")
    for name, lines in (("bitext.jsonl", 3), ("articles.jsonl", 1)):
        assert len((tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()) == lines
    assert _read(tmp_path / "out" / "articles.jsonl")[0]["text"] == "Il pleut.\u2028Elle lit.\u0085Il dort."


@settings(max_examples=150)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), min_size=1, max_size=3))
def test_any_text_survives_with_exact_offsets(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    with jsonlines.open(folder / "corpus.jsonl", "w") as writer:
        writer.write_all({"text": f"{text}\nFin."} for text in texts)
    # Joined lines have tests of their own, and pages of any text the next one.
    options = Options(out=folder / "out", line_breaks="keep", formats="jsonl")
    pipeline.build([folder / "corpus.jsonl"], options, FakeEngine())
    articles = {str(record["id"]): str(record["text"]) for record in _read(folder / "out" / "articles.jsonl")}
    assert list(articles.values()) == [f"{text}\nFin." for text in texts]
    position = dict.fromkeys(articles, 0)
    for record in _read(folder / "out" / "bitext.jsonl"):
        article, start, end = str(record["article"]), record["start"], record["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert position[article] <= start < end
        position[article] = end
        spans: Any = record.get("spans", [[start, end]])  # where its lines were joined
        sentence = composed(articles[article], spans)
        assert record["translation"] == {"fr": sentence, "en": f"⟨{sentence}⟩"}


@settings(max_examples=100)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_file_survives_too(tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    text = f"Il pleut.\r\n{text}"
    (folder / "a.txt").write_bytes(text.encode(encoding))
    _build(folder / "a.txt", out=folder / "out")
    text = mend(text).text
    assert [record["text"] for record in _read(folder / "out" / "articles.jsonl")] == [text]
    for record in _read(folder / "out" / "bitext.jsonl"):
        spans: Any = record.get("spans", [[record["start"], record["end"]]])
        assert record["translation"]["fr"] == composed(text, spans)  # type: ignore[index]


def test_html_pages_and_mixed_folders(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text("Il pleut.", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"id": "a", "text": "Elle lit."}\n{"no": "text"}\n', encoding="utf-8")
    page = "<article><h1>Le marché rouvre</h1><p>Il y avait beaucoup de monde au marché ce matin, dit-on.</p></article>"
    (folder / "c.html").write_text(f"<html><body>{page * 3}</body></html>", encoding="utf-8")
    report = _build(folder, out=tmp_path / "out")
    assert [record["id"] for record in _read(tmp_path / "out" / "articles.jsonl")] == ["a", "a~2", "c"]
    assert [str(error) for error in report.skipped] == [
        (
            f"'{folder}/b.jsonl': line 2 is no article (no text among its fields: no). "
            "Name the one that has the texts with --text-field, or remove it."
        )
    ]


def test_articles_of_the_same_name_keep_apart_also_where_only_case_differs(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/X.txt", "b/x~2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Il pleut.")
    _build(tmp_path / "a", tmp_path / "b", tmp_path / "a" / "x.txt", out=tmp_path / "out")
    ids = [record["id"] for record in _read(tmp_path / "out" / "articles.jsonl")]
    assert ids == ["x", "X~2", "x~2~2", "x~3"]


def test_what_cannot_be_read_in_a_folder_is_reported(corpus: Path, tmp_path: Path) -> None:
    (corpus / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    report = _build(corpus, out=tmp_path / "out")
    assert [error.message for error in report.skipped] == [f"no such file '{corpus}/gone.txt'"]
    assert all(error.__traceback__ is None and error.__cause__ is None for error in report.skipped)


def test_what_the_engine_makes_of_a_remembered_translation_today_is_kept(corpus: Path, tmp_path: Path) -> None:
    class Newer(FakeEngine):
        def recall(self, sentence: str, translation: Translation) -> Translation | None:
            if translation.basis == Basis("new") or "pleut" in sentence:
                return translation
            return None if "livre" in sentence else replace(translation, flags=("odd",), basis=Basis("new"))

    _build(corpus, out=tmp_path / "out")
    engine = Newer()
    report = _build(corpus, out=tmp_path / "out", engine=engine)
    assert (report.reused, report.translated, engine.translated) == (3, 1, 1)
    flags = {record["id"]: record["flags"] for record in _read(tmp_path / "out" / "bitext.jsonl")}
    assert [identity for identity, found in flags.items() if found] == ["a:1:1", "b:1:2"]
    kept = _build(corpus, out=tmp_path / "out")  # an engine that takes what is remembered as it stands
    assert kept.flags == {"odd": 2}
