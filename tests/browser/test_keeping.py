"""What a person did is kept although a browser gives a page from the disk a store that forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.data import Kind, Translation
from tests.browser.reading import press, select
from tests.support.pages import FULL, make, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Open

# Chromium gives some pages from a disk a localStorage that is empty, and that is gone with the page.
FORGETFUL = """
(() => {
  const own = new Map();
  const store = {
    get length() { return own.size; },
    key: (at) => [...own.keys()][at] ?? null,
    getItem: (name) => own.get(name) ?? null,
    setItem: (name, text) => void own.set(name, String(text)),
    removeItem: (name) => void own.delete(name),
  };
  Object.defineProperty(window, "localStorage", { get: () => store });
})();
"""
FULL_STORE = "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
# What IndexedDB has, which answers when all that was asked before is done.
BOTH = """new Promise((resolve) => {
  indexedDB.open("bilingual").onsuccess = ({ target: { result } }) => {
    result.transaction("kept").objectStore("kept").getAll().onsuccess = (event) => {
      const kept = event.target.result.map(({ name, text }) => [name, text]);
      resolve([kept, Object.entries({ ...localStorage })]);
    };
  };
})"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    body = [
        ("Le chat dort.", Translation("The cat sleeps.", -0.2)),
        ("La pluie tombe.", Translation("Rain falls.", -0.2)),
    ]
    write(tmp_path, [make("a", [(Kind.BODY, body)], FULL), make("b", [(Kind.BODY, body)], FULL)])
    return tmp_path / "html"


def _open(context: BrowserContext, path: Path, script: str = "") -> Page:
    page = context.new_page()
    if script:
        page.add_init_script(script)
    page.goto(path.as_uri())
    return page


def _edit(page: Page, sentence: str, text: str) -> None:
    page.click(f"#{sentence} .target")
    expect(page.locator(".pair[aria-current]")).to_have_id(sentence)
    press(page, "e")
    page.fill("textarea", text)
    press(page, "Control+Enter")
    expect(page.locator(f"#{sentence} .target bdi")).to_have_text(text)


def _close(page: Page) -> None:
    """Close a page when what it keeps is on the disk."""
    page.evaluate(BOTH)
    page.close()


def test_what_is_done_on_a_page_whose_store_forgets_is_kept(visit: Open, pages: Path) -> None:
    context = visit(pages / "a.html").context
    page = _open(context, pages / "a.html", FORGETFUL)
    _edit(page, "p1s1", "The cat is asleep.")
    press(page, "r", "r")
    select(page, "p1s2", "target", 0, 4)
    press(page, "v")
    expect(page.locator("#learn-open")).to_have_text("1 word to learn")
    _close(page)
    page = _open(context, pages / "a.html")
    expect(page.locator("#p1s1 .target bdi")).to_have_text("The cat is asleep.")
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    expect(page.locator("#learn-open")).to_have_text("1 word to learn")
    expect(page.locator("#status-of")).to_have_value("reviewed")
    page = _open(context, pages / "index.html")
    page.select_option("#read", "reviewed")
    expect(page.locator("tbody .progress")).to_have_text(["reviewed"])


def test_a_page_whose_store_forgets_knows_what_was_done_before(visit: Open, pages: Path) -> None:
    page = visit(pages / "a.html")
    _edit(page, "p1s1", "The cat is asleep.")
    _edit(page, "p1s2", "It rains.")
    page.evaluate(BOTH)
    blind = _open(page.context, pages / "a.html", FORGETFUL)
    expect(blind.locator("#p1s2 .target bdi")).to_have_text("It rains.")
    expect(blind.locator("#edits-open")).to_have_text("2 edits")
    # What is taken back there stays so.
    blind.click("#p1s2 .target")
    blind.get_by_role("button", name="Undo the edit").click()
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    _close(blind)
    again = _open(page.context, pages / "a.html")
    expect(again.locator("#edits-open")).to_have_text("1 edit")
    assert again.text_content("#p1s2 .target bdi") == "Rain falls."


def test_what_was_kept_last_stands_and_what_was_forgotten_leaves_nothing(visit: Open, pages: Path) -> None:
    page = visit(pages / "a.html")
    context = page.context
    _edit(page, "p1s1", "The cat is asleep.")
    page.evaluate(BOTH)
    blind = _open(context, pages / "a.html", FORGETFUL)
    page.close()
    expect(blind.locator("#edits-open")).to_have_text("1 edit")
    _edit(blind, "p1s1", "The cat naps.")
    _close(blind)
    page = _open(context, pages / "a.html")
    expect(page.locator("#p1s1 .target bdi")).to_have_text("The cat naps.")
    page.click("#edits-open")
    page.get_by_role("button", name="Forget a:1:1").click()
    expect(page.locator("#edits")).to_be_hidden()
    assert page.text_content("#p1s1 .target bdi") == "The cat sleeps."
    _close(page)
    # Twice, as the first of them may be given a store that forgets.
    for _ in range(2):
        page = _open(context, pages / "a.html")
        expect(page.locator("#edits")).to_be_hidden()
        kept, at_hand = page.evaluate(BOTH)
        page.close()
    for names in ([name for name, _ in kept], [name for name, _ in at_hand]):
        assert not [name for name in names if name.startswith("bilingual.edit:")]


def test_a_full_store_at_hand_loses_nothing_as_there_is_another(visit: Open, pages: Path) -> None:
    page = visit(pages / "a.html")
    page.evaluate(FULL_STORE)
    _edit(page, "p1s1", "The cat is asleep.")
    page.evaluate(BOTH)
    expect(page.locator("#edits-trouble")).to_have_text("")
    page.reload()
    expect(page.locator("#p1s1 .target bdi")).to_have_text("The cat is asleep.")


def test_what_other_pages_put_there_does_no_harm(visit: Open, pages: Path) -> None:
    page = visit(pages / "a.html")
    page.evaluate(BOTH)
    page.evaluate(
        """(folder) => new Promise((resolve) => {
          indexedDB.open("bilingual").onsuccess = ({ target: { result } }) => {
            const store = result.transaction("kept", "readwrite").objectStore("kept");
            const names = [1, ["bilingual.edit:x"], "bilingual.theme", `bilingual.edit:["${folder}","a:1:1","0"]`];
            for (const name of [...names, "bilingual.edit:", "bilingual.learn:x", "bilingual.status:x"]) {
              for (const text of [7, "[", "null", '{"word":1}', { at: 3 }]) store.put({ name, text, at: "soon" });
              store.put({ name, text: '{"id":3}', at: 1e400 });
            }
            store.transaction.oncomplete = resolve;
          };
        })""",
        f"{pages.as_uri()}/",
    )
    other = _open(page.context, pages / "a.html")
    other.evaluate(BOTH)
    others: tuple[object, ...] = (
        3,
        None,
        ["bilingual.edit:x", 3],
        ["bilingual.theme", "x"],
        ["bilingual.edit:x", "{"],
        {},
    )
    for sent in others:
        page.evaluate("(sent) => new BroadcastChannel('bilingual').postMessage(sent)", sent)
    _edit(other, "p1s1", "The cat is asleep.")
    expect(other.locator("#edits-open")).to_have_text("1 edit")
    assert other.evaluate("localStorage.getItem('bilingual.theme')") in (None, "")
