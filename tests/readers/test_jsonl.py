from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io import lines
from bilingual.io.source import Source
from bilingual.readers import jsonl

if TYPE_CHECKING:
    from pathlib import Path


def _read(folder: Path, *lines: object) -> list[Article | InputError]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "corpus.jsonl").write_text(text + "\n", encoding="utf-8")
    return list(jsonl.read(Source("corpus", "corpus.jsonl", folder / "corpus.jsonl")))


def _article(folder: Path, line: object) -> Article:
    [article] = _read(folder, line)
    assert isinstance(article, Article), article
    return article


def test_every_line_is_an_article(tmp_path: Path) -> None:
    found = _read(tmp_path, {"id": "x/1", "text": "Il pleut."}, "", {"text": "Elle lit."}, {"id": 7, "text": "Fin."})
    assert [article.id for article in found if isinstance(article, Article)] == ["x/1", "corpus-3", "7"]
    assert [article.source for article in found if isinstance(article, Article)] == [
        "corpus.jsonl:1",
        "corpus.jsonl:3",
        "corpus.jsonl:4",
    ]


def test_what_the_line_says_wins_over_what_the_text_says(tmp_path: Path) -> None:
    text = "Le marché rouvre Publié le 2 août 2023 | L'Essor\n\nIl pleut sur la ville."
    article = _article(tmp_path, {"text": text, "date": "2024-01-01", "authors": "Awa Diallo", "section": "Ville"})
    assert (article.metadata.title, article.metadata.publisher) == ("Le marché rouvre", "L'Essor")
    assert (article.metadata.date, article.metadata.authors, article.metadata.section) == (
        "2024-01-01",
        ("Awa Diallo",),
        "Ville",
    )


def test_a_title_that_is_not_in_the_text_becomes_the_headline(tmp_path: Path) -> None:
    article = _article(tmp_path, {"title": "Le marché rouvre", "text": "Il pleut sur la ville."})
    assert [(p.kind.value, article.text[p.start : p.end]) for p in article.paragraphs] == [
        ("headline", "Le marché rouvre"),
        ("body", "Il pleut sur la ville."),
    ]


def test_a_title_that_is_in_the_text_is_not_doubled(tmp_path: Path) -> None:
    text = "Le marché rouvre\n\nIl pleut sur la ville."
    assert _article(tmp_path, {"title": "Le marché rouvre", "text": text}).text == text


def test_our_own_articles_can_be_read_again(tmp_path: Path) -> None:
    record: dict[str, object] = {
        "id": "a",
        "title": None,
        "date": "2023-08",
        "authors": [],
        "text": "Il pleut.",
        "segments": 1,
    }
    assert _article(tmp_path, record).metadata.date == "2023-08"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2 is no article (no JSON)"),
        ("[1, 2]", "line 2 is no article (no object with named fields)"),
        ('{"title": "x"}', "line 2 is no article (no text among its fields: title). Name the one"),
        ('{"text": 3, "b": "c"}', "no text among its fields: text, b"),
        ('{"text": "Oui.", "language": "de"}', "it is in 'de', not in 'fr'"),
        ('{"text": "  "}', "no prose in it"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_are_read(tmp_path: Path, line: str, message: str) -> None:
    first, error, last = _read(tmp_path, {"text": "Un."}, line, {"text": "Deux."})
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, InputError)
    assert message in str(error)


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 1_000)
    error, article = _read(tmp_path, {"text": "a" * 5_000}, {"text": "Il pleut."})
    assert isinstance(error, InputError)
    assert "line 1 is too long" in str(error)
    assert isinstance(article, Article)


def test_halves_of_characters_are_replaced(tmp_path: Path) -> None:
    assert _article(tmp_path, '{"text": "Oui \\ud800 non."}').text == "Oui \ufffd non."


def test_compressed_lines(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Il pleut."}\n{"text": "Elle lit."}\n'))
    assert len(list(jsonl.read(Source("corpus", "corpus.jsonl.gz", path)))) == 2


def test_a_title_is_known_whatever_its_typography(tmp_path: Path) -> None:
    text = "\nMali\u00a0: l’avenir\n\nIl pleut sur la ville."
    article = _article(tmp_path, {"title": "Mali : l'avenir", "text": text, "date": "2023-08-02T10:00:00Z"})
    assert (article.text, article.metadata.date) == (text, "2023-08-02")


def test_a_line_whose_end_is_nowhere_near_is_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 1_000)
    monkeypatch.setattr(lines, "MOST_PAST", 3_000)
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "Il pleut."}\n' + b"a" * 1_000_000 + b'\n{"text": "Oui."}\n')
    source = Source.of(tmp_path / "a.jsonl")
    found = jsonl.read(source)
    assert isinstance(next(found), Article)
    with pytest.raises(InputError, match="line 2 is too long for an article, and no end of it was found"):
        next(found)
    assert source.position < 200_000
