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
