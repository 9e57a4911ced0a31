"""The index pages: the words that they can search, the pictures, and where they end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import BANDS
from bilingual.data import Kind, Metadata, Origin, Translation
from bilingual.formats import html
from tests.support.pages import FULL, MARKET, PROVENANCE, make, parse, three_articles, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_with_too_many_articles_only_titles_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ARTICLES_PER_INDEX", 2)
    pages = write(tmp_path, three_articles())
    for name in ("index.html", "index-2.html"):
        page = parse(pages[name])
        assert not page.find(id="index")
        assert "Search titles on this page" in page.find(id="filters")[0].text
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


def test_an_article_with_a_year_alone_is_in_no_month(tmp_path: Path) -> None:
    dates = ("2023", "2023-02-30", "hier soir", "2023-01-05", "2023-02")
    articles = [make(f"n{number}", MARKET, Metadata(date=date)) for number, date in enumerate(dates)]
    page = parse(write(tmp_path, articles)["index.html"])
    assert "2 dated articles by month, most in January 2023 (1)" in page.find(name="figcaption")[0].text


def test_languages_from_right_to_left_say_so(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("نعم.", -0.1))])])
    page = parse(write(tmp_path, [(article, pairs)], replace(PROVENANCE, target_language="ar"))["a.html"])
    assert page.find(class_="target")[0].attributes["dir"] == "rtl"
    assert "dir" not in page.find(class_="source")[0].attributes


def test_a_correction_by_a_person_is_marked(tmp_path: Path) -> None:
    article, pairs = make("a", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])], FULL)
    page = parse(write(tmp_path, [(article, [replace(pairs[0], origin=Origin.HUMAN)])])["a.html"])
    assert page.find(class_="human")[0].attributes["title"] == "Corrected by a person"
    assert not [pair for pair in page.find(class_="pair") if "data-doubtful" in pair.attributes]


def test_bands_descend_to_nothing() -> None:
    assert [band.name for band in BANDS] == ["trust", "check", "doubt"]
    assert [band.from_ for band in BANDS] == sorted((band.from_ for band in BANDS), reverse=True)
    assert BANDS[-1].from_ == 0
