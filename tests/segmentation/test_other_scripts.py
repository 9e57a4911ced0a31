"""Sentences that end without a space behind them: Chinese, Japanese, Arabic, Hindi …"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.segmentation.other_scripts import LONGEST_ENCLOSED, MARKS, OWN_MARKS, split_at_stops


def parts(line: str, marks: str = MARKS) -> list[str]:
    return [line[start:end] for start, end in split_at_stops(line, marks)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("下雨了。她在读书。", ["下雨了。", "她在读书。"]),
        ("他说：“好。”她走了。", ["他说：“好。”", "她走了。"]),
        ("“好。”他说。", ["“好。”他说。"]),
        ("他（也许。）走了。好", ["他（也许。）走了。", "好"]),
        ("（好。）好", ["（好。）", "好"]),
        ("ماذا؟ لا شيء۔", ["ماذا؟", " لا شيء۔"]),
        ("यह सच है। हाँ।", ["यह सच है।", " हाँ।"]),
        ("Really?! Yes.", ["Really?! Yes."]),
        ("", [""]),
    ],
)
def test_parts(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


def test_the_greek_question_mark_is_one_in_greek_alone() -> None:
    assert parts("Τι; Τίποτα", MARKS + OWN_MARKS["el"]) == ["Τι;", " Τίποτα"]
    assert parts("Τι; Τίποτα") == ["Τι; Τίποτα"]


def test_what_is_enclosed_for_long_is_cut() -> None:
    inside = "好。" * LONGEST_ENCLOSED
    assert len(parts(f"他说「{inside}」。")) > LONGEST_ENCLOSED / 2
    assert len(parts(f"他说「{inside[:40]}」了。")) == 1


@given(st.text(alphabet="。！？؟।「」（）“”：aA.! "))
def test_the_parts_are_the_line(line: str) -> None:
    assert "".join(parts(line)) == line
