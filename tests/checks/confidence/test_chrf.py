from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from bilingual.checks.confidence.chrf import chrf

SACREBLEU = CHRF()


def _theirs(hypothesis: str, reference: str) -> float:
    return float(SACREBLEU.sentence_score(hypothesis, [reference]).score)


@pytest.mark.parametrize(
    ("hypothesis", "reference"),
    [
        ("The cat sat on the mat.", "A cat sat on a mat."),
        ("The cat sat on the mat.", "The cat sat on the mat."),
        ("Le chat", "the cat"),
        ("cat", "The cat sat on the mat."),
        ("the the the the", "the cat"),
        ("a  b\tc", "abc"),
        ("Déjà vu, 10 000 fois !", "Seen already, 10,000 times!"),
        ("", "The cat"),
        ("The cat", ""),
        ("", ""),
        (" ", "x"),
        ("俄罗斯支持马里。", "俄罗斯支持。"),
    ],
)
def test_it_is_what_sacrebleu_says(hypothesis: str, reference: str) -> None:
    assert chrf(hypothesis, reference) == pytest.approx(_theirs(hypothesis, reference), abs=1e-9)


@settings(max_examples=60)
@given(st.text("abc ."), st.text("abc ."))
def test_it_is_what_sacrebleu_says_of_any_text(hypothesis: str, reference: str) -> None:
    assert chrf(hypothesis, reference) == pytest.approx(_theirs(hypothesis, reference), abs=1e-9)
