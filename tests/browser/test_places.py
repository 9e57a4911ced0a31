"""Where a reader was: Back, reload and the way to the index show the same again, at the same place in the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import press

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open

# The first sentence that is not above the window, and where it stands there.
IN_SIGHT = """() => {
  const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
  const pair = [...document.querySelectorAll(".pair")].find((one) => one.getBoundingClientRect().bottom > bar);
  return [pair.id, pair.getBoundingClientRect().top];
}"""
TOP = "(link) => link.getBoundingClientRect().top"
# What is laid out late, far above, has moved nothing in the middle of the window for a while.
STILL = """() => new Promise((done) => {
  let seen = [];
  const look = () => {
    const { top } = document.elementFromPoint(innerWidth / 2 - 200, innerHeight / 2).getBoundingClientRect();
    seen = seen.at(-1) === top ? [...seen, top] : [top];
    if (seen.length > 3) done(true);
    else setTimeout(look, 80);
  };
  look();
})"""


def in_sight(page: Page) -> tuple[str, float]:
    page.evaluate(STILL)
    name, top = page.evaluate(IN_SIGHT)
    return name, top


def assert_close(after: tuple[str, float], before: tuple[str, float]) -> None:
    assert after[0] == before[0]
    assert after[1] == pytest.approx(before[1], abs=60)


@pytest.mark.parametrize("view", ["2", "6"])
def test_a_long_article_is_where_it_was_after_back_and_reload(visit: Open, long_page: Path, view: str) -> None:
    page = visit(long_page)
    page.locator("body").press(view)
    page.evaluate("scrollTo(0, 0.6 * document.documentElement.scrollHeight)")
    before = in_sight(page)
    press(page, "i")
    page.wait_for_url("**/index.html*")
    page.go_back()
    assert_close(in_sight(page), before)
    page.reload()
    assert_close(in_sight(page), before)
    # The address of a sentence that is opened anew still goes there.
    page.goto("about:blank")
    page.goto(f"{long_page.as_uri()}#p3s2")
    expect(page.locator("#p3s2 > .source")).to_be_in_viewport()


def followed(page: Page, links: str, at: int) -> float:
    """Follow one of some links, and return where it stood in the window."""
    link = page.locator(links).nth(at)
    link.scroll_into_view_if_needed()
    page.evaluate(STILL)
    top = link.evaluate(TOP)
    link.click()
    page.wait_for_url(re.compile(r"/n\d+\.html"))
    return float(top)


def test_the_index_is_where_it_was_with_as_many_results(visit: Open, large: Path) -> None:
    page = visit(f"{large.as_uri()}#q=baba")
    expect(page.locator("#lines li")).to_have_count(30)
    page.click("#more-lines")
    expect(page.locator("#lines li")).to_have_count(60)
    top = followed(page, "#lines a", 45)
    page.go_back()
    expect(page.locator("#lines li")).to_have_count(60)
    link = page.locator("#lines a").nth(45)
    expect(link).to_be_focused()
    page.evaluate(STILL)
    assert link.evaluate(TOP) == pytest.approx(top, abs=60)
    # As does the way back to all articles, and the address says but what was asked for.
    followed(page, "#lines a", 50)
    press(page, "i")
    page.wait_for_url("**/index.html*")
    expect(page.locator("#lines a").nth(50)).to_be_focused()
    expect(page.locator("#lines a").nth(50)).to_be_in_viewport()
    assert page.url == f"{large.as_uri()}#q=baba"


def test_all_articles_are_shown_where_the_one_stands_that_was_read(visit: Open, large: Path) -> None:
    # Nobody searched: this one was opened from its neighbour, or by its address.
    page = visit(large.parent / "2" / "n1200.html")
    press(page, "i")
    page.wait_for_url("**/index.html*")
    row = page.locator("tbody th a").nth(1_200)
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    assert page.url == large.as_uri()
    # What is no row of it leads to its top, whatever an address says.
    for lost in ("2%2Fn12.html", "%E0%A4%A", "<b>", "-1", ""):
        page.goto("about:blank")
        page.goto(f"{large.as_uri()}#at={lost}")
        expect(page.locator("#found")).to_have_text("2,000 of 2,000 articles")
        assert page.evaluate("scrollY") == 0


def test_the_table_is_where_it_was(visit: Open, large: Path) -> None:
    page = visit(large)
    top = followed(page, "tbody th a", 1_200)
    page.go_back()
    link = page.locator("tbody th a").nth(1_200)
    expect(link).to_be_focused()
    page.evaluate(STILL)
    assert link.evaluate(TOP) == pytest.approx(top, abs=60)


def test_an_address_cannot_make_the_index_open_more_than_a_search_fetches(visit: Open, large: Path) -> None:
    page = visit(f"{large.as_uri()}#q=baba&at=99999&list=sentences")
    expect(page.locator("#lines li")).to_have_count(30)
    page.evaluate(STILL)
    expect(page.locator("#lines li")).to_have_count(30)
    assert page.url == f"{large.as_uri()}#q=baba"
