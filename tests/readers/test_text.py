"""The reader of plain text: five real articles in full, and what is refused."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from bilingual.errors import InputError
from bilingual.readers import READERS, text
from tests.support.places import DATA, SEEDS

EXPECTED = json.loads((DATA / "readers" / "seeds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("expected", EXPECTED, ids=[expected["file"] for expected in EXPECTED])
def test_seed(expected: dict[str, Any]) -> None:
    raw = (SEEDS / expected["file"]).read_bytes()
    article = text.parse(raw, id="seed", source=f"seeds/{expected['file']}")
    assert article.text == raw.decode()
    assert (article.id, article.source, article.language) == ("seed", f"seeds/{expected['file']}", "fr")
    assert (article.sha256, article.encoding) == (hashlib.sha256(raw).hexdigest(), "utf-8")
    found = {
        name: list(value) if isinstance(value, tuple) else value
        for name in article.metadata.__slots__
        if (value := getattr(article.metadata, name))
    }
    assert found == expected["metadata"]
    paragraphs = [(paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]
    assert [kind for kind, _ in paragraphs] == [kind for kind, _ in expected["paragraphs"]]
    # Long paragraphs are told by their first and last words.
    for (_, paragraph), (_, words) in zip(paragraphs, expected["paragraphs"], strict=True):
        first, _, last = words.partition(" […] ")
        assert paragraph.startswith(first)
        assert paragraph.endswith(last or first)
        assert last or paragraph == first


def test_every_line_of_the_seeds_without_metadata_is_a_paragraph() -> None:
    raw = (SEEDS / "002_c0426905f188866c.txt").read_bytes()
    article = text.parse(raw, id="a", source="a.txt")
    lines = [
        line for line in article.text.splitlines() if line and line not in {"Mali", "Crédit Photo : Sputnik Afrique"}
    ]
    assert [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs] == lines


def test_windows_file_keeps_its_line_ends() -> None:
    raw = "Le Mali avance\r\n\r\nIl avance à l’œil nu.\r\n".encode("utf-16")
    article = text.parse(raw, id="a", source="a.txt", language="fr")
    assert article.text == "Le Mali avance\r\n\r\nIl avance à l’œil nu.\r\n"
    assert article.encoding == "utf-16"
    assert article.metadata.title == "Le Mali avance"
    assert [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs] == [
        "Le Mali avance",
        "Il avance à l’œil nu.",
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\n \n", "the file is empty. Remove it, or put the article's text into it."),
        (b"abc\x00d\x00ef", "this is a binary file, not a text. Name a text file, or extract the text first."),
        (
            "Publié le 12 mars 2024\nPartager sur Facebook\n***".encode(),
            "no prose, only page furniture. Remove it, or put the article's text into it.",
        ),
    ],
)
def test_refuses(raw: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        text.parse(raw, id="b", source="a/b.txt")
    assert str(caught.value) == message


def test_registry() -> None:
    assert READERS[".txt"] is text.read
