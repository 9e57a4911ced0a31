"""The check of numbers: cases as data, and text from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.finding import Finding
from bilingual.data import Translation
from tests.support.check_cases import cases_of, numbers_found

# Pieces that the check looks at; drawn at random, they meet in every order.
PIECES_IN_A_ROW = (
    "1 12 98 3,5 10.000 1.2.3 ½ ² ₂ 0 00 XIV XXe VI - / : , . % € $ ' et and à to un une one deux two vingt "
    "cent cents mille thousand million millions milliards billion M k m demi half tiers quart third fifth "
    "heures h pm moins années s th er août May dizaine de of semaine years COVID http://x/1 a@1"
)

PIECES = [*PIECES_IN_A_ROW.split(), "9" * 40, "2 000", "et demi", "and a half", "pour cent", "per cent"]

soup = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("numbers"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert numbers_found(source, target) == evidence


@given(soup, soup)
@example("1/" * 500, "1 million " * 500)
@example("9" * 5000, "9" * 5001)
@example("1e999", "inf nan")
def test_any_text_is_read_and_the_evidence_is_short(source: str, target: str) -> None:
    evidence = numbers_found(source, target)
    assert evidence is None or 0 < len(evidence) < 500
    assert evidence == numbers_found(source, target)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "1/", "1 000 ", "-", "deux ", "quatre-", "cent mille ", "million ", "½"]
)
def test_endless_text_is_read_in_one_go(piece: str) -> None:
    assert len(numbers_found(piece * 10_000, "") or "") < 500
    assert len(numbers_found("", piece * 10_000) or "") < 500


def test_the_flag_carries_the_evidence_for_this_pair_of_languages_alone() -> None:
    translation = Translation("In 1989.", None)
    assert checks.findings("En 1998.", translation) == {"numbers": Finding("1998 → 1989", ((3, 7),), ((3, 7),))}
    assert checks.findings("Im Jahr 1998.", translation, ("de", "en")) == {}
    assert checks.severity_of("numbers") is checks.Severity.SEVERE
