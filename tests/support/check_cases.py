"""The cases of the checks: pairs of sentences in tests/data/checks, and the evidence that each check should give.

A case has ``label``, ``source``, ``target``, ``evidence`` (null where nothing is to be found) and perhaps ``comment``.
``xfail`` gives the reason for a known failure.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.places import DATA

FOLDER = DATA / "checks"


def cases_of(code: str) -> list[Any]:
    """Return the cases of a check as parameters (source, target, evidence); a known failure is a strict xfail."""
    cases = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case["source"],
            case["target"],
            case["evidence"],
            id=f"{case['label']}: {case['source'][:40]}",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for case in cases
    ]
