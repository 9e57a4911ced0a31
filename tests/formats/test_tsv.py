"""Tables with tabs: controls are escaped, and what is no table of ours is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.bitexts import assert_refused, tricky, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "damaged.tsv": "id\tfr\ten\na:1:1\tÉté à l’école".encode() + b"\xff\tSummer",
    "short.tsv": b"id\tfr\ten\na:1:1\tOui.",
    "long.tsv": b"id\tfr\ten\n" + b"x" * (17 * 1024**2),
}


def test_a_segment_is_a_line_whatever_a_program_takes_for_its_end(tmp_path: Path) -> None:
    write(tmp_path, tricky(), "tsv")
    text = (tmp_path / "corpus.tsv").read_bytes().decode()
    assert text.splitlines() == text.removesuffix("\n").split("\n")
    assert [line.count("\t") for line in text.splitlines()] == [7] * 5


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])
