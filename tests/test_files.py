from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import OutputError
from bilingual.files import page_name, replacing, write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old\n")

    def write_half() -> None:
        with replacing(path) as stream:
            stream.write("new")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_half()
    assert path.read_text() == "old\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_line_ends_are_written_as_given(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "un\r\ndeux\n")
    assert (tmp_path / "a.txt").read_bytes() == b"un\r\ndeux\n"


def test_a_new_file_has_the_rights_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a.txt", "")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("I am a file")
    with pytest.raises(OutputError, match="cannot write"):
        write_text(tmp_path / "out" / "a.txt", "")


@pytest.mark.parametrize(
    "article_id", ["../../etc/passwd", "/etc/passwd", "a/b", "CON", "nul.txt", "index", "", "..", "x" * 500, "é" * 200]
)
def test_page_names_are_safe(article_id: str) -> None:
    name = page_name(article_id)
    assert name
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name.encode()) < 200
    assert name != "index"


@settings(deadline=None)
@given(st.sets(st.text(max_size=20), min_size=2, max_size=5))
def test_different_ids_have_different_names_also_where_case_is_folded(ids: set[str]) -> None:
    assert len({page_name(article_id).casefold() for article_id in ids}) == len(ids)
