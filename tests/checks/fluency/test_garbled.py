"""Marks for unknown characters: cases as data."""

from __future__ import annotations

import pytest

from bilingual.checks.fluency import garbled
from bilingual.data import Translation
from tests.support.check_cases import cases_of


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("garbled"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert garbled.find(source, Translation(target, None)) == evidence
