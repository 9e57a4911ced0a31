"""The flag of an unsure model, in the bands of its own scores."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, STARTER, band, bands
from bilingual.checks.finding import Finding
from bilingual.data import Translation

# By score, as calibrations from before there was trust say it.
LENIENT = replace(STARTER, scaling=None, trust=0.65, doubt=0.5)
STRICT = replace(LENIENT, trust=0.9, doubt=0.8)


@given(st.floats(max_value=0, allow_nan=False))
def test_a_score_is_flagged_where_it_is_in_the_lowest_band(score: float) -> None:
    made = Translation("Yes.", score)
    for calibration in (LENIENT, STRICT):
        of = bands(calibration)
        lowest = band(made, of) is of[-1]
        assert (LOW_SCORE in checks.findings("Oui.", made, calibration=calibration)) == lowest
        assert (LOW_SCORE in checks.checked("Oui.", made, calibration=calibration).flags) == lowest
        assert checks.checked("Oui.", made, calibration=calibration).trust is None
    checked = checks.checked("Oui.", made)
    assert (LOW_SCORE in checked.flags) == (band(checked) is BANDS[-1])


@pytest.mark.parametrize(
    ("probability", "evidence"),
    [(BANDS[-2].from_ + 0.01, None), (BANDS[-2].from_ - 0.01, f"{BANDS[-2].from_ - 0.01:.2f}"), (0.1, "0.10")],
)
def test_the_evidence_is_the_trust(probability: float, evidence: str | None) -> None:
    found = checks.CHECKS[LOW_SCORE].find("Oui.", Translation("Yes.", -0.1, trust=probability))
    assert found == (None if evidence is None else Finding(evidence))


def test_other_bands_give_no_other_flag() -> None:
    made = Translation("They are 14.", math.log(0.75))
    assert list(checks.findings("Ils sont 40.", made, calibration=LENIENT)) == ["numbers"]
    assert list(checks.findings("Ils sont 40.", made, calibration=STRICT)) == ["numbers", LOW_SCORE]
    assert checks.beyond_score(checks.findings("Ils sont 40.", made, calibration=STRICT)) == ["numbers"]


def test_what_has_no_score_is_not_flagged() -> None:
    assert checks.CHECKS[LOW_SCORE].find("Oui.", Translation("Yes.", None)) is None
