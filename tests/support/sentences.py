"""What the tests of segmentation share: cases, and texts of all that the rules look at."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from tests.support.cases import expected_failure

# Every character at which str.splitlines breaks a line.
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


# Pieces that the rules look at; drawn at random, they meet in every order.
PIECES = (
    *(".", "...", "…", "?", "!", ",", ":", ";", "«", "»", "“", "”", "„", '"', "'", "’", "(", ")", "[", "]", ">", "*"),
    *("—", "–", "-", "•", " ", "\u00a0", "\u202f", "\n", "\u2028", "\x0b", "\t", "@", "/", "=", ":)", "😀"),
    *("M", "Le", "le", "La", "Goff", "L'", "art", "etc", "J", "C", "IV", "1", "2012", "20 h", "min", "démissionné"),
    *("Son", "Booking", "Com", "2 minutes", "Un soutien", "Alors que le temps passe", "S.", "Yahoo", "中文", "ñ"),
)


texts = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from(BREAKS + ".?! «»\"'()aAéÉ1")),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


def text_of(case: dict[str, Any]) -> str:
    return f"{case['label']}: {case['text'][:40]}"


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Return the cases as parameters; those known to fail must fail."""
    return [pytest.param(case, id=text_of(case), marks=expected_failure(case)) for case in cases]
