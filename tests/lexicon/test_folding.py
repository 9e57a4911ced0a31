"""Three ways to fold a text, and how they differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lexicon.folding import fold, fold_line, without_accents


@pytest.mark.parametrize(
    ("text", "folded", "line", "bare"),
    [
        ("L’État", "l’etat", "l etat", "L’Etat"),
        ("L’E\u0301tat", "l’etat", "l etat", "L’Etat"),
        ("Œuvre", "oeuvre", "œuvre", "Œuvre"),
        ("Straße", "strasse", "strasse", "Straße"),
        ("Łódź", "lodz", "łodz", "Łodz"),
        ("a_b - c", "a_b - c", "a b c", "a_b - c"),
        ("½ ﬁn", "½ ﬁn", "1 2 fin", "½ ﬁn"),
        ("УЖЕ", "уже", "уже", "УЖЕ"),
    ],
)
def test_what_each_way_leaves(text: str, folded: str, line: str, bare: str) -> None:
    assert (fold(text), fold_line(text), without_accents(text)) == (folded, line, bare)


@given(st.text())
def test_a_line_is_words_with_single_spaces(text: str) -> None:
    folded = fold_line(text)
    assert folded == " ".join(folded.split())
    assert not set(folded) & set("«»’'!?.,;:_-/()")


@given(st.text(alphabet="abcÀÉÈÊËàéèêëçÇŒœÆæïÎ 1.,’-"))
def test_french_folded_is_plain_and_folds_once(text: str) -> None:
    assert fold(text).replace("’", "'").isascii()
    assert fold(fold(text)) == fold(text) == fold(text.upper())
    assert without_accents(without_accents(text)) == without_accents(text)
    assert len(without_accents(text)) == len(text)
