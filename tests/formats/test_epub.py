from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from tests.support.bitexts import texts, tricky, write
from tests.support.letters import listed, uneven
from tests.support.pages import three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _files(folder: Path, name: str = "corpus.epub") -> dict[str, bytes]:
    with zipfile.ZipFile(folder / name) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "epub")
    for name, content in _files(tmp_path).items():
        golden(f"epub/{name.rpartition('/')[2]}", content.decode())


def test_the_first_entry_tells_the_format_uncompressed(tmp_path: Path) -> None:
    write(tmp_path, three_articles(), "epub")
    assert (tmp_path / "corpus.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_two_runs_are_identical_and_another_corpus_is_another_book(tmp_path: Path) -> None:
    for name, articles in [("one", three_articles()), ("two", three_articles()), ("other", three_articles()[:2])]:
        write(tmp_path / name, articles, "epub")
    one, two, other = ((tmp_path / name / "corpus.epub").read_bytes() for name in ("one", "two", "other"))
    assert one == two
    files = [_files(tmp_path / name)["EPUB/package.opf"] for name in ("one", "other")]
    identifiers = [etree.fromstring(file)[0][0].text for file in files]
    assert identifiers[0] != identifiers[1]
    assert other != one


def test_every_paragraph_stands_in_both_languages_in_order(tmp_path: Path) -> None:
    write(tmp_path, three_articles(), "epub")
    chapter = etree.fromstring(_files(tmp_path)["EPUB/chapter-1.xhtml"])
    body = chapter.find("{*}body")
    assert [element.get("lang") for element in body][:-1] == [*(["fr", "en"] * 7), None]
    assert [element.tag.rpartition("}")[2] for element in body[:4]] == ["h1", "p", "p", "p"]
    assert body[7].text == "“At last!” cries a trader. She laughs. There were 1,000 visitors."
    assert body[-2].text == "Awa Diallo, Jean Petit · Le Courrier · courrier.example · 2 August 2023"


def test_what_people_corrected_shows(tmp_path: Path) -> None:
    write(tmp_path, [*three_articles()[:1], *tricky()], "epub")
    files = _files(tmp_path)
    assert b"corrected" not in files["EPUB/chapter-1.xhtml"]
    assert b'class="target corrected flagged"' in files["EPUB/chapter-2.xhtml"]
    assert b"were corrected by hand" in files["EPUB/chapter-2.xhtml"]
    assert b"the checks distrust" in files["EPUB/chapter-2.xhtml"]


def test_whatever_the_text_it_only_shows(tmp_path: Path) -> None:
    write(tmp_path, [texts("</title><script>", ("<script>alert(1)</script>\0\ufffe", "]]>&nbsp;"))], "epub")
    chapter = etree.fromstring(_files(tmp_path)["EPUB/chapter-1.xhtml"])
    assert not list(chapter.iter("{*}script"))
    assert "<script>alert(1)</script>\ufffd\ufffd" in "".join(chapter.itertext())


def test_a_book_in_one_language_has_what_only_that_text_has(tmp_path: Path) -> None:
    for layout, name, wanted in (
        ("target", "corpus.en.epub", ["He sleeps.", "Nobody asked. He leaves.", "The end."]),
        ("source", "corpus.fr.epub", ["Il dort. Il ronfle.", "Il part."]),
    ):
        write(tmp_path, [uneven()], f"epub-{layout}")
        body = etree.fromstring(_files(tmp_path, name)["EPUB/chapter-1.xhtml"]).find("{*}body")
        assert [one.text for one in body if one.get("class") == "body"] == wanted
        assert {one.get("lang") for one in body if one.get("class") == "body"} == {name.split(".")[1]}


def test_a_book_in_one_language_says_so(tmp_path: Path) -> None:
    write(tmp_path, [*three_articles(), *tricky(), listed()], "epub", "epub-target")
    files = _files(tmp_path, "corpus.en.epub")
    package = etree.fromstring(files["EPUB/package.opf"])
    assert [one.text for one in package.iter("{*}language")] == ["en"]
    assert [one.text for one in package.iter("{*}contributor")] == [
        "Translated by machine: translate-fr_en 1.9, with bilingual"
    ]
    chapter = etree.fromstring(files["EPUB/chapter-1.xhtml"])
    assert [chapter.find(".//{*}title").text, chapter.find(".//{*}h1").text] == ["The covered market reopens"] * 2
    assert (tmp_path / "corpus.epub").is_file()


def test_the_same_book_in_one_language_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, [*three_articles(), *tricky()], "epub-target")
    one, two = ((tmp_path / name / "corpus.en.epub").read_bytes() for name in ("one", "two"))
    assert one == two
