"""The table of word pairs: small, free, and read as it was packed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from bilingual.alignment.words import table
from bilingual.alignment.words.table import LEVELS, key, level, packed

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_small_and_names_its_sources() -> None:
    content = table.FILE.read_bytes()
    assert len(content) < 500_000
    head = [line for line in gzip.decompress(content).decode().splitlines() if line.startswith("# ")]
    assert sum(line.startswith("# - ") and line.endswith(")") for line in head) >= 3


def test_it_knows_words_both_ways() -> None:
    there, back = table.table()[key("Maison", "fr")][key("house", "en")]
    assert 0 < there < LEVELS
    assert 0 < back < LEVELS


def test_what_is_packed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"#": {"#": (15, 0)}, "le": {"the": (14, 13), "it": (3, 9)}, '"': {"“": (1, 2)}}
    content = packed(rows, ["made by a test"])
    assert packed(dict(reversed(rows.items())), ["made by a test"]) == content
    (tmp_path / "table.gz").write_bytes(content)
    monkeypatch.setattr(table, "FILE", tmp_path / "table.gz")
    assert table.table.__wrapped__() == rows


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("l'", "L’", "le")),
        ("fr", ("qu’", "Que")),
        ("fr", ("lorsqu'", "Lorsque")),
        ("fr", ("aujourd'hui", "aujourd'")),
        ("fr", ("-t-il", "-il", "IL")),
        ("fr", ("cœurs", "coeur")),
        ("en", ("Governments", "government")),
    ],
)
def test_forms_of_one_word_have_one_key(language: str, words: tuple[str, ...]) -> None:
    assert len({key(word, language) for word in words}) == 1


def test_small_words_keep_their_accents() -> None:
    assert len({key(word, "fr") for word in ("a", "à", "ou", "où")}) == 4


def test_levels_fall_with_shares() -> None:
    levels = [level(share) for share in (1, 0.7, 0.3, 0.1, 0.01, 0.0001, 0)]
    assert levels == sorted(levels, reverse=True)
    assert (levels[0], levels[-1]) == (LEVELS - 1, 0)
