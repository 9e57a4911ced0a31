"""A corpus that grows: what is added in steps is what one build of it all gives, byte for byte."""

from __future__ import annotations

import io
import shutil
import sys
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.verify import verify
from bilingual.data import Calibration, Provenance
from bilingual.engines.fake import FakeEngine
from bilingual.errors import BilingualError, InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.pipeline.test_pipeline import Recorder
from tests.support.bitexts import EVERYWHERE
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.report import Report


_WHERE = "articles.jsonl and the pages say which made an article"


class Other(FakeEngine):
    """Another model."""

    def __init__(self) -> None:
        super().__init__()
        self.provenance = replace(self.provenance, model="other", model_sha256="1" * 64, model_version="7")


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two folders of articles: some of one name, some of one text."""
    _write(tmp_path / "A" / "a.txt", "Il pleut. Elle rit.\n")
    _write(tmp_path / "A" / "b.txt", "La mer monte.\n")
    _write(tmp_path / "A" / "lines.jsonl", '{"id": "x", "text": "Il neige."}\n{"id": "x", "text": "Il vente."}\n')
    _write(tmp_path / "B" / "a.txt", "Un chien dort. Elle rit.\n")
    _write(tmp_path / "B" / "X.txt", "Il gèle.\n")
    return tmp_path


def _build(folder: Path, out: str, *names: str, add: bool = False, engine: FakeEngine | None = None) -> Report:
    options = Options(out=folder / out, formats=EVERYWHERE)
    return build([folder / name for name in names], options, engine or FakeEngine(), add=add)


def _texts(out: Path) -> dict[str, str]:
    return {article.id: article.text.strip() for article, _ in Corpus(out)}


def test_what_is_added_comes_last_and_what_is_there_is_renewed_in_its_place(folder: Path) -> None:
    _build(folder, "whole", "A", "B")
    _build(folder, "out", "A")
    report = _build(folder, "out", "B", add=True)
    assert (report.articles, report.kept, report.segments, report.translated) == (6, 4, 8, 2)
    assert list(_texts(folder / "out")) == ["a", "b", "x", "x~2", "X~3", "a~2"]
    assert contents(folder / "out") == contents(folder / "whole")
    for names in (["B"], ["A"], ["A/lines.jsonl", "B/a.txt"], ["B", "A"]):
        assert _build(folder, "out", *names, add=True).translated == 0
        assert contents(folder / "out") == contents(folder / "whole"), names
    _write(folder / "B" / "a.txt", "Un chat dort.\n")
    _write(folder / "A" / "lines.jsonl", '{"id": "x", "text": "Il neige."}\n{"id": "x", "text": "Il tonne."}\n')
    _build(folder, "out", "B/a.txt", "A/lines.jsonl", add=True)
    _build(folder, "whole", "A", "B")
    assert contents(folder / "out") == contents(folder / "whole")
    assert verify(folder / "out", print).problems == 0


def test_the_first_step_needs_no_corpus(folder: Path) -> None:
    _build(folder, "out", "A", add=True)
    _build(folder, "whole", "A")
    assert contents(folder / "out") == contents(folder / "whole")


def test_a_source_is_the_same_however_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(folder, "out", "A")
    monkeypatch.chdir(folder / "A")
    (folder / "link").symlink_to(folder / "A")
    for name in ("a.txt", "../A/a.txt", folder / "link" / "a.txt"):
        assert build([name], Options(out=folder / "out"), FakeEngine(), add=True).articles == 4


def test_a_file_that_was_moved_is_the_same_where_its_bytes_are(folder: Path) -> None:
    _build(folder, "out", "A", "B")
    before = _texts(folder / "out")
    (folder / "B").rename(folder / "moved")
    assert _build(folder, "out", "moved", add=True).articles == 6
    assert _texts(folder / "out") == before
    _write(folder / "moved" / "a.txt", "Un chat dort.\n")
    (folder / "moved").rename(folder / "again")
    _build(folder, "out", "again", add=True)
    assert _texts(folder / "out") == {**before, "a~3": "Un chat dort."}  # which may be another article


def test_old_articles_get_the_fields_of_new_ones(folder: Path) -> None:
    """Readers infer types from the first lines: all lines of a corpus have the same fields."""
    engine = FakeEngine()
    made = {"arithmetic": ["x86"], "calibration": Calibration("m", "0" * 64, 0.6, 0.4, (0.1, 0.2, 0.3), 9).record()}
    engine.provenance = Provenance.of_record(engine.provenance.record() | made)
    _build(folder, "out", "A")
    _build(folder, "out", "B", add=True, engine=engine)
    found = [article.provenance for article, _ in Corpus(folder / "out")]
    assert [one and one.arithmetic for one in found] == [*[("unknown",)] * 4, ("x86",), ("unknown", "x86")]
    assert [one and one.calibration and one.calibration.doubt for one in found] == [0.47] * 4 + [0.4] * 2


def test_standard_input_is_another_text_each_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("Il pleut.", "Elle rit.", "Il pleut."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        build(["-"], Options(out=folder / "out"), FakeEngine(), add=True)
    assert _texts(folder / "out") == {"stdin": "Il pleut.", "stdin~2": "Elle rit."}


def test_the_formats_of_the_corpus_are_kept_up(folder: Path) -> None:
    build([folder / "A"], Options(out=folder / "out", formats="jsonl,tmx"), FakeEngine())
    build([folder / "B"], Options(out=folder / "out", formats="csv"), FakeEngine(), add=True)
    build([folder / "A", folder / "B"], Options(out=folder / "whole", formats="jsonl,tmx,csv"), FakeEngine())
    assert contents(folder / "out") == contents(folder / "whole")


def test_what_people_corrected_is_laid_over_what_is_kept(folder: Path) -> None:
    _build(folder, "out", "A")
    with Memory(OutputFolder(folder / "out").memory) as memory:
        memory.correct(("fr", "en"), [("Elle rit.", "She laughs."), ("La mer monte.", "The sea rises.")])
    _build(folder, "out", "B", add=True)
    after = contents(folder / "out")
    assert sum(pair.origin == "human" for _, pairs in Corpus(folder / "out") for pair in pairs) == 3
    _build(folder, "out", "A", "B")
    assert contents(folder / "out") == after


def test_what_only_the_corpus_knows_of_people_stays(folder: Path) -> None:
    test_what_people_corrected_is_laid_over_what_is_kept(folder)
    memory = OutputFolder(folder / "out").memory
    memory.unlink()
    memory.with_name(f"{memory.name}.corrections.jsonl").unlink()
    _write(folder / "C" / "c.txt", "Il dort.\n")
    _build(folder, "out", "C", add=True)
    assert sum(pair.origin == "human" for _, pairs in Corpus(folder / "out") for pair in pairs) == 3
    with pytest.raises(UsageError, match="corrected by people"):
        _build(folder, "out", "B", add=True)


def test_another_model_is_said_and_noted_with_each_article(folder: Path) -> None:
    _build(folder, "out", "A")
    listener = Recorder()
    options = Options(out=folder / "out", formats=EVERYWHERE)
    build([folder / "B"], options, Other(), listener, add=True)
    assert [note for note in listener.notes if "translated with" in note] == [
        f"the corpus was translated with fake 0, and what is added with other 7: {_WHERE}"
    ]
    models = [article.provenance and article.provenance.model for article, _ in Corpus(folder / "out")]
    assert models == ["fake"] * 4 + ["other"] * 2
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / "out" / "html").glob("*.html")}
    named = {name: '<bdi data-v="model">fake</bdi> (version' in page for name, page in pages.items()}
    assert sum(named.values()) == 5  # the index too, which tells of the first article
    assert len(named) == 7
    before = contents(folder / "out")
    with Memory(OutputFolder(folder / "out").memory) as memory:
        memory.correct(("fr", "en"), [("Elle rit.", "She laughs.")])
    assert renew(folder / "out").changed == 2
    _undo(folder / "out", "Elle rit.")
    renew(folder / "out")
    assert contents(folder / "out") == before
    assert not [note for note in _notes(folder, "A", FakeEngine()) if "translated with fake" in note]


def _notes(folder: Path, name: str, engine: FakeEngine) -> list[str]:
    listener = Recorder()
    build([folder / name], Options(out=folder / "fresh"), engine, listener)
    build([folder / name], Options(out=folder / "fresh"), engine, listener, add=True)
    return listener.notes


def _undo(out: Path, source: str) -> None:
    with Memory(OutputFolder(out).memory) as memory:
        memory.record([Decision(languages=("fr", "en"), source=source, action="undo")])


@pytest.mark.parametrize(
    ("what", "error", "said"),
    [
        ("languages", UsageError, "is from French to English, and this build from French to German"),
        ("damaged", InputError, r"line 2 of '.*bitext\.jsonl' is damaged"),
        ("cut", InputError, "no corpus in"),
        ("unread", InputError, "no such file"),
        ("pages", InputError, r"cannot be added to, as it was built without bitext\.jsonl"),
        ("busy", OutputError, "another build is writing"),
        ("both", UsageError, "cannot both be added to and replaced"),
    ],
)
def test_what_cannot_be_is_one_error_and_changes_nothing(
    folder: Path, what: str, error: type[BilingualError], said: str
) -> None:
    _build(folder, "out", "A")
    out, engine, name = folder / "out", FakeEngine(), "B"
    match what:
        case "languages":
            engine = FakeEngine(languages=("fr", "de"))
        case "damaged":
            lines = (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
            _write(out / "bitext.jsonl", "".join([lines[0], "{}\n", *lines[2:]]))
        case "cut":
            (out / "bitext.jsonl").unlink()
        case "unread":
            name = "C"
        case "pages":
            shutil.rmtree(out)
            build([folder / "A"], Options(out=out, formats="html"), FakeEngine())
    before = contents(out)
    options = Options(out=out)
    with OutputFolder(out) if what == "busy" else nullcontext(), pytest.raises(error, match=said):
        build([folder / name], options, engine, add=True, replace=what == "both")
    assert contents(out) == before
    assert engine.translated == 0


def test_equal_articles_under_two_names_are_noted(folder: Path) -> None:
    for number in range(8):
        _write(folder / "C" / f"c{number}.txt", " La mer\tmonte.\n")
    _build(folder, "out", "A")
    listener = Recorder()
    build([folder / "C"], Options(out=folder / "out"), FakeEngine(), listener, add=True)
    told = [note for note in listener.notes if "same" in note or "so it is" in note]
    assert told == [
        *(f"'c{number}' has the same text as 'b': the corpus has both" for number in range(5)),
        "so it is with 3 articles more",
    ]


def test_windows_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(folder, "whole", "A", "B")
    monkeypatch.setattr("bilingual.pipeline.windows.WINDOW_SENTENCES", 1)
    _build(folder, "out", "A")
    _build(folder, "out", "B", add=True)
    assert contents(folder / "out") == contents(folder / "whole")
