"""What a reader of one article does: views, sentences, marks, finding, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open

# The sentence that is lit, "" for none.
LIT = "document.querySelector('.pair[aria-current]')?.id ?? ''"
# Whether a sentence shows in each language.
SHOWN = """[...document.querySelectorAll('#p4s1 > .source, #p4s1 > .target')]
    .map((side) => side.checkVisibility({checkVisibilityCSS: true}))"""
# The texts that are painted as found.
PAINTED = """[...CSS.highlights.get('found')]
    .map(({startContainer, startOffset, endOffset}) => startContainer.data.slice(startOffset, endOffset))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def lit(page: Page) -> str:
    return str(page.evaluate(LIT))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def colour(page: Page, selector: str) -> str:
    return str(page.evaluate("(s) => getComputedStyle(document.querySelector(s)).backgroundColor", selector))


def boxes(page: Page, sentence: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return where the two sides of a sentence are, in CSS pixels."""
    source, target = (
        page.evaluate("(s) => document.querySelector(s).getBoundingClientRect().toJSON()", f"#{sentence} > .{side}")
        for side in ("source", "target")
    )
    return source, target


# Views


def test_wide_windows_show_columns_whose_sentences_begin_level(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    for sentence in ("p2s2", "p3s1", "p3s2", "p9s3"):
        source, target = boxes(page, sentence)
        assert source["y"] == pytest.approx(target["y"], abs=1)
        assert source["x"] + source["width"] < target["x"]
    # No holes: the next sentence follows the longer of the two.
    first, second = boxes(page, "p3s1"), boxes(page, "p3s2")
    assert second[0]["y"] == pytest.approx(max(side["y"] + side["height"] for side in first), abs=1)


def test_the_measure_is_60_to_75_characters(visit: Open, html: Path) -> None:
    for width, key in ((1600, "1"), (1200, "1"), (1600, "2"), (1600, "3"), (1600, "4")):
        page = visit(html / "goita.html", width=width)
        press(page, key)
        side = "target" if key == "4" else "source"
        lines = page.evaluate(
            """(side) => {
              const range = document.createRange();
              const node = document.querySelector(`#p2s2 .${side} bdi`).firstChild;
              const lines = new Map();
              for (let index = 0; index < node.length; index += 1) {
                range.setStart(node, index);
                range.setEnd(node, index + 1);
                const top = Math.round(range.getClientRects()[0]?.top ?? 0);
                lines.set(top, (lines.get(top) ?? 0) + 1);
              }
              return [...lines.values()].slice(1, -1);
            }""",
            side,
        )
        # The standfirst is set larger than the text, by 1.14.
        assert 55 < sum(lines) / len(lines) * 1.14 < 78, (width, key, lines)


def test_views_by_key_and_by_menu(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    assert page.evaluate(SHOWN) == [True, True]
    press(page, "2")
    source, target = boxes(page, "p4s1")
    assert source["y"] + source["height"] <= target["y"] + 1
    press(page, "3")
    assert page.evaluate(SHOWN) == [True, False]
    page.select_option("#view", "target")
    assert page.evaluate(SHOWN) == [False, True]
    press(page, "Escape", "1")
    page.locator("body").press("1")
    assert page.evaluate(SHOWN) == [True, True]
    assert page.input_value("#view") == "side"


def test_sentences_run_on_where_there_is_one_language(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "3")
    first, second = (page.locator(f"#p3s{number} > .source").bounding_box() for number in (1, 2))
    assert first
    assert second
    assert first["y"] == pytest.approx(second["y"], abs=1)


def test_keys_light_one_sentence_alone_in_any_view(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    plain = colour(page, "body")
    for view in "12345":
        press(page, "Escape", view, *"jjjjjjjj")
        side = "target" if view == "4" else "source"
        shown = page.evaluate(
            "(s) => [...document.querySelectorAll(`.pair > .${s}`)].map((e) => [e.parentElement.id, getComputedStyle(e)"
            ".backgroundColor])",
            side,
        )
        bright = [name for name, background in shown if background not in {plain, "rgba(0, 0, 0, 0)"}]
        assert bright == [lit(page)], view


def test_the_view_is_remembered(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "2")
    page.goto((html / "a.html").as_uri())
    assert page.input_value("#view") == "interleaved"
    assert page.evaluate("document.documentElement.dataset.layout") == "rows"


def test_a_change_of_view_keeps_the_place(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", height=600)
    press(page, *["j"] * 50)
    top = page.locator(f"#{lit(page)}").bounding_box()
    press(page, "2")
    after = page.locator(f"#{lit(page)}").bounding_box()
    assert top
    assert after
    assert after["y"] == pytest.approx(top["y"], abs=2)


def test_reveal_hides_the_translation_until_it_is_asked_for(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    visible = "document.querySelector('#p4s1 .target bdi').checkVisibility({checkVisibilityCSS: true})"
    before = boxes(page, "p4s2")
    press(page, "5")
    assert not page.evaluate(visible)
    assert boxes(page, "p4s2") == before
    page.click("#p4s1 .source")
    assert page.evaluate(visible)
    assert page.text_content("#status") == "Sentence 2 of Goïta."
    assert page.get_attribute("#status", "lang") == "en"
    page.click("#p4s1 .source")
    assert not page.evaluate(visible)
    press(page, " ")
    assert page.evaluate(visible)
    press(page, "j", "k", "Enter")
    assert not page.evaluate(visible)


# Sentences


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
    page = visit(html / "goita.html")
    start, end = boxes(page, "p3s1")[1], boxes(page, "p4s3")[1]
    page.mouse.move(start["x"] + 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 8, steps=5)
    page.mouse.up()
    text = page.evaluate("getSelection().toString()")
    assert "Sentence 2 of Goïta." in text
    assert "Phrase" not in text
    assert lit(page) == ""


# Trust


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


# Find


def test_find_in_both_languages_without_accents(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "/")
    page.keyboard.type("goita")
    assert page.inner_text("#found") == "1 of 31 sentences"
    assert set(page.evaluate(PAINTED)) == {"Goïta"}
    press(page, "Enter")
    assert (lit(page), page.inner_text("#found")) == ("p3s1", "2 of 31 sentences")
    press(page, "Shift+Enter", "Shift+Enter")
    assert page.inner_text("#found") == "31 of 31 sentences"
    for query, count in (("COEUR", 30), ("l'unisson", 30), ("heart", 30), ("ou ?", 30), ("xyzzy", 0)):
        page.fill("#query", query)
        found = f"1 of {count} sentences" if count else "not found"
        assert page.inner_text("#found") == found, query
    page.fill("#query", "oeu")
    assert set(page.evaluate(PAINTED)) == {"œu"}
    press(page, "Escape")
    assert not page.is_visible("#find")
    assert not page.evaluate("CSS.highlights.has('found')")


# Themes, widths, zoom


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


# Without a script, without storage, other ways to read


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
