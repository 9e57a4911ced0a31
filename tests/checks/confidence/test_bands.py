from __future__ import annotations

import math
from dataclasses import replace

import pytest

from bilingual.checks.confidence.bands import BANDS, STARTER, UNSAID, band, bands, bands_of
from bilingual.data import Scaling, Translation
from tests.support.pages import PROVENANCE

BY_SCORE = replace(STARTER, scaling=None)


@pytest.mark.parametrize("calibration", [STARTER, UNSAID])
def test_the_lower_bands_are_worse(calibration: object) -> None:
    of = BANDS if calibration is STARTER else bands(UNSAID)
    assert [one.name for one in of] == ["trust", "check", "doubt"]
    assert [one.from_ for one in of] == sorted((one.from_ for one in of), reverse=True)
    assert of[-1].from_ == 0
    shares = [one.bad_share or 0.0 for one in of]
    assert shares == sorted(shares)
    assert min(shares) > 0


@pytest.mark.parametrize(
    ("trust", "doubt", "names"),
    [
        (0.6, 0.4, ["trust", "check", "doubt"]),
        (0.5, 0.5, ["trust", "trust", "doubt"]),
        (0.7, 0.0, ["check", "check", "check"]),
        (0.0, 0.0, ["trust", "trust", "trust"]),
    ],
)
def test_what_is_at_a_cut_off_is_in_the_band_above(trust: float, doubt: float, names: list[str]) -> None:
    by_score, by_trust = (bands(replace(one, trust=trust, doubt=doubt)) for one in (BY_SCORE, STARTER))
    for probability, name in zip((0.6, 0.5, 0.39), names, strict=True):
        scored = band(Translation("", math.log(probability) + 1e-9, trust=0.45), by_score)
        trusted = band(Translation("", math.log(0.45), trust=probability), by_trust)
        assert (scored and scored.name, trusted and trusted.name) == (name, name)


def test_what_was_not_scored_is_in_no_band() -> None:
    nothing = Translation("Yes.", None)
    assert band(nothing) is band(nothing, bands(BY_SCORE)) is None


def test_calibrations_from_before_there_was_trust_have_bands_of_scores() -> None:
    scaled = replace(BY_SCORE, scaling=Scaling(-0.4, 0.1, 0.0, 1.7))
    assert {one.of for one in bands(BY_SCORE)} == {one.of for one in bands(UNSAID)} == {"score"}
    assert {one.of for one in bands(scaled)} == {one.of for one in BANDS} == {"trust"}
    assert all(one.words != other.words for one, other in zip(bands(scaled), bands(BY_SCORE), strict=True))


def test_a_corpus_has_the_bands_that_it_was_judged_by() -> None:
    own = replace(STARTER, trust=0.7, doubt=0.2)
    assert [one.from_ for one in bands_of(replace(PROVENANCE, calibration=own))] == [0.7, 0.2, 0.0]


def test_a_corpus_that_does_not_say_it_has_those_of_the_first_starter() -> None:
    assert PROVENANCE.calibration is None
    assert [(one.from_, one.bad_share) for one in bands_of(PROVENANCE)] == [(0.6, 0.1), (0.47, 0.28), (0.0, 0.6)]
