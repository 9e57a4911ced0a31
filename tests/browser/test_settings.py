"""Whatever the reader's machine is set to: themes, widths, zoom, motion, no script, no storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import OVERFLOW, boxes, colour, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


@pytest.mark.parametrize("system", ["light", "dark"])
def test_themes(visit: Open, html: Path, system: str) -> None:
    page = visit(html / "goita.html", color_scheme=system)
    dark, light = "rgb(25, 24, 22)", "rgb(251, 249, 244)"
    assert colour(page, "body") == (dark if system == "dark" else light)
    press(page, "t")
    assert colour(page, "body") == light
    page.click("#theme")
    assert colour(page, "body") == dark
    assert page.get_attribute("#theme", "aria-label") == "Theme: dark"
    page.goto((html / "index.html").as_uri())
    assert colour(page, "body") == dark


@pytest.mark.parametrize("width", [320, 390, 640, 900, 1600])
@pytest.mark.parametrize("key", ["", "1", "2", "3", "4", "5"])
def test_nothing_goes_sideways(visit: Open, html: Path, width: int, key: str) -> None:
    page = visit(html / "goita.html", width=width)
    if key:
        press(page, key)
    assert page.evaluate(OVERFLOW) == 0


def test_phones_show_one_language_under_the_other(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", width=390, height=844, has_touch=True, is_mobile=True)
    source, target = boxes(page, "p3s1")
    assert source["y"] + source["height"] <= target["y"] + 1
    assert page.input_value("#view") == "interleaved"
    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] < 50
    # Columns that are asked for never collapse.
    page.select_option("#view", "side")
    source, target = boxes(page, "p3s1")
    assert source["x"] + source["width"] < target["x"]


def test_200_percent_zoom(visit: Open, html: Path) -> None:
    # Zooming halves the window in CSS pixels.
    page = visit(html / "goita.html", width=640, height=450, device_scale_factor=2)
    assert page.evaluate(OVERFLOW) == 0
    press(page, "j", "j", "j")
    box = page.locator("#p2s2 .source").bounding_box()
    assert box
    assert box["width"] <= 640


def test_french_spaces_never_end_a_line(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", width=320)
    text = page.text_content("#p4s2 .source")
    assert text
    assert "Où\u202f?" in text


def test_reduced_motion(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", reduced_motion="reduce")
    press(page, *["j"] * 20)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_page_reads_well_without_its_script(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'goita.html').as_uri()}#p4s1", java_script_enabled=False)
    assert not page.is_visible(".tools")
    source, target = boxes(page, "p4s1")
    assert source["y"] == pytest.approx(target["y"], abs=1)
    page = visit(html / "goita.html", java_script_enabled=False, width=390)
    source, target = boxes(page, "p4s1")
    assert source["y"] + source["height"] <= target["y"] + 1


def test_a_browser_that_remembers_nothing_is_no_error(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    page.reload()
    press(page, "2", "t")
    assert page.input_value("#view") == "interleaved"


def test_every_text_has_a_language_and_focus_follows_reading(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    languages = page.evaluate(
        """[...document.querySelectorAll('.source bdi, .target bdi')].map((element) =>
             [element.parentElement.className, element.closest('[lang]').lang])"""
    )
    assert {tuple(pair) for pair in languages} == {("source", "fr"), ("target", "en")}
    press(page, "Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press(page, "Enter")
    order = []
    for _ in range(4):
        press(page, "Tab")
        order.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert order == ["#p1s1", "#p2s1", "#p2s2", "#p3s1"]
