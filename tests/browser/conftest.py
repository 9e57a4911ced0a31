"""A corpus on disk and a real browser that opens it from there. No test may let the page ask for anything."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from bilingual.data import Kind, Translation
from tests.browser.corpora import HOSTILE, article_of, long_article, small_corpus
from tests.support.hostile import hostile_corpus
from tests.support.pages import FULL, MARKET, make, write
from tests.support.reviewed import QUEUE, reviewed, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

    from bilingual.review.desk import Desk
    from bilingual.review.serving import Running

    Open = Callable[..., Page]
    Enter = Callable[..., Page]

# What Chromium says of an answer that is an error, which tests of a review ask for.
_EXPECTED = "Failed to load resource"
# Chromium otherwise looks for updates and for Google's hosts at every start, and root needs the first.
_BESIDE = re.compile(r"file:///.*/html/(?:search/[a-z]+(?:-\d+)*\.js|assets/[a-z]+\.(?:css|js))")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    if not executable:
        pytest.fail("no browser; name one: make test-browser CHROMIUM=/path/to/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*FLAGS, "--disable-component-update", "--disable-sync"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a small corpus."""
    folder = tmp_path_factory.mktemp("small")
    write(folder, small_corpus())
    return folder / "html"


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a corpus with word links, whose offsets count characters that a browser takes for two."""
    folder = tmp_path_factory.mktemp("linked")
    article, pairs = make("a", [(Kind.BODY, [("🐈 Un chat.", Translation("🐈🐈 A cat.", -0.1))])])
    write(folder, [(article, [replace(pairs[0], links=((2, 4, 3, 4), (5, 9, 5, 8)))])])
    return folder / "html"


@pytest.fixture(scope="session")
def long_title(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an article whose title is a long address."""
    folder = tmp_path_factory.mktemp("address")
    address = f"https://journal.example/{'un-tres-long-chemin/' * 12}{'x' * 200}"
    facts = replace(FULL, title=address, publisher=address)
    write(folder, [make("a", MARKET, facts), make("b", MARKET, facts)])
    return folder / "html"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a small corpus that share style and script."""
    folder = tmp_path_factory.mktemp("shared")
    write(folder, small_corpus(), assets="shared")
    return folder / "html"


@pytest.fixture(scope="session")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an article with 2,000 sentences."""
    folder = tmp_path_factory.mktemp("long")
    write(folder, [long_article(2_000)])
    return folder / "html" / "long.html"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of 2,000 articles."""
    folder = tmp_path_factory.mktemp("large")
    write(folder, [article_of(number) for number in range(2_000)])
    return folder / "html" / "index.html"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of articles whose every field attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    articles, provenance = hostile_corpus(HOSTILE)
    write(folder, articles, provenance)
    return folder / "html"


def _is_ours(request: Request) -> bool:
    """Whether a page may ask for something: for pages, and for our scripts and styles beside the index."""
    return request.is_navigation_request() or bool(_BESIDE.fullmatch(request.url))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a page from the disk, in a browser that remembers nothing.

    Fails at the end if a page asked for anything but itself and what stands beside the index, broke its policy, or had
    an error.
    """
    wrong: list[str] = []
    asked: list[str] = []
    contexts = []

    def visit(path: Path | str, *, width: int = 1200, height: int = 900, watch: bool = True, **settings: Any) -> Page:  # noqa: ANN401 - what Playwright takes
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if watch:
            page.on("console", lambda message: wrong.append(message.text))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: None if _is_ours(request) else asked.append(request.url))
        page.goto(path if isinstance(path, str) else path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not wrong
    assert not asked


@pytest.fixture
def under_review(tmp_path: Path) -> Path:
    """A corpus of three sentences to check, of which one stands in both articles."""
    return reviewed(tmp_path / "corpus")


@pytest.fixture
def review(under_review: Path) -> Iterator[tuple[Desk, Running]]:
    """A review of it by Anne, whose server runs."""
    with running(under_review, by="Anne") as both:
        yield both


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """Return a function that opens a review as whoever was given its address, in a browser that knows nothing of it.

    Fails at the end if a page asked anybody else for anything, broke its policy, or had an error.
    """
    wrong: list[str] = []
    with ExitStack() as stack:

        def enter(server: Running, path: str = QUEUE, context: Any = None, **settings: Any) -> Page:  # noqa: ANN401
            if context is None:
                context = browser.new_context(viewport={"width": 1200, "height": 900}, **settings)
                stack.callback(context.close)
            page: Page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda message: None if _EXPECTED in message.text else wrong.append(message.text))
            origin = f"{server.guard.origin}/"
            page.on("request", lambda asked: None if asked.url.startswith(origin) else wrong.append(asked.url))
            page.goto(server.guard.address)
            page.wait_for_url("**/review/*.html*")
            if path != QUEUE:
                page.goto(server.guard.origin + path)
            return page

        yield enter
    assert not wrong
