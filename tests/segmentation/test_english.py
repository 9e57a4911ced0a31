"""English: cases as data, and what holds for any text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.segmentation import sentence_spans
from bilingual.segmentation.english import ENGLISH, with_quotes
from tests.support.places import DATA
from tests.support.sentences import marked, texts

CASES: list[dict[str, Any]] = json.loads((DATA / "segmentation" / "english.json").read_text(encoding="utf-8"))
QUOTES = st.text(alphabet="'‘’\"“”aB .!?,()-\n")


@pytest.mark.parametrize("case", marked(CASES))
def test_sentences_of_english(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentence_spans(text, "en")] == case["sentences"]


@given(st.one_of(texts, QUOTES))
def test_nothing_is_lost(text: str) -> None:
    spans = sentence_spans(text, "en")
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert spans == sorted(spans)


@given(QUOTES)
def test_a_view_has_quotation_marks_in_pairs_and_all_else_in_place(line: str) -> None:
    view = with_quotes(line)
    assert len(view) == len(line)
    assert view.count("‹") == view.count("›")
    assert all(seen == mark or (mark in "'‘’" and seen in "‹›") for seen, mark in zip(view, line, strict=True))


def test_the_facts_are_in_the_case_that_the_rules_compare() -> None:
    assert all(word == word.lower() for word in ENGLISH.abbreviations | ENGLISH.references)
    assert not any(word.endswith(".") for word in ENGLISH.titles)
