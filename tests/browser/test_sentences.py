"""What a reader does with a sentence: light it, pin it, go to the next, link to it, copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import boxes, colour, lit, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


def test_hover_lights_both_sides(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    plain = colour(page, "#p4s1 .target")
    page.hover("#p4s1 .source")
    assert colour(page, "#p4s1 .source") == colour(page, "#p4s1 .target") != plain
    page.hover("#p5s1 .target")
    assert colour(page, "#p4s1 .source") == plain
    assert colour(page, "#p5s1 .source") != plain


def test_focus_lights_both_sides(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    plain = colour(page, "#p4s1 .target")
    page.focus("#p4s1 .ref")
    assert colour(page, "#p4s1 .source") == colour(page, "#p4s1 .target") != plain


@pytest.mark.parametrize("touch", [False, True])
def test_a_click_or_a_tap_pins(visit: Open, html: Path, touch: bool) -> None:  # noqa: FBT001 - a parameter of the test
    page = visit(html / "goita.html", has_touch=touch)
    act = page.tap if touch else page.click
    act("#p4s1 .target")
    assert lit(page) == "p4s1"
    page.wait_for_url("**/goita.html#p4s1")
    act("#p4s1 .source")
    assert lit(page) == ""
    page.wait_for_url("**/goita.html")


def test_the_address_names_a_sentence(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'goita.html').as_uri()}#p20s2")
    assert lit(page) == "p20s2"
    box = page.locator("#p20s2").bounding_box()
    assert box
    assert 0 < box["y"] < 800
    assert page.locator("#p20s2 .ref").evaluate("(link) => link.href") == page.url
    page.evaluate("location.hash = '#p3s1'")
    expect(page.locator(".pair[aria-current]")).to_have_id("p3s1")


def test_keys_go_from_sentence_to_sentence(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", height=500)
    seen = []
    for key in ("j", "j", "ArrowDown", "j", "k", "ArrowUp"):
        press(page, key)
        seen.append(lit(page))
    assert seen == ["p1s1", "p2s1", "p2s2", "p3s1", "p2s2", "p2s1"]
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#p2s1"
    press(page, *["j"] * 40)
    box = page.locator(f"#{lit(page)}").bounding_box()
    assert box
    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= box["y"] < 500
    press(page, "Escape")
    assert lit(page) == ""


def test_keys_go_from_article_to_article(visit: Open, html: Path) -> None:
    page = visit(html / "a.html")
    press(page, "n")
    page.wait_for_url("**/goita.html")
    press(page, "p")
    page.wait_for_url("**/a.html")
    press(page, "p")
    press(page, "i")
    page.wait_for_url("**/index.html")


def test_keys_can_be_turned_off(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "?")
    assert page.is_visible("#help")
    page.uncheck("#shortcuts")
    press(page, "Escape")
    press(page, "j")
    assert lit(page) == ""
    page.reload()
    press(page, "j")
    assert lit(page) == ""
    page.click("#help-open")
    page.check("#shortcuts")
    press(page, "Escape", "j")
    assert lit(page) == "p1s1"


def test_a_selection_stays_in_one_language(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", height=1200)
    start, end = boxes(page, "p3s1")[1], boxes(page, "p4s3")[1]
    page.mouse.move(start["x"] + 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 8, steps=5)
    page.mouse.up()
    text = page.evaluate("getSelection().toString()")
    assert "Sentence 2 of Goïta." in text
    assert "Phrase" not in text
    assert lit(page) == ""
