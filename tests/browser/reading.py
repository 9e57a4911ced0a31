"""What the tests of an article's page look at and do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The sentence that is lit, "" for none.
LIT = "document.querySelector('.pair[aria-current]')?.id ?? ''"

# Whether a sentence shows in each language.
SHOWN = """[...document.querySelectorAll('#p4s1 > .source, #p4s1 > .target')]
    .map((side) => side.checkVisibility({checkVisibilityCSS: true}))"""

# The texts that are painted as found.
PAINTED = """[...CSS.highlights.get('found')]
    .map(({startContainer, startOffset, endOffset}) => startContainer.data.slice(startOffset, endOffset))"""

# By how many CSS pixels the page is wider than its window.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def lit(page: Page) -> str:
    return str(page.evaluate(LIT))


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other; what Escape closes is closed before the next, which no browser promises."""
    for key in keys:
        closes = key == "Escape" and page.locator("dialog[open]").count()
        page.keyboard.press(key)
        if closes:
            page.wait_for_function("!document.querySelector('dialog[open]')")


def colour(page: Page, selector: str) -> str:
    return str(page.evaluate("(s) => getComputedStyle(document.querySelector(s)).backgroundColor", selector))


def boxes(page: Page, sentence: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return where the two sides of a sentence are, in CSS pixels."""
    source, target = (
        page.evaluate("(s) => document.querySelector(s).getBoundingClientRect().toJSON()", f"#{sentence} > .{side}")
        for side in ("source", "target")
    )
    return source, target


def select(page: Page, sentence: str, side: str, start: int, end: int) -> None:
    """Select characters of a sentence in one language."""
    page.evaluate(
        """([selector, start, end]) => {
            const node = document.querySelector(selector).firstChild;
            getSelection().setBaseAndExtent(node, start, node, end);
        }""",
        [f"#{sentence} .{side} bdi", start, end],
    )
