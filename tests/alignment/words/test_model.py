"""The model of word links: whole numbers all the way, and links that are their words' best."""

from __future__ import annotations

import json

import numpy as np

from bilingual.alignment.words import model
from bilingual.alignment.words.features import ATTENTION, ONE, PLAIN, ROUND, Words, attended, odds, plain
from bilingual.alignment.words.model import TAKEN, certain, chances, chosen, judged, rounds, weighed
from bilingual.alignment.words.neighbours import around
from bilingual.alignment.words.tokens import tokens


def features(fr: str, en: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return plain(Words(tokens(fr, "fr"), "fr"), Words(tokens(en, "en"), "en"))


def test_weights_are_of_the_features_that_there_are() -> None:
    content = json.loads(model.FILE.read_text(encoding="utf-8"))
    assert len(content["sources"]) >= 2
    assert content["features"] == [*PLAIN, *ATTENTION, *ROUND]
    for name, known in (("rounds", len(PLAIN)), ("with_attention", len(PLAIN) + len(ATTENTION))):
        assert [len(weights) for weights in rounds(name)] == [known] + [known + len(ROUND)] * 2
        assert all(isinstance(weight, int) for weights in content[name] for weight in weights)


def test_features_are_whole_numbers_and_sums_of_them_exact() -> None:
    table = features("Le 3 mai, l'État n'a rien dit : « Non ! »", "On 3 May the State said nothing: “No!”")
    leaning = judged(weighed(rounds()[0], table))
    later = around(odds(leaning), leaning, table[PLAIN.index("small_both")])
    for feature in (*table, *later):
        assert np.array_equal(feature, np.round(feature))
        assert np.abs(feature).max() <= 16 * ONE
    largest = max(np.abs(weights).sum() for weights in rounds()) * 16 * ONE
    assert largest < 2**53


def test_chances_are_the_same_beside_other_sentences_and_however_sums_are_made() -> None:
    table = features("Il pleut sur la ville.", "It is raining on the town.")
    chance = chances(table, rounds())
    assert np.array_equal(chance, chances(np.asfortranarray(table), rounds()))
    assert 0 <= chance.min() <= chance.max() <= ONE


def test_one_word_on_a_side_has_no_rivals() -> None:
    assert chances(features("Bonjour", "Good morning to you"), rounds()).shape == (1, 4)
    assert chances(features("Bonjour à vous", "Hello"), rounds()).shape == (3, 1)


def test_a_link_is_the_best_of_a_word() -> None:
    chance = np.zeros((2, 3))
    chance[0, 0], chance[0, 1], chance[1, 1], chance[1, 2] = TAKEN, TAKEN + 2, TAKEN + 1, TAKEN - 1
    # The first column has no better one; the third's is too unlikely.
    assert chosen(chance) == [(0, 0), (0, 1), (1, 1)]


def test_equal_chances_have_a_fixed_order() -> None:
    chance = np.full((2, 2), float(ONE))
    assert chosen(chance) == [(0, 0), (0, 1), (1, 0)]


def test_names_and_numbers_that_stand_once_are_certain_and_those_that_stand_twice_are_not() -> None:
    table = features("Marie et Luc voient Marie en 1998 sur un Pont", "Luc and Marie see Marie in 1998 on a bridge")
    assert np.argwhere(certain(table)).tolist() == [[2, 0], [6, 6]]


def test_small_words_of_both_sides_are_told_from_one() -> None:
    table = dict(zip(PLAIN, features("Il dort de nuit", "He sleeps of night"), strict=True))
    assert table["small_both"][0, 0] == table["small_both"][2, 2] == ONE
    assert table["small_one"][0, 1] == table["small_one"][1, 0] == ONE
    assert table["small_both"][1, 1] == table["small_one"][1, 1] == table["small_one"][0, 0] == 0


def test_attention_is_compared_along_rows_and_columns_in_whole_numbers() -> None:
    table = attended(np.array([[0.5, 0.25, 0.0], [0.1, 0.75, 0.0]]))
    found = dict(zip(ATTENTION, table, strict=True))
    assert np.array_equal(table, np.floor(table))
    assert found["attention"].tolist() == [[512, 256, 0], [102, 768, 0]]
    assert (found["attention_best_row"] > 0).tolist() == [[True, False, False], [False, True, False]]
    assert (found["attention_best_column"] > 0).tolist() == [[True, False, True], [False, True, True]]
    assert found["attention_row"][0, 1] < found["attention_row"][0, 0] < ONE
    assert table.min() >= 0
    assert table.max() <= ONE + 2
