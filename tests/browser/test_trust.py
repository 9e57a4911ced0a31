"""Marks beside translations, and the list of those to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.reading import OVERFLOW, lit, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


def test_marks_say_what_they_mean_and_are_explained(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    assert page.get_attribute("#p6s2 .mark", "title") == "Score 0.20: the model was unsure: do not rely on it"
    assert (
        page.get_attribute("#p8s2 .mark", "aria-label") == "Flagged: the sentence is long and was translated in parts"
    )
    assert page.locator("#p3s1 .mark").count() == 0
    page.click(".colophon > details > summary")
    assert "do not rely on it" in page.inner_text(".colophon .legend")
    press(page, "?")
    assert "Thick bar" in page.inner_text("#help .legend")


def test_a_tap_shows_what_a_mark_says(visit: Open, html: Path) -> None:
    shown = "getComputedStyle(document.querySelector('#p6s2 .target'), '::after').content"
    finger = visit(html / "goita.html", width=390, height=844, has_touch=True, is_mobile=True)
    assert finger.evaluate(shown) == "none"
    finger.tap("#p6s2 .target bdi")
    assert "do not rely on it" in finger.evaluate(shown)
    assert finger.evaluate(OVERFLOW) == 0
    finger.tap("#p6s2 .target bdi")
    assert finger.evaluate(shown) == "none"
    # A mouse hovers.
    mouse = visit(html / "goita.html")
    mouse.click("#p6s2 .target bdi")
    assert (lit(mouse), mouse.evaluate(shown)) == ("p6s2", "none")


def test_doubtful_sentences_are_listed_and_stepped_through(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    assert page.inner_text("#doubtful-open") == "2 doubtful"
    seen = []
    for key in ("f", "f", "f", "F", "F"):
        press(page, key)
        seen.append(lit(page))
    assert seen == ["p6s2", "p8s2", "p6s2", "p8s2", "p6s2"]
    press(page, "l")
    assert [text.split("\n") for text in page.locator("#doubtful li").all_inner_texts()] == [
        ["Où\u202f?", "Score 0.20: the model was unsure: do not rely on it"],
        ["Où\u202f?", "Flagged: the sentence is long and was translated in parts"],
    ]
    page.click("#doubtful li:last-child a")
    assert not page.is_visible("#doubtful")
    assert lit(page) == "p8s2"
    # From a sentence between two, the next one is meant.
    press(page, "k", "k", "F")
    assert lit(page) == "p6s2"


def test_nothing_doubtful_shows_no_button(visit: Open, html: Path) -> None:
    page = visit(html / "plain.html")
    assert not page.is_visible("#doubtful-open")
    press(page, "f", "l")
    assert lit(page) == ""
