"""What speaks against references, on sentences whose scores and chrF are known."""

from __future__ import annotations

import math

import pytest

from bilingual.checks.confidence.calibrating import Scored, calibrate, held_out, trusted
from bilingual.data import Calibration
from bilingual.pipeline.calibration import SHIPPED, read
from bilingual.pipeline.calibration.doubts import LEAST_CHRF, doubts, unsteady

FRENCH_ENGLISH = ("fr", "en")
PAIRS = read([SHIPPED])


def _scored(*chrfs: float) -> list[Scored]:
    """Return sentences whose scores rise from one to the next."""
    return [Scored(str(at), "", -1 / (1 + at), chrf) for at, chrf in enumerate(chrfs)]


def _rising(least: float = 40.0) -> list[Scored]:
    return _scored(*(least + at for at in range(40)))


def test_what_people_made_of_the_sentences_raises_no_doubt() -> None:
    assert doubts(PAIRS, _rising(), FRENCH_ENGLISH) == []


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(source, f"{source.upper()}") for source, _ in PAIRS], "300 of 300 references are the sentence itself"),
        (
            [*PAIRS[40:], *((source, source) for source, _ in PAIRS[:40])],
            "40 of 300 references are the sentence itself",
        ),
        (
            [(source, PAIRS[at - 1][1]) for at, (source, _) in enumerate(PAIRS)],
            "of 300 references are unrelated to the sentence",
        ),
    ],
)
def test_references_of_nothing_are_told(pairs: list[tuple[str, str]], said: str) -> None:
    assert said in "; ".join(doubts(pairs, _rising(), FRENCH_ENGLISH))


def test_a_few_that_are_alike_are_names_and_the_like() -> None:
    pairs = [*PAIRS[20:], *((source, source) for source, _ in PAIRS[:20])]
    assert doubts(pairs, _rising(), FRENCH_ENGLISH) == []


def test_what_no_check_knows_is_not_said_of_other_languages() -> None:
    shifted = [(source, PAIRS[at - 1][1]) for at, (source, _) in enumerate(PAIRS)]
    assert doubts(shifted, _rising(), ("de", "en")) == []


@pytest.mark.parametrize(
    ("scored", "said"),
    [
        (_rising(LEAST_CHRF - 30), "translations have 20 chrF of 100 on average, and one below 40 counts as bad"),
        (_scored(*(80 - at for at in range(40))), "higher scores do not mean higher chrF (a correlation of -0."),
        (_scored(*[60.0] * 40), "higher scores do not mean higher chrF (a correlation of 0.00)"),
        (_scored(*[50.0] * 10, *[100.0] * 30), "30 of 40 references are word for word what the model writes"),
    ],
)
def test_scores_that_say_nothing_are_told(scored: list[Scored], said: str) -> None:
    [found] = doubts(PAIRS, scored, FRENCH_ENGLISH)
    assert found.startswith(said)


def test_shares_that_other_sentences_would_not_have_are_told() -> None:
    calibration = Calibration("m", "s", 0.6, 0.5, (0.05, None, 0.6), 300)
    good, bad = Scored("", "", -1.0, 90.0), Scored("", "", -1.0, 10.0)
    assert unsteady(calibration, ([good] * 100, [bad], [good] * 50 + [bad] * 50)) == []
    assert unsteady(calibration, ([], [], [])) == []
    assert unsteady(calibration, ([good] * 80 + [bad] * 20, [bad], [good] * 9 + [bad])) == [
        "in 'trust' 20 % are bad, not 5 %",
        "in 'doubt' 10 % are bad, not 60 %",
    ]


def test_shares_of_many_sentences_are_steady() -> None:
    many = [Scored(str(at), "So.", math.log(0.4 if at % 2 else 0.8), 10.0 if at % 2 else 90.0) for at in range(1_000)]
    found = calibrate(many, "m", "s")
    assert found.scaling is not None
    assert unsteady(found, held_out(trusted(many, found.scaling))) == []
