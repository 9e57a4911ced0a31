"""Marks for unknown characters: cases as data."""

from __future__ import annotations

import pytest

from bilingual.checks.fluency import garbled
from tests.support.check_cases import cases_of, evidence_of


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("garbled"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert evidence_of(garbled.find, source, target) == evidence
