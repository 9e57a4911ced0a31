"""Words that say the same light together, and a card tells what a word is translated as in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.alignment.words import link_words
from bilingual.data import Entry, Kind, Translation
from tests.browser.reading import LIT, lit, press
from tests.browser.test_standards import AXE
from tests.support.pages import make, write
from tests.support.reviewed import as_corpus, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from bilingual.data import Links
    from tests.browser.conftest import Enter, Open

TEXTS = (
    ("😀 Le chat noir dort : 50 %.", "😀 The black cat sleeps: 50%."),
    ("Le chat mange.", "The cat eats."),
    ("Un chat aboie-t-il ?", "Does a tomcat bark?"),
)
# The words that are painted under a name, in the order of the page.
PAINTED = """(name) => [...(CSS.highlights.get(name) ?? [])].map(String)"""


@pytest.fixture(scope="session")
def linked_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with word links of all sentences but the last, whose own are of one word."""
    folder = tmp_path_factory.mktemp("words")
    article, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, -0.1, ("quotes",))) for fr, en in TEXTS])])
    links: list[Links] = [tuple(link_words(fr, en)) for fr, en in TEXTS[:2]]
    links.append(((3, 7, 7, 13), (500, 600, 0, 4)))
    write(folder, [(article, [replace(pair, links=each) for pair, each in zip(pairs, links, strict=True)])])
    return folder / "html" / "a.html"


def middle(page: Page, pair: str, side: str, word: str) -> tuple[float, float]:
    """Return where the middle of a word is, in CSS pixels."""
    x, y = page.evaluate(
        """([pair, side, word]) => {
          const cell = document.querySelector(`#${pair} .${side} bdi`) ??
            document.querySelector(`.target[data-of="${pair}"] bdi`);
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + word.length);
            const box = range.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }
        }""",
        [pair, side, word],
    )
    return x, y


def point(page: Page, pair: str, side: str, word: str) -> None:
    """Point at the middle of a word."""
    page.mouse.move(*middle(page, pair, side, word))
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("view", ["1", "2", "6"])
def test_a_word_lights_with_its_counterpart(visit: Open, linked_page: Path, view: str) -> None:
    page = visit(linked_page)
    press(page, view)
    for side, word, other in (("source", "noir", "black"), ("target", "cat", "chat"), ("source", "dort", "sleeps")):
        point(page, "p1s1", side, word)
        assert (page.evaluate(PAINTED, "word"), page.evaluate(PAINTED, "counterpart")) == ([word], [other])


def test_nothing_lights_where_there_is_no_link(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    point(page, "p1s3", "source", "chat")
    assert page.evaluate(PAINTED, "counterpart") == ["tomcat"]
    for side, word in (("source", "aboie"), ("target", "bark")):
        point(page, "p1s3", side, word)
        assert not page.evaluate("CSS.highlights.has('word') || CSS.highlights.has('counterpart')")


def test_what_the_view_hides_does_not_light(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    press(page, "3")
    point(page, "p1s2", "source", "mange")
    assert page.evaluate(PAINTED, "word") == ["mange"]
    assert not page.evaluate("CSS.highlights.has('counterpart')")


def test_arrows_go_from_word_to_word_and_sentence_to_sentence(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    press(page, "ArrowRight")
    assert (lit(page), page.evaluate(PAINTED, "word")) == ("p1s1", ["Le"])
    press(page, *["ArrowRight"] * 5)
    assert (lit(page), page.evaluate(PAINTED, "counterpart")) == ("p1s2", ["The"])
    press(page, "ArrowLeft")
    assert (lit(page), page.evaluate(PAINTED, "word")) == ("p1s1", ["50"])
    press(page, *["ArrowRight"] * 20)
    assert (lit(page), page.evaluate(PAINTED, "word")) == ("p1s3", ["chat"])


def test_arrows_go_on_in_the_lit_sentence(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    press(page, "j", "j", "ArrowRight", "ArrowRight")
    assert page.evaluate(PAINTED, "word") == ["chat"]
    assert page.evaluate(PAINTED, "counterpart") == ["cat"]
    assert page.inner_text("#status").split() == ["chat", "cat"]
    press(page, "ArrowLeft")
    assert page.evaluate(PAINTED, "counterpart") == ["The"]
    press(page, "j")
    assert (lit(page), page.evaluate("CSS.highlights.has('word')")) == ("p1s3", False)


def test_the_card_of_a_word(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    press(page, "ArrowRight", "ArrowRight")
    assert page.evaluate(PAINTED, "word") == ["chat"]
    press(page, "w")
    card = page.locator("#word")
    assert page.inner_text("#word-title") == "chat"
    assert card.locator("dt, dd").all_inner_texts() == ["cat", "2", "tomcat", "1"]
    assert card.locator("li").count() == 3
    assert set(card.locator("li mark").all_inner_texts()) == {"chat", "cat", "tomcat"}
    assert page.get_attribute("#word-corpus", "href") == "index.html#q=chat"
    card.locator("li a").nth(1).click()
    page.wait_for_function(f"({LIT}) === 'p1s3'")
    assert not card.is_visible()


def test_words_light_where_something_is_found_and_marked(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    press(page, "/")
    page.keyboard.type("noir")
    point(page, "p1s1", "source", "noir")
    assert page.evaluate(PAINTED, "counterpart") == ["black"]
    assert page.evaluate("CSS.highlights.get('found').size") == 1


def test_words_light_in_the_queue(enter: Enter, tmp_path: Path) -> None:
    made = []
    for name, (fr, en), entry in (
        ("a", TEXTS[0], Entry("chat noir", ("black cat",), "")),
        ("b", TEXTS[1], Entry("manger", ("to eat",), "")),
    ):
        article, pairs = make(name, [(Kind.BODY, [(fr, Translation(en, -0.2, ("numbers",)))])])
        made.append((replace(article, terms=(entry,)), [replace(pairs[0], links=tuple(link_words(fr, en)))]))
    with running(as_corpus(tmp_path / "corpus", made)) as (_, server):
        page = enter(server)
        for pair, side, word, other in (("p1s1", "source", "noir", "black"), ("p2s1", "target", "cat", "chat")):
            point(page, pair, side, word)
            assert (page.evaluate(PAINTED, "word"), page.evaluate(PAINTED, "counterpart")) == ([word], [other])
        press(page, "w")
        assert page.locator("#word h3").first.inner_text() == "Translated on this page as"
        assert page.locator("#word dt").all_inner_texts() == ["chat"]
        assert page.locator("#word li mark").all_inner_texts() == ["chat", "cat"] * 2
        # The entries of all articles that are shown.
        assert page.locator("#word ul li").all_inner_texts() == ["chat noir → black cat"]
        assert page.get_attribute("#word-corpus", "href") == "../index.html#q=cat"
        press(page, "Escape", "ArrowRight")
        assert page.evaluate("CSS.highlights.has('word')")
        # A sentence that is another now has none.
        press(page, "e", "Control+A")
        page.keyboard.type("It eats.")
        point(page, "p1s1", "source", "noir")
        assert not page.evaluate("CSS.highlights.has('word')")


def test_an_edited_sentence_has_no_links(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page)
    page.evaluate("document.querySelector('#p1s2 .target bdi').textContent = 'The cat ate.'")
    point(page, "p1s2", "source", "chat")
    assert not page.evaluate("CSS.highlights.has('word')")


def test_a_page_without_links_has_no_card(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html")
    press(page, "j", "ArrowRight", "w")
    assert page.locator("#word").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_axe_finds_nothing_where_words_light(visit: Open, linked_page: Path, theme: str, locale: str) -> None:
    page = visit(linked_page, color_scheme=theme, locale=locale)
    press(page, "j", "ArrowRight", "ArrowRight")
    for keys in ((), ("w",)):
        press(page, *keys)
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(({ violations }) => violations)")
        assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_the_card_has_the_glossarys_entry(visit: Open, tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, -0.1)) for fr, en in TEXTS[:2]])])
    entries = (Entry("chat noir", ("black cat", "tomcat"), "</script>'\"&"), Entry("manger", ("to eat",)))
    linked = [replace(pair, links=tuple(link_words(*text))) for pair, text in zip(pairs, TEXTS, strict=False)]
    write(tmp_path, [(replace(article, terms=entries), linked)])
    page = visit(tmp_path / "html" / "a.html")
    for pair, side, word, shown in (
        ("p1s1", "source", "noir", ["chat noir → black cat, tomcat (</script>'\"&)"]),
        ("p1s1", "target", "cat", ["chat noir → black cat, tomcat (</script>'\"&)"]),
        ("p1s2", "source", "mange", []),
    ):
        point(page, pair, side, word)
        press(page, "w")
        assert page.locator("#word ul li").all_inner_texts() == shown
        assert page.locator("#word h3", has_text="Glossary").is_visible() is bool(shown)
        press(page, "Escape")


def test_a_tap_lights_a_word(visit: Open, linked_page: Path) -> None:
    page = visit(linked_page, width=390, has_touch=True, is_mobile=True)
    page.touchscreen.tap(*middle(page, "p1s1", "source", "noir"))
    page.wait_for_function("CSS.highlights.has('counterpart')")
    assert page.evaluate(PAINTED, "counterpart") == ["black"]
