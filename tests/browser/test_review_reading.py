"""What readers do on pages that a server gives: notes, who did what, citing, listening, words to learn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.data import Kind, Translation
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from tests.browser.reading import lit, press
from tests.support.pages import PROVENANCE, make
from tests.support.reviewed import QUEUE, as_corpus, reviewed, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from bilingual.review.desk import Desk
    from bilingual.review.serving import Running
    from tests.browser.conftest import Enter

SAVED = "#saved"
MARKET = "/market.html#p1s2"


def note(page: Page, text: str) -> None:
    press(page, "N", "Control+A")
    page.keyboard.type(text)
    press(page, "Enter")


def noted(desk: Desk, identity: str = "market:1:2") -> str:
    [state] = desk.states([identity])
    return str(state["note"])


def copied(page: Page) -> str:
    """Return what was put on the clipboard last; no test needs that of the system."""
    return str(page.evaluate("window.copied"))


def catch_copies(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")


def test_a_note_is_on_the_servers_disk_and_comes_back(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    page = enter(server)
    first = page.get_attribute(".item", "data-segment")
    assert first == "market:1:2"
    press(page, "N")
    page.keyboard.type("ask him")
    assert noted(desk) == ""
    press(page, "Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    assert noted(desk) == "ask him"
    # A note is no answer: it is to check all the same.
    expect(page.locator("#told")).to_have_text("0 of 3 done")
    page = enter(server, MARKET)
    expect(page.locator("#p1s2 .lines")).to_contain_text("ask him")
    press(page, "N", "Control+A", "Delete", "Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    expect(page.locator("#p1s2 .lines")).not_to_contain_text("ask him")
    assert noted(desk) == ""
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('bilingual.edit')).length") == 0


def test_a_note_of_another_window_is_seen_and_of_two_at_once_both_stay(
    review: tuple[Desk, Running], enter: Enter
) -> None:
    desk, server = review
    one, two = (enter(server, MARKET) for _ in range(2))
    note(one, "mine")
    expect(two.locator("#p1s2 .lines")).to_contain_text("mine")
    press(one, "N")
    press(two, "N")
    one.keyboard.type(", once more")
    two.keyboard.type(", and theirs")
    press(one, "Enter")
    expect(one.locator(SAVED)).to_have_text("saved")
    press(two, "Enter")
    expect(two.locator(SAVED)).to_have_text("saved")
    assert noted(desk) == "mine, once more · mine, and theirs"
    expect(one.locator("#p1s2 .lines")).to_contain_text("and theirs")


def test_an_edit_and_a_note_go_together_and_a_note_outlives_anothers_edit(
    review: tuple[Desk, Running], enter: Enter
) -> None:
    desk, server = review
    one, two = (enter(server, MARKET) for _ in range(2))
    press(one, "N")
    one.keyboard.type("still open")
    press(two, "e", "Control+A")
    two.keyboard.type("Ten thousand came.")
    press(two, "Control+Enter")
    expect(two.locator(SAVED)).to_have_text("saved")
    press(one, "Enter")
    expect(one.locator(SAVED)).to_have_text("saved")
    assert noted(desk) == "still open"
    [state] = desk.states(["market:1:2"])
    assert state["text"] == "Ten thousand came."


def test_who_comes_late_with_the_same_key_takes_nothing_back(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    one, two = (enter(server, MARKET) for _ in range(2))
    press(one, "a")
    expect(two.locator("#p1s2")).to_have_attribute("data-edited", "accept")
    assert lit(two) == "p1s2"
    press(two, "a")
    expect(two.locator("#status")).to_have_text("A person corrected it already.")
    assert desk.states(["market:1:2"])[0]["origin"] == "human"
    # Who means it, takes it back.
    two.get_by_role("button", name="Undo the edit").click()
    expect(two.locator("#p1s2")).to_have_attribute("data-check", "to-check")
    assert desk.states(["market:1:2"])[0]["origin"] == "mt"


def test_who_dismissed_a_flag_and_why_is_shown_at_once_and_later(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server, "/market.html#p1s3")
    press(page, "d")
    page.keyboard.type("it is so")
    press(page, "Enter")
    expect(page.locator("#p1s3 .lines")).to_have_text("names dismissed · Anne · it is so")
    page.reload()
    expect(page.locator("#p1s3 .lines")).to_have_text("names dismissed · Anne · it is so")


def test_a_sentence_of_the_queue_is_cited_with_its_own_article(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server)
    catch_copies(page)
    press(page, "f", "f")
    assert page.get_attribute(f".item:has(#{lit(page)})", "data-segment") == "other:1:2"
    press(page, "c")
    expect(page.locator("#status")).to_have_text("Copied.")
    assert copied(page).splitlines()[:2] == ["Elle rit.", "She weeps."]
    assert "Le Other" in copied(page)
    page.click("#cite-open")
    # An address of this machine is no reference.
    expect(page.locator("#cite-text")).not_to_contain_text("127.0.0.1")
    page.click("#cite button[value=link]")
    expect(page.locator("#cite-text")).to_have_text(f"{server.guard.origin}/other.html")


@pytest.mark.parametrize("path", [QUEUE, MARKET])
def test_words_are_kept_and_listening_says_what_it_lacks(review: tuple[Desk, Running], enter: Enter, path: str) -> None:
    _, server = review
    page = enter(server, path)
    page.evaluate(
        """() => { speechSynthesis.getVoices = () => [];
        getSelection().selectAllChildren(document.querySelector(".pair[aria-current] .source bdi")); }"""
    )
    press(page, "v")
    expect(page.locator("#learn-open")).to_have_text("1 word to learn")
    press(page, "s")
    expect(page.locator("#status")).to_have_text("This browser has no voice for the text.")


def test_words_light_where_the_corpus_has_links(tmp_path: Path, enter: Enter) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Un chat dort.", Translation("A cat sleeps.", -0.1, ("names",)))])])
    corpus = as_corpus(tmp_path, [(article, [replace(pairs[0], links=((3, 7, 2, 5), (8, 12, 6, 12)))])])
    with running(corpus) as (desk, server):
        page = enter(server, "/a.html#p1s1")
        press(page, "ArrowRight")
        assert page.evaluate("[...CSS.highlights.get('counterpart')].map(String)") == ["cat"]
        press(page, "w")
        expect(page.locator("#word-title")).to_have_text("chat")
        press(page, "Escape", "e")
        page.keyboard.type("!")
        press(page, "Control+Enter")
        expect(page.locator(SAVED)).to_have_text("saved")
        assert desk.states(["a:1:1"])[0]["text"] == "A cat sleeps.!"
        enter(server, QUEUE, page.context)


def test_an_article_is_reviewed_and_its_index_says_so(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server, "/market.html")
    page.select_option("#status-of", "reviewed")
    page.goto(f"{server.guard.origin}/index.html")
    expect(page.locator("tr", has_text="Market")).to_contain_text("reviewed")


def test_what_was_typed_in_a_review_of_one_corpus_does_not_go_into_another(tmp_path: Path, enter: Enter) -> None:
    """Both have the same sentences, and are reviewed at the same address one after the other."""
    one, two = (reviewed(tmp_path / name) for name in ("one", "two"))
    with running(one) as (_, server):
        page = enter(server, MARKET)
        port = server.guard.port
        page.select_option("#status-of", "reviewed")
        press(page, "e", "Control+A")
        page.keyboard.type("Ten thousand came.")
    with running(two, port=port) as (desk, server):
        # Its browser is let in, and the page of the other corpus is still open.
        other = enter(server, MARKET, page.context)
        press(page, "Control+Enter")
        expect(page.locator("#edits-trouble")).to_contain_text("belongs to a review that has ended")
        expect(other.locator("#p1s2 .target bdi")).to_have_text("There were 1,000 visitors.")
        expect(other.locator("#status-of")).not_to_have_value("reviewed")
        other.reload()
        expect(other.locator("#p1s2 .target bdi")).to_have_text("There were 1,000 visitors.")
        assert desk.saved == 0
        other.close()
    with running(one, port=port) as (desk, server):
        again = enter(server, MARKET, page.context)
        expect(again.locator("#p1s2 .target bdi")).to_have_text("Ten thousand came.")
        expect(again.locator(SAVED)).to_have_text("saved")
        assert desk.states(["market:1:2"])[0]["text"] == "Ten thousand came."


def test_the_same_sentence_elsewhere_on_the_page_is_done_at_once(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    page = enter(server)
    press(page, "a")
    assert lit(page) == "p2s1"
    # It stands twice: who goes on does not come to it again, nor take it back by the same key.
    press(page, "a")
    expect(page.locator("#told")).to_have_text("3 of 3 done")
    expect(page.locator("#status")).to_have_text("There is nothing left to check.")
    assert [state["origin"] for state in desk.states(["market:1:3", "other:1:2"])] == ["human", "human"]
    expect(page.locator("[data-check=to-check]")).to_have_count(0)


def test_a_correction_of_before_stands_beside_the_machines_and_is_taken_back(under_review: Path, enter: Enter) -> None:
    with Memory(OutputFolder(under_review).memory) as memory:
        memory.use(PROVENANCE)
        memory.store([("Elle rit.", Translation("She weeps.", -0.2, ("names",)))])
        memory.record([Decision(languages=("fr", "en"), source="Elle rit.", target="She laughs.", by="Bob")])
    with running(under_review) as (desk, server):
        assert desk.renew()
        page = enter(server, "/market.html#p1s3")
        lines = page.locator("#p1s3 .lines .line")
        expect(lines.nth(0)).to_have_text("Machine She weeps.")
        expect(lines.nth(1)).to_have_text("Corrected She weepslaughs.")
        expect(lines.nth(2)).to_have_text("Corrected · Bob")
        page.get_by_role("button", name="Undo the edit").click()
        expect(page.locator("#p1s3 .target bdi")).to_have_text("She weeps.")
        assert desk.states(["market:1:3"])[0]["origin"] == "mt"
        assert page.get_attribute("#p1s3", "data-check") == "to-check"
