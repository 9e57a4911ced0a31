"""Languages of which we have no facts: cases as data, and what holds for any text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.segmentation import sentence_spans
from tests.support.growth import grows_with_its_length
from tests.support.places import DATA
from tests.support.sentences import marked, texts

if TYPE_CHECKING:
    from collections.abc import Callable


PLAIN_CASES: list[dict[str, Any]] = json.loads((DATA / "segmentation" / "plain.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", marked(PLAIN_CASES))
def test_languages_without_facts(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentence_spans(text, case["label"])] == case["sentences"]


@pytest.mark.parametrize("language", ["de", "en", "zh", "el"])
@given(text=st.one_of(texts, st.text(alphabet="。！？؟।;「」“”（）»«あaA.! \n")))
def test_plain_rules_lose_nothing(language: str, text: str) -> None:
    spans = sentence_spans(text, language)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "!" * 25_000 * size,
        lambda size: "「。」あ" * 7_500 * size,
        lambda size: "（" * 12_500 * size + "。" * 12_500 * size,
        lambda size: "「" * 12_500 * size + "」" * 12_500 * size,
    ],
    ids=lambda make: make(1)[:4],
)
def test_plain_rules_take_linear_time(make: Callable[[int], str]) -> None:
    assert sentence_spans(make(4), "zh")
    assert grows_with_its_length(lambda text: sentence_spans(text, "zh"), make)
