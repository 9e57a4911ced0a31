"""The words of sentences in a row, as the index has them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.formats.html.tokens import ENDS, GOES_ON, Tokens, spelled


def number_of(signs: str) -> int:
    """Read a number as the description says."""
    number = 0
    for sign in signs[:-1]:
        number = number * len(GOES_ON) + GOES_ON.index(sign)
    return number * len(ENDS) + ENDS.index(signs[-1])


def read_tokens(texts: tuple[str, str]) -> list[list[str]]:
    """Return the words of each sentence."""
    vocabulary, stream = texts
    words = {int(number, 36): word for word, number in (entry.split(":") for entry in vocabulary.split())}
    ends, goes_on = re.escape(ENDS), re.escape(GOES_ON)
    sentences = [re.findall(f"[{goes_on}]*[{ends}]", sentence) for sentence in stream.split(" ")[:-1]]
    return [[words[number_of(signs)] for signs in sentence] for sentence in sentences]


@given(st.lists(st.lists(st.text("aé0🐈", min_size=1, max_size=3), max_size=5), max_size=5))
def test_sentences_are_read_as_they_were_given(sentences: list[list[str]]) -> None:
    tokens = Tokens()
    for sentence in sentences:
        tokens.add(sentence)
    assert read_tokens(tokens.texts()) == sentences
    for word in tokens.words():
        places = [number for number, sentence in enumerate(sentences) for other in sentence if other == word]
        assert list(tokens.places(word) or ()) == places
    assert tokens.places("?") is None


@pytest.mark.parametrize("number", [0, 43, 44, 1979, 1980, 89_099, 89_100, 10_000_000])
def test_numbers_are_spelled_and_read(number: int) -> None:
    signs = spelled(number)
    assert number_of(signs) == number
    # Nothing that a string or a script would escape.
    assert not set(signs) & set(' "&<>\\')


def test_many_words_have_numbers_of_several_signs() -> None:
    tokens = Tokens()
    words = [f"mot{number}" for number in range(3_000)]
    tokens.add(words)
    tokens.add(["mot7"] * 3)
    assert read_tokens(tokens.texts()) == [words, ["mot7"] * 3]
    # The most frequent one has the shortest.
    assert tokens.texts()[1].endswith(f" {ENDS[0] * 3} ")
