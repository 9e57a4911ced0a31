"""Documents and their translations in any order, with others that have no partner."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from bilingual.alignment import Sentence, align_sentences
from bilingual.alignment.judging import similarity
from bilingual.alignment.pairing import Match, dates, pair_documents, profile
from bilingual.alignment.spoken import spoken
from tests.support.twin_texts import PAIRS

if TYPE_CHECKING:
    from collections.abc import Sequence

# Numbers of pairs: six texts, the last of which is nearly the first.
TEXTS = [range(7), range(7, 14), range(14, 20), range(2, 9), range(10, 17), [0, 1, 2, 3, 4, 5, 19]]


def paired(fr: Sequence[Sequence[int]], en: Sequence[Sequence[int]]) -> tuple[list[tuple[int, int]], int]:
    """Return which of these texts belong together, and how many were looked at."""
    ours = [[PAIRS[number][0] for number in text] for text in fr]
    theirs = [[PAIRS[number][1] for number in text] for text in en]
    looked = []

    def look(one: int, other: int) -> int:
        looked.append((one, other))
        sides = [Sentence(text) for text in ours[one]], [Sentence(text) for text in theirs[other]]
        return similarity(*sides, align_sentences(*sides))

    found = pair_documents([profile(text, "fr") for text in ours], [profile(text, "en") for text in theirs], look)
    return [(match.fr, match.en) for match in found], len(looked)


def test_translations_are_found_whatever_their_order() -> None:
    order = list(range(3))
    for seed in range(3):
        Random(seed).shuffle(order)
        found, _ = paired(TEXTS[:3], [TEXTS[number] for number in order])
        assert found == [(number, order.index(number)) for number in range(3)]


def test_what_has_no_partner_stays_without() -> None:
    assert paired([TEXTS[0], TEXTS[1]], [TEXTS[2], TEXTS[0]])[0] == [(0, 1)]
    assert paired([TEXTS[1]], [TEXTS[2]])[0] == []
    assert paired([TEXTS[1]], [])[0] == []


def test_of_nearly_equal_texts_the_true_one_is_taken() -> None:
    found, looked = paired([TEXTS[0], TEXTS[5], TEXTS[1]], [TEXTS[1], TEXTS[5], TEXTS[0]])
    assert set(found) <= {(0, 2), (1, 1), (2, 0)}
    assert (2, 0) in found
    assert looked


def test_copies_are_paired_in_their_order() -> None:
    found, _ = paired([TEXTS[0], TEXTS[1], TEXTS[0]], [TEXTS[0], TEXTS[0], TEXTS[0], TEXTS[1]])
    assert found == [(0, 0), (1, 3), (2, 1)]


def test_two_english_texts_that_are_as_good_are_left() -> None:
    def look(_: int, other: int) -> int:
        return 500 + other

    fr = [profile([PAIRS[number][0] for number in TEXTS[0]], "fr")]
    en = [profile([*(PAIRS[number][1] for number in TEXTS[0]), end], "en") for end in ("One.", "Two.")]
    assert pair_documents(fr, en, look) == []
    assert [match.en for match in pair_documents(fr, en, lambda _, other: 500 + 100 * other)] == [1]


def test_a_match_says_how_alike_both_are() -> None:
    fr, en = (
        [profile([PAIRS[number][side] for number in text], language) for text in TEXTS[:2]]
        for side, language in ((0, "fr"), (1, "en"))
    )
    found = pair_documents(fr, en, lambda *_: 500)
    assert all(isinstance(match, Match) and 0 < match.similarity <= 1000 for match in found)


def test_any_text_has_a_profile() -> None:
    for text in ([], [""], ["\0"], ["x" * 10_000], ["mot " * 5_000]):
        one = profile(text, "fr")
        assert len(pair_documents([one], [profile(text, "en")], lambda *_: 0)) <= 1


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Le 3 août, le 1er mai.", "fr", ["@8-3", "@5-1"]),
        ("le 14 juil. 1789", "fr", ["@7-14"]),
        ("the 3rd of August; May 1st, 2003", "en", ["@8-3", "@5-1"]),
        ("may 10: 30 people", "en", []),
        ("3 pommes", "fr", []),
    ],
)
def test_days_are_read_in_both_languages(text: str, language: str, days: list[str]) -> None:
    assert dates(text, language) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les rendez-vous du maire de la ville sont dans le journal, et il ne les lit pas.", "fr"),
        ("L'équipe du Portugal a été dans les journaux de Lisbonne : une nuit pour elle, avec des joueurs.", "fr"),
        ("The news of the town is in the paper, and he does not read it, as they have to know.", "en"),
        ("Il giorno della partita non è ancora nel programma, ma la squadra è già con gli altri.", "it"),
        ("12 + 30 = 42", None),
        ("Bonjour.", None),
    ],
)
def test_languages_are_told_by_small_words(text: str, language: str | None) -> None:
    assert spoken(text) == language
