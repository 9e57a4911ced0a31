"""Words of a text, and acronyms without their dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lexicon.words import undotted, undotted_places, words_of

PIECES = ("U.", "S. ", "n.", " a", "O.-N.", "É.", "the", ".", "-", "x1")
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'O.N.U. parle.", ["l", "ONU", "parle"]),
        ("the U.S. and us", ["the", "US", "and", "us"]),
        ("M. Ba, etc.", ["m", "ba", "etc"]),
        ("Côte_d'Ivoire", ["cote", "d", "ivoire"]),
    ],
)
def test_acronyms_keep_their_capitals_and_lose_their_dots(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(texts)
def test_each_character_of_an_undotted_text_has_its_place(text: str) -> None:
    plain, places = undotted(text), undotted_places(text)
    assert len(places) == len(plain)
    assert places == sorted(places)
    # A space stands where an acronym's last dot was.
    assert all(text[place] == letter or letter == " " for place, letter in zip(places, plain, strict=True))
