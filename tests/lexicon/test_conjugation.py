"""How verbs change, regular ones and common irregular ones."""

from __future__ import annotations

import pytest

from bilingual.lexicon.conjugation import english_verb, french_verb


@pytest.mark.parametrize(
    ("infinitive", "some"),
    [
        ("baisser", {"baisse", "baissé", "baissées", "baissera", "baissait", "baissant"}),
        ("avancer", {"avance", "avançait", "avancé"}),
        ("exiger", {"exige", "exigeait", "exigé"}),
        ("acheter", {"achète", "acheté", "achètera"}),
        ("finir", {"finit", "finissent", "finie", "finira"}),
        ("perdre", {"perd", "perdu", "perdent", "perdra", "perdit"}),
        ("obtenir", {"obtient", "obtenu", "obtiendra", "obtint"}),
        ("admettre", {"admet", "admis", "admettent"}),
        ("construire", {"construit", "construisent", "construite"}),
        ("l emporter", {"l emporte", "l emporté"}),
    ],
)
def test_french_verbs(infinitive: str, some: set[str]) -> None:
    assert some <= french_verb(infinitive)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("win", {"win", "wins", "won", "winning"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("open", {"open", "opens", "opened", "opening"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("refuse", {"refuse", "refuses", "refused", "refusing"}),
        ("begin", {"begin", "begins", "began", "begun", "beginning"}),
        ("go up", {"go up", "goes up", "went up", "gone up", "going up"}),
    ],
)
def test_english_verbs(infinitive: str, forms: set[str]) -> None:
    assert english_verb(infinitive) == forms
