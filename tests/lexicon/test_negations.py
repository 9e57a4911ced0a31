"""What says no, what carries it, and what only looks so."""

from __future__ import annotations

import pytest

from bilingual.lexicon.negations import Weight, english_marks, french_marks


@pytest.mark.parametrize("word", ["not", "never", "nobody", "without", "neither"])
def test_english_words_that_ask(word: str) -> None:
    assert dict(english_marks(word))[()] is Weight.ASKS


@pytest.mark.parametrize("word", ["unhappy", "hopeless", "refused", "unable", "impossible", "irregular", "illegal"])
def test_english_words_that_carry_a_no(word: str) -> None:
    assert dict(english_marks(word))[()] is Weight.CARRIES


@pytest.mark.parametrize("word", ["under", "uncle", "united", "nevertheless", "regardless", "important", "house"])
def test_english_words_that_only_look_so(word: str) -> None:
    assert () not in dict(english_marks(word))


@pytest.mark.parametrize("word", ["ignore", "manquait", "impossible", "refuse", "absence"])
def test_french_words_that_carry_a_no(word: str) -> None:
    assert dict(french_marks(word))[()] is Weight.CARRIES


@pytest.mark.parametrize("word", ["interne", "industrie", "information", "maison", "malien"])
def test_french_words_that_only_look_so(word: str) -> None:
    assert french_marks(word) == ()
