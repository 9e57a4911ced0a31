"""A person at work on the pages: edits, acceptances, dismissals, the file of them, and what keeps them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from bilingual.corpus import corrections
from bilingual.data import Kind, Origin, Reference, Translation
from bilingual.formats.jsonl import JsonlWriter
from bilingual.formats.remarked import says_actions
from bilingual.formats.tsv import rows
from bilingual.io.output import OutputFolder
from bilingual.io.source import Source
from bilingual.pipeline.renewing import renew
from tests.browser.reading import lit, press
from tests.browser.test_standards import AXE
from tests.support.pages import FULL, PROVENANCE, in_browser, make, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Open

NUMBERS = Translation("There were 1,000 visitors.", -0.3, ("numbers", "quotes"))


def _paragraph(*sentences: tuple[str, Translation]) -> tuple[Kind, list[tuple[str, Translation]]]:
    return (Kind.BODY, list(sentences))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two articles, with pages, of which some sentences are to check, and one has a reference."""
    market = make(
        "market",
        [
            _paragraph(
                ("« Enfin ! » dit-elle.", Translation("“At last!” she says.", -0.3)),
                ("Il y avait 10 000 visiteurs.", NUMBERS),
                ("Elle rit.", Translation("She weeps.", -0.2, ("names",))),
            ),
            _paragraph(("La pluie tombe.", Translation("Rain falls here.", -0.3))),
        ],
        FULL,
    )
    article, pairs = market
    pairs = [*pairs[:3], replace(pairs[3], reference=Reference("The rain is falling.", 1))]
    other = make("other", [_paragraph(("Oui.", Translation("Yes.", -0.3, ("numbers",))))], FULL)
    _write(tmp_path, [(article, pairs), other])
    return tmp_path


def _write(folder: Path, articles: Any) -> None:  # noqa: ANN401 - as ``write`` takes it
    write(folder, articles)
    output = OutputFolder(folder)
    with output, JsonlWriter(output, PROVENANCE) as writer:
        for article, pairs in articles:
            writer.add(replace(article, provenance=PROVENANCE), pairs)
        writer.close()
        output.publish()


def _page(visit: Open, corpus: Path, name: str = "market", **settings: Any) -> Page:  # noqa: ANN401 - what Playwright takes
    return visit(corpus / "html" / f"{name}.html", accept_downloads=True, **settings)


def _pin(page: Page, name: str) -> None:
    page.click(f"#{name} .target")
    expect(page.locator(".pair[aria-current]")).to_have_id(name)


def _let_go(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    press(page, "Escape")


def _light(page: Page, name: str) -> None:
    page.evaluate("(name) => { location.hash = name; }", name)
    expect(page.locator(".pair[aria-current]")).to_have_id(name)
    page.locator(f"#{name} .ref").focus()


def _edit(page: Page, name: str, text: str) -> None:
    _pin(page, name)
    press(page, "e")
    page.fill("textarea", text)


def _saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("#edits-save")
    assert download.value.suggested_filename == "corrections.tsv"
    path = folder / "corrections.tsv"
    download.value.save_as(path)
    return path


def _rows(path: Path) -> list[tuple[str, str, str, str, str]]:
    found = rows(Source.of(path), ("fr", "en"))
    return [(row.id, row.target, row.remark.action, row.remark.flag, row.remark.reason) for row in found]


def test_an_edit_is_made_with_the_evidence_in_view_and_kept_at_every_key(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _pin(page, "p1s2")
    press(page, "e")
    field = page.locator("#p1s2 textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("There were 1,000 visitors.")
    expect(page.locator("#p1s2 .why")).to_be_visible()
    source, box = page.locator("#p1s2 .source").bounding_box(), field.bounding_box()
    assert source
    assert box
    assert box["y"] >= source["y"] + source["height"]
    page.keyboard.press("End")
    page.keyboard.type("!?")
    # Nothing was pressed that keeps it: the page may close at any moment.
    page.reload()
    expect(page.locator("#p1s2 .target bdi")).to_have_text("There were 1,000 visitors.!?")
    expect(page.locator("#edits-open")).to_have_text("1 edit")


def test_control_enter_goes_on_to_the_next_to_check_and_escape_undoes(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _edit(page, "p1s2", "There were 10,000 visitors.")
    press(page, "Control+Enter")
    assert lit(page) == "p1s3"
    assert page.text_content("#p1s2 .target bdi") == "There were 10,000 visitors."
    assert page.locator("[data-check=to-check]").count() == 1
    press(page, "e")
    page.keyboard.type(" No!")
    press(page, "Escape")
    assert page.text_content("#p1s3 .target bdi") == "She weeps."
    assert lit(page) == "p1s3"
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    # Escape takes back what was typed now, not what was kept before.
    _edit(page, "p1s2", "Visitors.")
    press(page, "Escape")
    assert page.text_content("#p1s2 .target bdi") == "There were 10,000 visitors."


def test_a_diff_shows_the_machine_and_the_person(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _edit(page, "p1s2", "There were 10,000 visitors today.")
    lines = page.locator("#p1s2 .lines .line")
    assert lines.count() == 2
    assert lines.nth(1).locator("del").all_text_contents() == ["1,000"]
    assert lines.nth(1).locator("ins").all_text_contents() == ["10,000", " today"]


def test_the_translations_are_compared_with_the_reference(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _pin(page, "p2s1")
    lines = page.locator("#p2s1 .lines .line")
    assert [text.split()[0] for text in lines.all_text_contents()] == ["Machine", "Reference"]
    first = lines.first.locator("small").text_content()
    press(page, "e")
    page.fill("textarea", "The rain is falling.")
    assert [text.split()[0] for text in lines.all_text_contents()] == ["Machine", "Yours", "Reference"]
    assert lines.nth(1).locator("small").text_content() == "chrF 100.0"
    assert first != "chrF 100.0"


def test_the_machines_words_stand_beside_a_correction_and_the_reference(visit: Open, tmp_path: Path) -> None:
    article, pairs = make(
        "a",
        [
            _paragraph(
                ("La pluie tombe.", Translation("Rain is falling.", None)),
                ("Il pleut.", Translation("It is raining.", None)),
                ("Oui.", Translation("Yes.", None)),
                ("Non.", Translation("No.", -0.1)),
            )
        ],
    )
    machines = ("Rain falls here.", "It rains.", "Yes.")
    human = [replace(pair, origin=Origin.HUMAN, machine=was) for pair, was in zip(pairs[:3], machines, strict=True)]
    beside = replace(human[0], reference=Reference("The rain is falling.", 1))
    both = replace(human[2], reference=Reference("Yes and no.", 2))
    write(tmp_path, [(article, [beside, human[1], both, pairs[3]])])
    page = visit(tmp_path / "html" / "a.html")
    lines = page.locator(".lines .line")

    def shown(name: str) -> list[str]:
        _light(page, name)
        return [str(text) for text in lines.locator("b").all_text_contents()]

    assert shown("p1s1") == ["Machine", "Corrected", "Reference"]
    assert lines.locator("[lang=en]").nth(0).text_content() == "Rain falls here."
    assert lines.nth(1).locator("del").all_text_contents() == ["falls here"]
    assert lines.nth(1).locator("ins").all_text_contents() == ["is falling"]
    assert lines.nth(2).locator("ins").all_text_contents() == ["The rain "]
    scores = [float(text.split()[1]) for text in lines.locator("small").all_text_contents()]
    assert len(scores) == 2
    assert scores[0] < scores[1] < 100
    press(page, "e")
    page.fill("textarea", "The rain is falling.")
    assert lines.locator("b").all_text_contents() == ["Machine", "Corrected", "Yours", "Reference"]
    assert lines.nth(2).locator("small").text_content() == "chrF 100.0"
    press(page, "Escape")
    # Without a reference what was changed is shown; what a person let stand is said once.
    assert shown("p1s2") == ["Machine", "Corrected"]
    assert lines.nth(1).locator("ins").all_text_contents() == ["is raining"]
    # A reference of several is compared with all of them, whoever made each.
    assert shown("p1s4") == ["Machine", "Reference of 2 sentences"]
    assert lines.locator("[lang=en]").nth(0).text_content() == "Yes. No."


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ("Rain falls here.", "The rain is falling."),
        ("a", "b"),
        ("The cat", "The cat"),
        ("", "x"),
        ("élan vital", "elan"),
    ],
)
def test_chrf_is_that_of_sacrebleu(visit: Open, corpus: Path, made: str, wanted: str) -> None:
    chrf = pytest.importorskip("sacrebleu").sentence_chrf(made, [wanted]).score
    page = _page(visit, corpus)
    assert page.evaluate(in_browser("chrF(...given)", "diff.js"), [made, wanted]) == pytest.approx(chrf, abs=1e-6)


def test_accepting_and_dismissing_end_in_the_file(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _pin(page, "p1s1")
    press(page, "a")
    assert lit(page) == "p1s2"
    press(page, "d")
    page.select_option("#p1s2 select", "numbers")
    page.fill("#p1s2 .form input", "ten thousand\tis 10,000")
    press(page, "Enter")
    # What is left is minor.
    assert page.get_attribute("#p1s2", "data-check") != "to-check"
    press(page, "d", "Enter")
    assert page.text_content("#p1s2 .target bdi") == NUMBERS.text
    press(page, "d")
    expect(page.locator("#status")).to_have_text("There is no flag here to dismiss.")
    _edit(page, "p1s3", '"- She laughs", I said.')
    path = _saved(page, corpus)
    assert path.read_text(encoding="utf-8").splitlines()[0] == "id\tfr\ten\taction\tflag\treason\tnote"
    assert _rows(path) == [
        ("market:1:1", "“At last!” she says.", "accept", "", ""),
        ("market:1:2", NUMBERS.text, "dismiss", "numbers", "ten thousand\tis 10,000"),
        ("market:1:2", NUMBERS.text, "dismiss", "quotes", ""),
        ("market:1:3", '"- She laughs", I said.', "edit", "", ""),
    ]


def test_import_takes_the_file_and_the_pages_then_know_it(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _edit(page, "p1s2", "=10,000 visitors.")
    press(page, "Control+Enter", "a")
    _pin(page, "p2s1")
    heard: list[object] = []
    summary = corrections.take(_saved(page, corpus), corpus, None, heard.append, by="Anne")
    assert (summary.conflicts, summary.sentences, summary.confirmed) == (0, 2, 1)
    renew(corpus)
    page.reload()
    expect(page.locator("#edits")).to_be_hidden()
    assert page.text_content("#p1s2 .target bdi") == "=10,000 visitors."
    assert page.get_attribute("#p1s3", "data-origin") == "human"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('bilingual.edit')).length") == 0


def test_a_dismissal_that_the_corpus_has_can_be_taken_back(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    _pin(page, "p1s3")
    press(page, "d", "Enter")
    corrections.take(_saved(page, corpus), corpus, None, lambda _: None)
    renew(corpus)
    page.reload()
    expect(page.locator("#edits")).to_be_hidden()
    assert page.get_attribute("#p1s3", "data-dismissed") == "names"
    assert page.get_attribute("#p1s3", "data-check") is None
    _let_go(page)
    _pin(page, "p1s3")
    page.get_by_role("button", name="names is a flag again").click()
    assert [row[2:4] for row in _rows(_saved(page, corpus))] == [("restore", "names")]
    summary = corrections.take(corpus / "corrections.tsv", corpus, None, lambda _: None)
    assert (summary.restored, summary.conflicts) == (1, 0)


def test_the_file_is_of_all_pages_of_the_folder_and_of_no_other(visit: Open, corpus: Path, html: Path) -> None:
    page = _page(visit, corpus)
    _edit(page, "p1s1", "At last, she says.")
    page.goto((corpus / "html" / "other.html").as_uri())
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    _edit(page, "p1s1", "Yes!")
    expect(page.locator("#edits-open")).to_have_text("2 edits")
    assert [row[0] for row in _rows(_saved(page, corpus))] == ["market:1:1", "other:1:1"]
    page.goto((html / "goita.html").as_uri())
    expect(page.locator("#edits")).to_be_hidden()
    page.goto((corpus / "html" / "other.html").as_uri())
    page.click("#edits-open")
    links = page.locator("#edits-list li a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert [link.rpartition("/")[2] for link in links] == ["market.html#p1s1", "other.html#p1s1"]
    page.get_by_role("button", name="Forget other:1:1").click()
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    assert page.text_content("#p1s1 .target bdi") == "Yes."


@pytest.mark.parametrize("change", ["French", "English"])
def test_what_was_done_with_another_text_is_shown_and_not_applied(visit: Open, corpus: Path, change: str) -> None:
    page = _page(visit, corpus)
    _edit(page, "p1s3", "She laughs.")
    path = corpus / "html" / "market.html"
    text = path.read_text(encoding="utf-8")
    before, after = ("Elle rit.", "Elle rit aux éclats.") if change == "French" else ("She weeps.", "She is weeping.")
    path.write_text(text.replace(before, after), encoding="utf-8")
    page.reload()
    expect(page.locator("#p1s3")).to_have_attribute("data-edited", "outdated")
    assert page.text_content("#p1s3 .target bdi") == ("She weeps." if change == "French" else "She is weeping.")
    expect(page.locator("#edits-open")).to_have_text("1 edit")
    _let_go(page)
    _pin(page, "p1s3")
    expect(page.locator("#p1s3 .outdated")).to_contain_text("She laughs.")
    assert len(_saved(page, corpus).read_text(encoding="utf-8").splitlines()) == 1
    page.get_by_role("button", name="Use it here").click()
    assert page.text_content("#p1s3 .target bdi") == "She laughs."
    assert [row[1] for row in _rows(_saved(page, corpus))] == ["She laughs."]
    # As it was again, and nothing is said of what was used.
    expect(page.locator("#p1s3 .outdated")).to_have_count(0)


def test_two_windows_hear_of_each_other(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    other = page.context.new_page()
    other.goto(page.url)
    _edit(page, "p1s3", "She laughs.")
    expect(other.locator("#p1s3 .target bdi")).to_have_text("She laughs.")
    expect(other.locator("#edits-open")).to_have_text("1 edit")
    _edit(other, "p1s2", "Ten thousand came.")
    expect(page.locator("#edits-open")).to_have_text("2 edits")
    # In the same field of both: what is typed last stands, and the other window says so.
    _let_go(other)
    _edit(other, "p1s3", "She smiles.")
    expect(page.locator("#status")).to_contain_text("Another window changed this sentence, too")
    assert page.input_value("#p1s3 textarea") == "She laughs."


@pytest.mark.parametrize(
    ("name", "said"), [("QuotaExceededError", "store is full"), ("SecurityError", "keeps nothing for this page")]
)
def test_what_cannot_be_kept_is_said_at_once_and_can_be_saved(visit: Open, corpus: Path, name: str, said: str) -> None:
    page = _page(visit, corpus)
    page.evaluate("(name) => { Storage.prototype.setItem = () => { throw new DOMException('', name); }; }", name)
    page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new DOMException(); }; }")
    _edit(page, "p1s3", "She laughs.")
    expect(page.locator("#edits-trouble")).to_contain_text(said)
    expect(page.locator("#edits-trouble")).to_be_visible()
    assert [row[1] for row in _rows(_saved(page, corpus))] == ["She laughs."]


def test_a_browser_that_keeps_pages_apart_is_told_of(visit: Open, corpus: Path) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    page = _page(visit, corpus, user_agent=agent)
    _edit(page, "p1s3", "She laughs.")
    expect(page.locator("#edits-apart")).to_be_visible()
    page = _page(visit, corpus)
    _edit(page, "p1s3", "She laughs.")
    expect(page.locator("#edits-apart")).to_be_hidden()


def test_a_store_that_others_wrote_to_does_no_harm(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus)
    folder = f"{(corpus / 'html').as_uri()}/"
    sound: dict[str, Any] = {"fr": "x", "en": "y", "text": "<img src=x onerror=alert(1)>", "accepted": False}
    sound |= {"dismissed": {}, "restored": [], "reason": "", "page": "javascript:alert(1)", "hash": "0"}
    for number, value in enumerate([{"id": "market:1:1", **sound}, {"id": "gone:1:1", **sound}, {"id": 3}, None, "["]):
        name = value["id"] if isinstance(value, dict) and number < 2 else f"k{number}"
        key = "bilingual.edit:" + json.dumps([folder, name, "0"], separators=(",", ":"))
        page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(value))})")
    page.reload()
    expect(page.locator("#edits-open")).to_have_text("2 edits")
    page.click("#edits-open")
    assert page.locator("#edits-list a[href]").count() == 0
    assert page.locator("#edits-list img").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["1", "2", "3", "4", "6"])
def test_axe_finds_nothing_where_one_works(visit: Open, corpus: Path, theme: str, view: str) -> None:
    page = _page(visit, corpus, color_scheme=theme)
    press(page, view)
    _light(page, "p1s3")
    press(page, "e")
    page.fill("textarea", "She laughs, of course.")
    for act in ("", "d"):
        if act:
            _light(page, "p1s2")
            press(page, act)
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(({ violations }) => violations)")
        assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_a_page_in_french_works_in_french(visit: Open, corpus: Path) -> None:
    page = _page(visit, corpus, locale="fr-FR")
    _edit(page, "p1s3", "She laughs.")
    expect(page.locator("#edits-open")).to_have_text("1 correction")
    assert page.get_by_role("button", name="Enregistrer le fichier").is_visible()


def test_the_head_of_the_file_says_what_it_is() -> None:
    assert says_actions(["id", "fr", "en", "action", "flag", "reason", "note"])
