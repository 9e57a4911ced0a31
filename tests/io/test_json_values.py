from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.io.json_values import CutError, JsonValues, NoJsonError, TooLargeError

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def _values(text: str | bytes, most: int = 1_000, names: frozenset[str] = frozenset()) -> list[bytes]:
    raw = text.encode() if isinstance(text, str) else text
    return list(JsonValues(io.BytesIO(raw), most, names.__contains__))


@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 2]))
def test_the_items_of_a_list_come_as_they_are(items: list[Any], indent: int | None) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    assert [json.loads(value) for value in _values(text, 10**6)] == json.loads(text)


@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=5), st.sampled_from(["", "\n", ",", " \x1e"]))
def test_objects_may_stand_in_a_row(items: list[Any], between: str) -> None:
    text = between.join(json.dumps(item) for item in items)
    assert [json.loads(value) for value in _values(text, 10**6)] == items


@pytest.mark.parametrize("large", [b'{"b": "' + b'x\\"' * 100_000 + b'"}', b"[" + b"{}," * 100_000 + b"{}]"])
def test_a_value_that_is_too_large_is_passed_over_in_pieces(large: bytes) -> None:
    values = JsonValues(io.BytesIO(b'[{"a": 1}, ' + large + b', {"c": 2}]'), 1_000)
    assert next(values) == b'{"a": 1}'
    with pytest.raises(TooLargeError):
        next(values)
    assert list(values) == [b'{"c": 2}']


def test_a_large_object_is_entered_where_it_has_a_list_that_is_known() -> None:
    items = ", ".join(f'{{"n": {number}}}' for number in range(10_000))
    text = f'{{"total": 3, "meta": {{"tags": [1]}}, "answer": {{"articles": [{items}]}}, "more": [2]}} {{"last": 1}}'
    found = [json.loads(value) for value in _values(text, 500, frozenset({"articles"}))]
    assert found == [*({"n": number} for number in range(10_000)), {"last": 1}]
    with pytest.raises(TooLargeError):
        _values(text, 500)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('[{"a": 1}, {"b"', CutError),
        ('[{"a": 1}', CutError),
        ('{"a": "', CutError),
        ("}", NoJsonError),
        ("x" * 20_000, NoJsonError),
    ],
)
def test_what_is_no_json_or_cut_short_is_told(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        _values(text)
