"""The pages and the book of a corpus beside it: ``verify`` sees what they show, not only their bytes."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.correcting import correct
from bilingual.corpus.export import again, export
from bilingual.corpus.verify import Verified, verify
from bilingual.data import Kind, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.io.output import PRIVATE
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.support.bitexts import texts, write
from tests.support.pages import make

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = {"a": "Il pleut. « Vraiment ? »\n\nElle rit.\n", "b": "La mer monte : 10 000 m !\n", "c": "Oui.\n"}
EXPORTS = "epub,html,tsv"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    _build(tmp_path)
    export(tmp_path / "corpus", EXPORTS)
    return tmp_path / "corpus"


def _build(folder: Path) -> None:
    (folder / "articles").mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([str(folder / "articles")], Options(out=folder / "corpus", formats=("jsonl",)), FakeEngine())


def _verify(out: Path) -> tuple[list[str], Verified]:
    heard: list[str] = []
    return heard, verify(out, heard.append)


def test_what_is_shown_is_the_corpus(out: Path) -> None:
    heard, done = _verify(out)
    assert (heard, done.stale) == ([], ())
    assert done.exports == {"html/index.html": 5, "corpus.epub": 5, "corpus.tsv": 5}


def test_hard_texts_are_shown_and_read_as_they_are(tmp_path: Path) -> None:
    odd = ("=1 <b>& \x01\u2028 \x85x", "'\"&amp;<i>\u200f\ufffe\U0001f600\ud7ff")
    paragraphs = [(Kind.HEADLINE, [odd]), (Kind.BODY, [("Un.", ""), odd, ("  ", " ")])]
    made = [(kind, [(source, Translation(target, -0.5)) for source, target in sides]) for kind, sides in paragraphs]
    article, pairs = make("h/é:1", made)
    write(tmp_path, [(article, pairs), texts("b", odd)], "jsonl", "html", "epub")
    shutil.rmtree(tmp_path / PRIVATE)
    heard, done = _verify(tmp_path)
    assert [line for line in heard if "html" in line or "epub" in line] == []
    assert done.exports["html/index.html"] == 5


def test_old_exports_are_named_and_made_again(out: Path) -> None:
    correct(out, "b:1:1", "The sea rises.")
    renew(out)
    shutil.copytree(out, out.parent / "copy")
    heard, done = _verify(out)
    assert heard == [
        "corpus.epub, chapter 2: 'b:1:1' is another than in the corpus",
        "corpus.tsv: 'b:1:1' is another than in the corpus",
    ]
    assert done.stale == ("corpus.epub", "corpus.tsv")
    again(out)
    assert _verify(out)[0] == []


@pytest.mark.parametrize("without_ledger", [False, True])
def test_a_page_of_another_text(out: Path, *, without_ledger: bool) -> None:
    page = out / "html" / "b.html"
    page.write_text(page.read_text(encoding="utf-8").replace("La mer monte", "La mer baisse"), encoding="utf-8")
    if without_ledger:
        shutil.rmtree(out / PRIVATE)
    heard, done = _verify(out)
    assert heard[-1] == "html/b.html: 'b:1:1' is another than in the corpus"
    assert done.stale == ("html/index.html",)


def test_exports_that_lack_an_article_or_have_another(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ARTICLES, "d", "Non.\n")
    _build(out.parent)
    assert _verify(out)[0] == [
        "html/index.html: 'd' has no page",
        "corpus.epub: 'd' has no chapter",
        "corpus.tsv: 'd:1:1' is missing",
    ]
    (out.parent / "articles" / "c.txt").unlink()
    monkeypatch.delitem(ARTICLES, "c")
    monkeypatch.delitem(ARTICLES, "d")
    (out.parent / "articles" / "d.txt").unlink()
    _build(out.parent)
    assert _verify(out)[0] == [
        "html/c.html: the corpus has no such article",
        "corpus.epub: the corpus has nothing for chapter 3",
        "corpus.tsv: 'c:1:1' is not in the corpus, or not in its place",
    ]


def test_a_book_that_is_none(out: Path) -> None:
    shutil.rmtree(out / PRIVATE)
    (out / "corpus.epub").write_bytes(b"PK")
    assert "'corpus.epub' is no book of ours" in _verify(out)[0][-1]
    with zipfile.ZipFile(out / "corpus.epub", "w") as book:
        book.writestr("EPUB/chapter-1.xhtml", "<html><body><p")
    assert "'corpus.epub' is no book of ours" in _verify(out)[0][-1]
    (out / "corpus.epub").unlink()
    (out / "corpus.epub").mkdir()
    assert "corpus.epub" not in _verify(out)[1].exports
