from __future__ import annotations

import pytest

from bilingual import languages


def test_names_and_tags_are_of_codes_that_exist() -> None:
    assert set(languages.NAMES) <= languages.ISO_639_1 | set(languages.ARGOS_TAGS)
    assert languages.RIGHT_TO_LEFT <= languages.ISO_639_1
    assert set(languages.NAMES) >= languages.UNSPACED
    assert len(languages.ISO_639_1) == 183


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("xx", "no code of ISO 639-1"),
        ("German", "write de"),
        ("français", "write fr"),
        ("pt-BR", "Argos calls it pb"),
        ("fr_FR", "such as fr"),
        ("", "such as fr"),
        (3, "such as fr"),
    ],
)
def test_what_is_no_code_is_refused_with_a_hint(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        languages.parse_code(value)


@pytest.mark.parametrize("value", ["de", "DE", " zt ", "haw"])
def test_codes_are_taken(value: str) -> None:
    assert languages.parse_code(value) == value.strip().lower()
