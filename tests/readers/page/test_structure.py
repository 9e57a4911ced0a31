"""Text → paragraphs and metadata. tests/data/readers/articles.json holds the cases: label, text, what comes out."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.data import Kind, Metadata
from bilingual.readers.page import analyse, take_apart
from bilingual.readers.page.pieces import Aside
from tests.support.places import DATA

CASES = json.loads((DATA / "readers" / "articles.json").read_text(encoding="utf-8"))
PROSE = "Le ministre de la Défense a reçu mardi l'ambassadeur de Russie à Bamako pour évoquer l'avenir de leurs pays."


def as_metadata(fields: dict[str, Any]) -> Metadata:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return Metadata(**values)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    paragraphs, metadata = analyse(text)
    assert [[paragraph.kind, text[paragraph.start : paragraph.end]] for paragraph in paragraphs] == case["paragraphs"]
    assert metadata == as_metadata(case["metadata"])


def test_labels_are_unique() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES)


# Lines of every sort in any order: what one step makes of a line must not lead another astray.
LINES = sorted({line for case in CASES for line in case["text"].splitlines()})
TEXTS = st.lists(
    st.one_of(st.sampled_from(LINES), st.text(max_size=80), st.text(alphabet="aA.«»”|-12 \t\u00a0\u200b", max_size=30)),
    max_size=12,
).flatmap(
    lambda lines: st.lists(
        st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n", "\u2028", "\x0b", ""]),
        min_size=len(lines),
        max_size=len(lines),
    ).map(lambda ends: "".join(line + end for line, end in zip(lines, ends, strict=True)))
)


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_every_character_lies_in_exactly_one_piece(text: str) -> None:
    pieces = take_apart(text)
    covered = "".join(text[piece.start : piece.end] for piece in pieces)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(before.end <= behind.start for before, behind in pairwise(pieces))
    for piece in pieces:
        assert piece.text == text[piece.start : piece.end] == piece.text.strip() != ""
        assert len(piece.text.splitlines()) == 1
        assert isinstance(piece.role, Kind | Aside)
    paragraphs, _ = analyse(text)
    assert [(p.start, p.end) for p in paragraphs] == [(p.start, p.end) for p in pieces if isinstance(p.role, Kind)]


@given(TEXTS)
@settings(deadline=None)
def test_metadata_is_well_formed(text: str) -> None:
    _, metadata = analyse(text)
    assert metadata.date is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", metadata.date)
    assert len(set(metadata.authors)) == len(metadata.authors)
    words = (metadata.title, metadata.publisher, metadata.site, metadata.section, *metadata.authors, *metadata.credits)
    assert all(word is None or word == word.strip() != "" for word in words)


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_prose_is_never_dropped(before: str, behind: str) -> None:
    paragraphs, _ = analyse(f"{before}\n{PROSE}\n{behind}")
    start = len(before) + 1
    kinds = [paragraph.kind for paragraph in paragraphs if paragraph.start <= start < paragraph.end]
    assert len(kinds) == 1
    assert kinds[0] in {Kind.BODY, Kind.LEAD}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        (PROSE + " ") * 10_000,
        "12 mars 2024 | " * 70_000,
        "Publié le " * 100_000,
        "(photo © " * 110_000,
        "»A" * 500_000,
        "Par Jean Dupont, " * 60_000,
        "a" + " " * 10**5 + "b",
        "Publié" + "\u00a0" * 10**5 + "le 12 mars 2024",
        "\n" * 10**6 + PROSE,
        "a\n" * 50_000,
        "La Russie soutient le Mali\n" * 20_000,
        f"La Russie soutient le Mali\n{PROSE}\n" * 10_000,
        ("Publié le " * 38 + "\n") * 1_000,
        ("AAA " * 80 + "/ AFP\n") * 1_000,
        ("Accueil > " * 23 + "\n") * 1_000,
        ("Par " + "Jean, " * 25 + "\n") * 1_000,
        ("Jean Dupont" + " à B" * 30 + "\n") * 1_000,
        ("1 h " * 80 + "\n") * 1_000,
        ("“A”" * 100 + "\n") * 1_000,
    ],
    ids=lambda text: text[:16],
)
def test_hostile_texts_are_not_slow(text: str) -> None:
    start = time.perf_counter()
    analyse(text)
    # A second or so; anything that grows with the square of the text takes minutes.
    assert time.perf_counter() - start < 20
