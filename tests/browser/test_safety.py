"""Text of strangers does nothing but show, and pages ask for nothing (`visit` asserts that for every test here)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind
from tests.browser.corpora import HOSTILE
from tests.browser.reading import press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_hostile_article_only_shows(visit: Open, hostile: Path, number: int) -> None:
    pages = sorted(path for path in hostile.glob("*.html") if path.name != "index.html")
    page = visit(pages[number])
    for key in ("j", "2", "3", "4", "5", "j", " ", "f", "l", "Escape", "?", "Escape", "/"):
        page.keyboard.press(key)
    page.keyboard.type('"><img')
    assert page.inner_text("#found").startswith(f"1 of {2 * len(Kind)}")
    assert page.locator("img, svg, iframe, object, embed").count() == 0
    assert page.locator("script").count() == 1
    assert page.evaluate("document.querySelector('.target bdi').textContent.trim()") == HOSTILE.strip()
    # What stands under the last, machine, correction and reference, is text as well.
    press(page, "Escape", "1")
    page.evaluate("(name) => { location.hash = name; }", page.locator(".pair").last.get_attribute("id"))
    assert page.locator(".lines b").all_inner_texts() == ["Machine", "Corrected", "Reference"]
    assert page.locator("img, svg, iframe, object, embed").count() == 0


def test_a_hostile_index_only_shows(visit: Open, hostile: Path) -> None:
    # Chromium tells the console that a dialog's focus gives way to that of a search.
    page = visit(hostile / "index.html", watch=False)
    page.fill("#query", "onerror")
    assert page.inner_text("#found") == "3 of 3 articles"
    assert page.locator("#publisher option").count() == 2
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("#lines li").count() == 30
    page.click("thead button >> nth=0")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("#find")
    assert "1 of 3" in page.inner_text("#results")


def test_a_hostile_fragment_is_only_a_query(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'a.html').as_uri()}#find=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.input_value("#query") == "<img src=x onerror=alert(1)>"
    assert page.inner_text("#found") == "not found"
    for fragment in ("#%E0%A4%A", "#find=%E0%A4%A", "#p1s1'\"]", "#text", "#"):
        page.goto((html / "a.html").as_uri() + fragment)
        page.reload()
        assert page.is_visible("#view")


def test_the_policy_stops_what_we_did_not_write(visit: Open, html: Path) -> None:
    page = visit(html / "a.html", watch=False)
    stopped = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        })"""
    )
    assert stopped == "script-src-elem"
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    ("how", "stopped"),
    [("handler", "script-src-attr"), ("fetch", "connect-src")],
)
def test_the_index_runs_what_lies_beside_it_alone(visit: Open, html: Path, how: str, stopped: str) -> None:
    page = visit(html / "index.html", watch=False)
    directive = page.evaluate(
        """(how) => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          setTimeout(() => resolve(""), 500);
          const acts = {
            handler: () => {
              document.body.setAttribute("onclick", "window.ran = true");
              document.body.click();
            },
            fetch: () => fetch("search/corpus.js").catch(() => {}),
          };
          acts[how]();
        })""",
        how,
    )
    assert directive == stopped
    assert page.evaluate("window.ran") is None
