"""How long each step takes in the browser. Printed, not judged: a test that depends on the clock fails by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

# From the event to the frame that shows what it did; the frame itself is waited for.
STEP = """([action, selector, value]) => new Promise((resolve) => {
  const start = performance.now();
  const pressed = { key: value, bubbles: true, cancelable: true };
  if (action === "key") document.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
  if (action === "click") document.querySelector(selector).click();
  if (action === "type") {
    const field = document.querySelector(selector);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.body.getBoundingClientRect();
  const worked = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => resolve([worked, performance.now() - start])));
})"""

# From the start of the navigation: the first paint of text, and the end of loading.
OPENED = """[performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    performance.getEntriesByType("navigation")[0].loadEventEnd]"""


def measure(page: Page, capsys: pytest.CaptureFixture[str], steps: dict[str, tuple[str, str, str]]) -> None:
    page.wait_for_timeout(500)
    opened = page.evaluate(OPENED)
    figures = {
        "open: first paint; loaded": opened,
        **{name: page.evaluate(STEP, list(step)) for name, step in steps.items()},
    }
    with capsys.disabled():
        print()  # noqa: T201 - the figures are what this is for
        for name, (worked, shown) in figures.items():
            print(f"  {name:32} {worked:7.1f} ms, shown after {shown:7.1f} ms")  # noqa: T201
    assert all(shown >= worked for worked, shown in figures.values())


def test_a_page_of_2000_sentences(visit: Open, long_page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = visit(long_page)
    assert page.locator(".pair").count() == 2_000
    measure(
        page,
        capsys,
        {
            "first step": ("key", "", "j"),
            "next step": ("key", "", "j"),
            "light by click, in the middle": ("click", "#p200s3 .source", ""),
            "next doubtful": ("key", "", "f"),
            "interleaved": ("key", "", "2"),
            "one language": ("key", "", "3"),
            "side by side": ("key", "", "1"),
            "reveal": ("key", "", "5"),
            "theme": ("key", "", "t"),
            "find, first time": ("type", "#query", "ba"),
            "find, more letters": ("type", "#query", "bab"),
            "find, one letter": ("type", "#query", "a"),
        },
    )


def test_an_index_of_2000_articles(visit: Open, large: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = visit(large)
    sizes = [path.stat().st_size for path in (large.parent / "search").iterdir()]
    with capsys.disabled():
        print(f"\n  index.html has {large.stat().st_size:,} bytes, beside it {sum(sizes):,}")  # noqa: T201 - what this is for
    measure(
        page,
        capsys,
        {
            "search, first time": ("type", "#query", "ba"),
            "search, more letters": ("type", "#query", "baba"),
            "search, two words": ("type", "#query", "ba cha"),
            "search, nothing": ("type", "#query", ""),
            "sort": ("click", "thead th:nth-child(4) button", ""),
            "sort by title": ("click", "thead th:nth-child(1) button", ""),
        },
    )
    expect(page.locator("#found")).to_have_text("2,000 of 2,000 articles")
