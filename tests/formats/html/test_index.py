"""The index pages: their table, the words that they can search, the links between pages, and where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.formats import html
from tests.support.pages import MARKET, make, parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
        "a.html": {"next": ("b.html", "Next Bonjour.")},
        "b.html": {"prev": ("a.html", "Previous Le marché couvert rouvre"), "next": ("c.html", "Next Troisième")},
        "c.html": {"prev": ("b.html", "Previous Bonjour.")},
    }


def test_index(tmp_path: Path) -> None:
    index = parse(write(tmp_path, three_articles())["index.html"])
    rows = index.find(name="tbody")[0].find(name="tr")
    assert [row.find(name="a")[0].attributes["href"] for row in rows] == ["a.html", "b.html", "c.html"]
    assert [row.find(name="a")[0].text for row in rows] == ["Le marché couvert rouvre", "Bonjour.", "Troisième"]
    assert [[cell.text.strip() for cell in row.find(name="td")] for row in rows] == [
        ["Le Courrier", "2 August 2023", "9", "1"],
        ["", "August 2022", "1", ""],
        ["Le Courrier", "2 August 2023", "9", "1"],
    ]
    assert rows[0].find(class_="share")[0].find(name="rect")[0].attributes["width"] == f"{100 / 9:.1f}"
    assert rows[0].find(class_="headline")[0].text == "The covered market reopens"
    totals = index.find(name="header")[0].find(name="p")[0].text
    assert totals == "3 articles, 19 sentences, 2 to check."
    assert "translate-fr_en" in index.find(class_="colophon")[0].text


def test_an_empty_corpus_has_an_index(tmp_path: Path) -> None:
    pages = write(tmp_path, [])
    assert set(pages) == {"index.html"}
    assert "0 articles, 0 sentences." in parse(pages["index.html"]).text


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


def test_every_index_page_searches_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ARTICLES_PER_INDEX", 2)
    pages = write(tmp_path, three_articles())
    assert all(parse(pages[name]).find(id="query") for name in ("index.html", "index-2.html"))
    assert [link.attributes["href"] for link in parse(pages["c.html"]).find(class_="bar")[0].find(name="a")] == [
        "index-2.html"
    ]


def test_one_index_lists_the_pages_of_several_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "PAGES_PER_FOLDER", 1)
    pages = write(tmp_path, three_articles())
    rows = parse(pages["index.html"]).find(name="tbody")[0].find(name="a")
    assert [link.attributes["href"] for link in rows] == ["a.html", "2/b.html", "3/c.html"]
    assert [link.attributes["href"] for link in parse(pages["c.html"]).find(class_="bar")[0].find(name="a")] == [
        "../index.html"
    ]
