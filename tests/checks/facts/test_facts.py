"""Facts: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks import facts
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

PIECES_IN_A_ROW = (
    "lundi Monday Tuesday U.S. premier ministre prime minister l' été ancien ex- former de l'Afrique du Sud South "
    "Africa 10 km 6 miles 26 ° C 80 F un an et demi year a half € $ livre pounds without avec sans il she her e\u0301 İ"
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES_IN_A_ROW.split())).map(" ".join))


def find(source: str, target: str) -> str | None:
    return evidence_of(facts.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("facts"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@given(texts, texts)
@settings(deadline=None)
def test_any_text_is_read_and_what_is_told_has_words(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or evidence.strip(" →")


@pytest.mark.parametrize("piece", ["lundi ", "l' ", "U. ", "de l'Afrique ", "10 km ", "vice-", "€"])
def test_long_hostile_texts_are_done_in_bounded_work(piece: str) -> None:
    evidence = find(piece * 10_000, "Monday 6 miles " * 10_000)
    assert evidence is None or len(evidence) < 500


def test_both_words_are_pointed_at_acronyms_with_dots_too() -> None:
    source, target = "Le gouvernement libyen attend.", "The U.S. government waits."
    finding = facts.find(source, Translation(target, None))
    assert finding is not None
    assert [source[slice(*span)] for span in finding.source] == ["libyen"]
    assert [target[slice(*span)].rstrip(".") for span in finding.target] == ["U.S"]


def test_another_pair_of_languages_is_left_alone() -> None:
    made = Translation("Er kommt am Dienstag.", None)
    assert "facts" not in checks.findings("Il arrive lundi.", made, ("fr", "de"))
