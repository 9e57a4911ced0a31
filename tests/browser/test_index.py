"""What a reader of the index does: search, sort, filter, look at the corpus."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.formats.html.search import fold_for_search
from tests.browser.corpora import small_corpus
from tests.support.pages import write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open


def titles(page: Page) -> list[str]:
    return [text.split("\n")[0].strip() for text in page.locator("tbody tr:visible th a").all_text_contents()]


MARKET, GOITA, PLAIN, BARE, ZEBU = "Le marché couvert rouvre", "Bamako reçoit", "plain", "bare", "Zébu"
ALL = [MARKET, GOITA, PLAIN, BARE, ZEBU]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("goita", [GOITA]),
        ("GOÏT", [GOITA]),
        ("coeur unisson", [GOITA]),
        ("pleut", [PLAIN]),
        ("rains", [PLAIN]),
        ("marche batiment", []),
        ("covered market", [MARKET, ZEBU]),
        ("l'unisson", [GOITA]),
        ("?!", ALL),
        ("", ALL),
    ],
)
def test_search_in_all_text_of_both_languages(visit: Open, html: Path, query: str, expected: list[str]) -> None:
    page = visit(html / "index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert titles(page) == expected
    assert page.inner_text("#found") == f"{len(expected)} of 5 articles"


def test_the_page_folds_words_as_the_index_does(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    letters = [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code)) not in {"Cn", "Cc"}]
    assert page.evaluate("(texts) => texts.map(fold)", letters) == [fold_for_search(letter) for letter in letters]


def test_a_result_opens_where_the_word_is(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "le cœur")
    page.click("text=Bamako reçoit")
    page.wait_for_url("**/goita.html*")
    assert page.input_value("#query") == "cœur"
    assert page.inner_text("#found") == "1 of 30 sentences"
    assert page.evaluate("document.querySelector('.pair[aria-current]').id") == "p3s3"
    page.go_back()
    expect(page.locator("#found")).to_contain_text("articles")
    page.fill("#query", "")
    assert page.evaluate("document.querySelector('tbody a').hash") == ""


def test_sort_by_any_column(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    for column, expected in (
        ("Article", [GOITA, BARE, MARKET, PLAIN, ZEBU]),
        ("Date", [PLAIN, GOITA, MARKET, ZEBU, BARE]),
        ("Sentences", [GOITA, MARKET, ZEBU, PLAIN, BARE]),
        ("Score", [MARKET, ZEBU, GOITA, PLAIN, BARE]),
        ("Flagged", [MARKET, GOITA, ZEBU, PLAIN, BARE]),
    ):
        page.click(f"thead th:has-text('{column}') button")
        found = titles(page)
        assert found[-1] == (ZEBU if column == "Article" else BARE) or column == "Flagged", (column, found)
        assert page.locator("thead th[aria-sort]").count() == 1
        if column in {"Date", "Sentences"}:
            assert found == expected
        page.click(f"thead th:has-text('{column}') button")
        assert titles(page)[0] != found[0] or column == "Flagged"


def test_filters(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.select_option("#publisher", "L’Essor")
    assert titles(page) == [GOITA]
    page.click("button[type=reset]")
    expect(page.locator("#found")).to_have_text("5 of 5 articles")
    page.fill("#from", "2022-08-20")
    assert titles(page) == [MARKET, GOITA, PLAIN, ZEBU]
    page.fill("#to", "2023-07-31")
    assert titles(page) == [GOITA, PLAIN]
    page.fill("#from", "")
    page.fill("#to", "")
    page.fill("#sentences", "9")
    assert titles(page) == [MARKET, GOITA, ZEBU]
    page.fill("#sentences", "")
    page.fill("#score", "0.65")
    assert titles(page) == [MARKET, ZEBU]
    page.fill("#score", "")
    page.check("#flagged")
    assert titles(page) == [MARKET, GOITA, ZEBU]
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_have_text("5 of 5 articles")


def test_keys(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/goita.html")
    page.goto((html / "index.html").as_uri())
    page.keyboard.press("?")
    assert page.is_visible("#help")


def test_with_too_many_articles_each_page_searches_its_titles(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.formats.html.ARTICLES_PER_INDEX", 2)
    write(tmp_path, small_corpus())
    page = visit(tmp_path / "html" / "index.html")
    page.fill("#query", "recoit essor")
    assert titles(page) == [GOITA]
    page.fill("#query", "pleut")
    assert titles(page) == []
    page.click("a[rel=next]")
    page.wait_for_url("**/index-2.html")
    assert titles(page) == [PLAIN, BARE]


def test_pictures(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    months, lengths = page.locator(".picture").all()
    assert months.locator("figcaption").inner_text() == "4 dated articles by month, most in August 2022 (1)"
    assert months.locator("rect").count() == 4
    assert lengths.locator("rect title").first.text_content() == "1 to 5 words: 74"
    box = lengths.locator("rect").first.bounding_box()
    assert box
    assert box["height"] > 40


@pytest.mark.parametrize("width", [320, 390, 640, 900, 1600])
def test_nothing_goes_sideways(visit: Open, html: Path, width: int) -> None:
    page = visit(html / "index.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_list_is_there_without_the_script(visit: Open, html: Path) -> None:
    page = visit(html / "index.html", java_script_enabled=False)
    assert titles(page) == ALL
    assert not page.is_visible("#filters")
