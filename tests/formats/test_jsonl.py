"""JSON Lines: a record is a line for every program, and what is no segment is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.bitexts import assert_refused, tricky, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "half.jsonl": b'{"id": "a:1:1", "translation": {"fr": "\\ud800", "en": ""}}',
    "deep.jsonl": b"[" * 100_000,
    "number.jsonl": b'{"id": 7, "translation": {"fr": "a", "en": "b"}}',
    "list.jsonl": b"[]",
}


@pytest.mark.parametrize(("name", "records"), [("bitext.jsonl", 4), ("articles.jsonl", 1)])
def test_a_record_is_a_line_for_programs_that_split_lines_as_unicode_does(
    tmp_path: Path, name: str, records: int
) -> None:
    write(tmp_path, tricky(), "jsonl")
    lines = (tmp_path / name).read_bytes().decode().splitlines()
    assert len([json.loads(line) for line in lines]) == records


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])
