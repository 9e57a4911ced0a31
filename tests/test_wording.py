"""Words for people, whatever strangers put into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.wording import clock, count, encodable, for_terminal, in_bytes, in_time, on_one_line, shortened

anything = st.text(st.characters(exclude_categories=[]))


@given(anything)
def test_a_terminal_gets_one_line_that_moves_nothing(text: str) -> None:
    assert for_terminal(text).isprintable()
    assert len(f"{for_terminal(text)}.".splitlines()) == 1


@given(st.text())
def test_no_program_sees_a_line_break_and_no_word_is_lost(text: str) -> None:
    line = on_one_line(text)
    assert len(f"{line}.".splitlines()) == 1
    assert line == on_one_line(line)
    assert "".join(filter(str.isalnum, line)) == "".join(filter(str.isalnum, text))


@given(st.text())
def test_evidence_is_short(text: str) -> None:
    assert len(shortened(text)) <= len("…") + 60
    assert shortened("mot " * 100).endswith(" mot…")


@given(st.binary())
def test_any_name_of_a_file_can_be_written(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape")
    assert encodable(path) == name.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (count(0, "article"), "0 articles"),
        (count(1_000_000, "pair"), "1,000,000 pairs"),
        (in_bytes(0), "0 bytes"),
        (in_bytes(999), "999 bytes"),
        (in_bytes(1_000), "1.0 kB"),
        (in_bytes(5 * 10**12), "5000.0 GB"),
        (in_time(0), "about 1 second"),
        (in_time(59), "about 59 seconds"),
        (in_time(60), "about 1 minute"),
        (in_time(3_600), "about 1.0 hours"),
        (in_time(86_400), "about 1.0 days"),
        (clock(0), "0:00"),
        (clock(59.6), "1:00"),
        (clock(360_000), "100:00:00"),
    ],
)
def test_at_the_edges(said: str, expected: str) -> None:
    assert said == expected
