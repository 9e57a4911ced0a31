"""A corpus renewed from itself and the memory's corrections: what a build would give, without sources and model."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.data import Basis, Calibration, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.errors import BilingualError, InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Action, Decision
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import remove, renew
from tests.support.bitexts import EVERYWHERE
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
LAUGHS = "Elle rit encore."
ARTICLES = {"a": f"Il pleut sur la ville. {LAUGHS}\n", "b": f"{LAUGHS} La mer monte.\n", "c": "La mer monte.\n"}


class Scored(FakeEngine):
    """One that knows its arithmetic."""

    def __init__(self, arithmetic: str = "x86") -> None:
        super().__init__()
        self.provenance = type(self.provenance).of_record(self.provenance.record() | {"arithmetic": [arithmetic]})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus of three articles, in every format."""
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    _build(tmp_path / "corpus")
    return tmp_path / "corpus"


def _build(out: Path, engine: FakeEngine | None = None) -> None:
    build([out.parent / "articles"], Options(out=out, formats=EVERYWHERE), engine or FakeEngine())


def _decide(out: Path, source: str, target: str | None) -> None:
    with Memory(OutputFolder(out).memory) as memory:
        action = Action.UNDO if target is None else Action.CORRECT
        memory.record([Decision(languages=LANGUAGES, source=source, target=target, action=action.value)])


def _report(out: Path) -> dict[str, Any]:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    timed = {"seconds", "stages", "reused", "translated", "tokens"}  # what the build itself did
    return {name: value for name, value in report.items() if name not in timed}


@pytest.mark.parametrize("engine", [FakeEngine, Scored])
def test_a_build_gives_the_same_bytes(out: Path, engine: type[FakeEngine]) -> None:
    _build(out, engine())
    untouched = contents(out)
    steps = [(LAUGHS, "She laughs."), ("La mer monte.", "The sea rises."), (LAUGHS, "She is laughing."), (LAUGHS, None)]
    for source, target in [*steps, ("La mer monte.", None), (LAUGHS, None)]:
        _decide(out, source, target)
        renewed = renew(out)
        assert (renewed.articles, renewed.segments, renewed.changed, renewed.older) == (3, 5, 2, ())
        assert {path.name for path in renewed.outputs} >= {"bitext.jsonl", "index.html", "corpus.epub"}
        found, report = contents(out), _report(out)
        _build(out, engine())
        assert (contents(out), _report(out)) == (found, report)
    assert contents(out) == untouched
    assert verify(out, print).problems == 0


def test_nothing_is_written_where_nothing_changes(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if ".bilingual" not in path.parts}
    assert renew(out).outputs == ()
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if ".bilingual" not in path.parts} == before


def test_a_correction_stays_where_the_memory_has_no_machine_translation_or_knows_nothing(out: Path) -> None:
    _decide(out, LAUGHS, "She laughs.")
    _decide(out, "La mer monte.", "The sea rises.")
    renew(out)
    before = contents(out)
    journal = OutputFolder(out).memory.with_name("memory.sqlite.corrections.jsonl")
    kept = journal.read_bytes()
    shutil.rmtree(out / ".bilingual" / "memory.sqlite", ignore_errors=True)
    OutputFolder(out).memory.unlink()
    journal.unlink()
    notes: list[str] = []
    renew(out, note=notes.append)
    assert not OutputFolder(out).memory.exists()
    assert notes == ["4 segments that people corrected stay as they are: ':memory:' does not have their corrections"]
    journal.write_bytes(kept)
    _decide(out, LAUGHS, None)
    notes.clear()
    renew(out, note=notes.append)
    assert [note for note in notes if note.startswith("2 segments keep a correction that was taken back")]
    assert contents(out) == before


def test_the_machines_words_come_back_with_the_flags_of_todays_checks(out: Path) -> None:
    made = FakeEngine().provenance
    calibration = Calibration("fake", "0" * 64, 0.6, 0.4, (0.1, 0.2, 0.3), 10)
    _decide(out, LAUGHS, "She laughs.")
    renew(out)
    with Memory(OutputFolder(out).memory) as memory:
        memory.use(made)
        old = Basis("00000000", cut_offs=calibration.cut_offs)
        memory.store([(LAUGHS, Translation("She laughs 40 times.", -0.1, (), None, old))])
    _decide(out, LAUGHS, None)
    renew(out)
    [first, _] = [pair for _, pairs in Corpus(out) for pair in pairs if pair.segment.text == LAUGHS]
    assert (first.translation.text, first.translation.flags) == ("She laughs 40 times.", ("numbers",))


def test_only_what_still_went_into_an_article_is_its_arithmetic(out: Path) -> None:
    out = out.parent / "scored"
    _build(out, Scored("x86"))
    _decide(out, "La mer monte.", "The sea rises.")
    renew(out)
    assert [article.arithmetic for article, _ in Corpus(out)] == [("x86",), ("x86",), ()]
    _decide(out, LAUGHS, "She laughs.")
    (out.parent / "articles" / "d.txt").write_text("Un chien dort.\n", encoding="utf-8")
    _build(out, Scored("arm"))
    assert [article.arithmetic for article, _ in Corpus(out)] == [("x86",), (), (), ("arm",)]
    for source in ("Un chien dort.", LAUGHS):
        _decide(out, source, "So." if source != LAUGHS else None)
    renew(out)
    assert [article.arithmetic for article, _ in Corpus(out)] == [("x86",), ("x86",), (), ()]


def test_what_somebody_edited_and_exports_are_left_and_said(out: Path) -> None:
    build([out.parent / "articles"], Options(out=out, formats=("jsonl", "tsv")), FakeEngine())
    export(out, ["csv"])
    edited = (out / "corpus.tsv").read_text(encoding="utf-8") + "\n"
    (out / "corpus.tsv").write_text(edited, encoding="utf-8")
    csv = (out / "corpus.csv").read_bytes()
    _decide(out, LAUGHS, "She laughs.")
    notes: list[str] = []
    renewed = renew(out, note=notes.append)
    assert [path.name for path in renewed.outputs] == ["bitext.jsonl", "index.html"]
    assert {"csv", "tsv"} <= set(renewed.older)
    assert any("corpus.tsv' was changed since" in note for note in notes)
    assert any("older than the corpus now" in note for note in notes)
    assert ((out / "corpus.tsv").read_text(encoding="utf-8"), (out / "corpus.csv").read_bytes()) == (edited, csv)


@pytest.mark.parametrize("action", [renew, lambda folder: remove(folder, ["a"])])
def test_damaged_corpora_are_one_error_and_stay(out: Path, action: Any) -> None:  # noqa: ANN401
    _decide(out, LAUGHS, "She laughs.")
    path = out / "bitext.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]) + '{"id": 3}\n', encoding="utf-8")
    before = contents(out)
    with pytest.raises(InputError, match=r"line 5 of '.*bitext\.jsonl' is damaged"):
        action(out)
    assert contents(out) == before
    with pytest.raises(InputError, match="no corpus in"):
        action(out.parent / "nowhere")
    assert not (out.parent / "nowhere").exists()


def test_one_at_a_time(out: Path) -> None:
    _decide(out, LAUGHS, "She laughs.")
    before = contents(out)
    with OutputFolder(out), pytest.raises(OutputError, match="another build is writing"):
        renew(out)
    assert contents(out) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folders_are_one_error(out: Path) -> None:
    _decide(out, LAUGHS, "She laughs.")
    (out / ".bilingual").chmod(0o555)
    out.chmod(0o555)
    try:
        with pytest.raises(OutputError):
            renew(out)
    finally:
        out.chmod(0o755)
        (out / ".bilingual").chmod(0o755)


def test_removed_articles_leave_as_if_they_had_never_been_there(out: Path) -> None:
    _decide(out, LAUGHS, "She laughs.")
    assert remove(out, iter(["b", "b"])).removed == 1
    found = contents(out)
    (out.parent / "articles" / "b.txt").unlink()
    _build(out)
    assert contents(out) == found


@pytest.mark.parametrize(
    ("ids", "error", "said"),
    [
        (["a", "nobody", "Z"], InputError, "has no article 'Z', 'nobody'; nothing was removed"),
        ([f"n{number}" for number in range(7)], InputError, "'n4' and 2 more"),
        (["a", "b", "c"], UsageError, "would remove every article"),
        ([], UsageError, "no article is named"),
        ("a", UsageError, "one string is no list"),
    ],
)
def test_all_of_the_named_articles_leave_or_none(
    out: Path, ids: list[str], error: type[BilingualError], said: str
) -> None:
    before = contents(out)
    with pytest.raises(error, match=said):
        remove(out, ids)
    assert contents(out) == before
