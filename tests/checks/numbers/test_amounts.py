"""Amounts: hostile texts, and what is equal within rounding."""

from __future__ import annotations

import pytest

from bilingual.checks.numbers.amounts import amounts, are_equal
from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import read
from bilingual.checks.numbers.values import TOKEN


def equal(french: str, english: str) -> bool:
    ours = amounts(read(TOKEN.findall(french), FRENCH), french=True)
    theirs = amounts(read(TOKEN.findall(english), ENGLISH), french=False)
    return any(are_equal(one, other) for one in ours for other in theirs)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("10 km", "6 miles"),
        ("10 cm", "4 inches"),
        ("250 kg", "550 pounds"),
        ("26 °C", "80 °F"),
        ("-40 °C", "-40 °F"),
        ("1,70 m", "5 feet 7 inches"),
        ("un an et demi", "18 months"),
        ("5 litres", "1.3 gallons"),
        ("200 millions de tonnes", "200 million tons"),
        ("135 km/h", "85 mph"),
        ("1,3 cm", "half an inch"),
        ("400 m", "a quarter-mile"),
        ("1,5 km", "a mile"),
        ("1,98 m", "a 6-foot-6 forward"),
    ],
)
def test_equal(french: str, english: str) -> None:
    assert equal(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("10 km", "10 miles"),
        ("500 km", "520 km"),
        ("20 minutes", "21 minutes"),
        ("20 °C", "21 °C"),
        ("2 000 m", "2,000 yards"),
        ("26 °C", "62 °F"),
        ("10 km", "6 gallons"),
        ("40 °C", "40 °F"),
        ("3 jours", "3 weeks"),
        ("1,98 m", "a 6-foot-9 forward"),
        ("135 km/h", "75 mph"),
        ("3 km", "a mile"),
    ],
)
def test_not_equal(french: str, english: str) -> None:
    assert not equal(french, english)


def test_a_long_list_of_amounts_is_read_in_one_go() -> None:
    assert len(amounts(read(TOKEN.findall("10 km et " * 2_000), FRENCH), french=True)) >= 2_000
