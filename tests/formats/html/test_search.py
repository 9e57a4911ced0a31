"""The words that the index page can search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bilingual.formats.html.search import LONGEST_TERM, SearchIndex, fold_for_search, terms
from tests.support.pages import parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path


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
