"""The index pages: the words that they can search, the pictures, and where they end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.confidence.bands import BANDS
from bilingual.data import Kind, Metadata, Origin, Translation
from bilingual.formats import html
from bilingual.formats.html.pictures import HEIGHT, WIDTH, over_time, sentence_lengths
from bilingual.formats.html.search import LONGEST_TERM, SearchIndex, fold_for_search, terms
from tests.support.pages import FULL, MARKET, PROVENANCE, make, parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def read_index(text: str) -> dict[str, list[int]]:
    """Read the search index as its description says, in other words than the script of the page."""
    result: dict[str, list[int]] = {}
    term = ""
    for line in text.splitlines():
        spelled, places = line.split(" ")
        term = term[: int(spelled[0], 36)] + spelled[1:]
        article, number = -1, 0
        result[term] = []
        for digit in places:
            if digit.islower():
                article += number * 26 + ord(digit) - ord("a") + 1
                result[term].append(article)
                number = 0
            else:
                number = number * 26 + ord(digit) - ord("A")
    return result


@given(st.lists(st.lists(st.text(max_size=60), max_size=3), max_size=6))
def test_the_search_index_says_which_words_are_where(articles: list[list[str]]) -> None:
    index = SearchIndex()
    for texts in articles:
        index.add(texts)
    text = index.dump()
    expected: dict[str, list[int]] = {}
    for number, texts in enumerate(articles):
        for term in terms("\n".join(texts)):
            expected.setdefault(term, []).append(number)
    assert read_index(text) == expected
    assert all(character in " \n" or character.isalnum() for character in text)


def test_distant_articles_and_long_words() -> None:
    index = SearchIndex()
    for number in range(1500):
        index.add(["a" * 100 if number in {0, 1499} else "b"])
    assert read_index(index.dump())["a" * LONGEST_TERM] == [0, 1499]


@given(st.text())
def test_folding_folds_once(text: str) -> None:
    assert fold_for_search(fold_for_search(text)) == fold_for_search(text)


def test_the_index_page_carries_the_words_of_both_languages(tmp_path: Path) -> None:
    page = parse(write(tmp_path, three_articles())["index.html"])
    words = read_index(page.find(id="index")[0].text)
    assert words["marche"] == words["market"] == [0, 2]
    assert words["bonjour"] == words["hello"] == [1]


def test_with_too_many_articles_only_titles_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ARTICLES_PER_INDEX", 2)
    pages = write(tmp_path, three_articles())
    for name in ("index.html", "index-2.html"):
        page = parse(pages[name])
        assert not page.find(id="index")
        assert "Search titles on this page" in page.find(id="filters")[0].text
    assert [link.attributes["href"] for link in parse(pages["c.html"]).find(class_="bar")[0].find(name="a")] == [
        "index-2.html"
    ]


def test_one_index_lists_the_pages_of_several_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "PAGES_PER_FOLDER", 1)
    pages = write(tmp_path, three_articles())
    rows = parse(pages["index.html"]).find(name="tbody")[0].find(name="a")
    assert [link.attributes["href"] for link in rows] == ["a.html", "2/b.html", "3/c.html"]
    assert [link.attributes["href"] for link in parse(pages["c.html"]).find(class_="bar")[0].find(name="a")] == [
        "../index.html"
    ]


def test_pictures_stay_in_their_frame_and_lose_nothing() -> None:
    months, lengths = over_time({"1950-01": 2, "2023-12": 7}), sentence_lengths({1: 3, 7: 1, 400: 2})
    assert months
    assert lengths
    for bar in (*months.bars, *lengths.bars):
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.2
        assert abs(bar.y + bar.height - HEIGHT) < 0.2
    assert (lengths.bars[-1].label, lengths.bars[-1].count) == ("more than 60 words", 2)
    assert (months.total, lengths.total) == (9, 6)


def test_many_months_become_years_and_many_years_decades() -> None:
    years = over_time({"1990-05": 1, "1990-06": 1, "2023-12": 7})
    assert years
    assert (years.unit, years.bars[0].label, years.bars[0].count, len(years.bars)) == ("year", "1990", 2, 34)
    decades = over_time({"1850-05": 1, "2023-12": 7})
    assert decades
    assert (decades.unit, decades.bars[0].label, decades.bars[-1].label) == ("decade", "1850s", "2020s")
    assert over_time({}) is None
    assert over_time({"2023-01": 4}) is None


def test_an_article_with_a_year_alone_is_in_no_month(tmp_path: Path) -> None:
    dates = ("2023", "2023-02-30", "hier soir", "2023-01-05", "2023-02")
    articles = [make(f"n{number}", MARKET, Metadata(date=date)) for number, date in enumerate(dates)]
    page = parse(write(tmp_path, articles)["index.html"])
    assert "2 dated articles by month, most in January 2023 (1)" in page.find(name="figcaption")[0].text


def test_languages_from_right_to_left_say_so(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("نعم.", -0.1))])])
    page = parse(write(tmp_path, [(article, pairs)], replace(PROVENANCE, target_language="ar"))["a.html"])
    assert page.find(class_="target")[0].attributes["dir"] == "rtl"
    assert "dir" not in page.find(class_="source")[0].attributes


def test_a_correction_by_a_person_is_marked(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])], FULL)
    page = parse(write(tmp_path, [(article, [replace(pairs[0], origin=Origin.HUMAN)])])["a.html"])
    assert page.find(class_="human")[0].attributes["title"] == "Corrected by a person"
    assert not [pair for pair in page.find(class_="pair") if "data-doubtful" in pair.attributes]


def test_bands_descend_to_nothing() -> None:
    assert [band.name for band in BANDS] == ["trust", "check", "doubt"]
    assert [band.from_ for band in BANDS] == sorted((band.from_ for band in BANDS), reverse=True)
    assert BANDS[-1].from_ == 0
