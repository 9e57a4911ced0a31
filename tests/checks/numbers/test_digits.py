"""Figures: the same number however it is grouped and pointed, and never another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.check_cases import VALUES, numbers_found

if TYPE_CHECKING:
    from decimal import Decimal

SPACES = (" ", "\u00a0", "\u202f", "\u2009", "'", "’")


@given(VALUES, st.sampled_from(SPACES))
def test_an_integer_is_the_same_however_it_is_grouped(value: int, space: str) -> None:
    english = f"There are {value:,} letters."
    for grouped in (f"{value:,}".replace(",", space), str(value)):
        assert numbers_found(f"Il y a {grouped} lettres.", english) is None


@given(st.decimals(0, 10_000, places=1), st.sampled_from(["%", " %", " pour cent"]))
def test_a_decimal_is_the_same_with_a_comma_and_a_point(value: Decimal, percent: str) -> None:
    assert numbers_found(f"Soit {value}{percent}.".replace(".", ",", 1), f"That is {value} per cent.") is None


@given(VALUES, VALUES)
def test_another_figure_is_always_noticed(french: int, english: int) -> None:
    source, target = f"Il y a {french:,} lettres.".replace(",", "\u202f"), f"There are {english:,} letters."
    # 1,250 may be 1250, or 1.25 with a point to spare.
    assume(len(str(english)) not in {4, 5, 6})
    assert (numbers_found(source, target) is None) == (french == english)


def test_figures_alone_are_the_same_in_any_language() -> None:
    line = "12 000 / 3,5 % – 01 42 34 56 78 – 2022-23 – 03.08.2023 – 1.2.3 – 10'000 – 7e – A380 – 1/2"
    assert numbers_found(line, line) is None
