from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.formats.moses_rows import files_of, rows

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")


def test_a_name_stands_for_two_files(tmp_path: Path) -> None:
    fr, en = tmp_path / "a[1].fr", tmp_path / "a[1].en.gz"
    fr.write_text("Oui.\n")
    with gzip.open(en, "wt") as stream:
        stream.write("Yes.\n")
    (tmp_path / "a[1].x.en").write_text("")
    for path in (fr, en, tmp_path / "a[1]"):
        assert files_of(path, LANGUAGES) == (fr, en)
    for name in ("b", "a[1].de", "a", "a1"):
        assert files_of(tmp_path / name, LANGUAGES) is None
    assert [(row.source, row.target) for row in rows((fr, en))] == [("Oui.", "Yes.")]


def test_lines_have_names_where_a_file_names_them(tmp_path: Path) -> None:
    files = tmp_path / "a.fr", tmp_path / "a.en"
    files[0].write_text("Oui.\n\nNon.")
    files[1].write_text("Yes.\r\nWell.\r\nNo.\r\n")
    (tmp_path / "a.ids").write_text("x:1:1\nx:1:2\nx:2:1\n")
    found = [(row.id, row.source, row.target) for row in rows(files)]
    assert found == [("x:1:1", "Oui.", "Yes."), ("x:1:2", "", "Well."), ("x:2:1", "Non.", "No.")]
    (tmp_path / "a.ids").write_text("x:1:1\n")
    assert {row.id for row in rows(files)} == {""}


def test_files_of_unequal_length_are_refused_before_the_first_row(tmp_path: Path) -> None:
    files = tmp_path / "a.fr", tmp_path / "a.en"
    files[0].write_text("Oui.\n")
    files[1].write_text("Yes.\nNo.\n")
    with pytest.raises(InputError, match=r"has 1 line and '.*a.en' 2"):
        next(rows(files))
