"""The views of an article: columns, rows, one language, or a translation that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import SHOWN, boxes, colour, lit, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


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
