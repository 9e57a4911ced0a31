from __future__ import annotations

import pytest

from bilingual.lexicon.other_languages import WORDS, foreign_language, is_foreign

FOREIGN = [
    ("en", 'The company said in a statement: "We regret this decision and remain open to dialogue."'),
    ("en", "Police chief causing fatal accident was not drunk"),
    (
        "en",
        "The newspaper El País said that it was not for the ministers of Charles de Gaulle to know what they had done.",
    ),
    ("en", "Giscard d'Estaing was the president of the republic, and he knew it."),
    ("de", "Die Bundesregierung hat am Montag ein neues Gesetz vorgestellt."),
    ("de", "Wir bedauern diese Entscheidung und bleiben für den Dialog offen."),
    ("de", "Das Gesetz soll im kommenden Jahr in Kraft treten."),
    ("es", "El presidente dijo que el país no puede aceptar esta decisión."),
    ("it", "Il presidente ha detto che il paese non può accettare questa decisione."),
]
FRENCH = [
    'Le texte dit : "We regret this decision and remain open to dialogue."',
    'Réponse du ministre : "We regret this decision and we remain open."',
    "Il a regardé The Lord of the Rings hier soir.",
    "« The show must go on », a dit le directeur.",
    "« We will not go back to the way it was before », a déclaré le ministre.",
    '"It was not for them to know what they had done", selon un porte-parole du gouvernement.',
    "À Paris, la SNCF annonce trois trains sur cinq.",
    "Paris, Lyon, Marseille, Nice, Toulouse, Metz",
    "Des élus en colère, dès lundi, à Die et à Der.",
    "Was not",
    "Non-lieu pour X, Y et Z",
    "",
]


@pytest.mark.parametrize(("language", "sentence"), FOREIGN)
def test_a_sentence_in_another_language_is_told(language: str, sentence: str) -> None:
    assert foreign_language(sentence) == language
    assert is_foreign(sentence.upper())


@pytest.mark.parametrize("sentence", FRENCH)
def test_french_is_french_with_words_of_others_in_it(sentence: str) -> None:
    assert not is_foreign(sentence)


def test_the_lists_are_of_languages_by_their_codes() -> None:
    assert {"de", "en", "fr"} <= WORDS.keys()
