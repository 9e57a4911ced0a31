"""Cases of the checks as data: ``tests/data/checks/CODE.json`` holds a list of sentences with the evidence expected.

A case has ``label``, ``source``, ``target``, ``evidence`` (null where nothing is to be found) and perhaps ``comment``.
``xfail`` gives the reason for a known failure.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual import checks
from bilingual.article import Translation

_FOLDER = Path(__file__).parent / "data" / "checks"


def cases(code: str) -> list[Any]:
    """Return the cases of a check as parameters of a test."""
    rows = json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=f"{case['label']}: {case['target'][:40]}",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for case in rows
    ]


def evidence(code: str, case: dict[str, Any]) -> str | None:
    """Return what the check finds in a case."""
    return checks.CHECKS[code].find(case["source"], Translation(case["target"], None))
