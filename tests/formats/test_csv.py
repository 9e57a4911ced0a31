"""Spreadsheets: no cell is a formula, what they do to a file is read, and what is none is refused."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.formats import read_rows
from tests.support.bitexts import LANGUAGES, assert_refused, read, texts, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "damaged.csv": "id,fr,en\r\na:1:1,Été à l’école,Summer".encode()[:-9] + b"\xff,Summer",
    "marked.csv": b"\xef\xbb\xbfid,fr,en\r\na:1:1,\xc3\xa9t\xc3\xa9 \xff,Summer",
    "utf16.csv": "id\tfr\ten\na:1:1\tÉté\t\U0001f600".encode("utf-16")[:-1],
    "greek.csv": "id,fr,en\r\na:1:1,Καλημέρα,Hello".encode("iso-8859-7"),
    "quotes.csv": b'id,fr,en\r\na:1:1,"Oui."x,Yes.',
    "columns.csv": b"number,fr,en\r\n",
    "long.csv": b"id,fr,en\r\n" + b"x" * (17 * 1024**2),
    "endless.csv": b'id,fr,en\r\n"' + b"x\r\n" * (6 * 1024**2),
    "cut.csv.gz": b"\x1f\x8b\x08\x00",
}


def test_no_cell_of_the_spreadsheet_is_a_formula(tmp_path: Path) -> None:
    sides = [(f"{lead}{mark}cmd|' /C calc'!A0", mark) for mark in "=+-@＝" for lead in ("", " ", "'", "\t", "\r", "' ")]
    write(tmp_path, [texts("=a", *sides)], "csv")
    raw = (tmp_path / "corpus.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "corpus.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            assert all(row[name].startswith("'") for name in ("id", "fr", "en"))
            assert float(row["score"]) == -0.5


def test_a_spreadsheet_may_change_the_delimiter_and_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "edited.csv"
    path.write_text('en;"id";note;fr\r\n"Yes; no.";a:1:1;;Oui.\r\n\r\n', encoding="utf-8-sig")
    assert read(path) == [("a:1:1", "Oui.", "Yes; no.")]


def test_reading_a_spreadsheet_leaves_the_limit_of_others_alone(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    long = "a" * (2 * limit)
    write(tmp_path, [texts("a", ("Un.", long), ("Deux.", "Two."))], "csv")
    rows = read_rows(tmp_path / "corpus.csv", LANGUAGES)
    assert next(rows).target == long
    assert csv.field_size_limit() == limit  # also in the middle of it
    assert [row.target for row in rows] == ["Two."]
    (tmp_path / "bad.csv").write_text('id,fr,en\na:1:1,"Un,One\n', encoding="utf-8")
    with pytest.raises(InputError, match="is no CSV"):
        list(read_rows(tmp_path / "bad.csv", LANGUAGES))
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])


def test_two_threads_that_read_spreadsheets_leave_the_limit_alone(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    (tmp_path / "edited.csv").write_text("id,fr,en\n" + "a:1:1,Oui,Yes\n" * 2_000)
    with ThreadPoolExecutor(4) as pool:
        rows = [pool.submit(lambda: list(read_rows(tmp_path / "edited.csv", ("fr", "en")))) for _ in range(8)]
    assert [len(done.result()) for done in rows] == [2_000] * 8
    assert csv.field_size_limit() == limit
