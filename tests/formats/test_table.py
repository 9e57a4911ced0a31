"""Tables whose lines end in other ways, and files that hold no segment."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.formats import read_rows

if TYPE_CHECKING:
    from pathlib import Path

LINES = ["id\tfr\ten", "a:1:1\tOui.\tYes.", "a:1:2\tNon.\tNo."]
ENDS = {"LF": "\n", "CR LF": "\r\n", "CR": "\r"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("suffix", ["tsv", "csv", "tsv.gz"])
@pytest.mark.parametrize("last", ["", "end"])
def test_lines_may_end_in_any_way(tmp_path: Path, end: str, suffix: str, last: str) -> None:
    raw = ("\ufeff" + end.join(LINES) + (end if last else "")).encode()
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(gzip.compress(raw) if suffix.endswith("gz") else raw)
    assert [(row.id, row.source, row.target) for row in read_rows(path, ("fr", "en"))] == [
        ("a:1:1", "Oui.", "Yes."),
        ("a:1:2", "Non.", "No."),
    ]


def test_a_long_table_of_carriage_returns_is_read_to_its_end(tmp_path: Path) -> None:
    rows = [f"a:1:{number}\tOui {number}.\tYes {number}." for number in range(20_000)]
    (tmp_path / "a.tsv").write_bytes("\r".join([LINES[0], *rows]).encode())
    assert sum(1 for _ in read_rows(tmp_path / "a.tsv", ("fr", "en"))) == 20_000


def test_a_carriage_return_in_a_quoted_cell_stays(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'id,fr,en\r\na:1:1,"Un\rdeux","One\rtwo"\r\n')
    [row] = read_rows(tmp_path / "a.csv", ("fr", "en"))
    assert (row.source, row.target) == ("Un\rdeux", "One\rtwo")


EMPTY = {
    "a.tsv": "id\tfr\ten\n",
    "b.tsv": "id\tfr\ten",
    "a.csv": "id,fr,en\r\n",
    "a.jsonl": "\n\n",
    "a.tmx": '<tmx version="1.4"><header/><body/></tmx>',
    "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_a_segment_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(EMPTY[name])
    with pytest.raises(InputError, match=f"{name}': there is no segment in it"):
        list(read_rows(tmp_path / name, ("fr", "en")))
