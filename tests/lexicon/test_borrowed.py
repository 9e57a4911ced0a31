"""French phrases in English."""

from __future__ import annotations

import pytest

from bilingual.lexicon.borrowed import borrowed
from bilingual.lexicon.folding import fold


@pytest.mark.parametrize("text", ["a coup d’État", "the vis-à-vis", "tour de France", "a tête-à-tête", "C'est la vie!"])
def test_phrases_are_found_however_they_are_joined(text: str) -> None:
    assert borrowed().search(fold(text))


@pytest.mark.parametrize("text", ["the house", "dans la maison", "coupe d'etat", "a la cartes"])
def test_nothing_else_is(text: str) -> None:
    assert not borrowed().fullmatch(fold(text))


def test_phrases_are_folded() -> None:
    assert borrowed().pattern == fold(borrowed().pattern)
