from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines.clauses import split_at_clauses, within_sentence


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Court.", 80, ["Court."]),
        ("Il pleut ; elle lit, et il dort.", 22, ["Il pleut ;", "elle lit, et il dort."]),
        ("Il a vu Paris, Rome, Oslo, et il est rentré.", 30, ["Il a vu Paris, Rome, Oslo,", "et il est rentré."]),
        ("un deux trois quatre", 12, ["un deux", "trois quatre"]),
        ("俄罗斯支持马里，他说；我来", 9, ["俄罗斯支持马里，", "他说；我来"]),
        ("aaaaaaaa", 4, ["aaaa", "aaaa"]),
        ("« Oui ; » dit-il sans y croire.", 25, ["« Oui ; »", "dit-il sans y croire."]),
    ],
)
def test_cuts_at_the_best_boundary(text: str, limit: int, parts: list[str]) -> None:
    assert split_at_clauses(text, lambda part: len(part) <= limit) == parts


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_loses_no_character_and_every_part_fits(text: str, limit: int) -> None:
    parts = split_at_clauses(text, lambda part: len(part) <= limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts)


@pytest.mark.parametrize(
    ("translation", "source", "expected"),
    [
        ("Which is new.", "ce qui est nouveau,", "which is new"),
        ("Mali is far.", "le Mali est loin,", "Mali is far"),  # a name keeps its capital
        ("The end.", "La fin.", "The end."),
        ("I see…", "je vois…", "I see…"),
        ("He says...", "dit-il", "he says..."),
        ("", "…", ""),
    ],
)
def test_a_part_neither_begins_nor_ends_a_sentence(translation: str, source: str, expected: str) -> None:
    assert within_sentence(translation, source, "en", first=False, last=False) == expected
    assert within_sentence(translation, source, "en", first=True, last=True) == translation


def test_capitals_of_other_languages_are_not_known() -> None:
    assert within_sentence("Der Hund", "le chien", "de", first=False, last=True) == "Der Hund"
