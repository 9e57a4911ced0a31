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


def test_pages_speak_french_where_the_browser_does(visit: Open, html: Path) -> None:
    page = visit(html / "a.html", locale="fr-FR")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.inner_text(".bar nav a") == "Tous les articles"
    assert page.inner_text("#doubtful-open") == "1 à vérifier"
    assert page.inner_text(".tally") == "1 à vérifier · 2 moins sûres"
    assert page.inner_text("time") == "2 août 2023"
    assert page.locator("#view option").nth(2).evaluate("(option) => option.label") == "Français seulement"
    assert page.get_attribute("#p4s3 .ref", "aria-label") == "Phrase 4.3"
    press(page, "f")
    assert page.inner_text("#p4s3 .why") == (
        "Un nombre manque, a été changé ou ajouté\u00a0: 10 000 → 1,000. length. "
        "Score 0,28\u00a0: le modèle n’était pas sûr\u00a0: ne pas s’y fier."
    )
    # Articles stay what they are, and say so.
    assert page.text_content("#p4s3 .target bdi") == "There were 1,000 visitors."
    assert page.evaluate("document.querySelector('#p4s3 .target').closest('[lang]').lang") == "en"
    parts = page.locator("#status > span").evaluate_all("(parts) => parts.map((part) => part.lang)")
    assert parts == ["fr", "fr", "en", "fr"]
    press(page, "/")
    page.fill("#query", "xyzzy")
    assert page.inner_text("#found") == "introuvable"
    page = visit(html / "a.html", locale="de-DE")
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("#doubtful-open") == "1 to check"


def test_headings_are_called_what_they_say(visit: Open, html: Path) -> None:
    page = visit(html / "a.html")
    assert page.get_by_role("heading", name="Le marché couvert rouvre", exact=True, level=1).count() == 1
    assert page.get_by_role("heading", name="Un long chantier", exact=True, level=2).count() == 1
    press(page, "4")
    assert page.get_by_role("heading", name="The covered market reopens", exact=True, level=1).count() == 1


def test_fingers_have_room_on_a_phone(visit: Open, html: Path) -> None:
    page = visit(html / "a.html", width=390, height=844, has_touch=True, is_mobile=True)
    small = """[...document.querySelectorAll('a, button, select, input:not([type=checkbox]), summary')]
      .filter((e) => e.checkVisibility() && !e.closest('.skip'))
      .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().width, e.getBoundingClientRect().height])
      .filter(([, width, height]) => width < 43.9 || height < 43.9)"""
    assert page.evaluate(small) == []
    page.tap("#settings-open")
    assert page.evaluate(small) == []
    press(page, "Escape", "/")
    assert page.evaluate(small) == []
    press(page, "Escape", "?")
    assert page.evaluate(small) == []


@pytest.mark.parametrize("system", ["light", "dark"])
def test_what_is_filled_in_has_an_edge_of_three_to_one(visit: Open, html: Path, system: str) -> None:
    page = visit(html / "a.html", color_scheme=system)
    press(page, "/")
    for selector in ("#query", "#view"):
        edge, paper = page.evaluate(
            """(s) => {
              const style = getComputedStyle(document.querySelector(s));
              return [style.borderBlockEndColor, style.backgroundColor]
                .map((colour) => colour.match(/\\d+/g).map(Number));
            }""",
            selector,
        )
        assert _contrast(edge, paper) >= 3


def _contrast(one: list[int], other: list[int]) -> float:
    """Return the contrast of two colours as WCAG 2.2 has it."""
    lights = []
    for colour_of in (one, other):
        parts = [part / 255 for part in colour_of[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    return max(lights) / min(lights)


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
@pytest.mark.parametrize(("width", "height"), [(800, 900), (900, 900), (1024, 768), (1280, 720), (1920, 900)])
def test_help_fits_its_window(visit: Open, linked: Path, width: int, height: int, locale: str) -> None:
    page = visit(linked / "a.html", width=width, height=height, locale=locale)
    press(page, "?")
    assert (
        page.evaluate(
            "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('#help'))"
        )
        <= 0
    )


def test_help_begins_with_the_marks_on_a_phone(visit: Open, html: Path) -> None:
    page = visit(html / "a.html", width=390, height=844, has_touch=True, is_mobile=True)
    page.tap("#help-open")
    marks, keys = page.locator("#help .legend").bounding_box(), page.locator("#help .keys").bounding_box()
    assert marks
    assert keys
    assert marks["y"] < 200
    assert marks["y"] < keys["y"]


def test_nothing_shows_beside_the_bar(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", height=600)
    press(page, "1", "m", "f")
    page.evaluate("scrollTo(0, document.querySelector('#p6s2').offsetTop + 10)")
    covered = """() => {
      const bar = document.querySelector('.bar').getBoundingClientRect();
      const mark = document.querySelector('#p6s2 > .mark').getBoundingClientRect();
      const shadow = getComputedStyle(document.querySelector('.bar')).boxShadow;
      return [mark.x > bar.right - 1, shadow.includes('px 0px 0px')];
    }"""
    assert page.evaluate(covered) == [True, True]
