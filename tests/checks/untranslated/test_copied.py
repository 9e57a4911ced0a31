"""French left over: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.untranslated import copied
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

PIECES = (
    "le",
    "la",
    "a",
    "à",
    "dans",
    "une",
    "maison",
    "Maison",
    "été",
    "faux pas",
    "«",
    "»",
    '"',
    "“",
    "œuvre",
    "e\u0301",
    "the",
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join))


def find(source: str, target: str) -> str | None:
    return evidence_of(copied.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("copied"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@given(texts, texts)
@settings(deadline=None)
def test_any_text_gives_evidence_of_the_translation_or_none(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or (evidence and evidence.removesuffix("…") in target)


@given(
    st.lists(st.sampled_from(["the", "of", "house", "river", "Mali", "5", "school"]), max_size=30).map(" ".join), texts
)
@settings(deadline=None)
def test_english_without_a_french_word_is_never_french(target: str, source: str) -> None:
    assert find(source, target) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("dans " * 20_000, "dans " * 20_000),
        ("dans la " * 20_000, "la dans une " * 20_000),
        ("a", '"' * 50_001 + " dans"),
        ("a", "« dans " * 20_000),
        ("a", "vis-à-vis " * 5_000),
        ("a", "coup d'" * 20_000),
        ("a", "dans\u0301" * 10_000),
    ],
    ids=lambda text: text[:12],
)
def test_long_hostile_texts_are_done_in_bounded_work(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or len(evidence.split()) < 40


def test_another_pair_of_languages_is_left_alone() -> None:
    made = Translation("La casa está cerrada.", -0.1)
    assert "copied" not in checks.findings("La casa está cerrada.", made, ("es", "it"))
