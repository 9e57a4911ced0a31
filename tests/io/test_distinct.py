from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.io.distinct import Distinct


@given(st.lists(st.lists(st.text(st.characters()))))
def test_only_what_is_new_is_counted(groups: list[list[str]]) -> None:
    seen, known = Distinct(), set[str]()
    for group in groups:
        new = set(group) - known
        assert seen.add(group) == len(new)
        known |= new
