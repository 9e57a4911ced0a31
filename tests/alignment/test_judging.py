"""Texts that do not belong together are told."""

from __future__ import annotations

import pytest

from bilingual.alignment import Sentence, Verdict, align_sentences, judge, judging
from tests.support.twin_texts import PAIRS, english, french


def verdict(fr: list[Sentence], en: list[Sentence]) -> Verdict:
    return judge(fr, en, align_sentences(fr, en))


def test_a_translation_is_one_with_parts_missing_too() -> None:
    assert verdict(french(), english()) is Verdict.TRANSLATION
    assert verdict(french(), english(*range(14))) is Verdict.TRANSLATION


def test_other_texts_are_unrelated() -> None:
    half = len(PAIRS) // 2
    assert verdict(french(*range(half)), english(*range(half, len(PAIRS)))) is Verdict.UNRELATED
    assert verdict(french(), []) is Verdict.UNRELATED


def test_one_language_and_exchanged_languages_are_told() -> None:
    assert verdict(french(), french()) is Verdict.ONE_LANGUAGE
    assert verdict(english(), english()) is Verdict.ONE_LANGUAGE
    assert verdict(english(), french()) is Verdict.EXCHANGED


def test_chapters_in_another_order_are_told() -> None:
    numbers = list(range(len(PAIRS)))
    swapped = [*numbers[10:], *numbers[:10]]
    assert verdict(french(), english(*swapped)) is Verdict.REORDERED


def test_a_verdict_says_itself() -> None:
    assert all(verdict.words for verdict in Verdict)


def test_the_order_of_texts_that_were_aligned_throughout_is_not_sought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr(judging, "reordered", never)
    assert verdict(french(), english()) is Verdict.TRANSLATION
    with pytest.raises(AssertionError):
        verdict(french(*range(10, 20), *range(10)), english())
