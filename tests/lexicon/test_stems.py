"""Stems, and which words have a meaning of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.stems import TOKEN, content_stem, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("économies", "economy"), ("pays", "pay"), ("Élections", "election")],
)
def test_cognates_have_a_beginning_in_common(one: str, other: str) -> None:
    assert stem(fold(one))[:3] == stem(other)[:3]


@pytest.mark.parametrize(("words", "language"), [(FRENCH_EMPTY, "fr"), (ENGLISH_EMPTY, "en")])
def test_words_without_a_meaning_have_no_content(words: frozenset[str], language: str) -> None:
    assert [word for word in words if content_stem(word, language) is not None] == []


@pytest.mark.parametrize(("word", "language"), [("guerre", "fr"), ("war", "en"), ("12", "fr"), ("7", "en")])
def test_others_have_one(word: str, language: str) -> None:
    assert content_stem(word, language) is not None


@given(st.from_regex(TOKEN, fullmatch=True))
def test_a_stem_is_how_a_word_begins(word: str) -> None:
    assert word.startswith(stem(word))
    assert 0 < len(stem(word)) <= 6
