"""Marks beside translations, and the list of those to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import OVERFLOW, lit, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


def test_marks_say_what_they_mean_and_are_explained(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    assert page.get_attribute("#p6s2 .mark", "aria-label") == "To check"
    page.hover("#p6s2 .mark")
    assert page.get_attribute("#p6s2 .mark", "title") == "Score 0.20: the model was unsure: do not rely on it."
    # That a sentence was translated in parts is no fault.
    assert page.locator("#p8s2 .mark").count() == 0
    assert page.locator("#p3s1 .mark").count() == 0
    page.click(".colophon > details > summary")
    assert "do not rely on it" in page.inner_text(".colophon .legend")
    press(page, "?")
    assert "Thick bar" in page.inner_text("#help .legend")


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("view", "12346")
def test_a_line_under_every_pinned_sentence_says_what_was_found(
    visit: Open,
    html: Path,
    touch: bool,  # noqa: FBT001 - a parameter of the test
    view: str,
) -> None:
    page = visit(html / "doubts.html", has_touch=touch, width=390 if touch else 1200)
    press(page, view)
    side = "target" if view == "4" else "source"
    for sentence, words in (
        ("p1s2", "Score 0.20: the model was unsure: do not rely on it."),
        ("p2s1", "A number is missing, changed or added: 40 → 14."),
        ("p4s1", "The sentence is long and was translated in parts."),
        ("p1s1", "No check found a fault. Score 0.90: the model was sure of its words."),
    ):
        (page.tap if touch else page.click)(f"#{sentence} .{side} bdi")
        notes = [note for note in page.locator(".why").all() if note.is_visible()]
        assert [note.inner_text() for note in notes] == [words]
        assert notes[0].get_attribute("role") == "note"
        assert page.get_attribute(f"#{sentence} .ref", "aria-describedby") == notes[0].get_attribute("id")
        box, below = page.locator(f"#{sentence} .{side}").bounding_box(), notes[0].bounding_box()
        assert box
        assert below
        assert below["y"] >= box["y"] + box["height"] - 4
    assert page.evaluate(OVERFLOW) == 0


def test_the_words_that_are_meant_are_underlined_in_both_languages(visit: Open, html: Path) -> None:
    page = visit(html / "a.html")
    drawn = """[...document.querySelectorAll('#p4s3 u')].map((word) =>
        [word.textContent, getComputedStyle(word).textDecorationLine])"""
    assert page.evaluate(drawn) == [["10\u202f000", "none"], ["1,000", "none"]]
    page.click("#p4s3 .source")
    assert page.evaluate(drawn) == [["10\u202f000", "underline"], ["1,000", "underline"]]
    assert "10 000 → 1,000" in page.inner_text("#p4s3 .why")
    press(page, "6")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.target.pinned u')).textDecorationLine") == "underline"
    )


def test_without_a_script_the_address_shows_what_was_found(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'a.html').as_uri()}#p4s3", java_script_enabled=False)
    assert [note.get_attribute("id") for note in page.locator(".why").all() if note.is_visible()] == ["p4s3-why"]


def test_serious_marks_are_drawn_others_on_demand(visit: Open, html: Path) -> None:
    page = visit(html / "a.html")
    shown = """[...document.querySelectorAll('.pair > .mark')]
        .filter((mark) => mark.checkVisibility()).map((mark) => mark.parentElement.id)"""
    assert page.evaluate(shown) == ["p4s3"]
    assert page.inner_text(".tally") == "1 to check · 2 less sure"
    press(page, "m")
    assert page.evaluate(shown) == ["p3s1", "p4s3", "p6s1", "p7s1"]
    assert page.inner_text("#status") == "All marks are shown."
    press(page, "m")
    assert page.evaluate(shown) == []
    page.reload()
    assert page.evaluate(shown) == []
    press(page, "m")
    assert page.evaluate(shown) == ["p4s3"]
    # In the margin, in one language too.
    for view in "34":
        press(page, view)
        mark = page.locator("#p4s3 > .mark").bounding_box()
        text = page.locator("#p4s3 > .source, #p4s3 > .target").locator("visible=true").bounding_box()
        sheet = page.locator("article").bounding_box()
        assert mark
        assert text
        assert sheet
        assert mark["x"] >= sheet["x"] + sheet["width"]
        assert text["y"] - 2 <= mark["y"] <= text["y"] + text["height"]


def test_sentences_to_check_are_listed_and_stepped_through(visit: Open, html: Path) -> None:
    page = visit(html / "doubts.html")
    assert page.inner_text("#doubtful-open") == page.inner_text(".tally").split(" · ")[0] == "2 to check"
    seen = []
    for key in ("f", "f", "f", "F", "F"):
        press(page, key)
        seen.append(lit(page))
    assert seen == ["p1s2", "p2s1", "p1s2", "p2s1", "p1s2"]
    press(page, "l")
    assert [text.split("\n") for text in page.locator("#doubtful li").all_inner_texts()] == [
        ["Où\u202f?", "Score 0.20: the model was unsure: do not rely on it."],
        ["Ils sont 40.", "A number is missing, changed or added: 40 → 14."],
    ]
    page.click("#doubtful li:last-child a")
    assert not page.is_visible("#doubtful")
    assert lit(page) == "p2s1"
    # From a sentence between two, the next one is meant.
    press(page, "j", "F")
    assert lit(page) == "p2s1"


def test_steps_are_announced_with_the_translation_and_what_is_wrong(visit: Open, html: Path) -> None:
    page = visit(html / "doubts.html")
    press(page, "f")
    parts = page.locator("#status > span").evaluate_all("(parts) => parts.map((e) => [e.lang, e.textContent.trim()])")
    assert parts == [
        ["en", "1 of 2"],
        ["fr", "Où\u202f?"],
        ["en", "Where?"],
        ["en", "Score 0.20: the model was unsure: do not rely on it."],
    ]
    press(page, "k")
    words = "Non. No. No check found a fault. Score 0.90: the model was sure of its words."
    assert " ".join(page.inner_text("#status").split()) == words
    # What a view hides is not told.
    press(page, "5", "j", "k")
    assert page.inner_text("#status").strip() == "Non."


def test_silence_is_never_an_answer(visit: Open, html: Path) -> None:
    page = visit(html / "plain.html")
    assert not page.is_visible("#doubtful-open")
    assert page.inner_text(".tally") == "nothing to check"
    for key, words in (
        ("f", "There is nothing to check in this article."),
        ("F", "There is nothing to check in this article."),
        ("l", "There is nothing to check in this article."),
    ):
        press(page, key)
        assert page.inner_text("#status") == words
        assert page.is_visible("#status.seen")
        assert lit(page) == ""
    press(page, "j", "j")
    assert page.inner_text("#status") == "This is the last sentence."
    press(page, "k")
    assert page.inner_text("#status") == "This is the first sentence."
    page = visit(html / "z.html")
    press(page, "n")
    assert page.inner_text("#status") == "This is the last article."
    page = visit(f"{(html / 'a.html').as_uri()}#p99s1")
    assert page.inner_text("#status") == "This article has no sentence 99.1."
    press(page, "p")
    assert page.inner_text("#status") == "This is the first article."
    page.goto(f"{(html / 'a.html').as_uri()}#p4")
    assert lit(page) == "p4s1"
