"""The page of figures in a browser: one file that shows its pictures and tables, fits a phone, and passes axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.corpus.stats.page import write_page
from tests.browser.reading import press
from tests.browser.test_standards import AXE
from tests.support.pages import PROVENANCE
from tests.support.searching import written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open

# Enough of each for a picture, and what attacks a page.
EVIL = "<img src=x onerror=alert(1)>\"'"
MANY = [
    (
        f"a{number}",
        f"20{10 + number}-0{1 + number % 9}",
        EVIL if number % 2 else "L’Essor",
        [("Le chat dort.", "A cat.")],
    )
    for number in range(9)
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stats")
    write_page(bilingual.stats(written(folder / "corpus", MANY)), PROVENANCE, folder / "stats.html")
    return folder / "stats.html"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_of_figures(visit: Open, figures: Path, theme: str, width: int) -> None:
    page = visit(figures, color_scheme=theme, width=width)
    assert page.locator(".picture rect").count() > 9
    for picture in page.locator(".picture svg").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["height"] > 20
    assert page.locator("section:has(#by-year) tbody tr").count() == 9
    assert EVIL in page.locator("section:has(#by-publisher)").inner_text()
    # Tables are scrolled by themselves, and the page is not.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_its_keys(visit: Open, figures: Path) -> None:
    page = visit(figures)
    press(page, "?")
    assert page.locator("dialog[open]").count() == 1
    press(page, "Escape")
    press(page, "t", "t")
    assert page.get_attribute("#theme", "aria-label") == "Theme: dark"
