"""What covers what, and the files that say so."""

from __future__ import annotations

import gzip

import pytest

from bilingual.checks.coverage import coverage
from bilingual.lexicon import counterparts


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("la guerre", "the war", 0),
        ("des économies", "savings", 0),
        ("l’Économie", "the economy", 0),
        ("12 chevaux", "12 horses", 0),
        ("le gouvernement", "the government", 0),
        ("Brigitte", "Brigitte", 0),
        ("la guerre", "the horse", 1),
        ("trois chevaux—deux ânes", "three horses", 2),
    ],
)
def test_a_word_is_covered_by_counterparts_cognates_and_itself(source: str, target: str, missing: int) -> None:
    assert coverage(source, target).missing == missing


def test_the_lexicon_is_small_names_its_sources_and_holds_stems() -> None:
    assert counterparts.FILE.stat().st_size < 150_000
    head = gzip.decompress(counterparts.FILE.read_bytes()).decode().splitlines()[:10]
    assert sum(line.startswith("# - ") and line.endswith(")") for line in head) >= 5
    entries = counterparts.lexicon()
    assert all(0 <= entry.tenths <= 9 and entry.counterparts for entry in entries.values())
