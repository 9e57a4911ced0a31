"""Pieces of a text in a row: the rule of the record, and the way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.segmentation.stand_off import composed, joined
from tests.support.sentences import BREAKS

texts = st.text(alphabet=st.sampled_from("ab \u00a0>-" + BREAKS), max_size=40)


@st.composite
def with_pieces(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


@given(with_pieces())
def test_a_run_of_white_space_that_holds_a_line_break_is_one_space(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, pieces = case
    raw = "".join(text[start:end] for start, end in pieces)
    expected = re.sub(r"\s+", lambda run: " " if set(run[0]) & set(BREAKS) else run[0], raw)
    assert composed(text, pieces) == joined(text, pieces).text == expected


@given(with_pieces(), st.data())
def test_a_part_of_the_text_comes_from_pieces_that_make_it(
    case: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    made = joined(*case)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    part = made.text[start:end]
    if part == part.strip():  # as sentences are
        assert composed(case[0], made.pieces(start, end)) == part


@pytest.mark.parametrize(
    ("text", "pieces", "made"),
    [
        ("la\nville", [(0, 8)], "la ville"),
        ("muni-\ncipal", [(0, 4), (6, 11)], "municipal"),
        ("lui-\nmême", [(0, 4), (5, 9)], "lui-même"),
        ("la\n> ville", [(0, 3), (5, 10)], "la ville"),
        ("la\n\n12\n\nville", [(0, 4), (8, 13)], "la ville"),
        ("la \f ville", [(0, 10)], "la ville"),
        ("deux  espaces", [(0, 13)], "deux  espaces"),
        ("", [], ""),
    ],
)
def test_rule(text: str, pieces: list[tuple[int, int]], made: str) -> None:
    assert composed(text, pieces) == made
