"""The rule by which cut-offs are found, on sentences whose scores and chrF are known."""

from __future__ import annotations

import math
from random import Random

import pytest

from bilingual.checks.confidence.calibrating import (
    BAD,
    CHECKED_BAD,
    DOUBTED_BAD,
    LEAST,
    TRUSTED_BAD,
    Scored,
    bad_share,
    calibrate,
    cut_offs,
    held_out,
)


def _scored(probability: float, *, bad: bool, number: int = 0) -> Scored:
    return Scored(f"{probability} {bad} {number}", "", math.log(probability), BAD - 1 if bad else BAD)


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
    assert calibrate(good, "m", "0" * 64).bad_shares == (0.0, None, None)
    bad = _some((0.4, 100, 100), (0.7, 100, 100))
    trust, doubt = cut_offs(bad)
    assert trust == doubt == 0.89
    assert calibrate(bad, "m", "0" * 64).bad_shares == (None, None, 1.0)


def test_a_sentence_of_exactly_the_least_chrf_is_not_bad() -> None:
    assert bad_share([_scored(0.5, bad=False)], 0, 1) == (1, 0.0)
    assert bad_share([_scored(0.5, bad=True)], 0, 1) == (1, 1.0)
    assert bad_share([_scored(0.5, bad=True)], 0.5, 0.5) == (0, 0.0)


def test_shares_come_from_sentences_that_their_cut_offs_do_not_come_from() -> None:
    chance = Random(1)
    scored = []
    for number in range(3_000):
        probability = chance.uniform(0.31, 0.9)
        scored.append(_scored(probability, bad=chance.random() > 1.5 * probability - 0.2, number=number))
    found = calibrate(scored, "some", "ab" * 32)
    assert (found.model, found.model_sha256, found.sentences) == ("some", "ab" * 32, 3_000)
    assert 0.3 < found.doubt < found.trust < 0.9
    trusted, checked, doubted = found.bad_shares
    assert trusted is not None
    assert checked is not None
    assert doubted is not None
    assert trusted < TRUSTED_BAD + 0.05
    assert trusted < checked < doubted
    assert abs(doubted - DOUBTED_BAD) < 0.08
    bands = held_out(scored)
    assert sorted(one.source for band in bands for one in band) == sorted(one.source for one in scored)


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
