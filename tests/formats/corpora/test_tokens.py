"""Tokens of any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.formats.corpora.tokens import glued, tokens_of
from tests.support.bitexts import TEXT


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L'État n'a rien dit.", ["L'", "État", "n'", "a", "rien", "dit", "."]),
        ("de", "Um 9.30 Uhr, »ja«!", ["Um", "9.30", "Uhr", ",", "»", "ja", "«", "!"]),
        ("es", "¿Qué? 1.000,5 €", ["¿", "Qué", "?", "1.000,5", "€"]),
        ("hi", "नमस्ते दुनिया।", ["नमस्ते", "दुनिया", "।"]),
        ("ar", "السَّلام عليكم", ["السَّلام", "عليكم"]),
        ("zh", "我用GPT-4写。", ["我", "用", "GPT-4", "写", "。"]),
    ],
)
def test_tokens(language: str, text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens_of(text, language)] == expected


@given(text=TEXT, language=st.sampled_from(["fr", "en", "de", "zh", "th"]))
def test_tokens_stand_where_they_say_and_nothing_else_does(text: str, language: str) -> None:
    found = list(glued(tokens_of(text, language)))
    end = 0
    for token, close in found:
        assert token.text
        assert text[token.start : token.end] == token.text
        assert not text[end : token.start].strip()
        assert close is (token.start == end and end > 0) or token.start == 0
        end = token.end
    assert not text[end:].strip()
