"""Finding in both languages of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.reading import PAINTED, lit, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


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


def test_find_of_words_phrases_and_what_must_not_be_there(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "/")
    for query, found in (
        # Both words, in any order and in either language.
        ("goita phrase", "1 of 30 sentences"),
        ("sentence phrase 4", "1 of 3 sentences"),
        ('"phrase 4"', "1 of 1 sentence"),
        ("“phrase 4 de”", "1 of 1 sentence"),
        ("« phrase 4 »", "1 of 1 sentence"),
        ("phrase -4", "1 of 27 sentences"),
        ('phrase -"4 de" -5', "1 of 24 sentences"),
        ("-goita", "1 of 62 sentences"),
        ("goita xyzzy", "1 of 31, none with all words"),
        ("xyzzy plugh", "not found"),
        ("-", ""),
        ('"', ""),
    ):
        page.fill("#query", query)
        assert page.inner_text("#found") == found, query
    page.fill("#query", "goita phrase")
    assert set(page.evaluate(PAINTED)) == {"Goïta", "Phrase"}


def test_find_shows_what_a_view_hides(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    for view, query, side in (("3", "unison!", "target"), ("4", "unisson", "source"), ("5", "unison!", "target")):
        press(page, view, "/")
        page.fill("#query", query)
        seen = """([side]) => {
          const text = document.querySelector(`.pair[aria-current] .${side} bdi`);
          const drawn = getComputedStyle(text).color !== "rgba(0, 0, 0, 0)";
          return text.checkVisibility() && drawn && text.ariaHidden !== "true";
        }"""
        assert page.evaluate(seen, [side]), view
        first = lit(page)
        press(page, "Enter")
        # Only the sentence that is at is shown.
        assert page.locator(".pair[data-open]").count() == 1
        assert lit(page) != first
        press(page, "Escape", "Escape")
        assert page.locator(".pair[data-open]").count() == 0


def test_find_paints_words_across_what_is_underlined(visit: Open, html: Path) -> None:
    page = visit(html / "a.html")
    press(page, "/")
    page.fill("#query", '"were 1,000 vis"')
    assert page.evaluate(PAINTED) == ["were ", "1,000", " vis"]


def test_all_that_was_found_is_painted_in_the_end(visit: Open, long_page: Path) -> None:
    page = visit(long_page)
    press(page, "/")
    page.keyboard.type("de")
    found = page.evaluate("CSS.highlights.get('found').size")
    assert 0 < found <= 5_400
    page.wait_for_function("([some, n]) => CSS.highlights.get('found').size > some", arg=[found, 0])
    # What is found by now is not painted among what was found before.
    page.fill("#query", "xyzzy")
    page.wait_for_timeout(300)
    assert page.evaluate("CSS.highlights.get('found').size") == 0
