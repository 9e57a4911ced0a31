"""The sentence segmenter: French cases as data, and what holds for any text."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.segmentation import SEGMENTERS, glued_heading, method, reading_time_prefix, sentence_spans
from bilingual.segmentation.french import FRENCH
from tests.support.cases import expected_failure
from tests.support.growth import grows_with_its_length
from tests.support.places import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = DATA / "segmentation"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "french.json").read_text(encoding="utf-8"))
PLAIN_CASES: list[dict[str, Any]] = json.loads((FOLDER / "plain.json").read_text(encoding="utf-8"))
# Every character at which str.splitlines breaks a line.
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Pieces that the rules look at; drawn at random, they meet in every order.
PIECES = (
    *(".", "...", "…", "?", "!", ",", ":", ";", "«", "»", "“", "”", "„", '"', "'", "’", "(", ")", "[", "]", ">", "*"),
    *("—", "–", "-", "•", " ", "\u00a0", "\u202f", "\n", "\u2028", "\x0b", "\t", "@", "/", "=", ":)", "😀"),
    *("M", "Le", "le", "La", "Goff", "L'", "art", "etc", "J", "C", "IV", "1", "2012", "20 h", "min", "démissionné"),
    *("Son", "Booking", "Com", "2 minutes", "Un soutien", "Alors que le temps passe", "S.", "Yahoo", "中文", "ñ"),
)

texts = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from(BREAKS + ".?! «»\"'()aAéÉ1")),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


def segments(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def text_of(case: dict[str, Any]) -> str:
    return f"{case['label']}: {case['text'][:40]}"


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Return the cases as parameters; those known to fail must fail."""
    return [pytest.param(case, id=text_of(case), marks=expected_failure(case)) for case in cases]


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
@settings(deadline=None)
def test_every_character_but_white_space_lies_in_exactly_one_tight_span(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    assert all(previous <= start < end for previous, (start, end) in zip(ends, spans, strict=False))
    assert all(segment == segment.strip() for segment in segments(text))
    assert "".join("".join(segments(text)).split()) == "".join(text.split())


@given(texts)
@settings(deadline=None)
def test_no_segment_holds_a_line_break(text: str) -> None:
    assert all(len(segment.splitlines()) == 1 for segment in segments(text))


@given(texts)
@settings(deadline=None)
def test_lines_do_not_influence_each_other(text: str) -> None:
    assert segments(text) == [segment for line in text.splitlines() for segment in segments(line)]


@given(texts)
@settings(deadline=None)
def test_spans_do_not_depend_on_white_space_around_the_text(text: str) -> None:
    assert segments(f"\n \u3000{text}\t \r\n") == segments(text)


@given(texts)
@settings(deadline=None)
def test_prefixes_lie_within_the_line(text: str) -> None:
    heading = glued_heading(text)
    assert heading is None or 0 < heading < len(text)
    reading_time = reading_time_prefix(text)
    assert reading_time is None or (reading_time[0] >= 0 and 0 < reading_time[1] <= len(text))


# A stray mark tells its direction only in the whole line.
@pytest.mark.parametrize("case", [case for case in CASES if not {"limit", "xfail", "whole"} & case.keys()], ids=text_of)
def test_a_sentence_of_a_case_is_one_segment_again(case: dict[str, Any]) -> None:
    assert [segments(sentence) for sentence in case["sentences"]] == [[sentence] for sentence in case["sentences"]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u2028\t"])
def test_a_text_without_a_word_has_no_sentence(text: str) -> None:
    assert sentence_spans(text) == []


def test_spans_index_the_text() -> None:
    assert sentence_spans("  Oui.\u2028Non. ") == [(2, 6), (7, 11)]


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


def test_how_sentences_are_found_is_told_apart() -> None:
    assert list(SEGMENTERS) == ["fr"]
    assert len({method(language) for language in ("fr", "en", "de")}) == 3


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Un accord “juste et durable”Alors que la trêve tient, rien ne change.", 28),
        ('Une "trahison"Après le vote, la majorité se divise.', 14),
        ("La Chine investitLe port de Kribi sera agrandi dès mars.", 17),
        ("La Chine investit dans le port de Kribi. “Enfin”Le maire applaudit.", None),
        ("Il a rejoint YouTube puis TotalEnergies avant de partir.", None),
        ("Le “Monde” a publié un article sur la trêve.", None),
        ("Une “trahison”Oui", None),
        ("", None),
    ],
)
def test_glued_heading(line: str, end: int | None) -> None:
    assert glued_heading(line) == end


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2 minutesUne coopération renforcée", (2, 9)),
        ("2 min", (2, 5)),
        ("3 mn ", (3, 4)),
        ("Temps de lecture : 4 minutes", (4, 28)),
        ("Temps de lecture estimé : 4 minutes", (4, 35)),
        ("Lecture\u00a0: 3 minLe Sénat vote.", (3, 15)),
        ("12 min de lecture", (12, 17)),
        ("5 min de lecture« Enfin ! »", (5, 16)),
        ("5 minutes plus tard, il revint.", None),
        ("5 minutes Chrono, le film", None),
        ("Lecture du texte en 3 minutes", None),
        ("", None),
    ],
)
def test_reading_time_prefix(line: str, found: tuple[int, int] | None) -> None:
    assert reading_time_prefix(line) == found


def test_the_facts_are_in_the_case_that_the_rules_compare() -> None:
    lower = FRENCH.abbreviations | FRENCH.references | FRENCH.starters | FRENCH.particles | FRENCH.ordinal_names
    assert all(word == word.lower() and not word.endswith(".") for word in lower | FRENCH.file_names)
    assert not FRENCH.starters & FRENCH.particles


def test_importing_the_package_leaves_nupunkt_alone() -> None:
    code = "import sys, bilingual.segmentation; sys.exit('nupunkt' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
