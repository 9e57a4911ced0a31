"""The concordance: a line for each place, its neighbours in order, and the counterpart where it is sure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import bilingual
from bilingual.errors import UsageError
from tests.support.searching import written

# What the page has in another way alone is left to its test.
STRETCHES = [
    case
    for case in json.loads(
        (Path(__file__).parents[2] / "data" / "search" / "stretches.json").read_text(encoding="utf-8")
    )
    if not case.get("page")
]
DOGS = (
    (
        "a", "2020", "P",
        [("Le chien noir dort.", "The black dog sleeps."), ("Un chien voit ce chien.", "A dog sees it.")],
    ),
    ("b", "2021", "P", [("Mon chien aboie.", "My dog barks."), ("Rien.", "A dog?")]),
)  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus", DOGS)


def test_each_place_has_a_line(corpus: Path) -> None:
    with bilingual.search(corpus, "fr:chien") as found:
        lines = [(line.left, line.word, line.right) for line in found.lines()]
    assert lines == [
        ("Le ", "chien", " noir dort."),
        ("Un ", "chien", " voit ce chien."),
        ("Un chien voit ce ", "chien", "."),
        ("Mon ", "chien", " aboie."),
    ]


@pytest.mark.parametrize(
    ("sort", "reverse", "expected"),
    [
        ("left", False, ["Un chien voit ce ", "Le ", "Mon ", "Un "]),
        ("left", True, ["Un ", "Mon ", "Le ", "Un chien voit ce "]),
        ("right", False, ["Un chien voit ce ", "Mon ", "Le ", "Un "]),
        ("date", True, ["Mon ", "Le ", "Un ", "Un chien voit ce "]),
    ],
)
def test_lines_are_sorted(corpus: Path, sort: str, reverse: bool, expected: list[str]) -> None:  # noqa: FBT001
    with bilingual.search(corpus, "fr:chien", sort=sort, reverse=reverse) as found:
        assert [line.left for line in found.lines()] == expected


def test_the_limit_is_of_lines(corpus: Path) -> None:
    with bilingual.search(corpus, "fr:chien", limit=3, sort="left") as found:
        assert len(list(found.lines())) == 3
    with bilingual.search(corpus, "fr:chien", limit=3) as found:
        assert len(list(found.lines())) == 3


def test_the_counterpart_of_either_side(corpus: Path) -> None:
    for query in ("fr:chien", "en:dog"):
        with bilingual.search(corpus, query, limit=1) as found:
            [line] = found.lines()
        other = "dog" if query == "fr:chien" else "chien"
        assert [line.aligned[slice(*span)] for span in line.counterparts] == [other]


def test_the_links_of_a_corpus_are_used(tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus", DOGS[:1], links=((3, 8, 0, 3), (0, 2, 900, 901)))
    with bilingual.search(corpus, "fr:chien", limit=1) as found:
        [line] = found.lines()
    assert [line.aligned[slice(*span)] for span in line.counterparts] == ["The"]


def test_nothing_is_lit_where_nothing_is_sure(tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus", [("a", None, None, [("Xyzzy plugh.", "Quux frobnicate.")])])
    with bilingual.search(corpus, "xyzzy") as found:
        [line] = found.lines()
    assert line.counterparts == ()


def test_a_word_of_the_translation_alone_has_its_line_there(corpus: Path) -> None:
    with bilingual.search(corpus, "dog") as found:
        lines = list(found.lines())
    assert [line.side for line in lines] == [1] * 4
    assert lines[-1].aligned == "Rien."


def test_a_concordance_needs_a_word(corpus: Path) -> None:
    with bilingual.search(corpus, "-chien") as found, pytest.raises(UsageError, match="concordance"):
        list(found.lines())


def test_a_sentence_with_very_many_places_is_sorted_in_time(tmp_path: Path) -> None:
    text = " ".join(f"mot a{number % 100:02}" for number in range(10_000))
    corpus = written(tmp_path / "corpus", [("a", None, None, [(text, "Words.")])])
    with bilingual.search(corpus, "mot", sort="right", limit=200) as found:
        lines = [line.text[line.node[1] + 1 : line.node[1] + 4] for line in found.lines()]
    assert lines == ["a00"] * 100 + ["a01"] * 100


@pytest.mark.parametrize("case", STRETCHES, ids=lambda case: str(case["label"]))
def test_a_line_holds_what_stands_closest_together(tmp_path: Path, case: dict[str, Any]) -> None:
    corpus = written(tmp_path / "corpus", [("a", None, None, [(case["text"], case.get("target", "Nothing."))])])
    with bilingual.search(corpus, case["query"]) as found:
        assert [line.word for line in found.lines()] == case["nodes"]


def test_all_that_was_asked_for_is_lit(corpus: Path) -> None:
    with bilingual.search(corpus, "fr:chien fr:voit") as found:
        [line] = found.lines()
    assert (line.left, line.word, line.right) == ("Un ", "chien voit", " ce chien.")
    assert [line.text[slice(*span)] for span in line.lit] == ["chien", "voit", "chien"]
