from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines.clauses import split_at_clauses


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Court.", 80, ["Court."]),
        ("Il pleut ; elle lit, et il dort.", 22, ["Il pleut ;", "elle lit, et il dort."]),
        ("Il a vu Paris, Rome, Oslo, et il est rentré.", 30, ["Il a vu Paris, Rome, Oslo,", "et il est rentré."]),
        ("un deux trois quatre", 12, ["un deux", "trois quatre"]),
        ("aaaaaaaa", 4, ["aaaa", "aaaa"]),
        ("« Oui ; » dit-il sans y croire.", 25, ["« Oui ; »", "dit-il sans y croire."]),
    ],
)
def test_cuts_at_the_best_boundary(text: str, limit: int, parts: list[str]) -> None:
    assert split_at_clauses(text, lambda part: len(part) <= limit) == parts


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_loses_no_character_and_every_part_fits(text: str, limit: int) -> None:
    parts = split_at_clauses(text, lambda part: len(part) <= limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts)
