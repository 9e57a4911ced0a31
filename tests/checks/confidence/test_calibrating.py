"""The rule by which cut-offs are found, on sentences whose scores and chrF are known."""

from __future__ import annotations

import math
from random import Random

import pytest

from bilingual.checks.confidence.calibrating import (
    CHECKED_BAD,
    DOUBTED_BAD,
    LEAST,
    LEAST_IN_BAND,
    TRUSTED_BAD,
    Scored,
    bad_share,
    calibrate,
    cut_offs,
    held_out,
    in_bands,
    scaling_of,
    share_of_bad,
    trusted,
)
from bilingual.checks.confidence.chrf import BAD


def _scored(probability: float, *, bad: bool, number: int = 0) -> Scored:
    return Scored(f"{probability} {bad} {number}", "Some words.", math.log(probability), BAD - 1 if bad else BAD)


def _some(*parts: tuple[float, int, int]) -> list[Scored]:
    """Return sentences: for each probability so many, of which so many are bad."""
    return [_scored(at, bad=number < bad, number=number) for at, count, bad in parts for number in range(count)]


def test_a_text_without_a_hitch_is_cut_where_the_shares_say() -> None:
    # Below 0.455 all are bad, from 0.705 on none is; those between them are bad in one case of four.
    scored = _some((0.455, 60, 60), (0.605, 100, 25), (0.705, 200, 10))
    trust, doubt = cut_offs(scored)
    # From 0.61 on 5 % are bad; below 0.60 all, below 0.61 85 of 160, which is half.
    assert (trust, doubt) == (0.70, 0.60)
    assert bad_share(scored, trust, math.inf)[1] <= TRUSTED_BAD
    assert bad_share(scored, 0, trust)[1] >= CHECKED_BAD
    assert bad_share(scored, 0, doubt)[1] >= DOUBTED_BAD


def test_where_next_to_nothing_is_bad_low_scores_are_worth_a_look_all_the_same() -> None:
    scored = _some((0.455, 10, 9), (0.555, 20, 5), (0.705, 970, 10))
    assert bad_share(scored, 0, math.inf)[1] < TRUSTED_BAD  # so that all could be trusted
    assert cut_offs(scored) == (0.70, 0.55)


def test_where_all_is_good_nothing_is_doubted_and_where_all_is_bad_nothing_is_trusted() -> None:
    good = _some((0.4, 100, 0), (0.7, 100, 0))
    assert cut_offs(good) == (0.30, 0.0)
    assert calibrate(good, "m", "0" * 64).doubt == 0.0
    bad = _some((0.4, 100, 100), (0.7, 100, 100))
    trust, doubt = cut_offs(bad)
    assert trust == doubt == 0.89
    assert calibrate(bad, "m", "0" * 64).bad_shares == (None, None, 1.0)


def test_a_sentence_of_exactly_the_least_chrf_is_not_bad() -> None:
    assert bad_share([_scored(0.5, bad=False)], 0, 1) == (1, 0.0)
    assert bad_share([_scored(0.5, bad=True)], 0, 1) == (1, 1.0)
    assert bad_share([_scored(0.5, bad=True)], 0.5, 0.5) == (0, 0.0)


def test_a_cut_off_needs_enough_sentences_on_its_side() -> None:
    few, enough = LEAST_IN_BAND - 1, LEAST_IN_BAND
    # All below 0.46 are bad: nine of them say nothing, ten do.
    assert cut_offs(_some((0.455, few, few), (0.705, 200, 2))) == (0.30, 0.0)
    assert cut_offs(_some((0.455, enough, enough), (0.705, 200, 2))) == (0.70, 0.70)
    # All from 0.61 on are good, and a quarter of the others is not.
    assert cut_offs(_some((0.605, 200, 50), (0.805, few, 0))) == (0.89, 0.0)
    assert cut_offs(_some((0.605, 200, 50), (0.805, enough, 0))) == (0.61, 0.0)


@pytest.mark.parametrize("size", [0, 1, LEAST_IN_BAND - 1])
def test_a_share_of_few_sentences_is_not_said(size: int) -> None:
    assert share_of_bad(_some((0.5, size, size))) is None
    assert share_of_bad(_some((0.5, LEAST_IN_BAND, 4))) == 0.4


def test_shares_are_those_of_the_bands_that_the_cut_offs_make() -> None:
    scored = _some((0.455, 12, 9), (0.605, 100, 25), (0.705, 200, 10))
    found = calibrate(scored, "m", "s")
    assert found.scaling is not None
    scored = trusted(scored, found.scaling)
    bands = in_bands(scored, found.trust, found.doubt)
    assert sum(map(len, bands)) == len(scored)
    assert found.bad_shares == tuple(map(share_of_bad, bands))
    for band, least, below in zip(
        bands, (found.trust, found.doubt, 0), (math.inf, found.trust, found.doubt), strict=True
    ):
        assert all(least <= one.probability < below for one in band)


def test_held_out_sentences_tell_how_steady_the_shares_are() -> None:
    chance = Random(1)
    scored = []
    for number in range(3_000):
        probability = chance.uniform(0.31, 0.9)
        scored.append(_scored(probability, bad=chance.random() > 1.5 * probability - 0.2, number=number))
    found = calibrate(scored, "some", "ab" * 32)
    assert (found.model, found.model_sha256, found.sentences) == ("some", "ab" * 32, 3_000)
    assert 0.3 < found.doubt < found.trust < 0.9
    assert found.scaling is not None
    scored = trusted(scored, found.scaling)
    bands = held_out(scored)
    for share, band in zip(found.bad_shares, bands, strict=True):
        assert share is not None
        assert abs(share - bad_share(band, 0, math.inf)[1]) < 0.05
    good, checked, doubted = (bad_share(band, 0, math.inf)[1] for band in bands)
    assert good < TRUSTED_BAD + 0.05
    assert good < checked < doubted
    assert abs(doubted - DOUBTED_BAD) < 0.08
    assert sorted(one.source for band in bands for one in band) == sorted(one.source for one in scored)


def test_trust_is_the_share_of_good_ones_where_it_was_measured() -> None:
    chance = Random(2)
    scored = []
    for number in range(2_000):
        probability = chance.uniform(0.4, 0.9)
        scored.append(_scored(probability, bad=chance.random() > probability, number=number))
    for languages in (("fr", "en"), ("de", "en")):
        scaling = scaling_of(scored, languages)
        judged = sorted(trusted(scored, scaling, languages), key=lambda one: one.probability)
        for part in (judged[at : at + 400] for at in range(0, 2_000, 400)):
            good = sum(one.chrf >= BAD for one in part) / len(part)
            assert abs(good - sum(one.probability for one in part) / len(part)) < 0.08


@pytest.mark.parametrize("bad", [True, False])
def test_a_model_whose_scores_are_all_alike_is_measured_all_the_same(bad: bool) -> None:  # noqa: FBT001 - a case
    scored = [_scored(0.5, bad=bad, number=number) for number in range(LEAST)]
    scaling = scaling_of(scored)
    assert scaling.deviation > 0
    assert scaling.slope >= 0
    mean = sum(one.probability for one in trusted(scored, scaling)) / LEAST
    assert mean < 0.2 if bad else mean > 0.8


def test_chance_has_no_part_in_it() -> None:
    scored = _some((0.455, 60, 50), (0.605, 100, 25), (0.705, 200, 10))
    assert calibrate(scored, "m", "s") == calibrate(scored[::-1], "m", "s")


def test_too_few_sentences_say_nothing() -> None:
    scored = _some((0.5, LEAST - 1, 3))
    with pytest.raises(ValueError, match="say nothing"):
        calibrate(scored, "m", "s")
    assert calibrate([*scored, _scored(0.9, bad=False)], "m", "s").sentences == LEAST


def test_a_translation_is_held_against_its_reference() -> None:
    assert Scored.against("The same.", "Le même.", "The same.", -0.1).chrf == 100
    assert Scored.against("Quite another.", "Le même.", "Xyz", -0.1).chrf == 0
