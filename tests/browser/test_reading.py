"""What readers do besides: notes and status, citing, listening, words to learn."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from bilingual.data import Kind, Translation
from tests.browser.reading import lit, press, select
from tests.browser.test_standards import AXE
from tests.support.pages import FULL, make, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open

TITLE = "50 % d’{or} & 1_000 \\ #~^$"
FACTS = replace(FULL, title=TITLE, url="https://courrier.example/a_b?c=1&d={e}", authors=("Awa Diallo", "Pain and Co"))
# Voices of a browser, and a voice that is done at once; what is said is written down.
VOICES = """
window.said = [];
const names = %s;
speechSynthesis.getVoices = () => names.map((lang) => ({ lang, localService: true }));
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
speechSynthesis.cancel = () => { window.hushed = true; };
speechSynthesis.speak = (one) => {
  said.push([one.text, one.lang, one.rate]);
  setTimeout(() => one.dispatchEvent(new Event("end")), 300);
};
0;
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    body = [
        ("Le chat dort.", Translation("The cat sleeps.", -0.2)),
        ('"Oui," dit-il.', Translation("“Yes,” he says.", -0.2)),
        ("La pluie tombe.", Translation("Rain falls.", -0.2)),
    ]
    write(tmp_path, [make("été 1", [(Kind.BODY, body)], FACTS), make("b", [(Kind.BODY, body)], FULL)])
    return tmp_path / "html"


def _page(visit: Open, pages: Path, **settings: Any) -> Page:  # noqa: ANN401 - what Playwright takes
    name = next(path for path in pages.rglob("*1.html"))
    return visit(name, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"], **settings)


def _copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def _saved(page: Page, button: str, folder: Path) -> str:
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return str(path.read_text(encoding="utf-8"))


def _said(page: Page, count: int) -> None:
    """Wait until so much was said; the page's policy lets no text of ours be a condition."""
    for _ in range(100):
        if page.evaluate("said.length") >= count:
            return
        page.wait_for_timeout(50)
    pytest.fail("the voice did not go on")


def test_c_copies_both_languages_with_where_they_are_from(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    press(page, "j", "c")
    expect(page.locator("#status")).to_have_text("Copied.")
    french, english, _, about = _copied(page).splitlines()
    assert (french, english) == ("Le chat dort.", "The cat sleeps.")
    for part in (
        "Awa Diallo",
        "Le Courrier",
        "2 August 2023",
        FACTS.url,
        "été 1:1:1",
        "machine translation by translate",
    ):
        assert str(part) in about


def test_what_a_person_wrote_is_no_machine_translation(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    press(page, "j", "e")
    page.fill("textarea", "The cat is asleep.")
    press(page, "Escape", "e")
    page.fill("textarea", "The cat naps.")
    press(page, "Control+Enter", "c")
    expect(page.locator("#status")).to_have_text("Copied.")
    assert "The cat naps." in _copied(page)
    assert "by a person" in _copied(page)


def test_references_are_escaped_and_their_keys_stable(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    page.click("#cite-open")
    page.click("#cite button[value=bibtex]")
    expect(page.locator("#status")).to_have_text("Copied.")
    bibtex = _copied(page)
    assert bibtex.startswith("@article{ete-1-")
    assert "{{50 \\% d’\\{or\\} \\& 1\\_000 \\textbackslash{} \\#\\textasciitilde{}\\textasciicircum{}\\$}}" in bibtex
    assert "author = {{Awa Diallo} and {Pain and Co}}" in bibtex
    assert "url = {https://courrier.example/a_b?c=1&d=%7Be%7D}" in bibtex
    assert bibtex.count("{") - bibtex.count("\\{") == bibtex.count("}") - bibtex.count("\\}")
    page.click("#cite button[value=ris]")
    expect(page.locator("#cite-text")).to_contain_text("TY  - NEWS")
    lines = _copied(page).split("\n")
    assert [line[:6] for line in lines if line.strip()] == [
        f"{tag}  - " for tag in ("TY", "ID", "TI", "AU", "AU", "T2", "PY", "DA", "UR", "LA", "N1", "ER")
    ]
    assert lines[1].strip()[6:] == bibtex[len("@article{") : bibtex.index(",")]
    page.click("#cite button[value=link]")
    expect(page.locator("#cite-text")).to_have_text(str(FACTS.url))


def test_the_light_follows_the_voice(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    page.evaluate(VOICES % '["en-GB", "fr-FR"]')
    page.click("#settings-open")
    page.select_option("select[name=rate]", "0.8")
    page.click("#settings button")
    press(page, "j", "s")
    _said(page, 3)
    assert lit(page) == "p1s3"
    assert page.evaluate("said") == [
        ["Le chat dort.", "fr-FR", 0.8],
        ['"Oui," dit-il.', "fr-FR", 0.8],
        ["La pluie tombe.", "fr-FR", 0.8],
    ]
    page.wait_for_timeout(400)
    press(page, "S")
    _said(page, 4)
    assert page.evaluate("said[3]") == ["Rain falls.", "en-GB", 0.8]
    press(page, "S")
    expect(page.locator("#status")).to_have_text("Reading stopped.")


def test_where_there_is_no_voice_it_is_said(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    page.evaluate(VOICES % '["de-DE"]')
    press(page, "j", "s")
    expect(page.locator("#status")).to_have_text("This browser has no voice for the text.")
    press(page, "S")
    expect(page.locator("#status")).to_have_text("This browser has no voice for the translation.")
    assert page.evaluate("said") == []


def test_words_to_learn_are_kept_asked_and_saved(visit: Open, pages: Path, tmp_path: Path) -> None:
    page = _page(visit, pages)
    press(page, "v")
    expect(page.locator("#status")).to_have_text("Select a word first.")
    select(page, "p1s1", "source", 3, 7)
    press(page, "v")
    expect(page.locator("#status")).to_have_text("Kept to learn: chat")
    select(page, "p1s2", "target", 1, 4)
    press(page, "v", "v")
    page.reload()
    expect(page.locator("#learn-open")).to_have_text("2 words to learn")
    page.click("#learn-open")
    assert not page.locator("#learn details > span").first.is_visible()
    page.click("#learn-reveal")
    assert page.locator("#learn details > span").first.is_visible()
    assert _saved(page, "#learn-save", tmp_path).splitlines() == [
        "#separator:tab",
        "#html:false",
        "#columns:Word\tSentence\tTranslation\tId",
        '"chat"\t"Le chat dort."\t"The cat sleeps."\t"été 1:1:1"',
        '"Yes"\t"“Yes,” he says."\t"""Oui,"" dit-il."\t"été 1:1:2"',
    ]
    page.locator("#learn li button").first.click()
    page.locator("#learn li button").first.click()
    expect(page.locator("#learn-open")).to_be_hidden()


def test_a_note_is_kept_shown_and_saved(visit: Open, pages: Path, tmp_path: Path) -> None:
    page = _page(visit, pages)
    press(page, "j", "N")
    page.keyboard.type("=ask Awa")
    page.wait_for_url("**#p1s1")
    page.reload()
    expect(page.locator("#p1s1")).to_have_attribute("data-edited", "note")
    expect(page.locator("#p1s1 .work .lines")).to_contain_text("=ask Awa")
    notes = _saved(page, "#notes-save", tmp_path).splitlines()
    assert notes == ["id\tfr\ten\tnote", "été 1:1:1\tLe chat dort.\tThe cat sleeps.\t'=ask Awa"]
    corrections = _saved(page, "#edits-save", tmp_path).splitlines()
    assert corrections[1].split("\t")[3:] == ["note", "", "", "'=ask Awa"]
    press(page, "N", "Control+a", "Delete", "Enter")
    expect(page.locator("#edits")).to_be_hidden()


def test_the_index_shows_what_was_read(visit: Open, pages: Path) -> None:
    page = _page(visit, pages)
    press(page, "j", "j", "r", "r")
    expect(page.locator("#status")).to_have_text("This article is reviewed now.")
    page.reload()
    expect(page.locator("#status-of")).to_have_value("reviewed")
    page.goto(page.url.split("#")[0])
    page.click("#last-place a")
    assert page.url.endswith("#p1s2")
    page.goto((pages / "index.html").as_uri())
    expect(page.locator("tbody .progress")).to_have_text(["reviewed"])
    page.select_option("#read", "unread")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.locator("tbody .progress").count() == 0
    page.select_option("#read", "reviewed")
    expect(page.locator("tbody .progress")).to_have_text("reviewed")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_axe_finds_nothing_where_one_notes_cites_and_learns(visit: Open, pages: Path, theme: str, locale: str) -> None:
    page = _page(visit, pages, color_scheme=theme, locale=locale)
    select(page, "p1s1", "source", 3, 7)
    press(page, "v", "j", "N")
    page.keyboard.type("x")
    for opener in (None, "#cite-open", "#learn-open"):
        if opener:
            page.evaluate("document.querySelector('dialog[open]')?.close()")
            page.click(opener)
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(({ violations }) => violations)")
        assert json.dumps([(rule["id"], rule["nodes"][0]["html"]) for rule in found]) == "[]"
