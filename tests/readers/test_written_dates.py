from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.readers.written_dates import NoDateError, read
from tests.support.places import DATA

CASES = json.loads((DATA / "readers" / "written_dates.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("written", "expected"), CASES, ids=[str(case[0]) for case in CASES])
def test_dates_as_programs_and_people_write_them(written: object, expected: str | None) -> None:
    if expected is not None and " " in expected:
        with pytest.raises(NoDateError, match=expected):
            read(written)
    else:
        assert read(written) == expected


@given(st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_in_numbers_is_that_day(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d"):
        assert read(day.strftime(form).zfill(10)) == day.isoformat()


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.lists(st.integers(), max_size=4)))
def test_whatever_stands_there_is_a_date_none_or_an_error(value: object) -> None:
    try:
        found = read(value)
    except NoDateError:
        return
    assert found is None or 4 <= len(found) <= 10
