"""How words change: of terms, of names, and in English."""

from __future__ import annotations

import pytest

from bilingual.lexicon.folding import fold
from bilingual.lexicon.inflection import english, english_plural, french, french_name
from bilingual.lexicon.name_forms import forms


@pytest.mark.parametrize(
    ("word", "one", "several"),
    [
        ("malien", {"malien", "malienne"}, {"maliens", "maliennes"}),
        ("européen", {"européen", "européenne"}, {"européens", "européennes"}),
        ("africain", {"africain", "africaine"}, {"africains", "africaines"}),
        ("directeur", {"directeur", "directrice"}, {"directeurs", "directrices"}),
        ("journal", {"journal"}, {"journaux"}),
        ("jeu", {"jeu"}, {"jeux"}),
        ("vent", {"vent"}, {"vents"}),
        ("pays", {"pays"}, set()),
        ("œil", {"œil"}, {"yeux"}),
        ("de", {"de"}, set()),
    ],
)
def test_french_terms(word: str, one: set[str], several: set[str]) -> None:
    assert tuple(map(set, french(word))) == (one, several)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("malien", {"maliens", "malienne", "maliennes"}),
        ("europeen", {"europeens", "europeenne", "europeennes"}),
        ("francais", {"francais", "francaise", "francaises"}),
        ("africain", {"africains", "africaine", "africaines"}),
        ("espagnol", {"espagnols", "espagnole", "espagnoles"}),
        ("breton", {"bretons", "bretonne", "bretonnes"}),
        ("havane", {"havanes"}),
    ],
)
def test_french_names_have_all_their_feminines(name: str, found: set[str]) -> None:
    assert found <= set(french_name(name))


@pytest.mark.parametrize("word", ["malien", "guinéen", "français", "chinois"])
def test_names_change_as_terms_do_where_both_know_the_ending(word: str) -> None:
    one, several = french(word)
    assert set(map(fold, one | several)) <= {fold(word), *french_name(fold(word))}


def test_the_names_at_large_are_inflected_so() -> None:
    assert {"guineen", "guineens", "guineenne", "guineennes"} <= forms().keys()


@pytest.mark.parametrize(
    ("word", "plural"),
    [("army", "armies"), ("day", "days"), ("church", "churches"), ("woman", "women"), ("hero", "heroes")],
)
def test_english_plurals(word: str, plural: str) -> None:
    assert tuple(map(set, english(word))) == ({word}, {plural})
    assert english_plural(word.capitalize()) == plural.capitalize()
