"""What a query finds, in the words of a person: forms, accents, phrases, languages, filters, order, counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.corpus.search import Wanted, parse_dates
from bilingual.data import Kind, Origin
from bilingual.errors import InputError, UsageError
from tests.support.pages import PROVENANCE
from tests.support.searching import NEWS, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("search") / "corpus")


def ids(corpus: Path, query: str, wanted: Wanted | None = None, **more: object) -> list[str]:
    with bilingual.search(corpus, query, wanted, **more) as found:  # type: ignore[arg-type]
        return [hit.id for hit in found]


ALL = [f"{name}:{number}:1" for name, *_, sentences in NEWS for number in range(1, len(sentences) + 1)]
QUERIES = {
    # Case, accents, ligatures, apostrophes, dots.
    "eglise": ["accord:3:1"],
    "ÉGLISE": ["accord:3:1"],
    "airain": ["accord:3:1", "accord:4:1"],
    "d'airain": ["accord:3:1", "accord:4:1"],
    "d’airain": ["accord:3:1", "accord:4:1"],
    "oeuvre": ["accord:4:1"],
    "œuvre": ["accord:4:1"],
    "ONU": ["accord:4:1"],
    "midi": ["sans:1:1"],
    # By base form, or as it is written.
    "fr:coopération": ["accord:1:1", "accord:2:1", "vote:1:1"],
    "fr:coopérations": ["accord:1:1", "accord:2:1", "vote:1:1"],
    "fr:=coopération": ["accord:1:1", "vote:1:1"],
    "=cooperations": ["accord:2:1"],
    "soutenir": ["vote:1:1", "vote:2:1"],
    "soutiennent": ["vote:1:1", "vote:2:1"],
    "=soutenir": [],
    "aller": ["vote:3:1"],
    "en:walk": ["sans:1:1"],
    "en:go": ["vote:3:1"],
    "marché": ["vote:3:1"],
    "marcher": ["vote:3:1", "sans:1:1"],
    # Phrases and beginnings.
    '"coopération militaire"': ["accord:1:1"],
    '"militaire coopération"': [],
    "« coopération militaire »": ["accord:1:1"],
    "“de coopération”": ["vote:1:1"],
    '"les coop*"': ["accord:2:1"],
    "fr:coop*": ["accord:1:1", "accord:2:1", "vote:1:1"],
    "égl*": ["accord:3:1"],
    # Languages, exclusions, choices.
    "fr:coopération en:-cooperation": ["accord:2:1"],
    "fr:coopération -en:cooperation": ["accord:2:1"],
    "FR:coopération EN:-cooperation": ["accord:2:1"],
    "fr:coopération -militaire": ["accord:2:1", "vote:1:1"],
    "en:brass": ["accord:3:1"],
    "fr:brass": [],
    "airain -en:bronze": ["accord:3:1"],
    "en:bronze OR en:brass": ["accord:3:1", "accord:4:1"],
    "bronze | paix": ["accord:4:1", "vote:2:1"],
    "airain AND ville": ["accord:3:1"],
    "airain ville": ["accord:3:1"],
    "airain paix": [],
    "-coopération -airain": ["vote:2:1", "vote:3:1", "sans:1:1"],
    "*": ALL,
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds(corpus: Path, query: str) -> None:
    assert ids(corpus, query) == QUERIES[query]


BAD = {
    "": "empty",
    "   ": "empty",
    '"la paix': "not closed",
    "« la paix": "not closed",
    "?!": "no word",
    "-": "no word",
    "fr:": "no word",
    '""': "no word",
    "co*op": "at the end",
    "*ation": "at the end",
    '"la* paix"': "at the end",
    "de:Frieden": "no 'de'",
    "fr:(a b)": "brackets",
    "OR paix": "between two",
    "paix OR": "between two",
    "paix OR OR loi": "between two",
    "paix OR -loi": "by itself",
    "x" * 2_001: "2,000",
    " ".join(["mot"] * 65): "64",
}


@pytest.mark.parametrize("query", BAD)
def test_what_is_no_query_is_one_line(corpus: Path, query: str) -> None:
    with pytest.raises(UsageError, match=BAD[query]) as caught:
        bilingual.search(corpus, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["NEAR(a b)", 'a" OR word:"b', "word MATCH 'x'", "source : paix", "^paix", "{source} : x", "paix; DROP TABLE word",
     "a+b", "'", "a\x00b", '="', "NOT paix", "\ud800x"],
)  # fmt: skip
def test_the_language_of_sqlite_is_none_of_a_persons(corpus: Path, text: str) -> None:
    try:
        found = ids(corpus, text)
    except UsageError:
        return
    assert set(found) <= set(ALL)


def test_words_with_colons_are_words(corpus: Path) -> None:
    assert ids(corpus, "https://paix") == []
    assert ids(corpus, "12:30") == []


FILTERS = [
    (Wanted(dates=parse_dates("2022")), [id_ for id_ in ALL if id_.startswith("accord")]),
    (Wanted(dates=parse_dates("2022-08-04..")), [id_ for id_ in ALL if id_.startswith("vote")]),
    (Wanted(dates=parse_dates("2023-02-15..2023-03")), [id_ for id_ in ALL if id_.startswith("vote")]),
    (Wanted(dates=parse_dates("..2022-08-02")), []),
    (Wanted(publisher="eglise"), [id_ for id_ in ALL if id_.startswith("vote")]),
    (Wanted(kinds=frozenset({Kind.HEADLINE})), ["accord:1:1", "vote:1:1", "sans:1:1"]),
    (Wanted(flags=frozenset({"numbers"})), ["accord:2:1", "accord:4:1", "vote:2:1"]),
    (Wanted(flags=frozenset({"numbers", "names"})), ["accord:2:1", "accord:4:1", "vote:2:1"]),
    (Wanted(flags=frozenset({"names"})), []),
    (Wanted(origins=frozenset({Origin.HUMAN})), []),
    (Wanted(min_score=-0.1), ["accord:1:1", "accord:2:1", "vote:1:1", "vote:2:1", "sans:1:1"]),
    (Wanted(max_trust=0.7), ["accord:4:1"]),
    (Wanted(max_score=-0.2, min_trust=0.75), ["accord:3:1", "vote:3:1"]),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_filters(corpus: Path, wanted: Wanted, expected: list[str]) -> None:
    assert ids(corpus, "*", wanted) == expected
    with bilingual.search(corpus, "*", wanted) as found:
        assert found.counts().total == len(expected)


@pytest.mark.parametrize("text", ["", "..", "2022..2021", "2022-13", "gestern", "2022-02-30", "1..2..3"])
def test_what_is_no_range_of_dates(text: str) -> None:
    with pytest.raises(UsageError, match=r"range|before"):
        parse_dates(text)


@pytest.mark.parametrize("wanted", [Wanted(publisher="Nobody"), Wanted(flags=frozenset({"nonsense"}))])
def test_names_that_the_corpus_does_not_know(corpus: Path, wanted: Wanted) -> None:
    with pytest.raises(UsageError, match=r"Nobody|nonsense"):
        bilingual.search(corpus, "*", wanted)


def test_the_order(corpus: Path) -> None:
    assert ids(corpus, "*", reverse=True) == ALL[::-1]
    assert ids(corpus, "*", sort="date") == ALL
    assert ids(corpus, "paix OR airain", sort="date", reverse=True)[0] == "vote:2:1"
    assert ids(corpus, "*", sort="score")[0] == "accord:4:1"
    assert ids(corpus, "*", sort="trust", reverse=True)[0] == "accord:1:1"
    assert ids(corpus, "*", limit=2) == ALL[:2]
    with pytest.raises(UsageError, match="size"):
        bilingual.search(corpus, "*", sort="size")
    with pytest.raises(UsageError, match="concordance"):
        ids(corpus, "paix", sort="left")


def test_hits_have_their_texts_facts_and_places(corpus: Path) -> None:
    with bilingual.search(corpus, "coopération", limit=1) as found:
        [hit] = found
    assert (hit.date, hit.publisher, hit.title) == ("2022-08-03", "L'Essor", "Titre accord")
    marked = [[text[slice(*span)] for span in spans] for text, spans in zip(hit.texts, hit.matches, strict=True)]
    assert marked == [["coopération"], ["cooperation"]]
    assert hit.pair.translation.trust == 1


def test_counts(corpus: Path) -> None:
    with bilingual.search(corpus, "fr:coopération OR midi", limit=1) as found:
        counts = found.counts()
    assert counts.total == 4
    assert counts.years == {"": 1, "2022": 2, "2023": 1}
    assert counts.publishers == {"L'Essor": 2, "": 1, "Église & Société": 1}


def test_other_languages_are_searched_without_base_forms(tmp_path: Path) -> None:
    text = "Die Häuser stehen am 北京 Platz."
    written(tmp_path / "c", [("a", None, None, [(text, "The houses.")])], replace(PROVENANCE, source_language="de"))
    assert len(ids(tmp_path / "c", "de:hauser")) == 1
    assert ids(tmp_path / "c", "de:haus") == []
    assert len(ids(tmp_path / "c", "de:haus*")) == 1
    assert len(ids(tmp_path / "c", "京")) == 1
    assert len(ids(tmp_path / "c", "北京")) == 1


def test_there_must_be_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus"):
        bilingual.search(tmp_path, "paix")
