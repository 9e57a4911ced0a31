"""Negations: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks import negation
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

PIECES_IN_A_ROW = (
    "ne n' pas plus que rien personne aucun ni sans n'est-ce pas ? et or not don't can't never nothing without "
    "hopeless U.S. ignorer refuse e\u0301 İ"
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES_IN_A_ROW.split())).map(" ".join))


def find(source: str, target: str) -> str | None:
    return evidence_of(negation.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("negation"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@given(texts, texts)
@settings(deadline=None)
def test_any_text_is_read_and_what_is_told_has_words(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or evidence.strip(" →")


@pytest.mark.parametrize("piece", ["ne pas ", "n'", "pas ", "ne ", "plus que ", "n'est-ce "])
def test_long_hostile_texts_are_done_in_bounded_work(piece: str) -> None:
    assert find(piece * 10_000, "not " * 10_000) is None


def test_another_pair_of_languages_is_left_alone() -> None:
    made = Translation("Er kommt.", None)
    assert "negation" not in checks.findings("Il ne vient pas.", made, ("fr", "de"))
