"""The one calendar: whole, and in the order of the year and the week."""

from __future__ import annotations

import pytest

from bilingual.lexicon import calendar
from bilingual.lexicon.calendar import english_months, french_months, unaccented
from bilingual.lexicon.folding import without_accents


@pytest.mark.parametrize(
    ("full", "short", "known"),
    [
        (calendar.FRENCH_MONTHS, calendar.FRENCH_SHORT_MONTHS, french_months()),
        (calendar.ENGLISH_MONTHS, calendar.ENGLISH_SHORT_MONTHS, english_months()),
    ],
    ids=["French", "English"],
)
def test_months_are_twelve_and_abbreviated_to_how_they_begin(
    full: tuple[str, ...], short: dict[str, int], known: dict[str, int]
) -> None:
    assert len(set(full)) == 12
    assert all(full[number - 1].startswith(name[:3]) and name not in full for name, number in short.items())
    assert [known[name] for name in full] == list(range(1, 13))
    assert known.keys() == {*full, *short}


def test_weekdays_are_seven_and_abbreviated_in_their_order() -> None:
    assert len(set(calendar.FRENCH_WEEKDAYS)) == 7
    pairs = zip(calendar.FRENCH_WEEKDAYS, calendar.FRENCH_SHORT_WEEKDAYS, strict=True)
    assert all(day.startswith(short) for day, short in pairs)


def test_capitals_go_without_accents() -> None:
    months = unaccented(french_months())
    assert {months["fevrier"], months["fevr"], months["aout"], months["dec"]} == {2, 8, 12}
    assert all(months[without_accents(name)] == number for name, number in french_months().items())
