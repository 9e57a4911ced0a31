"""Base forms: what a word may be a form of, and by what a word is looked up."""

from __future__ import annotations

import pytest

from bilingual.lexicon.lemmas import lemmas, looked_up

FORMS = {
    "fr": {
        "chevaux": "cheval", "bureaux": "bureau", "yeux": "œil", "travaux": "travail", "maliennes": "malien",
        "premières": "premier", "actives": "actif", "heureuse": "heureux", "directrices": "directeur", "élues": "élu",
        "grandes": "grand", "nouvelles": "nouveau", "est": "être", "étaient": "être", "ont": "avoir", "vont": "aller",
        "fera": "faire", "soutiennent": "soutenir", "mangeait": "manger", "finissent": "finir", "veulent": "vouloir",
        "Accords": "accord", "achetait": "acheter", "prises": "prise",
    },
    "en": {
        "cities": "city", "boxes": "box", "houses": "house", "women": "woman", "children": "child", "was": "be",
        "went": "go", "stopped": "stop", "making": "make", "knew": "know", "Agreements": "agreement",
        "viruses": "virus", "causes": "cause",
    },
}  # fmt: skip
NONE = {
    "fr": ["temps", "corps", "toujours", "dans", "les", "à", "politique", "Afrique"],
    "en": ["news", "this", "virus", "basis", "evening", "glass", "is it", "the"],
}


@pytest.mark.parametrize(("language", "form"), [(language, form) for language in FORMS for form in FORMS[language]])
def test_a_form_has_its_base(language: str, form: str) -> None:
    assert FORMS[language][form] in lemmas(form, language)


@pytest.mark.parametrize(("language", "word"), [(language, word) for language in NONE for word in NONE[language]])
def test_what_is_no_form_of_another(language: str, word: str) -> None:
    assert lemmas(word, language) == ()


def test_other_languages_have_none() -> None:
    assert lemmas("Häuser", "de") == looked_up("Häuser", "de") == ()


@pytest.mark.parametrize("noun", ["marché", "président", "mesure", "entre", "contre"])
def test_what_may_be_a_noun_is_looked_up_as_one(noun: str) -> None:
    assert looked_up(noun, "fr") == ()


NO_FORMS = {
    # Nouns that a grammar has as forms of verbs as well.
    "portes": "porter", "adoptions": "adopter", "portions": "porter", "président": "présider", "fonds": "fondre",
    # What has the ending of a feminine: forms of verbs, and nouns beside a verb.
    "fonctionne": "fonction", "chante": "chant", "signale": "signal", "manière": "manier", "prières": "prier",
    # Singulars in -s.
    "mois": "moi", "Paris": "pari", "souris": "souri",
}  # fmt: skip


@pytest.mark.parametrize("word", NO_FORMS)
def test_what_only_looks_like_a_form_is_none(word: str) -> None:
    assert NO_FORMS[word] not in lemmas(word, "fr")
    assert NO_FORMS[word] not in looked_up(word, "fr")


@pytest.mark.parametrize(
    ("form", "base"),
    [("portent", "porter"), ("fonctionne", "fonctionner"), ("égale", "égal"), ("présentes", "présent"),
     ("actives", "actif"), ("premières", "premier"), ("prisées", "prisé"), ("partis", "partir"),
     ("produits", "produire"), ("portes", "porte")],
)  # fmt: skip
def test_what_is_a_form_stays_one(form: str, base: str) -> None:
    assert base in lemmas(form, "fr")
