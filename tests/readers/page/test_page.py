"""Text → paragraphs and metadata. tests/data/readers/articles.json holds the cases: label, text, what comes out."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.data import Kind, Metadata
from bilingual.readers.page import analyse, take_apart
from bilingual.readers.page.pieces import Aside
from tests.support.growth import grows_with_its_length
from tests.support.places import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

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
@settings(max_examples=300)
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
def test_metadata_is_well_formed(text: str) -> None:
    _, metadata = analyse(text)
    assert metadata.date is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", metadata.date)
    assert len(set(metadata.authors)) == len(metadata.authors)
    words = (metadata.title, metadata.publisher, metadata.site, metadata.section, *metadata.authors, *metadata.credits)
    assert all(word is None or word == word.strip() != "" for word in words)


@given(TEXTS, TEXTS)
def test_prose_is_never_dropped(before: str, behind: str) -> None:
    paragraphs, _ = analyse(f"{before}\n{PROSE}\n{behind}")
    start = len(before) + 1
    kinds = [paragraph.kind for paragraph in paragraphs if paragraph.start <= start < paragraph.end]
    assert len(kinds) == 1
    assert kinds[0] in {Kind.BODY, Kind.LEAD}


# By size, which is 1 or 4.
@pytest.mark.parametrize(
    "make",
    [
        lambda size: "a" * 62_500 * size,
        lambda size: (PROSE + " ") * 625 * size,
        lambda size: "12 mars 2024 | " * 4_375 * size,
        lambda size: "Publié le " * 6_250 * size,
        lambda size: "(photo © " * 6_875 * size,
        lambda size: "»A" * 31_250 * size,
        lambda size: "Par Jean Dupont, " * 3_750 * size,
        lambda size: "a" + " " * 6_250 * size + "b",
        lambda size: "Publié" + "\u00a0" * 6_250 * size + "le 12 mars 2024",
        lambda size: "\n" * 62_500 * size + PROSE,
        lambda size: "a\n" * 3_125 * size,
        lambda size: "La Russie soutient le Mali\n" * 1_250 * size,
        lambda size: f"La Russie soutient le Mali\n{PROSE}\n" * 625 * size,
        # Lines that are still looked at closely, and grow themselves.
        lambda size: ("Publié le " * 9 * size + "\n") * 250,
        lambda size: ("AAA " * 20 * size + "/ AFP\n") * 250,
        lambda size: ("Accueil > " * 6 * size + "\n") * 250,
        lambda size: ("Par " + "Jean, " * 6 * size + "\n") * 250,
        lambda size: ("Jean Dupont" + " à B" * 7 * size + "\n") * 250,
        lambda size: ("1 h " * 20 * size + "\n") * 250,
        lambda size: ("“A”" * 25 * size + "\n") * 250,
    ],
    ids=lambda make: make(1)[:16],
)
def test_hostile_texts_are_not_slow(make: Callable[[int], str]) -> None:
    assert grows_with_its_length(analyse, make)
