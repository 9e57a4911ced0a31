"""Large files of rows, cut where rows begin: whatever is in them, their parts give what the whole gives."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.options import Options
from bilingual.readers import ranges
from bilingual.readers.sources import articles_in

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Article
    from bilingual.io.source import Part

_EVERY_EXAMPLE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = "Il pleut sur Nantes, donne-moi la main."
ROW = f'{{"id": "a", "text": "{TEXT}"}}\n'


def read(path: Path, *parts: Part, read_as: str | None = None) -> list[Article | str]:
    """Return the articles of a file, or of parts of it, with what is said of what is none."""
    unread: Counter[str] = Counter()
    sources = [Source("f", path.name, path, within=part) for part in parts or [None]]
    options = Options(read_as=read_as)
    return [
        str(item) if isinstance(item, InputError) else item for item, _ in articles_in(sources, "fr", options, unread)
    ]


def cut(path: Path, size: int) -> list[Part]:
    """Return the parts of a file, of which every byte is in one."""
    parts = ranges.parts(Source("f", path.name, path), Options(), size)
    if parts:
        assert len(parts) > 1
        assert (parts[0].start, parts[0].row) == (0, 1)
        assert all(one.stop == other.start and one.row <= other.row for one, other in pairwise(parts))
        if not parts[0].groups:
            assert parts[-1].stop == path.stat().st_size
    return parts


def assert_same(path: Path, size: int, *, is_cut: bool | None = None) -> None:
    """See that the parts of a file give what the whole gives, in that order and under the same numbers."""
    parts = cut(path, size)
    assert is_cut is None or bool(parts) == is_cut
    assert read(path, *parts) == read(path)


LINES = st.sampled_from(
    [
        ROW.encode(),
        ROW.replace("Il", "Elle").encode("latin-1"),
        json.dumps({"texte": TEXT * 5, "titre": "Un\u2028deux"}).encode() + b"\r\n",
        b"\n",
        b"  \n",
        b"{broken\n",
        b'{"id": 7, "nom": "Awa"}\n',
        b'{"index": {"_id": "1"}}\n',
        b'{"articles": [{"text": "Un jour."}, {"text": "Une nuit."}]}\n',
        b'{"text": ""}\n',
        b"\xff\xfe\x00\n",
        b"[1, 2]\n",
        b'{"lang": "de", "text": "Ja."}\n',
    ]
)


@_EVERY_EXAMPLE
@given(st.lists(LINES, min_size=1, max_size=40), st.integers(1, 400), st.booleans(), st.booleans())
def test_lines_of_json(tmp_path: Path, lines: list[bytes], size: int, mark: bool, ended: bool) -> None:  # noqa: FBT001
    path = tmp_path / "f.jsonl"
    whole = (b"\xef\xbb\xbf" if mark else b"") + b"".join(lines)
    path.write_bytes(whole if ended else whole.removesuffix(b"\n"))
    assert_same(path, size)


CELLS = st.sampled_from(
    ["Il pleut.", "«Oui»", 'a "b" c', "un;deux,trois", "une\nligne", "\r\nfin", "", " ", "x" * 90, "l'été\tvient"]
)


@_EVERY_EXAMPLE
@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=30),
    st.integers(1, 300),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_tables(  # noqa: PLR0913, PLR0917 - what hypothesis draws
    tmp_path: Path,
    rows: list[tuple[str, str]],
    size: int,
    mark: str,
    end: str,
    said: bool,  # noqa: FBT001
) -> None:
    stream = io.StringIO(newline="")
    if said and mark != "\t":
        stream.write(f"sep={mark}{end}")
    writer = csv.writer(stream, delimiter=mark, lineterminator=end)
    writer.writerows([("titre", "texte"), *rows])
    path = tmp_path / "f.csv"
    path.write_bytes(stream.getvalue().encode())
    assert_same(path, size)


@_EVERY_EXAMPLE
@given(
    st.lists(st.sampled_from(['a,"b\n', "Il pleut,x\n", '"un" deux,y\n', "z\n", '"\n', "\r\n", "o\rp,q\n"])),
    st.integers(1, 60),
)
def test_tables_that_are_none(tmp_path: Path, lines: list[str], size: int) -> None:
    path = tmp_path / "f.csv"
    path.write_text("texte,titre\n" + "Il pleut.,un\n" * 3 + "".join(lines), encoding="utf-8", newline="")
    assert_same(path, size)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("f.jsonl", ROW.encode("utf-16") * 9),
        ("f.jsonl", b'{"a": 1}\n' * 90 + ROW.encode()),  # nobody knows yet whether it holds articles
        ("f.jsonl", b'{"a": 1}\n' * 90),
        ("f.json", b"[" + ROW.encode().strip() + b"," + ROW.encode() * 9 + b"]"),
        ("f.csv", b"texte,titre\r" + b"Il pleut.,un\r" * 50),
        ("f.csv", ("texte,titre\n" + "Il pleut.,un\n" * 50).encode("utf-16")),
        ("f.csv", b"a,b\n" + b"1,2\n" * 99),
        ("f.txt", TEXT.encode() * 50),
        ("f.html", b"<p>" + TEXT.encode() * 50),
    ],
    ids=str,
)
def test_what_is_read_whole(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert_same(path, 100, is_cut=False)


def test_what_is_cut(tmp_path: Path) -> None:
    for name, data in {
        "f.jsonl": ROW * 20,
        "f.json": ROW * 20,  # lines, whatever the name promises
        "f.csv": "texte,titre\n" + "Il pleut.,un\n" * 20,
        "f.tsv": "texte\ttitre\n" + 'Il "pleut.\tun\n' * 20,
    }.items():
        path = tmp_path / name
        path.write_text(data, encoding="utf-8")
        assert_same(path, 100, is_cut=True)


def test_the_last_part_is_no_small_one(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    for rows in range(10, 40):
        path.write_text(ROW * rows, encoding="utf-8")
        sizes = [part.stop - part.start for part in cut(path, 300)]
        assert all(150 <= size <= 300 * 1.5 + len(ROW) for size in sizes)


def test_behind_a_line_that_is_too_long_nothing_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader gives up a line that has no end, with all that is behind it."""
    monkeypatch.setattr("bilingual.readers.jsonl.MAX_LINE_BYTES", 500)
    monkeypatch.setattr("bilingual.io.lines.MOST_PAST", 2_000)
    monkeypatch.setattr("bilingual.readers.ranges._CHUNK", 100)
    path = tmp_path / "f.jsonl"
    for long in (400, 600, 1_000, 5_000):
        path.write_text(ROW * 20 + f'{{"text": "{"a" * long}"}}\n' + ROW * 20, encoding="utf-8")
        assert_same(path, 200, is_cut=True)


def test_a_cell_that_nothing_ends_takes_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("texte,titre\n" + "Il pleut.,un\n" * 20 + 'Elle,"dort\n' + "Il pleut.,un\n" * 20, encoding="utf-8")
    assert_same(path, 60, is_cut=True)


def test_groups_of_rows(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    tables = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "f.parquet"
    for group in (1, 3, 10, 100):
        table = pa.table({"id": [f"a{i}" for i in range(30)], "text": [TEXT * (i % 4) for i in range(1, 31)]})
        tables.write_table(table, path, row_group_size=group)
        for size in (1, 300, 1_000, 10**6):
            assert_same(path, size, is_cut=True if size == 1 and group < 30 else None)
