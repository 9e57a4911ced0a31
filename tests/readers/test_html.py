"""Pages from the web. tests/data/readers/pages.json holds the cases: label, html, what comes out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Kind
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers import html
from bilingual.readers.html.blocks import Block
from bilingual.readers.html.restoring import completed, parted
from tests.support.growth import grows_with_its_length
from tests.support.places import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Article

CASES = json.loads((DATA / "readers" / "pages.json").read_text(encoding="utf-8"))
PAGE = """<!doctype html><html lang="fr"><head><title>Le marché rouvre - Le Courrier</title>
<meta property="og:site_name" content="Le Courrier"><meta name="author" content="Awa Diallo, Jean Petit">
<meta property="article:published_time" content="2023-08-02T10:00:00Z">
<link rel="canonical" href="https://courrier.example/a"></head><body><nav><a href="/">Accueil</a></nav><article>
<h1>Le marché rouvre</h1>
<p class="chapo">Après deux ans de travaux, la halle du centre-ville accueille de nouveau ses marchands.</p>
<p>Il y avait du <b>monde</b> mercredi. « Enfin ! », s'écrie une
marchande.<br>Elle rit, et tout le monde avec elle, car il ne pleut plus.</p>
<h2>Un long chantier</h2><p>Le toit a coûté cher &amp; plus que prévu. La mairie a dû emprunter deux millions.</p>
<ul><li>Premier point de la liste</li><li>Second point</li></ul>
<script>alert("non")</script></article><footer>Mentions légales</footer></body></html>"""


def _read(folder: Path, page: str | bytes, language: str = "fr") -> Article:
    (folder / "a.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    article = next(html.read(Source("a", "a.html", folder / "a.html"), language))
    for paragraph in article.paragraphs:
        text = article.text[paragraph.start : paragraph.end]
        assert text == text.strip() != ""
        assert len(text.splitlines()) == 1
    return article


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(tmp_path: Path, case: dict[str, Any]) -> None:
    article = _read(tmp_path, case["html"], case.get("language", "fr"))
    found = [[paragraph.kind, article.text[paragraph.start : paragraph.end]] for paragraph in article.paragraphs]
    assert found == case["paragraphs"]
    stated = {name: value for name, value in asdict(article.metadata).items() if value}
    assert stated == {
        name: tuple(value) if isinstance(value, list) else value for name, value in case["metadata"].items()
    }


def test_labels_are_unique() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES)


def test_a_page_that_is_all_furniture_by_its_names_is_still_read(tmp_path: Path) -> None:
    article = "<h2>Le port</h2><p>Il est bloqué depuis lundi, et nul ne sait pourquoi, dit le maire de la ville.</p>"
    page = f'<html><body class="cookies"><div id="related" class="newsletter paywall">{article * 3}</div></body></html>'
    assert "Il est bloqué depuis lundi" in _read(tmp_path, page).text


def test_lines_that_ran_together_are_cut_where_blocks_end_and_nowhere_else() -> None:
    page = [Block(Kind.SUBHEADING, "Le port"), Block(Kind.BODY, "Il\u00a0dort."), Block(Kind.BODY, "Nul ne vient.")]
    fused = [Block(Kind.BODY, "Le port Il dort. Nul ne vient."), Block(Kind.BODY, "Le port Il dort. Et puis ?")]
    assert list(parted(fused, page)) == [*page, fused[1]]


def test_pages_of_many_equal_blocks_are_not_slow() -> None:
    def restore(text: str) -> None:
        page = [Block(Kind.BODY, line) for line in text.splitlines()]
        completed(list(parted([Block(Kind.BODY, text), *page], page)), page)

    assert grows_with_its_length(restore, lambda size: "Il dort encore ici.\n" * 2_000 * size)


def test_the_article_is_found_in_its_page(tmp_path: Path) -> None:
    article = _read(tmp_path, PAGE)
    assert [(p.kind.value, article.text[p.start : p.end]) for p in article.paragraphs] == [
        ("headline", "Le marché rouvre"),
        ("lead", "Après deux ans de travaux, la halle du centre-ville accueille de nouveau ses marchands."),
        ("body", "Il y avait du monde mercredi. « Enfin ! », s'écrie une marchande."),
        ("body", "Elle rit, et tout le monde avec elle, car il ne pleut plus."),
        ("subheading", "Un long chantier"),
        ("body", "Le toit a coûté cher & plus que prévu. La mairie a dû emprunter deux millions."),
        ("body", "Premier point de la liste"),
        ("body", "Second point"),
    ]


def test_what_the_page_says_about_the_article(tmp_path: Path) -> None:
    metadata = _read(tmp_path, PAGE).metadata
    assert (metadata.title, metadata.date, metadata.publisher) == ("Le marché rouvre", "2023-08-02", "Le Courrier")
    assert (metadata.site, metadata.authors) == ("courrier.example", ("Awa Diallo", "Jean Petit"))


def test_other_encodings(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("\u202f", " ")
    assert "Après deux ans" in _read(tmp_path, page.encode("cp1252")).text


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"\x00\x01\x02", b"<p>"])
def test_a_page_without_article_is_one_clear_error(tmp_path: Path, page: bytes) -> None:
    with pytest.raises(InputError, match=r"'a\.html': no article in this page"):
        _read(tmp_path, page)


def test_without_trafilatura_the_error_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"pip install trafilatura"):
        _read(tmp_path, PAGE)
