"""Nothing to translate: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.untranslated import untranslatable
from bilingual.checks.untranslated.untranslatable import is_untranslatable
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["*", " ", "1", ".", "%", "€", "@", "#", "a", "www.", "https://", ".fr", "("])).map(
        "".join
    ),
)


def find(source: str, target: str) -> str | None:
    return evidence_of(untranslatable.find, source, target)


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("untranslatable"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert find(source, target) == evidence


@given(texts, texts)
@settings(deadline=None)
def test_evidence_is_short_and_only_for_what_cannot_be_translated(source: str, target: str) -> None:
    evidence = find(source, target)
    assert evidence is None or (is_untranslatable(source) and 0 < len(evidence) <= 61)


@given(texts)
@settings(deadline=None)
def test_what_comes_out_as_it_went_in_is_right(text: str) -> None:
    assert find(text, text) is None


@given(st.text(alphabet="0123456789 *—.,;:!?()[]%€", min_size=1))
def test_a_text_without_letters_cannot_be_translated(text: str) -> None:
    assert is_untranslatable(text) == bool(text.split())


@pytest.mark.parametrize(
    "source",
    [
        "a" * 50_000,
        "a." * 20_000,
        "a@" * 20_000,
        "a-" * 20_000 + "@",
        "(" * 50_000 + "a",
        "#" * 50_000,
        "1 " * 20_000,
        "//" * 20_000,
    ],
    ids=lambda text: text[:6],
)
def test_long_hostile_texts_are_done_in_bounded_work(source: str) -> None:
    evidence = find(source, "the house")
    assert evidence is None or len(evidence) <= 61


def _evidence(source: str, target: str, languages: tuple[str, str]) -> dict[str, str]:
    found = checks.findings(source, Translation(target, None), languages)
    return {code: finding.evidence for code, finding in found.items()}


def test_it_runs_for_any_pair_of_languages() -> None:
    assert _evidence("* * *", "Das Haus.", ("xx", "de")) == {"untranslatable": "* * *"}
    assert checks.findings("10 %", Translation("10 Prozent", None), ("fr", "de")) == {}
    assert _evidence("10 %", "12 Prozent", ("fr", "de")) == {"untranslatable": "10 %"}
    assert checks.findings("@a 10 %", Translation("@a 10 %", None), ("fr", "de")) == {}
