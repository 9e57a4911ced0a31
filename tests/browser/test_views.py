"""The views of an article: columns, rows, one language, or a translation that is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.data import Kind, Reference, Translation
from tests.browser.reading import OVERFLOW, SHOWN, boxes, colour, lit, press
from tests.support.pages import make, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open


# Where the letters of a sentence's number begin, in CSS pixels from the window's edge.
LETTERS = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("#p30s1 > .ref small"));
  return Math.min(...[...range.getClientRects()].filter(({ width }) => width < 30).map(({ left }) => left));
}"""


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


def _seen(page: Page, selector: str) -> bool:
    """Whether a text can be read: it has a colour, and screen readers are told of it."""
    return bool(
        page.evaluate(
            """(s) => {
              const text = document.querySelector(s);
              return getComputedStyle(text).color !== "rgba(0, 0, 0, 0)" && text.ariaHidden !== "true";
            }""",
            selector,
        )
    )


def test_reveal_hides_the_translation_until_it_is_asked_for(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    before = boxes(page, "p4s2")
    press(page, "5")
    assert not _seen(page, "#p4s1 .target bdi")
    assert _seen(page, "#p4s1 .source bdi")
    # Bars are as long as the text: its place is its own.
    assert boxes(page, "p4s2") == before
    page.click("#p4s1 .source")
    assert _seen(page, "#p4s1 .target bdi")
    assert not _seen(page, "#p4s2 .target bdi")
    assert page.inner_text("#status").strip() == "Sentence 2 of Goïta."
    assert page.get_attribute("#status span", "lang") == "en"
    page.click("#p4s1 .source")
    assert not _seen(page, "#p4s1 .target bdi")
    press(page, " ")
    assert _seen(page, "#p4s1 .target bdi")
    press(page, "j", "k", "Enter")
    assert not _seen(page, "#p4s1 .target bdi")
    press(page, "Shift+Enter")
    assert all(_seen(page, f"#p4s{number} .target bdi") for number in (1, 2, 3))
    assert not _seen(page, "#p5s1 .target bdi")
    press(page, "1")
    assert page.locator("[aria-hidden=true] > *").count() == page.locator("bdi[aria-hidden]").count() == 0


def test_reveal_tells_nothing_under_a_sentence_that_is_lit(visit: Open, tmp_path: Path) -> None:
    sentences = [("Il y avait 40 moutons.", Translation("There were 14 sheep.", -0.1, ("numbers",)))]
    article, [pair] = make("a", [(Kind.BODY, sentences)])
    write(tmp_path, [(article, [replace(pair, reference=Reference("There were 40 sheep."))])])
    page = visit(tmp_path / "html" / "a.html")
    press(page, "5", "j")
    told = page.locator(".pair :is(.lines, .why, .mark)")
    drawn = "getComputedStyle(document.querySelector('.target u')).textDecorationColor"
    assert told.count() == 3
    assert not any(one.is_visible() for one in told.all())
    assert page.evaluate(drawn) == "rgba(0, 0, 0, 0)"
    press(page, "Enter")
    assert all(one.is_visible() for one in told.all())
    assert page.evaluate(drawn) != "rgba(0, 0, 0, 0)"
    # Nor does anybody correct what is hidden.
    press(page, "Enter", "e")
    assert _seen(page, ".target bdi")
    assert page.locator(".lines").is_visible()


def test_reveal_hides_either_language_a_paragraph_at_once_under_a_blur(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "5")
    page.click("#settings-open")
    page.select_option("[name=hides]", "source")
    page.select_option("[name=cover]", "blur")
    page.select_option("[name=at]", "paragraph")
    press(page, "Escape")
    assert not page.is_visible("#settings")
    assert not _seen(page, "#p4s1 .source bdi")
    assert _seen(page, "#p4s1 .target bdi")
    assert "0px 0px" in page.evaluate("getComputedStyle(document.querySelector('#p4s1 .source bdi')).textShadow")
    page.click("#p4s2 .target")
    assert all(_seen(page, f"#p4s{number} .source bdi") for number in (1, 2, 3))
    assert page.get_attribute("#status span", "lang") == "fr"
    # The browser remembers it.
    page.goto((html / "a.html").as_uri())
    assert not _seen(page, "#p4s1 .source bdi")
    assert _seen(page, "#p4s1 .target bdi")


def test_numbers_stand_beside_the_first_line_of_their_paragraphs_in_every_view(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    for key in "123456":
        page.locator("body").press(key)
        side = "target" if key == "4" else "source"
        text = page.locator(f"[id='p5s1'] .{side}, .{side}[data-of='p5s1']").first.bounding_box()
        number = page.locator("#p5s1 > .ref").bounding_box()
        assert text, key
        assert number, key
        assert number["y"] == pytest.approx(text["y"], abs=10), key


def test_numbers_of_sentences_are_whole_in_the_margin_of_phones(visit: Open, html: Path) -> None:
    for width in (320, 390):
        page = visit(html / "goita.html", width=width)
        for key in "23456":
            page.locator("body").press(key)
            page.evaluate("location.hash = '#p30s1'")
            assert page.evaluate(LETTERS) >= 0, (width, key)


def test_the_bar_stays_where_it_is_in_every_view(visit: Open, html: Path) -> None:
    for width in (900, 1440, 1920):
        page = visit(html / "goita.html", width=width)
        places = []
        for key in "123456":
            page.locator("body").press(key)
            places.append(page.locator("#find-open").bounding_box())
        assert len({place["y"] for place in places if place}) == 1, width


def test_facing_pages_set_paragraphs_level_and_let_sentences_run_on(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", height=700)
    plain = colour(page, "body")
    press(page, "6")
    sides = {}
    for number in (1, 2, 3):
        sides[number] = (
            page.locator(f"#p4s{number} > .source").bounding_box(),
            page.locator(f".target[data-of=p4s{number}]").bounding_box(),
        )
    source, target = sides[1]
    assert source
    assert target
    assert source["y"] == pytest.approx(target["y"], abs=2)
    assert source["x"] + source["width"] < target["x"]
    # Sentences run on, in each language by itself.
    assert all(box and box["y"] == pytest.approx(source["y"], abs=2) for pair in sides.values() for box in pair)
    page.hover("#p4s2 .source")
    assert colour(page, ".target[data-of=p4s2]") not in {plain, "rgba(0, 0, 0, 0)"}
    page.hover(".target[data-of=p4s3]")
    assert colour(page, "#p4s3 .source") not in {plain, "rgba(0, 0, 0, 0)"}
    assert colour(page, ".target[data-of=p4s2]") == "rgba(0, 0, 0, 0)"
    page.click(".target[data-of=p5s1]")
    assert lit(page) == "p5s1"
    # Back where they were, with the reader where they were.
    top = page.locator("#p5s1 .source").bounding_box()
    press(page, "1")
    after = page.locator("#p5s1 .source").bounding_box()
    assert top
    assert after
    assert after["y"] == pytest.approx(top["y"], abs=3)
    assert page.locator(".column, .target[data-of]").count() == 0
    assert page.locator(".pair > .target").count() == page.locator(".pair").count()
    assert colour(page, "#p5s1 .target") == colour(page, "#p5s1 .source")
    press(page, "Escape")
    page.mouse.move(2, 2)
    assert colour(page, "#p5s1 .target") == "rgba(0, 0, 0, 0)"


def test_how_the_text_is_set_is_the_readers_choice(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", width=1600)
    style = """() => {
      const text = document.querySelector("#p4s1 .source");
      const style = getComputedStyle(text);
      return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
        text.getBoundingClientRect().width, style.fontFamily.includes("system-ui")];
    }"""
    size, leading, width, _ = page.evaluate(style)
    page.click("#settings-open")
    assert page.get_attribute("#settings-open", "aria-expanded") == "true"
    for name, value in (("size", "larger"), ("leading", "loose"), ("width", "narrow")):
        page.select_option(f"[name={name}]", value)
    page.goto((html / "goita.html").as_uri())
    after = page.evaluate(style)
    assert after[0] > 1.3 * size
    assert after[1] > 1.1 * leading
    assert after[2] / after[0] < 0.85 * width / size
    page.click("#settings-open")
    page.select_option("[name=face]", "sans")
    assert page.evaluate(style)[3]
    press(page, "Escape", "2")
    assert page.evaluate(OVERFLOW) == 0


def test_a_long_article_is_laid_out_whole_in_a_while(visit: Open, long_page: Path) -> None:
    page = visit(long_page)
    left = page.locator(".long .paragraph:not(.laid)")
    expect(left).to_have_count(0, timeout=60_000)
    # What captures and searches of the browser see is all there.
    whole = """[...document.querySelectorAll('.pair')]
        .every((pair) => pair.checkVisibility({contentVisibilityAuto: true}))"""
    assert page.evaluate(whole)
    press(page, "2")
    expect(left).to_have_count(0, timeout=60_000)
    assert page.evaluate(whole)
