"""Marks beside translations: what each means, in words, and on which page they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Origin, Repair, Translation
from bilingual.engines.repair import FORMER, WAYS
from bilingual.formats.html import trust
from tests.support.pages import FULL, MARKET, make, parse, write

if TYPE_CHECKING:
    from pathlib import Path


def test_scores_and_flags(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    pairs = {pair.attributes["id"]: pair for pair in page.find(class_="pair")}
    assert pairs["p4s1"].attributes["data-score"] == "-0.3000"
    assert not pairs["p4s1"].find(class_="mark")
    assert "data-score" not in pairs["p4s2"].attributes
    (mark,) = pairs["p4s3"].find(class_="mark")
    assert (mark.attributes["class"], mark.attributes["aria-label"]) == ("mark doubt severe", "To check")
    (note,) = pairs["p4s3"].find(class_="why")
    assert note.attributes["role"] == "note"
    assert pairs["p4s3"].find(class_="ref")[0].attributes["aria-describedby"] == note.attributes["id"]
    assert note.text == (
        "A number is missing, changed or added: 10 000 → 1,000. length. "
        "Score 0.28: the model was unsure: do not rely on it."
    )
    # The words that are meant are underlined in both languages.
    texts = [pairs["p4s3"].find(class_=side)[0].find(name="u") for side in ("source", "target")]
    assert [[word.text for word in words] for words in texts] == [["10\u202f000"], ["1,000"]]
    (mark,) = pairs["p3s1"].find(class_="mark")
    assert (mark.attributes["class"], mark.attributes["aria-label"]) == ("mark repaired", "Repaired")
    assert pairs["p3s1"].find(class_="why")[0].text == (
        "Repaired: another of the model’s best translations was taken. "
        "Found in the first translation: Names are missing or were changed."
    )
    assert page.find(class_="tally")[0].text == "1 to check · 2 less sure"


def test_a_note_shows_the_evidence_of_checks_for_these_languages_alone() -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Ils sont 40.", Translation("They are 14.", -0.1, ("numbers",)))])])
    note = trust.note(pair, ("fr", "en"))
    assert (str(note), note.source, note.target) == (
        "A number is missing, changed or added: 40 → 14.",
        ((9, 11),),
        ((9, 11),),
    )
    note = trust.note(pair, ("fr", "es"))
    assert (str(note), note.source, note.target) == ("A number is missing, changed or added.", (), ())


@pytest.mark.parametrize(
    ("source", "target", "flag", "words"),
    [
        (
            "Le chat dort sur le tapis depuis ce matin.",
            "The committee approved the budget of the river port.",
            "unrelated",
            "This may be the translation of another sentence: counterparts for 0 of 4 words.",
        ),
        (
            "Il pleut.",
            "It rains and never stops until the very end of the summer day in all the land.",
            "length-ratio",
            "The translation is far too short or too long: 810 % of the usual length.",
        ),
    ],
)
def test_what_a_check_says_in_words_can_be_said_in_french(source: str, target: str, flag: str, words: str) -> None:
    _, (pair,) = make("a", [(Kind.BODY, [(source, Translation(target, -0.1, (flag,)))])])
    (said,) = trust.note(pair).said
    assert str(said) == words
    assert "data-v" in said.values["evidence"].__html__()  # type: ignore[union-attr]


def test_every_way_to_repair_has_words() -> None:
    assert {*(way.name for way in WAYS), *FORMER} == set(trust.REPAIRS)


@pytest.mark.parametrize(
    ("repaired", "flags", "kinds", "words"),
    [
        ("true-case", (), ("repaired",), "Repaired: it was translated in small letters."),
        (
            "clauses: numbers, low-score",
            ("split",),
            ("repaired",),
            (
                "The sentence is long and was translated in parts. "
                "Repaired: it was translated clause by clause. Found in the first translation: "
                "A number is missing, changed or added. Score, words and length say that it may be bad."
            ),
        ),
        ("glossary target: ONU → UN", (), ("repaired",), "Translated again to keep to the glossary: ONU → UN."),
        ("glossary target: ONU → UN", ("quotes",), ("minor",), None),
        ("true-case", ("numbers", "quotes"), ("severe",), None),
    ],
)
def test_a_mark_says_what_was_repaired(
    repaired: str, flags: tuple[str, ...], kinds: tuple[str, ...], words: str | None
) -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", -0.1, flags, Repair.parse(repaired)))])])
    assert trust.marks(pair) == kinds
    assert words is None or str(trust.note(pair)) == words


def test_nothing_scored_and_nothing_flagged(tmp_path: Path) -> None:
    pages = write(tmp_path, [make("b", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])])])
    for text in pages.values():
        page = parse(text)
        assert not page.find(class_="mark")
        assert not page.find(class_="why")
        assert "%" not in page.find(name="main")[0].text
        assert "how right it is" not in "".join(main.text for main in page.find(name="main"))
    assert all(cell.text == "" for cell in parse(pages["index.html"]).find(name="td")[4:])


@pytest.mark.parametrize(
    ("origins", "label"),
    [
        (("mt", "mt"), "English, machine translation"),
        (("mt", "human"), "English, machine translation with corrections"),
        (("human", "human"), "English"),
    ],
)
def test_the_page_says_who_translated(tmp_path: Path, origins: tuple[str, str], label: str) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))] * 2)])
    pairs = [replace(pair, origin=Origin(origin)) for pair, origin in zip(pairs, origins, strict=True)]
    page = parse(write(tmp_path, [(article, pairs)])["a.html"])
    assert page.find(class_="languages")[0].text.split("\n")[1] == label
    assert tuple(pair.attributes["data-origin"] for pair in page.find(class_="pair")) == origins


def test_a_correction_by_a_person_is_marked(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])], FULL)
    page = parse(write(tmp_path, [(article, [replace(pairs[0], origin=Origin.HUMAN)])])["a.html"])
    assert page.find(class_="human")[0].attributes["aria-label"] == "Corrected by a person"
    assert page.find(class_="why")[0].text == "Corrected by a person."
    assert not [pair for pair in page.find(class_="pair") if "data-check" in pair.attributes]


def test_what_a_person_wrote_is_not_to_check_whatever_the_checks_say() -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Ils sont 40.", Translation("They are 14.", None, ("numbers",)))])])
    assert trust.marks(replace(pair, origin=Origin.HUMAN)) == ("minor", "human")
    assert trust.name_of_mark(replace(pair, origin=Origin.HUMAN)) == "Corrected by a person"
