"""Which numbers of a text ask for a counterpart, and which of them by themselves."""

from __future__ import annotations

import pytest

from bilingual.checks.numbers.english import ENGLISH
from bilingual.checks.numbers.french import FRENCH
from bilingual.checks.numbers.mentions import read
from bilingual.checks.numbers.values import TOKEN, Way


def mentioned(text: str) -> list[tuple[Way, bool]]:
    """Return the likeliest way to read each number of a French text, and whether it must be met by itself."""
    return [(mention.ways[0], mention.firm) for mention in read(TOKEN.findall(text), FRENCH).mentions]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Rien à signaler.", []),
        ("Il y avait 10 000 élèves.", [(10_000.0, True)]),
        ("Ils sont deux.", [(2.0, False)]),
        ("Mille mercis.", [(1000.0, False)]),
        ("Il a quarante-sept ans.", [(47.0, True)]),
        ("Une dizaine de personnes.", [(10.0, False)]),
        ("Le XIVe arrondissement.", [(14.0, False)]),
        ("Le mix énergétique.", []),
        ("Louis XIV.", [(14.0, False)]),
        ("Il fait -5 °C.", [(-5.0, True)]),
        ("Le 3 août.", [(3.0, True), ("m8", True)]),
        ("En août.", [("m8", False)]),
        ("Un vote B2B.", [(2.0, False)]),
    ],
)
def test_numbers_of_a_text(text: str, mentions: list[tuple[Way, bool]]) -> None:
    assert mentioned(text) == mentions


def test_a_magnitude_is_lent_to_the_numbers_beside_it() -> None:
    three, five = read(TOKEN.findall("3 à 5 millions"), FRENCH).mentions
    assert 3_000_000.0 in three.ways
    assert five.ways == (5_000_000.0,)


def test_a_word_or_a_stroke_may_make_a_number_negative() -> None:
    assert read(TOKEN.findall("minus five degrees"), ENGLISH).lowers()
    assert read(TOKEN.findall("between -5 and 5"), ENGLISH).lowers()
    assert not read(TOKEN.findall("five degrees"), ENGLISH).lowers()
