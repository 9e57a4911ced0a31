"""The flag of an unsure model, and the bands that it shares with the pages."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, band
from bilingual.checks.finding import Finding
from bilingual.data import Translation


def test_bands_go_down_to_zero_and_the_lower_ones_are_worse() -> None:
    assert BANDS[-1].from_ == 0
    assert [one.from_ for one in BANDS] == sorted((one.from_ for one in BANDS), reverse=True)
    assert [one.bad_share for one in BANDS] == sorted(one.bad_share for one in BANDS)


@given(st.floats(max_value=0, allow_nan=False))
def test_a_score_is_flagged_where_it_is_in_the_lowest_band(score: float) -> None:
    flags = checks.findings("Oui.", Translation("Yes.", score))
    assert (LOW_SCORE in flags) == (band(score) is BANDS[-1])


@pytest.mark.parametrize(
    ("probability", "evidence"),
    [(BANDS[-2].from_ + 0.01, None), (BANDS[-2].from_ - 0.01, f"{BANDS[-2].from_ - 0.01:.2f}"), (0.1, "0.10")],
)
def test_the_evidence_is_the_probability_per_token(probability: float, evidence: str | None) -> None:
    found = checks.CHECKS[LOW_SCORE].find("Oui.", Translation("Yes.", math.log(probability)))
    assert found == (None if evidence is None else Finding(evidence))


def test_what_has_no_score_is_not_flagged() -> None:
    assert checks.CHECKS[LOW_SCORE].find("Oui.", Translation("Yes.", None)) is None
