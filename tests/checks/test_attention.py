"""One definition of what is to check: by origin, severity, band, and what people dismissed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.checks.attention import Attention, attention, is_to_check, standing
from bilingual.checks.confidence.bands import UNSAID, bands
from bilingual.data import Kind, Origin, Pair, Segment, Translation

SEGMENT = Segment("a", 1, 1, Kind.BODY, 0, 12, "Ils sont 40.")
BY_SCORE = bands(UNSAID)
SURE, UNSURE, BAD = -0.1, -0.7, -1.6
CHECK, LESS = Attention.TO_CHECK, Attention.LESS_SURE


def _pair(score: float | None, *flags: str, origin: Origin = Origin.MT, dismissed: tuple[str, ...] = ()) -> Pair:
    pair = Pair(SEGMENT, Translation("They are 14.", score, flags), origin)
    return replace(pair, dismissed=dismissed) if dismissed else pair


@pytest.mark.parametrize(
    ("pair", "asked"),
    [
        (_pair(SURE), None),
        (_pair(None), None),
        (_pair(UNSURE), LESS),
        (_pair(BAD), CHECK),
        (_pair(BAD, "low-score"), CHECK),
        # A severe flag is enough, a minor one makes less sure, and "split" tells of no fault.
        (_pair(SURE, "numbers"), CHECK),
        (_pair(SURE, "quotes"), LESS),
        (_pair(SURE, "theirs"), LESS),
        (_pair(SURE, "split"), None),
        (_pair(UNSURE, "split"), LESS),
        (_pair(SURE, "split", "numbers"), CHECK),
        (_pair(None, "names", origin=Origin.ALIGNED), CHECK),
        (_pair(None, "unaligned", origin=Origin.ALIGNED), LESS),
        # What a person wrote is nobody's to check.
        (_pair(BAD, "numbers", origin=Origin.HUMAN), None),
        # Nor is what a person let pass, as far as it goes.
        (_pair(SURE, "numbers", dismissed=("numbers",)), None),
        (_pair(SURE, "numbers", "names", dismissed=("numbers",)), CHECK),
        (_pair(SURE, "numbers", "quotes", dismissed=("numbers",)), LESS),
        (_pair(BAD, "low-score", dismissed=("low-score",)), None),
        (_pair(BAD, "low-score", "numbers", dismissed=("numbers",)), CHECK),
    ],
)
def test_what_is_to_check(pair: Pair, asked: Attention | None) -> None:
    assert attention(pair, BY_SCORE) is asked
    assert is_to_check(pair, BY_SCORE) == (asked is CHECK)


def test_what_stands_is_without_what_is_no_fault() -> None:
    assert standing(_pair(BAD, "split", "numbers", "quotes", "low-score", dismissed=("quotes",))) == ("numbers",)
