"""The cases of the checks: pairs of sentences in tests/data/checks, and the evidence that each check should give.

A case has ``label``, ``source``, ``target``, ``evidence`` (null where nothing is to be found) and perhaps ``comment``.
What a check does not do has a reason: ``limit`` where it is not to do it, ``xfail`` where it is still to be mended.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from bilingual.checks import numbers
from bilingual.data import Translation
from tests.support.cases import expected_failure
from tests.support.places import DATA

if TYPE_CHECKING:
    from bilingual.checks import Find
    from bilingual.checks.finding import Finding

FOLDER = DATA / "checks"
# Numbers of any size that people write.
VALUES = st.one_of(st.integers(2, 100), st.integers(2, 10_000), st.integers(2, 999_999_999_999))


def cases_of(code: str) -> list[Any]:
    """Return the cases of a check as parameters (source, target, evidence); limits and known failures are strict."""
    cases = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case["source"],
            case["target"],
            case["evidence"],
            id=f"{case['label']}: {case['source'][:40]}",
            marks=expected_failure(case),
        )
        for case in cases
    ]


def evidence_of(find: Find, source: str, target: str) -> str | None:
    """Return the evidence that a check gives, having seen that its places are sound."""
    finding = find(source, Translation(target, None))
    if finding is None:
        return None
    assert_sound(finding, source, target)
    return finding.evidence


def assert_sound(finding: Finding, source: str, target: str) -> None:
    """See that all spans of a finding lie within the texts, one after another, and that none is empty."""
    for text, spans in ((source, finding.source), (target, finding.target)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in spans)


def numbers_found(source: str, target: str) -> str | None:
    """Return the evidence that the check of numbers gives."""
    return evidence_of(numbers.find, source, target)
