"""Marks for unknown characters: cases as data."""

from __future__ import annotations

from typing import Any

import pytest
from checks_cases import cases, evidence


@pytest.mark.parametrize("case", cases("garbled"))
def test_cases(case: dict[str, Any]) -> None:
    assert evidence("garbled", case) == case["evidence"]
