"""The pages of a corpus: their structure, and that only what changed is written again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Metadata, Repair, Translation
from bilingual.formats.html import HtmlWriter
from bilingual.io.files import page_name
from bilingual.io.output import OutputFolder
from tests.support.pages import FULL, MARKET, PROVENANCE, SPACES, make, parse, three_articles, without_assets, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    pages = write(tmp_path, three_articles()[:2])
    assert set(pages) == {"a.html", "b.html", "index.html"}
    for name, text in pages.items():
        golden(f"html/{name}", without_assets(text, "index" if name == "index.html" else "article"))


def test_two_runs_are_identical(tmp_path: Path) -> None:
    assert write(tmp_path / "one", three_articles()) == write(tmp_path / "two", three_articles())


def test_every_pair_in_order_with_its_languages(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    pairs = page.find(class_="pair")
    assert [pair.attributes["id"] for pair in pairs] == [
        *("p1s1", "p2s1", "p3s1", "p4s1", "p4s2", "p4s3", "p5s1", "p6s1", "p7s1")
    ]
    sides = [[pair.find(class_=side)[0] for side in ("source", "target")] for pair in pairs]
    assert {(source.attributes["lang"], target.attributes["lang"]) for source, target in sides} == {("fr", "en")}
    expected = [pair for _, sentences in MARKET for pair in sentences]
    assert [source.text.translate(SPACES) for source, _ in sides] == [source for source, _ in expected]
    assert [target.text for _, target in sides] == [translation.text for _, translation in expected]
    for pair in pairs:
        (ref,) = pair.find(name="a")
        assert ref.attributes["href"] == f"#{pair.attributes['id']}"
        assert f"p{ref.text.replace('.', 's')}" == pair.attributes["id"]


def test_paragraphs_are_what_they_are(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    paragraphs = page.find(class_="paragraph")
    assert [(element.name, element.attributes["class"].split()[1]) for element in paragraphs] == [
        ("h1", "headline"),
        ("p", "lead"),
        ("p", "caption"),
        ("p", "body"),
        ("h2", "subheading"),
        ("p", "body"),
        ("p", "byline"),
    ]
    assert len(paragraphs[3].find(class_="pair")) == 3
    # Headline and lead stand above the dateline, all else below it.
    (article,) = page.find(name="article")
    assert [len(header.find(class_="paragraph")) for header in article.find(name="header")] == [2]


def test_a_second_headline_is_no_second_h1(tmp_path: Path) -> None:
    headline = (Kind.HEADLINE, [("Titre", Translation("Title", None))])
    page = parse(write(tmp_path, [make("a", [headline, headline])])["a.html"])
    assert [element.name for element in page.find(class_="headline")] == ["h1", "h2"]


def test_metadata_and_provenance(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    assert page.find(name="title")[0].text == FULL.title
    (dateline,) = page.find(class_="dateline")
    assert [item.text for item in dateline.find(name="li")] == [
        "Awa Diallo, Jean Petit",
        "Le Courrier",
        "courrier.example",
        "2 August 2023",
        "2 minutes to read",
    ]
    assert dateline.find(name="time")[0].attributes == {"datetime": "2023-08-02"}
    assert page.find(class_="section")[0].text == "Ville"
    (colophon,) = page.find(class_="colophon")
    text = " ".join(colophon.text.split())
    facts = (
        "articles/a.txt",
        "9 sentences",
        "Studio Nord",
        "translate-fr_en (version 1.9)",
        "argos engine",
        "beam size 4",
    )
    for fact in (*facts, "length penalty 0.2", "int8", "bilingual 0.1.0", "ab" * 6 + "…", "ab" * 32, "cd" * 32):
        assert fact in text


def test_an_article_without_metadata(tmp_path: Path) -> None:
    pages = write(tmp_path, [make("nom de fichier", [], Metadata())])
    page = parse(pages[f"{page_name('nom de fichier')}.html"])
    assert page.find(name="title")[0].text == "nom de fichier"
    assert [(h1.text, len(h1.find(class_="id"))) for h1 in page.find(name="h1")] == [("nom de fichier", 1)]
    assert not page.find(class_="dateline")
    assert not page.find(class_="neighbours")


def test_a_title_that_is_no_paragraph_heads_the_page(tmp_path: Path) -> None:
    body = [(Kind.BODY, [("Oui.", Translation("Yes.", None))])]
    page = parse(write(tmp_path, [make("a", body)])["a.html"])
    assert [h1.text for h1 in page.find(name="h1")] == [FULL.title]
    assert page.find(name="h1")[0].find(lang="fr")


def test_a_page_is_written_again_where_only_the_repair_changed(tmp_path: Path) -> None:
    for repaired in ("", "clauses: numbers"):
        pages = write(
            tmp_path, [make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", -0.1, repaired=Repair.parse(repaired)))])])]
        )
        assert bool(parse(pages["a.html"]).find(class_="why")) == bool(repaired)


def test_a_failed_run_leaves_the_pages_of_the_one_before(tmp_path: Path) -> None:
    before = write(tmp_path, three_articles())

    def fail() -> None:
        with OutputFolder(tmp_path) as output, HtmlWriter(output, replace(PROVENANCE, model="another")) as writer:
            for article, pairs in three_articles():
                writer.add(article, pairs)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert {path.name: path.read_bytes().decode() for path in (tmp_path / "html").glob("*.html")} == before


def test_main_is_the_index(tmp_path: Path) -> None:
    write(tmp_path, [])
    assert HtmlWriter(OutputFolder(tmp_path), PROVENANCE).main == tmp_path / "html" / "index.html"


def test_a_page_that_would_come_out_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    articles = three_articles()
    write(tmp_path, articles)
    states = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "html").iterdir()}
    article, pairs = articles[2]
    changed = [replace(pairs[0], translation=replace(pairs[0].translation, text="Another")), *pairs[1:]]
    pages = write(tmp_path, [*articles[:2], (article, changed)])
    unchanged = {name for name, time in states.items() if (tmp_path / "html" / name).stat().st_mtime_ns == time}
    assert unchanged == {f"{article.id}.html" for article, _ in articles[:2]}
    assert "Another" in pages[f"{article.id}.html"]


def test_pages_of_articles_that_are_gone_are_removed(tmp_path: Path) -> None:
    write(tmp_path, three_articles())
    (tmp_path / "html" / "notes.html").write_text("mine")
    assert set(write(tmp_path, three_articles()[:1])) == {
        "index.html",
        "notes.html",
        f"{three_articles()[0][0].id}.html",
    }


def test_languages_from_right_to_left_say_so(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("نعم.", -0.1))])])
    page = parse(write(tmp_path, [(article, pairs)], replace(PROVENANCE, target_language="ar"))["a.html"])
    assert page.find(class_="target")[0].attributes["dir"] == "rtl"
    assert "dir" not in page.find(class_="source")[0].attributes


def test_the_colophon_names_the_glossary_where_its_name_is_known(tmp_path: Path) -> None:
    for name, shown in (("presse <1>.tsv", True), ("", False)):
        made = replace(PROVENANCE, glossary="1" * 64, glossary_name=name)
        pages = write(tmp_path / str(shown), [make("a", MARKET)], made)
        for page in ("a.html", "index.html"):
            colophon = parse(pages[page]).find(class_="colophon")[0].text
            assert "111111111111" in colophon
            assert ("presse <1>.tsv" in colophon) is shown
