"""What people said besides translations, out of the corrections file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Origin, Pair, Segment, Translation
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.memory.journal import SUFFIX
from bilingual.memory.places import Place
from bilingual.memory.remarks import MOST_LETTERS, Remarks

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
SAID = Decision(languages=LANGUAGES, source="Oui.", target="Yes.", by="Anne", reason="so")
PAIR = Pair(Segment("a", 1, 1, Kind.BODY, 0, 4, "Oui."), Translation("Yes.", None, ("numbers", "names")))


def told(*decisions: Decision) -> Remarks:
    found = Remarks(LANGUAGES)
    for decision in decisions:
        found.take(decision)
    return found


def test_it_says_who_corrected_and_who_dismissed_what_stands() -> None:
    dismissed = replace(SAID, action="dismiss", flag="numbers", by="Bob")
    remarks = told(SAID, dismissed)
    by_hand = replace(PAIR, origin=Origin.HUMAN)
    assert [(one.action, one.by, one.reason) for one in remarks.of(by_hand)] == [("correct", "Anne", "so")]
    # The machine's own words are nobody's, whoever wrote the same once.
    assert remarks.of(PAIR) == ()
    [one] = remarks.of(replace(PAIR, dismissed=("numbers", "names")))
    assert (one.action, one.flag, one.by) == ("dismiss", "numbers", "Bob")
    assert remarks.of(replace(by_hand, translation=Translation("Yeah.", None))) == ()


@pytest.mark.parametrize(
    "last",
    [
        replace(SAID, action="restore", flag="numbers"),
        replace(SAID, action="dismiss", flag="numbers", by=None, reason=None),
    ],
)
def test_what_was_taken_back_or_says_nothing_is_not_told(last: Decision) -> None:
    remarks = told(replace(SAID, action="dismiss", flag="numbers"), last)
    assert remarks.of(replace(PAIR, dismissed=("numbers",))) == ()


def test_notes_are_of_a_place_or_of_the_sentence_and_the_last_one_counts() -> None:
    note = replace(SAID, action="note")
    there = replace(note, article="a", text_sha256="0", occurrence=2, reason="there")
    remarks = told(note, replace(note, reason="everywhere"), there, replace(there, languages=("fr", "de"), reason="x"))
    places = [Place("a", "of another text", number) for number in (1, 2)]
    assert [remarks.note("Oui.", place) for place in (None, *places)] == ["everywhere", "everywhere", "there"]
    remarks.take(replace(there, reason=None))
    assert remarks.note("Oui.", places[1]) == "everywhere"
    assert told(replace(note, reason="x" * 9_000)).note("Oui.") == "x" * MOST_LETTERS


def test_a_memory_reads_them_from_its_file_and_passes_over_what_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        assert memory.remarks(LANGUAGES).note("Oui.") == ""
        memory.record([replace(SAID, action="note", reason="one"), replace(SAID, action="note", reason="two")])
    journal = path.with_name(f"{path.name}{SUFFIX}")
    journal.write_text(journal.read_text(encoding="utf-8").replace("two", "too"), encoding="utf-8")
    with Memory(path) as memory:
        assert memory.remarks(LANGUAGES).note("Oui.") == "one"
    with Memory(":memory:") as memory:
        assert memory.remarks(LANGUAGES).note("Oui.") == ""
