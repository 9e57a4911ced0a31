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
    assert (
        mark.attributes["title"]
        == mark.attributes["aria-label"]
        == "Flagged: a number is missing, changed or added (10 000 → 1,000); length. "
        "Score 0.28: the model was unsure: do not rely on it"
    )
    (mark,) = pairs["p3s1"].find(class_="mark")
    assert mark.attributes["class"] == "mark repaired"
    assert mark.attributes["title"] == (
        "Repaired: another of the model’s best translations was taken. "
        "The first translation was flagged: names are missing or were changed"
    )


def test_a_mark_shows_the_evidence_of_checks_for_these_languages_alone() -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Ils sont 40.", Translation("They are 14.", -0.1, ("numbers",)))])])
    assert trust.explain(pair, ("fr", "en")) == "Flagged: a number is missing, changed or added (40 → 14)"
    assert trust.explain(pair, ("fr", "es")) == "Flagged: a number is missing, changed or added"


def test_every_way_to_repair_has_words() -> None:
    assert {*(way.name for way in WAYS), *FORMER} == set(trust.REPAIRS)


@pytest.mark.parametrize(
    ("repaired", "flags", "kinds", "words"),
    [
        ("true-case", (), ("repaired",), "Repaired: it was translated in small letters"),
        (
            "clauses: numbers, low-score",
            ("split",),
            ("flagged",),
            (
                "Flagged: the sentence is long and was translated in parts. "
                "Repaired: it was translated clause by clause. The first translation was flagged: "
                "a number is missing, changed or added; score, words and length say that it may be bad"
            ),
        ),
        ("glossary target: ONU → UN", (), ("repaired",), "Translated again to keep to the glossary: ONU → UN"),
    ],
)
def test_a_mark_says_what_was_repaired(
    repaired: str, flags: tuple[str, ...], kinds: tuple[str, ...], words: str
) -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", -0.1, flags, Repair.parse(repaired)))])])
    assert (trust.marks(pair), trust.explain(pair)) == (kinds, words)


def test_nothing_scored_and_nothing_flagged(tmp_path: Path) -> None:
    pages = write(tmp_path, [make("b", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])])])
    for text in pages.values():
        page = parse(text)
        assert not page.find(class_="mark")
        assert "%" not in page.find(name="main")[0].text
        assert "how right it is" not in page.text
    assert all(cell.text == "" for cell in parse(pages["index.html"]).find(name="td")[3:])


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
    assert page.find(class_="human")[0].attributes["title"] == "Corrected by a person"
    assert not [pair for pair in page.find(class_="pair") if "data-doubtful" in pair.attributes]
