from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.formats import read_rows
from bilingual.io.lines import BoundedLines, TooLongError, that_fit
from bilingual.io.source import Source
from bilingual.readers import jsonl

if TYPE_CHECKING:
    from pathlib import Path

LINE = b'{"id": "a:1:1", "text": "Il pleut.", "translation": {"fr": "Il pleut.", "en": "It rains."}}\n'


class Endless(io.RawIOBase):
    """Gives no line feed, ever; counts the bytes that were asked for."""

    read_so_far = 0

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size > 0
        self.read_so_far += size
        return b"a" * size


@given(st.lists(st.binary(max_size=12)), st.integers(2, 20))
def test_lines_are_those_of_the_file_but_for_the_long_ones(parts: list[bytes], most: int) -> None:
    raw = b"\n".join(part.replace(b"\n", b"") for part in parts)
    expected = [line if len(line) < most or line[:most].endswith(b"\n") else None for line in io.BytesIO(raw)]
    lines = BoundedLines(io.BytesIO(raw), most)
    found: list[bytes | None] = []
    while True:
        try:
            found.append(next(lines))
        except TooLongError:
            found.append(None)
        except StopIteration:
            break
        assert lines.number == len(found)
    assert found == expected


def test_a_line_without_end_is_refused_before_all_of_it_is_read() -> None:
    stream = Endless()
    with pytest.raises(TooLongError):
        next(BoundedLines(stream, 1_000))  # type: ignore[arg-type] # no more is asked of it
    assert stream.read_so_far == 1_000


def test_a_file_that_is_cut_short_does_not_pass_for_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(LINE * 20_000)[:-500])
    with pytest.raises(InputError, match="damaged or cut short"):
        list(jsonl.read(Source.of(path)))
    with pytest.raises(InputError, match="damaged or cut short"):
        list(read_rows(path, ("fr", "en")))


def test_what_does_not_fit_is_passed_over_also_where_its_end_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.io.lines.MOST_PAST", 16)
    assert list(that_fit(io.BytesIO(b"one\n" + b"a" * 200 + b"\ntwo\n" + b"b" * 200), 8)) == [b"one\n", b"two\n"]
