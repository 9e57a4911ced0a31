"""Dates at the start of a line, as data: tests/data/readers/dates.json holds [line, its date or null]."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bilingual.readers.page.dates import Date, date_at
from tests.support.places import DATA

CASES = json.loads((DATA / "readers" / "dates.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, _ in CASES])
def test_date(line: str, expected: dict[str, Any] | None) -> None:
    # "end" is the part of the line that the date takes.
    date = Date(len(expected["end"]), expected["iso"], certain=expected["certain"]) if expected else None
    assert date_at(line, 0) == date
    assert date_at(f"Le {line}", 3) == (Date(date.end + 3, date.iso, certain=date.certain) if date else None)
