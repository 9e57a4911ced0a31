"""One segment corrected by its id: in its place, wherever its sentence stands, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.correcting import confirm, correct, undo
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew

if TYPE_CHECKING:
    from pathlib import Path

MACHINE = "⟨Elle rit.⟩"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus with one sentence in two articles."""
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Elle rit.\n", encoding="utf-8")
    _build(tmp_path)
    return tmp_path / "corpus"


def _build(folder: Path) -> None:
    sources = [str(folder / f"{name}.txt") for name in "ab"]
    build(sources, Options(out=folder / "corpus", formats=("jsonl",)), FakeEngine())


def _translations(out: Path) -> list[str]:
    renew(out)
    return [pair.translation.text for _, pairs in Corpus(out) for pair in pairs]


def _lines(out: Path) -> list[dict[str, object]]:
    text = (out / ".bilingual" / "memory.sqlite.corrections.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_correction_is_of_its_place_and_of_its_sentence(out: Path) -> None:
    done = correct(out, "a:1:1", "She laughs.", by="Anne", reason="style")
    assert (done.before, done.after, done.segments, done.is_new) == (MACHINE, "She laughs.", 2, True)
    assert _translations(out) == ["She laughs.", "She laughs."]
    assert [(line["article"], line["by"], line["reason"]) for line in _lines(out)] == [
        (None, "Anne", "style"),
        ("a", "Anne", "style"),
    ]
    assert not correct(out, "a:1:1", "She laughs.").is_new
    assert len(_lines(out)) == 2


def test_what_the_machine_had_made_stays_beside_it(out: Path) -> None:
    def machines() -> list[str | None]:
        renew(out)
        return [pair.machine for _, pairs in Corpus(out) for pair in pairs]

    assert machines() == [None, None]
    assert '"machine"' not in (out / "bitext.jsonl").read_text(encoding="utf-8")
    correct(out, "a:1:1", "She laughs.")
    assert machines() == [MACHINE, MACHINE]
    # Who corrects a correction has not what that was, but what the machine had made.
    correct(out, "a:1:1", "She is laughing.")
    correct(out, "b:1:1", "He laughs.", here=True)
    assert machines() == [MACHINE, MACHINE]
    problems: list[str] = []
    verify(out, problems.append)
    assert not problems
    # A build from the sources says the same, also where the memory has lost what the machine made.
    renewed = (out / "bitext.jsonl").read_bytes()
    (out / ".bilingual" / "memory.sqlite").unlink()
    _build(out.parent)
    assert (out / "bitext.jsonl").read_bytes() == renewed
    for name in ("a:1:1", "a:1:1", "b:1:1"):
        undo(out, name)
    _build(out.parent)
    assert machines() == [None, None]
    assert '"machine"' not in (out / "bitext.jsonl").read_text(encoding="utf-8")


def test_what_a_person_let_stand_has_no_words_of_the_machine_beside_it(out: Path) -> None:
    confirm(out, "a:1:1")
    renew(out)
    assert [pair.machine for _, pairs in Corpus(out) for pair in pairs] == [None, None]
    assert all("was" not in line for line in _lines(out))


def test_what_is_said_of_a_place_stays_there(out: Path) -> None:
    correct(out, "b:1:1", "He laughs.", here=True)
    assert _translations(out) == [MACHINE, "He laughs."]
    correct(out, "a:1:1", "She laughs.")
    assert _translations(out) == ["She laughs.", "He laughs."]


def test_taken_back_step_by_step(out: Path) -> None:
    correct(out, "a:1:1", "She laughs.")
    correct(out, "a:1:1", "She is laughing.")
    assert undo(out, "a:1:1").after == "She laughs."
    assert _translations(out) == ["She laughs.", "She laughs."]
    assert undo(out, "a:1:1").after is None
    assert _translations(out) == [MACHINE, MACHINE]
    with pytest.raises(InputError, match="nobody corrected 'a:1:1' there"):
        undo(out, "a:1:1")
    _build(out.parent)  # and no build asks for what people took back themselves
    assert _translations(out) == [MACHINE, MACHINE]


def test_what_came_for_a_place_alone_is_taken_back_alone(out: Path) -> None:
    correct(out, "a:1:1", "She laughs.")
    correct(out, "b:1:1", "He laughs.", here=True)
    assert undo(out, "b:1:1").after == "She laughs."
    assert _translations(out) == ["She laughs.", "She laughs."]
    with pytest.raises(InputError, match="there alone"):
        undo(out, "b:1:1", here=True)


def test_a_place_taken_back_gives_way_to_the_machine(out: Path) -> None:
    correct(out, "b:1:1", "He laughs.", here=True)
    assert _translations(out) == [MACHINE, "He laughs."]
    undo(out, "b:1:1")
    assert _translations(out) == [MACHINE, MACHINE]
    _build(out.parent)
    assert _translations(out) == [MACHINE, MACHINE]


def test_approved_words_are_a_persons(out: Path) -> None:
    assert confirm(out, "a:1:1", here=True).after == MACHINE
    renew(out)
    assert [pair.origin for _, pairs in Corpus(out) for pair in pairs] == ["human", "mt"]
    assert [line["action"] for line in _lines(out)] == ["confirm"]


def test_a_build_with_a_memory_that_lost_a_place_asks_first(out: Path, tmp_path: Path) -> None:
    correct(out, "b:1:1", "He laughs.", here=True)
    renew(out)
    with pytest.raises(UsageError, match="1 sentence of the corpus"):
        build(
            [str(tmp_path / "b.txt")],
            Options(out=out, memory=tmp_path / "other.sqlite"),
            FakeEngine(),
            replace=True,
        )


def test_places_outlive_the_memory(out: Path) -> None:
    correct(out, "b:1:1", "He laughs.", here=True)
    (out / ".bilingual" / "memory.sqlite").unlink()
    _build(out.parent)
    assert _translations(out) == [MACHINE, "He laughs."]


def test_a_memory_tells_places_from_sentences(out: Path) -> None:
    correct(out, "b:1:1", "He laughs.", here=True)
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        decided = memory.decided(("fr", "en"), ["Elle rit."])
    assert ("Elle rit." in decided, decided.sentences) == (True, {})
    assert list(decided.places["Elle rit."].values()) == ["He laughs."]
