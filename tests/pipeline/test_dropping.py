"""A build does not put the machine's words in the place of people's in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus import corrections
from bilingual.corpus.export import export
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.memory.places import Decided
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.listener import Listener
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("fr", "en")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus of two articles, two of whose sentences people corrected."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Il pleut sur la ville. Elle rit encore.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("Elle rit encore. La mer monte.\n", encoding="utf-8")
    out = tmp_path / "corpus"
    with Memory(OutputFolder(out).memory) as memory:
        memory.correct(PAIR, [("Elle rit encore.", "She laughs."), ("La mer monte.", "The sea rises.")])
    _build(out)
    return out


def _build(out: Path, *, drop: bool = False, **options: object) -> FakeEngine:
    engine = FakeEngine()
    build([out.parent / "in"], Options(out=out, **options), engine, drop_corrections=drop)  # type: ignore[arg-type]
    return engine


def _human(out: Path) -> int:
    return sum(pair.origin == "human" for _, pairs in Corpus(out) for pair in pairs)


def _forget(out: Path) -> None:
    memory = OutputFolder(out).memory
    memory.unlink()
    memory.with_name(f"{memory.name}.corrections.jsonl").unlink()


@pytest.mark.parametrize("formats", ["jsonl,html", "html"])
def test_a_memory_elsewhere_is_asked_about(out: Path, tmp_path: Path, formats: str) -> None:
    before = contents(out)
    other = tmp_path / "other.sqlite"
    engine = FakeEngine()
    with pytest.raises(UsageError) as raised:
        build([out.parent / "in"], Options(out=out, memory=other, formats=formats), engine)
    assert str(raised.value) == (
        f"2 sentences of the corpus in '{out}' were corrected by people, and '{other}' does not have the corrections: "
        f"this build would drop them. Name the memory that has them with --memory, or put "
        f"'other.sqlite.corrections.jsonl' back beside it; to take them from the corpus, bilingual export '{out}' --to "
        "tsv and import that; or drop them with --drop-corrections."
    )
    assert contents(out) == before
    with Memory(other) as memory:
        memory.use(engine.provenance)
        assert memory.look_up(["Il pleut sur la ville."]) == {}, "nothing is translated before"
    _build(out, drop=True, memory=other)
    assert _human(out) == 0


def test_a_memory_that_was_deleted_or_damaged_is_no_loss_while_the_file_beside_it_is_there(out: Path) -> None:
    memory = OutputFolder(out).memory
    before = contents(out)
    for damage in (memory.unlink, lambda: memory.write_bytes(b""), lambda: memory.write_bytes(b"x")):
        damage()
        _build(out)
        assert contents(out) == before


def test_where_both_are_gone_the_corpus_gives_them_back(out: Path) -> None:
    _forget(out)
    with pytest.raises(UsageError, match="--drop-corrections"):
        _build(out)
    export(out, ["tsv"])
    heard: list[corrections.Heard] = []
    summary = corrections.take(out / "corpus.tsv", out, None, heard.append)
    assert (summary.sentences, summary.changed, summary.unchanged, summary.conflicts) == (2, 3, 1, 0)
    _build(out)
    assert _human(out) == 3


def test_what_is_no_loss_is_no_question(out: Path, tmp_path: Path) -> None:
    with Memory(OutputFolder(out).memory) as memory:
        memory.correct(PAIR, [("Elle rit encore.", "She still laughs.")])
        memory.record([Decision(languages=PAIR, source="La mer monte.", action="undo")])
    _build(out)
    assert _human(out) == 2
    other = tmp_path / "other.sqlite"
    with Memory(other) as memory:
        memory.correct(PAIR, [("Elle rit encore.", "Ha!")])
    _build(out, memory=other)
    (tmp_path / "in" / "a.txt").write_text("Il neige.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").unlink()
    _build(out, memory=tmp_path / "third.sqlite")
    assert _human(out) == 0


def test_of_another_language_nothing_is_lost(out: Path) -> None:
    build([out.parent / "in"], Options(out=out), FakeEngine(languages=("fr", "de")))
    assert _human(out) == 0


def test_a_corpus_that_others_wrote_again_or_damaged_is_looked_at_as_far_as_it_can_be(out: Path) -> None:
    lines = (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines()
    rewritten = [json.dumps(json.loads(line), separators=(",", ":")) for line in lines]
    odd = ['{"origin": "human"}', '{"origin": "human", "translation": []}', '"origin": "human"', "[" * 100_000]
    (out / "bitext.jsonl").write_text("\n".join([*odd, *rewritten]), encoding="utf-8")
    before = Corrected.of(out, PAIR)
    assert before is not None
    with Memory(":memory:") as memory:
        assert before.would_lose_some(["Oui.", "La mer monte.", "Elle rit encore."], {"La mer monte."}, memory)
        assert before.would_lose_some(["Elle rit encore."], {}, memory)
        with pytest.raises(UsageError, match=r"1 sentence of the corpus in .* was corrected"):
            before.refuse(memory)
    assert Corrected.of(out, ("de", "en")) is None


FRENCH = "Elle a 14 ans."
# A translation that the fake engine makes is copied French.
JUDGED = {"source": FRENCH, "target": f"⟨{FRENCH}⟩", "flag": "copied"}


def _checked(out: Path, *, drop: bool = False) -> list[str]:
    """Build with checks; return what was said of dismissals."""
    notes: list[str] = []
    listener = Listener()
    listener.note = notes.append  # type: ignore[assignment,method-assign]
    build([out.parent / "in"], Options(out=out), RepairingEngine(FakeEngine()), listener, drop_corrections=drop)
    return [note for note in notes if "dismissed" in note]


def _dismissed(out: Path) -> list[tuple[str, ...]]:
    return [pair.dismissed for _, pairs in Corpus(out) for pair in pairs if pair.dismissed]


@pytest.fixture
def dismissed(tmp_path: Path) -> Path:
    """A corpus in which a person dismissed a flag of a sentence."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{FRENCH} La mer monte.\n", encoding="utf-8")
    out = tmp_path / "corpus"
    with Memory(OutputFolder(out).memory) as memory:
        memory.record([Decision(languages=PAIR, action="dismiss", **JUDGED)])  # type: ignore[arg-type]
    assert _checked(out) == []
    assert _dismissed(out) == [("copied",)]
    return out


def test_what_was_dismissed_stays_so_without_the_memory_and_that_is_said(dismissed: Path) -> None:
    _forget(dismissed)
    for _ in range(2):
        [said] = _checked(dismissed)
        assert said.startswith(f"1 flag that people dismissed stays so, as the last corpus in '{dismissed}' has it: ")
        assert _dismissed(dismissed) == [("copied",)]
    assert _checked(dismissed, drop=True) == []
    assert not _dismissed(dismissed)


def test_what_was_taken_back_does_not_come_again_from_the_corpus(dismissed: Path) -> None:
    with Memory(OutputFolder(dismissed).memory) as memory:
        memory.record([Decision(languages=PAIR, action="restore", **JUDGED)])  # type: ignore[arg-type]
    assert _checked(dismissed) == []
    assert not _dismissed(dismissed)


def _changed(folder: Path, to: Path, **fields: object) -> Path:
    """Write the bitext of a corpus elsewhere, with other fields in each line."""
    lines = [json.loads(line) | fields for line in (folder / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]
    to.mkdir()
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (to / "bitext.jsonl").write_text(text, encoding="utf-8")
    return to


@pytest.mark.parametrize(
    ("texts", "stays"),
    [
        ({"fr": FRENCH, "en": f"⟨{FRENCH}⟩"}, True),
        ({"fr": FRENCH, "en": "She is 14."}, False),
        ({"fr": f"{FRENCH} Oui.", "en": f"⟨{FRENCH}⟩"}, False),
    ],
)
def test_a_flag_of_other_texts_stands_again(dismissed: Path, tmp_path: Path, texts: object, stays: bool) -> None:  # noqa: FBT001
    before = Corrected.of(_changed(dismissed, tmp_path / "other", translation=texts, dismissed=["copied"]), PAIR)
    assert before
    [made] = [pair for _, pairs in Corpus(dismissed) for pair in pairs if pair.dismissed]
    found = before.judged(replace(made, dismissed=()), Decided())
    assert (found.dismissed, before.dismissed) == ((("copied",), 1) if stays else ((), 0))


@pytest.mark.parametrize("value", ["copied", 1, {"copied": 1}, [["copied"]], [1]])
def test_dismissals_of_a_strangers_corpus_are_taken_type_by_type(
    dismissed: Path, tmp_path: Path, value: object
) -> None:
    assert Corrected.of(_changed(dismissed, tmp_path / "other", dismissed=value), PAIR) is None
    beside = _changed(dismissed, tmp_path / "more", dismissed=value, origin="human")
    found = Corrected.of(beside, PAIR)
    assert found
    assert found.number == 2
