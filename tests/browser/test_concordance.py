"""The concordance of the index: a line for each place, all counted, in each order, as the terminal has it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import bilingual
from bilingual.data import Kind, Metadata, Translation
from bilingual.formats.html import HtmlWriter, siblings
from bilingual.formats.jsonl import JsonlWriter
from bilingual.io.output import OutputFolder
from tests.support.pages import PROVENANCE, make, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Open

STRETCHES = json.loads((Path(__file__).parents[1] / "data" / "search" / "stretches.json").read_text(encoding="utf-8"))
# Few words, so that each stands in many sentences, and often.
_FRENCH = ("le", "la", "Église", "d’airain", "coopération", "coop", "russe", "militaire", "œuvre", "à", "100", "l'été")
_ENGLISH = ("the", "church", "of", "brass", "cooperation", "coop", "military", "work", "100", "la", "rest")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of 40 articles, whose search files are many: its folder, with JSON Lines and pages."""
    folder = tmp_path_factory.mktemp("many")
    chance = random.Random(7)
    with pytest.MonkeyPatch.context() as patch, OutputFolder(folder) as output:
        for name, value in (("SIZE", 500), ("ROWS", 9), ("BLOCK_SENTENCES", 60)):
            patch.setattr(siblings, name, value)
        with JsonlWriter(output, PROVENANCE) as lines, HtmlWriter(output, PROVENANCE) as pages:
            for number in range(40):
                sentences = [(_sentence(chance, _FRENCH), _sentence(chance, _ENGLISH)) for _ in range(8)]
                date = f"{2020 + number % 4}-{number % 12 + 1:02}-01" if number % 5 else None
                scores = chance.choices((None, -0.1, -0.7, -2.0), k=len(sentences))
                made = [(fr, Translation(en, score)) for (fr, en), score in zip(sentences, scores, strict=True)]
                facts = Metadata(title=f"Titre {number}", date=date, publisher=f"Journal {number % 3}")
                article, pairs = make(f"n{number}", [(Kind.BODY, made)], facts)
                for writer in (lines, pages):
                    writer.add(article, [replace(pair) for pair in pairs])
            for writer in (lines, pages):
                writer.close()
        output.publish()
    return folder


def _sentence(chance: random.Random, words: tuple[str, ...]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(1, 14))).capitalize() + chance.choice((".", " !", "…"))


def rows(page: Page) -> list[dict[str, str]]:
    """Return the lines as they are saved."""
    with page.expect_download() as download:
        page.click("#save")
    names, *cells = (line.split("\t") for line in download.value.path().read_text(encoding="utf-8-sig").splitlines())
    return [dict(zip(names, row, strict=True)) for row in cells]


def ask(page: Page, query: str, by: str = "") -> None:
    page.fill("#query", query)
    expect(page.locator("main:not([aria-busy])")).to_be_visible()
    page.select_option("#by", by)
    expect(page.locator("main:not([aria-busy])")).to_be_visible()


def numbers(text: str) -> Iterator[int]:
    return (int(word) for word in text.replace(",", "").split() if word.isdecimal())


@pytest.mark.parametrize("case", STRETCHES, ids=lambda case: str(case["label"]))
def test_a_line_holds_what_stands_closest_together(visit: Open, tmp_path: Path, case: dict[str, Any]) -> None:
    pair = (case["text"], Translation(case.get("target", "Nothing."), -0.1))
    write(tmp_path, [make("a", [(Kind.BODY, [pair])], Metadata(title="Titre"))])
    page = visit(tmp_path / "html" / "index.html")
    page.fill("#query", case["query"])
    expect(page.locator("#lines .kwic mark")).to_have_text(case["nodes"])
    # As many as are counted, which is done without looking into the text.
    assert next(numbers(page.inner_text("#tally"))) == len(case["nodes"])


# What is in quotation marks is no base form in the terminal, and no beginning on the page.
QUERIES = {
    '"la"': '"la"',
    '"la coopération"': '"la coopération"',
    "coop": "coop*",
    '"la" "russe"': '"la" "russe"',
    'fr:"la" en:"church"': 'fr:"la" en:"church"',
    '"église" -"militaire"': '"église" -"militaire"',
    '"d\'airain" "russe" "100"': '"d’airain" "russe" "100"',
}


@pytest.mark.parametrize("query", QUERIES)
def test_lines_are_those_of_the_terminal_in_every_order(visit: Open, many: Path, query: str) -> None:
    page = visit(many / "html" / "index.html")
    for by in ("", "right", "left"):
        ask(page, query, by)
        mine = [(row["id"], row["left"], row["node"], row["right"]) for row in rows(page)]
        with bilingual.search(many, QUERIES[query], sort=by or "corpus") as found:
            lines = [
                (line.hit.id, *(" ".join(part.split()) for part in (line.left, line.word, line.right)))
                for line in found.lines()
            ]
            segments = found.counts().total
        assert mine == lines
        assert list(numbers(page.inner_text("#tally"))) == [len(lines), segments]
    # Every line is of a year and of a publisher.
    for counts in page.locator("#counts ul").all():
        assert sum(numbers(" ".join(counts.locator(".number").all_inner_texts()))) == len(lines)


def test_lines_follow_date_and_trust(visit: Open, many: Path) -> None:
    page = visit(many / "html" / "index.html")
    ask(page, '"la"', "score")
    trusts = [row["trust"] for row in rows(page)]
    assert trusts == sorted(trusts, key=lambda trust: (not trust, trust))
    assert len(set(trusts)) == 4
    ask(page, '"la"', "date")
    dates = [row["date"] for row in rows(page)]
    assert dates == sorted(dates, reverse=True)
    assert dates[-1] == ""


def test_filters_count_the_lines_that_they_leave(visit: Open, many: Path) -> None:
    page = visit(many / "html" / "index.html")
    ask(page, '"la" "russe"', "right")
    every = rows(page)
    page.select_option("#publisher", "Journal 1")
    left = [row for row in every if row["publisher"] == "Journal 1"]
    assert rows(page) == left
    assert next(numbers(page.inner_text("#tally"))) == len(left) < len(every)


def test_more_lines_go_on_in_order(visit: Open, many: Path) -> None:
    page = visit(many / "html" / "index.html")
    ask(page, '"la"', "left")
    every = [" ".join(f"{row['left']} {row['node']} {row['right']}".split()) for row in rows(page)]
    page.evaluate("for (const press of [1, 2]) document.getElementById('more-lines').click()")
    expect(page.locator("#lines li")).to_have_count(90)
    shown = [
        " ".join(" ".join(line.locator(part).text_content() or "" for part in (".left", "mark", ".right")).split())
        for line in page.locator("#lines .kwic").all()
    ]
    assert shown == every[:90]


def test_of_very_many_lines_is_said_how_many_were_copied(visit: Open, large: Path) -> None:
    page = visit(large, permissions=["clipboard-read", "clipboard-write"])
    page.fill("#query", '"baba"')
    expect(page.locator("#lines li")).to_have_count(30)
    [lines, _] = numbers(page.inner_text("#tally"))
    page.click("#copy")
    expect(page.locator("#status")).to_have_text(f"1,000 lines copied, the first of {lines:,}")
    assert len(page.evaluate("navigator.clipboard.readText()").splitlines()) == 1001


def test_a_long_node_shows_both_ends(visit: Open, tmp_path: Path) -> None:
    text = f"Alpha {'et ainsi de suite ' * 12}omega."
    write(tmp_path, [make("a", [(Kind.BODY, [(text, Translation("Nothing.", -0.1))])], Metadata(title="Titre"))])
    page = visit(tmp_path / "html" / "index.html", width=1000)
    page.fill("#query", "alpha omega")
    node = page.locator("#lines .kwic mark")
    expect(node).to_have_text(text[:-1])
    box, line = node.bounding_box(), page.locator("#lines li").bounding_box()
    assert box
    assert line
    assert box["width"] < line["width"] * 0.7
    expect(node.locator("b")).to_have_text(["Alpha", "omega"])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
