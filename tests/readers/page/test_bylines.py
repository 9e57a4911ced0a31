"""Lines that may sign an article, as data: tests/data/readers/bylines.json holds [line, what it says or null]."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bilingual.data import Metadata
from bilingual.readers.page.bylines import byline
from tests.support.places import DATA

CASES = json.loads((DATA / "readers" / "bylines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, _ in CASES])
def test_byline(line: str, expected: dict[str, Any] | None) -> None:
    found = byline(line)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert found.labelled is expected["labelled"]
    assert found.facts == Metadata(
        authors=tuple(expected.get("authors", ())), publisher=expected.get("publisher"), site=expected.get("site")
    )
