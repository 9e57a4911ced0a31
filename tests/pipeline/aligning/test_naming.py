from __future__ import annotations

import pytest

from bilingual.pipeline.aligning.naming import pair_names, plain


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["x.fr", "x.en"], [(0, 1)]),
        (["x_en", "x_fr"], [(1, 0)]),
        (["x-FR", "x-EN"], [(0, 1)]),
        (["fr/x", "en/x", "fr/y", "en/y"], [(0, 1), (2, 3)]),
        (["fr/x.fr", "en/x.en"], [(0, 1)]),
        (["fr-CA/x", "en_US/x"], [(0, 1)]),
        (["FR/x", "en/x"], [(0, 1)]),
        (["rapport_français_2020", "rapport_anglais_2020"], [(0, 1)]),
        (["2020/fr/a", "2021/fr/a", "2021/en/a"], [(1, 2)]),
        (["x", "x.en", "y.fr", "y"], [(0, 1), (2, 3)]),
        # A word of two letters within a name says nothing by itself, and here it does.
        (["voyage-en-train", "gare-fr"], []),
        (["voyage-en-train", "voyage-fr-train"], [(1, 0)]),
        # Nobody knows which.
        (["x.fr", "x.en", "x.en-GB"], []),
        (["x.fr", "y.en"], []),
        (["refresh", "reenter"], []),
        ([], []),
    ],
)
def test_names_that_differ_in_the_language_are_pairs(names: list[str], pairs: list[tuple[int, int]]) -> None:
    found, left = pair_names(names)
    assert found == pairs
    assert sorted([*left, *(number for pair in pairs for number in pair)]) == list(range(len(names)))


def test_many_files_of_one_key_take_no_time() -> None:
    assert pair_names(["en/en_fr", "fr/en_fr"] * 2_000)[0] == []


def test_what_both_are_called_says_no_language() -> None:
    assert [plain(name) for name in ("fr/presse/Essai.fr", "en/presse/Essai.en", "fr", "x-FR-ca")] == [
        "presse/Essai",
        "presse/Essai",
        "fr",
        "x",
    ]
