"""Small words: each once, folded, and the parts that uses need."""

from __future__ import annotations

import pytest

from bilingual.lexicon import small_words
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_TELLING, FRENCH_DOUBTFUL, FRENCH_IN_ENGLISH, FRENCH_TELLING

LISTS = {"FRENCH": small_words.FRENCH, "ENGLISH": small_words.ENGLISH}
PARTS = {
    name: words
    for name, words in vars(small_words).items()
    if name.startswith(("FRENCH_", "ENGLISH_")) and isinstance(words, frozenset)
}
QUALITIES = ("telling", "doubtful", "opening", "empty", "inner")


@pytest.mark.parametrize("language", LISTS)
def test_each_word_stands_once_and_folded(language: str) -> None:
    words = [word for group in LISTS[language].values() for word in group.split()]
    assert len(words) == len(set(words))
    assert all(word == fold(word) and word.isalpha() for word in words)
    assert all(group.split() == sorted(group.split()) for group in LISTS[language].values())


@pytest.mark.parametrize("language", LISTS)
def test_the_groups_are_named_by_known_qualities_in_their_order(language: str) -> None:
    for qualities in LISTS[language]:
        assert qualities.split() == [quality for quality in QUALITIES if quality in qualities.split()]


@pytest.mark.parametrize("name", PARTS)
def test_each_part_is_of_the_list_of_its_language(name: str) -> None:
    # French and Spanish names have words of their own between their parts.
    strange = {"de", "des", "du", "la"} if name == "ENGLISH_WITHOUT_INITIAL" else set()
    listed = " ".join(LISTS[name.partition("_")[0]].values()).split()
    assert PARTS[name] - strange <= set(listed)
    assert len(PARTS[name]) >= 10


def test_telling_words_are_of_one_language_and_not_doubtful() -> None:
    telling_or_doubtful = FRENCH_TELLING | FRENCH_DOUBTFUL
    assert all(word == fold(word) for word in telling_or_doubtful | FRENCH_IN_ENGLISH | ENGLISH_TELLING)
    assert not FRENCH_TELLING & FRENCH_DOUBTFUL
    assert not ENGLISH_TELLING & telling_or_doubtful


def test_what_english_may_hold_is_telling_or_doubtful() -> None:
    assert FRENCH_IN_ENGLISH < FRENCH_TELLING | FRENCH_DOUBTFUL
