"""The words that the index can search, as its files have them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bilingual.formats.html.search import LONGEST_TERM, WordIndex, fold_for_search, terms


def numbers_in(text: str) -> list[int]:
    """Read a list of numbers as the description says, in other words than the script does, each as often as meant."""
    found: list[int] = []
    at = -1
    for digits, last, times in [] if text == "0" else re.findall(r"([A-Z]*)([a-z])(\d*)", text):
        number = 0
        for digit in digits:
            number = number * 26 + ord(digit) - ord("A")
        at += number * 26 + ord(last) - ord("a") + 1
        found += [at] * int(times or 1)
    return found


def read_words(text: str) -> dict[str, tuple[list[int], ...]]:
    """Read the lines of a file of words."""
    result: dict[str, tuple[list[int], ...]] = {}
    term = ""
    for line in text.splitlines():
        spelled, *places = line.split(" ")
        term = term[: int(spelled[0], 36)] + spelled[1:]
        result[term] = tuple(map(numbers_in, places))
    return result


_TEXTS = st.text(max_size=60)


@given(st.lists(st.tuples(_TEXTS, st.lists(st.tuples(_TEXTS, _TEXTS), max_size=3)), max_size=5))
def test_the_words_say_where_they_are(articles: list[tuple[str, list[tuple[str, str]]]]) -> None:
    index = WordIndex()
    expected: dict[str, tuple[list[int], ...]] = {}
    sentence = 0
    for number, (title, sentences) in enumerate(articles):
        index.add([title], sentences)
        for term in set(terms(title)):
            expected.setdefault(term, ([], [], []))[2].append(number)
        for pair in sentences:
            for side in (0, 1):
                for term in terms(pair[side]):
                    expected.setdefault(term, ([], [], []))[side].append(sentence)
            sentence += 1
    files = list(index.shards(40))
    found: dict[str, tuple[list[int], ...]] = {}
    for first, text in files:
        assert all(character in " \n" or character.isalnum() for character in text)
        words = read_words(text)
        assert next(iter(words)) == first
        found |= words
    assert found == expected
    assert list(found) == sorted(expected)


def test_distant_sentences_and_long_words() -> None:
    index = WordIndex()
    for number in range(1500):
        index.add([], [("a" * 100 if number in {0, 1499} else "b", "")])
    [(_, text)] = index.shards(10_000)
    assert read_words(text)["a" * LONGEST_TERM] == ([0, 1499], [], [])


@given(st.text())
def test_folding_folds_once(text: str) -> None:
    assert fold_for_search(fold_for_search(text)) == fold_for_search(text)
