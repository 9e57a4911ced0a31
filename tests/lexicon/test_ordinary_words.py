"""Words that are no names: as the rules compare them."""

from __future__ import annotations

from bilingual.lexicon.folding import fold
from bilingual.lexicon.ordinary_words import AMBIGUOUS, ENGLISH_TITLES, ORDINARY, VERBS


def test_the_facts_are_as_the_rules_compare_them() -> None:
    assert all(word == fold(word) and word.isalpha() for word in ORDINARY | AMBIGUOUS)
    assert all(word == word.lower() for word in VERBS)


def test_days_and_months_are_ordinary_but_the_planet() -> None:
    assert {"lundi", "fevrier", "aout", "decembre"} <= ORDINARY
    assert "mars" not in ORDINARY
    assert "mars" in AMBIGUOUS


def test_small_words_and_what_opens_sentences_are_ordinary() -> None:
    assert {"le", "dans", "quand", "bonjour", "rappelons", "president"} <= ORDINARY
    assert {"the", "president", "mr"} <= ENGLISH_TITLES
