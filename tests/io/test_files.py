from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.io.files import page_name


@pytest.mark.parametrize(
    "article_id",
    ["../../etc/passwd", "/etc/passwd", "a/b", "CON", "nul.txt", "index", "index-2", "", "..", "x" * 500, "é" * 200],
)
def test_page_names_are_safe(article_id: str) -> None:
    name = page_name(article_id)
    assert name
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name.encode()) < 200
    assert not name.startswith("index") or len(name) > len("index-2")


@given(st.sets(st.text(max_size=20), min_size=2, max_size=5))
def test_different_ids_have_different_names_also_where_case_is_folded(ids: set[str]) -> None:
    assert len({page_name(article_id).casefold() for article_id in ids}) == len(ids)
