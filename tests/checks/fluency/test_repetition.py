"""Loops: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.fluency import repetition
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

# Words that never come again, but for the whole of them.
LONG = " ".join(map(str, range(20_000))) + " "


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("repetition"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert evidence_of(repetition.find, source, target) == evidence


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("We met in Paris on Monday.", "Nous nous sommes rencontrés à Paris lundi.", "fr"),
        ("She is more and more angry.", "Elle est de plus en plus en colère.", "fr"),
        ("Il pense qu'elles les voient.", "Er denkt, dass sie sie sehen.", "de"),
        ("Il marche lentement.", "Yavaş yavaş yürüyor.", "tr"),
        ("Le président Vladimir Poutine est là.", "राष्ट्रपति व्लादिमीर पुतिन यहाँ हैं, राष्ट्रपति हैं।", "hi"),
    ],
)
def test_other_languages_say_a_word_twice(source: str, target: str, language: str) -> None:
    assert "repetition" not in checks.findings(source, Translation(target, None), ("xx", language))


@pytest.mark.parametrize("target", ["das Haus das Haus das Haus", "der Preis des Hauses, der Preis des Hauses"])
def test_a_loop_is_found_in_any_language(target: str) -> None:
    assert "repetition" in checks.findings("La maison.", Translation(target, None), ("fr", "de"))


@given(st.lists(st.sampled_from(["le", "la", "mer", ",", ".", "1"])).map(" ".join))
@settings(deadline=None)
def test_what_the_source_repeats_is_no_alarm(text: str) -> None:
    assert repetition.find(text, Translation(text, None)) is None


@given(st.lists(st.sampled_from(["sea", "snow", "town"]), min_size=1, max_size=4), st.integers(3, 9))
def test_a_loop_is_found_whatever_its_length(words: list[str], times: int) -> None:
    assert repetition.find("Il neige.", Translation(" ".join(words * times), None)) is not None


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a " * 50_000, "ab" * 100_000, "a b c d e f " * 20_000, "'" * 100_000, LONG + LONG]
)
def test_a_text_of_any_length_comes_to_an_end(text: str) -> None:
    repetition.find(text, Translation(text, None))
    repetition.find("Oui.", Translation(text, None))
    repetition.find(text.replace("1", "2"), Translation(text, None))
