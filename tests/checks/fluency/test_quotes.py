"""Quotation marks: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.fluency import quotes
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

texts = st.one_of(
    st.text(), st.lists(st.sampled_from([*"«»“”„\"'’‘‹› ", "<<", ">>", "''", '15"', "so", "Le"])).map("".join)
)


def find(source: str, target: str) -> str | None:
    return evidence_of(quotes.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("quotes"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@pytest.mark.parametrize(
    "target", ["「私たちは明日出発します」と彼は言った。", "„Wir gehen“, sagte er.", "«Ухожу», — сказал он."]
)
def test_marks_of_other_languages_are_marks(target: str) -> None:
    assert "quotes" not in checks.findings("« Nous partons demain », dit-il.", Translation(target, None), ("fr", "xx"))


@given(texts, texts)
@settings(deadline=None)
def test_any_text_gives_marks_or_none(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or all(mark in source or mark in target for mark in evidence.split())


@given(texts)
@settings(deadline=None)
def test_a_text_lacks_none_of_its_own_marks(text: str) -> None:
    assert find(text, text) is None


@given(st.lists(st.sampled_from(["the boys'", "it's", "don't", "o'clock", "Ali's"])).map(" ".join))
def test_apostrophes_are_no_marks(text: str) -> None:
    assert find("« Il fait beau »", text) == ("« »" if text.strip() else None)


@pytest.mark.parametrize("mark", ["«", '"', "'", "‘", "''", "<<", '1"', "‘a", "a’ ", "`"])
def test_long_hostile_texts_are_done_in_bounded_work(mark: str) -> None:
    for source in ("« bien sûr »", mark * 20_000):
        evidence = find(source, mark * 20_001)
        assert evidence is None or len(evidence) < 40
