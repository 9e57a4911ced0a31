"""A person at work on pages that a server gives: the queue by keyboard, two windows, a server that is gone."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.data import Translation
from bilingual.formats.corpus import Corpus
from tests.browser.reading import lit, press
from tests.browser.test_standards import AXE, VALIDATOR
from tests.support.reviewed import QUEUE, reviewed, running
from tests.support.reviewed import Browser as Asker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from bilingual.review.desk import Desk
    from bilingual.review.serving import Running

    Enter = Callable[..., Page]

SAVED = "#saved"


@pytest.fixture
def corpus(under_review: Path) -> Path:
    return under_review


def texts(folder: Path) -> dict[str, str]:
    return {pair.segment.id: pair.translation.text for _, pairs in Corpus(folder) for pair in pairs}


def type_instead(page: Page, text: str) -> None:
    press(page, "e", "Control+A")
    page.keyboard.type(text)


def test_the_queue_is_done_by_keyboard_and_ends_in_the_corpus(
    review: tuple[Desk, Running], enter: Enter, corpus: Path
) -> None:
    desk, server = review
    page = enter(server)
    expect(page.locator(".item")).to_have_count(3)
    assert "#" not in page.url or page.url.endswith("#p1s1")
    assert lit(page) == "p1s1"
    first = page.get_attribute(".item", "data-segment")
    type_instead(page, "She laughs.")
    press(page, "Control+Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    assert lit(page) != "p1s1"
    while page.locator("[data-check=to-check]").count():
        press(page, "a")
    expect(page.locator("#told")).to_have_text("3 of 3 done")
    expect(page.locator("#status")).to_have_text("There is nothing left to check.")
    assert desk.renew()
    assert first in {"market:1:2", "market:1:3", "other:1:2"}
    assert texts(corpus)[first] == "She laughs."
    page.reload()
    expect(page.locator(".nothing")).to_be_visible()


def test_what_was_typed_is_saved_when_the_field_closes(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    page = enter(server, "/market.html#p1s2")
    type_instead(page, "Ten thousand came.")
    assert desk.saved == 0
    expect(page.locator(SAVED)).to_have_text("saving…")
    press(page, "Control+Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    [state] = desk.states(["market:1:2"])
    assert state["text"] == "Ten thousand came."
    page.reload()
    assert page.text_content("#p1s2 .target bdi") == "Ten thousand came."
    assert page.get_attribute("#p1s2", "data-origin") == "human"


def test_undoing_gives_the_machines_translation_back(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    page = enter(server, "/market.html#p1s2")
    type_instead(page, "Ten thousand came.")
    press(page, "Control+Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    page.click("#p1s2 .target")
    page.get_by_role("button", name="Undo the edit").click()
    expect(page.locator(SAVED)).to_have_text("saved")
    [state] = desk.states(["market:1:2"])
    assert state["text"] == "There were 1,000 visitors."
    assert state["origin"] == "mt"


def test_a_dismissal_is_saved_and_taken_back(review: tuple[Desk, Running], enter: Enter) -> None:
    desk, server = review
    page = enter(server, "/market.html#p1s3")
    press(page, "d")
    page.keyboard.type("it is so")
    press(page, "Enter")
    expect(page.locator(SAVED)).to_have_text("saved")
    assert desk.states(["market:1:3"])[0]["dismissed"] == ["names"]
    # The same sentence with the same translation, elsewhere.
    assert desk.states(["other:1:2"])[0]["dismissed"] == ["names"]
    page.reload()
    page.get_by_role("button", name="names is a flag again").click()
    expect(page.locator(SAVED)).to_have_text("saved")
    assert desk.states(["market:1:3"])[0]["dismissed"] == []


def test_a_second_window_sees_what_the_first_did(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    one = enter(server, "/market.html#p1s2")
    two = enter(server, "/market.html", one.context)
    other = enter(server, "/market.html")  # another browser, which hears of it when it asks
    type_instead(one, "Ten thousand came.")
    press(one, "Control+Enter")
    for page in (two, other):
        expect(page.locator("#p1s2 .target bdi")).to_have_text("Ten thousand came.")
        expect(page.locator("#p1s2")).to_have_attribute("data-edited", "edit")


@pytest.mark.parametrize("choice", ["Keep mine", "Take theirs"])
def test_of_two_who_change_a_sentence_at_once_neither_is_lost(
    review: tuple[Desk, Running], enter: Enter, choice: str
) -> None:
    desk, server = review
    one, two = (enter(server, "/market.html#p1s2") for _ in range(2))
    # What each types is not sent yet, and neither has heard of the other.
    type_instead(one, "Ten thousand.")
    type_instead(two, "Dix mille.")
    press(one, "Control+Enter")
    expect(one.locator(SAVED)).to_have_text("saved")
    press(two, "Control+Enter")
    expect(two.locator(SAVED)).to_have_text("1 changed by another, too")
    assert desk.states(["market:1:2"])[0]["text"] == "Ten thousand."
    assert two.text_content("#p1s2 .target bdi") == "Dix mille."
    two.click("#p1s2 .source")
    expect(two.locator("#p1s2 .lines")).to_contain_text("Ten thousand.")
    two.get_by_role("button", name=choice).click()
    expect(two.locator(SAVED)).to_have_text("saved")
    wanted = "Dix mille." if choice == "Keep mine" else "Ten thousand."
    assert desk.states(["market:1:2"])[0]["text"] == wanted
    expect(two.locator("#p1s2 .target bdi")).to_have_text(wanted)
    expect(one.locator("#p1s2 .target bdi")).to_have_text(wanted)


def test_where_the_server_is_gone_the_browser_keeps_it_until_the_next_one(corpus: Path, enter: Enter) -> None:
    with running(corpus) as (desk, server):
        page = enter(server, "/market.html#p1s3")
        port = server.guard.port
        press(page, "a")
        expect(page.locator(SAVED)).to_have_text("saved")
        assert lit(page) == "p1s2"
    type_instead(page, "Ten thousand came.")
    press(page, "Control+Enter")
    expect(page.locator("#edits-trouble")).to_contain_text("The server does not answer.")
    expect(page.locator(SAVED)).to_have_text("not saved")
    expect(page.locator("#edits-save")).to_be_enabled()
    with running(corpus, port=port) as (desk, server):
        # Its token is another: this page is let in when the browser is.
        enter(server, QUEUE, page.context)
        expect(page.locator(SAVED)).to_have_text("saved")
        assert desk.states(["market:1:2"])[0]["text"] == "Ten thousand came."


def test_what_was_typed_in_a_window_that_closed_comes_with_the_next(corpus: Path, enter: Enter) -> None:
    with running(corpus) as (_, server):
        page = enter(server, "/market.html#p1s2")
        port = server.guard.port
        type_instead(page, "Ten thousand came.")
        context = page.context
        page.evaluate("stop()")
    page.close()
    with running(corpus, port=port) as (desk, server):
        again = enter(server, "/market.html", context)
        expect(again.locator("#p1s2 .target bdi")).to_have_text("Ten thousand came.")
        expect(again.locator(SAVED)).to_have_text("saved")
        assert desk.states(["market:1:2"])[0]["text"] == "Ten thousand came."


def test_what_the_server_cannot_write_is_said_and_kept(
    review: tuple[Desk, Running], enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bilingual.errors import OutputError

    desk, server = review
    page = enter(server, "/market.html#p1s2")

    def full(*_: object) -> None:
        raise OutputError("no space left", "Make room")

    with monkeypatch.context() as patch:
        patch.setattr(desk.memory, "record", full)
        press(page, "a")
        expect(page.locator("#edits-trouble")).to_have_text("Not saved: no space left. Make room.")
    # It tries again by itself.
    expect(page.locator(SAVED)).to_have_text("saved")
    assert desk.states(["market:1:2"])[0]["origin"] == "human"


def test_filters_choose_and_survive_in_the_address(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server)
    page.select_option("#publisher", "Le Other")
    page.wait_for_url("**publisher=Le+Other*")
    expect(page.locator(".item")).to_have_count(1)
    expect(page.locator(".item")).to_have_attribute("data-segment", "other:1:2")


def test_filters_are_chosen_by_keyboard_at_ones_own_pace(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server)
    page.focus("#publisher")
    press(page, "ArrowDown", "ArrowDown")
    assert page.input_value("#publisher") == "Le Other"
    assert "publisher" not in page.url
    press(page, "Enter")
    page.wait_for_url("**publisher=Le+Other*")
    expect(page.locator(".item")).to_have_count(1)


def test_a_sample_is_marked_by_keyboard(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server, "/review/sample.html?n=4&seed=2")
    expect(page.locator(".item")).to_have_count(4)
    press(page, "b", "g", "g")
    expect(page.locator("#told")).to_have_text("3 of 4 marked · 1 of 3 are bad: 33 % (95 %: 6 to 79 %)")
    page.reload()
    expect(page.locator("#told")).to_contain_text("3 of 4 marked")
    assert lit(page) == "p4s1"
    press(page, "g")
    expect(page.locator("#status")).to_have_text("All are marked.")


@pytest.mark.parametrize(("keys", "strokes"), [(("a",), 50), (("d", "Enter"), 100), (("e", "!", "Control+Enter"), 150)])
def test_fifty_sentences_are_reviewed_with_so_many_key_strokes(
    tmp_path: Path, enter: Enter, keys: tuple[str, ...], strokes: int
) -> None:
    sentences = [(f"Ils sont {n}.", Translation(f"They are {n + 1}.", -0.3, ("numbers",))) for n in range(50)]
    with running(reviewed(tmp_path / "fifty", {"a": sentences})) as (desk, server):
        page = enter(server)
        pressed = 0
        while page.locator("[data-check=to-check]").count():
            press(page, *keys)
            pressed += len(keys)
        assert pressed == strokes
        expect(page.locator("#told")).to_have_text("50 of 50 done")
        assert len(desk.queue.done) == 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("path", [QUEUE, "/review/sample.html?n=3&seed=1", "/market.html#p1s2"])
def test_axe_finds_nothing(review: tuple[Desk, Running], enter: Enter, scheme: str, locale: str, path: str) -> None:
    _, server = review
    page = enter(server, path, color_scheme=scheme, locale=locale)
    press(page, "e")
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_the_nu_validator_finds_nothing(review: tuple[Desk, Running], tmp_path: Path) -> None:
    _, server = review
    asker = Asker(server)
    files = []
    for number, path in enumerate(("/", QUEUE, "/review/sample.html?n=3&seed=1", "/market.html")):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(asker.get(path).data)
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VALIDATOR), "--format", "json", *map(str, files)],
        capture_output=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    # The validator knows no newer CSS.
    assert [message for message in messages if "CSS:" not in message["message"]] == []


@pytest.mark.parametrize("width", [390, 900, 1440])
def test_no_page_is_wider_than_its_window(review: tuple[Desk, Running], enter: Enter, width: int) -> None:
    _, server = review
    for path in (QUEUE, "/review/sample.html?n=3&seed=1", "/market.html"):
        page = enter(server, path)
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_index_searches_and_leads_to_articles_that_are_served(review: tuple[Desk, Running], enter: Enter) -> None:
    _, server = review
    page = enter(server, "/index.html")
    page.fill("#query", "visiteurs")
    page.locator("#lines a, #results a").first.wait_for()
    page.goto(server.guard.origin + "/market.html")
    press(page, "i")
    page.wait_for_url("**/index.html*")
    page.get_by_role("link", name="3 to check").click()
    page.wait_for_url("**/review/queue.html*")
