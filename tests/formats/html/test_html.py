from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Kind, Metadata, Origin, Repair, Translation
from bilingual.engines.repair import COPY, WAYS
from bilingual.formats import html
from bilingual.formats.html import HtmlWriter, trust
from bilingual.io.files import page_name
from bilingual.io.output import OutputFolder
from tests.support.pages import FULL, MARKET, PROVENANCE, SPACES, make, parse, three_articles, without_assets, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Structure


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


def test_french_spaces_never_break(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    french = [element.text for element in page.find(class_="source")]
    assert "«\u00a0Enfin\u202f!\u00a0» s'écrie une marchande." in french
    assert "Deux ans de travaux\u00a0: c'est fini\u202f!" in french
    assert "Il y avait 10\u202f000 visiteurs." in french


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


@pytest.mark.parametrize(("stated", "shown"), [("2022-08", "August 2022"), ("2022", "2022")])
def test_dates_are_as_precise_as_they_are(tmp_path: Path, stated: str, shown: str) -> None:
    page = parse(write(tmp_path, [make("a", MARKET, Metadata(date=stated))])["a.html"])
    (time,) = page.find(class_="dateline")[0].find(name="time")
    assert (time.attributes, time.text) == ({"datetime": stated}, shown)


def test_a_date_that_is_none_is_shown_as_it_stands(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET, Metadata(date="hier soir"))])["a.html"])
    assert page.find(class_="dateline")[0].text.strip() == "hier soir"
    assert not page.find(name="time")


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


# Scores, flags, origins


def test_scores_and_flags(tmp_path: Path) -> None:
    page = parse(write(tmp_path, [make("a", MARKET)])["a.html"])
    pairs = {pair.attributes["id"]: pair for pair in page.find(class_="pair")}
    assert pairs["p4s1"].attributes["data-score"] == "-0.3000"
    assert not pairs["p4s1"].find(class_="mark")
    assert "data-score" not in pairs["p4s2"].attributes
    (mark,) = pairs["p4s3"].find(class_="mark")
    assert (
        mark.attributes["title"]
        == mark.attributes["aria-label"]
        == "Flagged: a number is missing, changed or added (10 000 → 1,000); length. "
        "Score 0.28: the model was unsure: do not rely on it"
    )
    (mark,) = pairs["p3s1"].find(class_="mark")
    assert mark.attributes["class"] == "mark repaired"
    assert mark.attributes["title"] == (
        "Repaired: another of the model’s best translations was taken. "
        "The first translation was flagged: names are missing or were changed"
    )


def test_a_page_is_written_again_where_only_the_repair_changed(tmp_path: Path) -> None:
    for repaired in ("", "clauses: numbers"):
        pages = write(
            tmp_path, [make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", -0.1, repaired=Repair.parse(repaired)))])])]
        )
        assert ("Repaired: it was" in pages["a.html"]) == bool(repaired)


def test_a_mark_shows_the_evidence_of_checks_for_these_languages_alone() -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Ils sont 40.", Translation("They are 14.", -0.1, ("numbers",)))])])
    assert trust.explain(pair, ("fr", "en")) == "Flagged: a number is missing, changed or added (40 → 14)"
    assert trust.explain(pair, ("fr", "es")) == "Flagged: a number is missing, changed or added"


def test_every_way_to_repair_has_words() -> None:
    assert {*(way.name for way in WAYS), COPY} == set(trust.REPAIRS)


@pytest.mark.parametrize(
    ("repaired", "flags", "kinds", "words"),
    [
        ("true-case", (), ("repaired",), "Repaired: it was translated in small letters"),
        (
            "clauses: numbers, low-score",
            ("split",),
            ("flagged",),
            (
                "Flagged: the sentence is long and was translated in parts. "
                "Repaired: it was translated clause by clause. The first translation was flagged: "
                "a number is missing, changed or added; the model was unsure of its words"
            ),
        ),
        ("glossary target: ONU → UN", (), ("repaired",), "Translated again to keep to the glossary: ONU → UN"),
    ],
)
def test_a_mark_says_what_was_repaired(
    repaired: str, flags: tuple[str, ...], kinds: tuple[str, ...], words: str
) -> None:
    _, (pair,) = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", -0.1, flags, Repair.parse(repaired)))])])
    assert (trust.marks(pair), trust.explain(pair)) == (kinds, words)


def test_nothing_scored_and_nothing_flagged(tmp_path: Path) -> None:
    pages = write(tmp_path, [make("b", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])])])
    for text in pages.values():
        page = parse(text)
        assert not page.find(class_="mark")
        assert "%" not in page.find(name="main")[0].text
        assert "how right it is" not in page.text
    assert all(cell.text == "" for cell in parse(pages["index.html"]).find(name="td")[3:])


@pytest.mark.parametrize(
    ("origins", "label"),
    [
        (("mt", "mt"), "English, machine translation"),
        (("mt", "human"), "English, machine translation with corrections"),
        (("human", "human"), "English"),
    ],
)
def test_the_page_says_who_translated(tmp_path: Path, origins: tuple[str, str], label: str) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))] * 2)])
    pairs = [replace(pair, origin=Origin(origin)) for pair, origin in zip(pairs, origins, strict=True)]
    page = parse(write(tmp_path, [(article, pairs)])["a.html"])
    assert page.find(class_="languages")[0].text.split("\n")[1] == label
    assert tuple(pair.attributes["data-origin"] for pair in page.find(class_="pair")) == origins


# The corpus


def test_neighbours(tmp_path: Path) -> None:
    pages = write(tmp_path, three_articles())
    links = {
        name: {
            relation: (link.attributes["href"], link.text)
            for relation in ("prev", "next")
            for link in parse(pages[name]).find(name="a", rel=relation)
        }
        for name in ("a.html", "b.html", "c.html")
    }
    assert links == {
        "a.html": {"next": ("b.html", "Next b")},
        "b.html": {"prev": ("a.html", "Previous Le marché couvert rouvre"), "next": ("c.html", "Next Troisième")},
        "c.html": {"prev": ("b.html", "Previous b")},
    }


def test_index(tmp_path: Path) -> None:
    index = parse(write(tmp_path, three_articles())["index.html"])
    rows = index.find(name="tbody")[0].find(name="tr")
    assert [row.find(name="a")[0].attributes["href"] for row in rows] == ["a.html", "b.html", "c.html"]
    assert [row.find(name="a")[0].text for row in rows] == ["Le marché couvert rouvre", "b", "Troisième"]
    mean = f"{math.exp(-(0.2 + 0.4 + 0.1 + 0.3 + 1.25 + 0.5 + 0.6 + 0.7) / 8):.2f}"
    assert [[cell.text for cell in row.find(name="td")] for row in rows] == [
        ["Le Courrier", "2 August 2023", "9", mean, "1"],
        ["", "August 2022", "1", "", ""],
        ["Le Courrier", "2 August 2023", "9", mean, "1"],
    ]
    assert rows[0].find(class_="headline")[0].text == "The covered market reopens"
    totals = index.find(name="header")[0].find(name="p")[0].text
    assert totals == f"3 articles, 19 sentences, score {mean}, 2 sentences flagged."
    assert "translate-fr_en" in index.find(class_="colophon")[0].text


def test_an_empty_corpus_has_an_index(tmp_path: Path) -> None:
    pages = write(tmp_path, [])
    assert set(pages) == {"index.html"}
    assert "0 articles, 0 sentences." in parse(pages["index.html"]).text


def test_a_failed_run_leaves_the_pages_of_the_one_before(tmp_path: Path) -> None:
    before = write(tmp_path, three_articles())

    def fail() -> None:
        with OutputFolder(tmp_path) as output, HtmlWriter(output, replace(PROVENANCE, model="another")) as writer:
            for article, pairs in three_articles():
                writer.add(article, pairs)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert {path.name: path.read_bytes().decode() for path in (tmp_path / "html").iterdir()} == before


def test_main_is_the_index(tmp_path: Path) -> None:
    write(tmp_path, [])
    assert HtmlWriter(OutputFolder(tmp_path), PROVENANCE).main == tmp_path / "html" / "index.html"


def test_beyond_a_thousand_articles_pages_go_into_folders_with_an_index_page_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "PAGES_PER_FOLDER", 2)
    monkeypatch.setattr(html, "ARTICLES_PER_INDEX", 2)
    names = "abcde"
    write(tmp_path, [make(name, MARKET) for name in names])
    folder = tmp_path / "html"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")) == [
        *("2/c.html", "2/d.html", "3/e.html", "a.html", "b.html"),
        *("index-2.html", "index-3.html", "index.html"),
    ]
    for path in folder.rglob("*.html"):
        for link in parse(path.read_text(encoding="utf-8")).find(name="a"):
            target = link.attributes["href"].partition("#")[0]
            assert not target or (path.parent / target).is_file(), f"{path}: {target}"
    index = parse((folder / "index.html").read_text(encoding="utf-8"))
    assert "5 articles, 45 sentences" in index.text
    assert [link.attributes["href"] for link in index.find(class_="pages")[0].find(name="a")] == [
        "index-2.html",
        "index-3.html",
    ]
    middle = parse((folder / "index-2.html").read_text(encoding="utf-8"))
    assert [cell.find(name="a")[0].attributes["href"] for cell in middle.find(name="tbody")[0].find(name="th")] == [
        "2/c.html",
        "2/d.html",
    ]


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
