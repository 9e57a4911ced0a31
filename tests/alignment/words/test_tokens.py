"""Tokens: where words, numbers and marks begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.alignment.words.tokens import tokens

CASES = [
    ("fr", "L’Union qu'il n’a", "L’ Union qu' il n’ a"),
    ("fr", "jusqu'à lorsqu’on", "jusqu' à lorsqu’ on"),
    ("fr", "prud'homme aujourd'hui d'aujourd’hui", "prud'homme aujourd'hui d' aujourd’hui"),
    ("fr", "dit-il, a-t-elle, donnez-le-moi, celui-là", "dit -il , a -t-elle , donnez -le -moi , celui -là"),
    ("fr", "là-bas, arc-en-ciel, rendez-vous, chez-soi", "là-bas , arc-en-ciel , rendez-vous , chez-soi"),
    ("fr", "Fontenay-le-Comte et Barbe-Bleue", "Fontenay-le-Comte et Barbe-Bleue"),
    ("fr", "1 250,5 € à 14:30", "1 250,5 € à 14:30"),
    ("fr", "M. Dupont et MM. Roux, O.N.U.", "M. Dupont et MM. Roux , O.N.U."),
    ("fr", "« Oui… » — non... 19e", "« Oui … » — non ... 19e"),
    ("en", "He didn't, can’t, won't", "He did n't , ca n’t , wo n't"),
    ("en", "Bell's I'll we've they're I'd I'm", "Bell 's I 'll we 've they 're I 'd I 'm"),
    ("en", "the captains' o'clock rock'n'roll", "the captains ' o'clock rock'n'roll"),
    ("en", "son-in-law's well-known", "son-in-law 's well-known"),
    ("en", "Mr. Bell at 5 p.m. in the U.S. -- $1,250.50", "Mr. Bell at 5 p.m. in the U.S. -- $ 1,250.50"),
    ("en", "It ends. I see J. Bell.", "It ends . I see J. Bell ."),
    ("en", "'Yes,' he said", "' Yes , ' he said"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_tokens_are_split_by_the_rule(language: str, text: str, expected: str) -> None:
    # A space that no line breaks at groups the digits of a number.
    found = [token.text for token in tokens(text.replace("1 250", "1\u00a0250"), language)]
    assert found == [word.replace("_", "\u00a0") for word in expected.replace("1 250", "1_250").split(" ")]


@pytest.mark.parametrize("language", ["fr", "en"])
@given(text=st.text(st.sampled_from("aéœtn's’-­ \u00a0.…1,2/«—T\u0301中\u200b\n_"), max_size=40) | st.text(max_size=30))
def test_every_character_but_white_space_is_in_one_token(language: str, text: str) -> None:
    found = tokens(text, language)
    assert all(text[start:end] == word and start < end for word, start, end in found)
    covered = [place for _, start, end in found for place in range(start, end)]
    assert covered == sorted(set(covered))
    left = "".join(character for place, character in enumerate(text) if place not in set(covered))
    assert not left.strip()
