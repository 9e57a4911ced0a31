"""What the words around a number add to the ways to read it."""

from __future__ import annotations

import pytest

from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import read
from bilingual.checks.numbers.values import TOKEN, Key, Numerals


@pytest.mark.parametrize(
    ("text", "numerals", "also"),
    [
        ("50 % des élèves", FRENCH, 0.5),
        ("fifty per cent of them", ENGLISH, 0.5),
        ("deux millions et demi", FRENCH, 2_500_000.0),
        ("two and a half million", ENGLISH, 2_500_000.0),
        ("trois quarts", FRENCH, 75.0),
        ("à 15 h", FRENCH, 3.0),
        ("at 3 p.m.", ENGLISH, 15.0),
        ("les années 90", FRENCH, 1990.0),
        ("the 1990s", ENGLISH, 90.0),
        ("quinze jours", FRENCH, 2.0),
    ],
)
def test_it_is_also(text: str, numerals: Numerals, also: Key) -> None:
    assert also in read(TOKEN.findall(text), numerals).keys


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("50 élèves", 0.5),
        ("deux millions d'élèves", 2_500_000.0),
        ("trois personnes", 75.0),
        ("à 15 hommes", 3.0),
        ("quinze hommes", 2.0),
    ],
)
def test_other_words_add_nothing(text: str, never: Key) -> None:
    assert never not in read(TOKEN.findall(text), FRENCH).keys
