"""The sentence segmenter: French cases as data, and what holds for any text."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given

from bilingual.segmentation import SEGMENTERS, method, sentence_spans
from bilingual.segmentation.french import FRENCH
from tests.support.places import DATA
from tests.support.sentences import marked, text_of, texts

FOLDER = DATA / "segmentation"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "french.json").read_text(encoding="utf-8"))


def segments(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("case", marked(CASES))
def test_french(case: dict[str, Any]) -> None:
    assert segments(case["text"]) == case["sentences"]


@pytest.mark.parametrize("case", CASES, ids=text_of)
def test_the_cases_are_sound(case: dict[str, Any]) -> None:
    assert "".join(case["text"].split()) == "".join("".join(case["sentences"]).split())
    assert all(sentence == sentence.strip() != "" for sentence in case["sentences"])


@given(texts)
@example("a" * 1000)
@example("." * 1000)
@example("(a. " * 500)
@example("." + "»" * 1000)
@example("\x1c.\x1d\x1e\x1f\x85A")
def test_every_character_but_white_space_lies_in_exactly_one_tight_span(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    assert all(previous <= start < end for previous, (start, end) in zip(ends, spans, strict=False))
    assert all(segment == segment.strip() for segment in segments(text))
    assert "".join("".join(segments(text)).split()) == "".join(text.split())


@given(texts)
def test_no_segment_holds_a_line_break(text: str) -> None:
    assert all(len(segment.splitlines()) == 1 for segment in segments(text))


@given(texts)
def test_lines_do_not_influence_each_other(text: str) -> None:
    assert segments(text) == [segment for line in text.splitlines() for segment in segments(line)]


@given(texts)
def test_spans_do_not_depend_on_white_space_around_the_text(text: str) -> None:
    assert segments(f"\n \u3000{text}\t \r\n") == segments(text)


# A stray mark tells its direction only in the whole line.
@pytest.mark.parametrize("case", [case for case in CASES if not {"limit", "xfail", "whole"} & case.keys()], ids=text_of)
def test_a_sentence_of_a_case_is_one_segment_again(case: dict[str, Any]) -> None:
    assert [segments(sentence) for sentence in case["sentences"]] == [[sentence] for sentence in case["sentences"]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u2028\t"])
def test_a_text_without_a_word_has_no_sentence(text: str) -> None:
    assert sentence_spans(text) == []


def test_spans_index_the_text() -> None:
    assert sentence_spans("  Oui.\u2028Non. ") == [(2, 6), (7, 11)]


def test_how_sentences_are_found_is_told_apart() -> None:
    assert list(SEGMENTERS) == ["fr", "en"]
    assert len({method(language) for language in ("fr", "en", "de")}) == 3


def test_the_facts_are_in_the_case_that_the_rules_compare() -> None:
    lower = FRENCH.abbreviations | FRENCH.references | FRENCH.starters | FRENCH.particles | FRENCH.ordinal_names
    assert all(word == word.lower() and not word.endswith(".") for word in lower | FRENCH.file_names)
    assert not FRENCH.starters & FRENCH.particles


def test_importing_the_package_leaves_nupunkt_alone() -> None:
    code = "import sys, bilingual.segmentation; sys.exit('nupunkt' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
