"""Texts cut into tokens, values that compare, and what the check knows of two languages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.values import TOKEN, Numerals, key, text_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Près de 10 000 €", ["Près", "de", "10 000", "€"]),
        ("10 000 000,50", ["10 000 000,50"]),
        ("en 2020 1 500 élèves", ["en", "2020", "1 500", "élèves"]),
        ("l'A380", ["l", "'", "A", "380"]),
        ("il fait -5 °C", ["il", "fait", "-5", "°", "C"]),
        ("2022-23", ["2022", "-", "23"]),
        ("quatre-vingt", ["quatre", "-", "vingt"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert TOKEN.findall(text) == tokens


def test_values_that_differ_in_the_last_bits_are_one() -> None:
    assert key(0.1 + 0.2) == key(0.3)
    assert key(1e12) != key(1e12 + 10)


def test_a_text_may_be_asked_beyond_both_ends() -> None:
    text = text_of(["Deux", "mois"], FRENCH)
    assert (text.before(0), text.before(1)) == ("", "deux")
    assert text.says(1, ("mois",))
    assert not text.says(1, ("mois", "plus"))
    assert not text.says(2, ("mois",))


@pytest.mark.parametrize("numerals", [FRENCH, ENGLISH], ids=["French", "English"])
def test_words_are_as_the_text_is_cut(numerals: Numerals) -> None:
    # Another one would never be met. (Compounds are read in their parts.)
    of_phrases = [word for phrase in (*numerals.halves, *numerals.percent) for word in phrase]
    listed = [
        word
        for field in fields(Numerals)
        if field.name not in {"abbreviations", "periods", "halves", "percent"}
        for value in [getattr(numerals, field.name)]
        if isinstance(value, (dict, frozenset))
        for word in value
        if "-" not in word
    ]
    assert [word for word in [*listed, *of_phrases] if word != word.lower() or TOKEN.findall(word) != [word]] == []


@pytest.mark.parametrize("numerals", [FRENCH, ENGLISH], ids=["French", "English"])
def test_all_months_are_known(numerals: Numerals) -> None:
    assert set(numerals.months.values()) == {f"m{number}" for number in range(1, 13)}
