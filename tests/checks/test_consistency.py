"""Names and terms of one article that come out in several ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.checks import FRENCH_ENGLISH, INCONSISTENT
from bilingual.checks.consistency import find_all, of_pairs
from bilingual.data import Kind, Origin, Translation
from bilingual.pipeline.consistency import consistent
from tests.support.pages import make

KIDAL = [
    ("Le maire de Kidal parle.", "The mayor of Kidal speaks."),
    ("La ville de Kidal est calme.", "The town of Kidal is calm."),
    ("Il vit à Kidal.", "He lives in Kidal."),
]
COURT = [
    ("La cour pénale siège.", "The criminal court sits."),
    ("Elle saisit la cour pénale.", "She turns to the criminal court."),
    ("La cour pénale juge.", "The criminal court judges."),
]
DEFENCE = [
    ("La défense du pays coûte.", "The defence of the country is expensive."),
    ("Il parle de défense.", "He speaks of defence."),
    ("La paix règne.", "Peace reigns."),
]
FILM = [
    ("Le film commence à huit heures.", "The film begins at eight."),
    ("Elle a vu ce film.", "She saw that film."),
    ("Un film peut être long.", "A film can be long."),
    ("Le film de Varda est beau.", "The film by Varda is beautiful."),
    ("Il parle du film.", "He speaks of the film."),
]
# A label, the article's sentences, and of the last one the words that are told, none where it is consistent.
CASES = [
    ("a name", [*KIDAL, ("Il aime Kidal.", "He likes Gao.")], ("Kidal", "Gao")),
    ("an acronym", [(f"{verb} l'ONU.", f"{said} the UN.") for verb, said in
                    (("Il aime", "He likes"), ("Il voit", "He sees"), ("Il suit", "He follows"))]
     + [("Il quitte l'ONU.", "He leaves NATO.")], ("ONU", "NATO")),
    ("a term", [*COURT, ("La cour pénale parle.", "The criminal tribunal speaks.")], ("cour", "tribunal")),
    ("a spelling", [*DEFENCE, ("La défense est chère.", "Defense is expensive.")], ("défense", "Defense")),
    ("a hyphen", [("La coopération avance.", "Cooperation moves on.")] * 2
     + [("La paix règne.", "Peace reigns."), ("La coopération cesse.", "Co-operation ends.")],
     ("coopération", "Co-operation")),
    ("the name as it is in French", [(f"{verb} l'ONU.", f"{said} the UN.") for verb, said in
                    (("Il aime", "He likes"), ("Il voit", "He sees"), ("Il suit", "He follows"))]
     + [("Il quitte l'ONU.", "He leaves the ONU.")], ("ONU", "ONU")),
    ("a name of several words", [(f"{verb} l'ONU.", f"{said} the UN.") for verb, said in
                    (("Il aime", "He likes"), ("Il voit", "He sees"), ("Il suit", "He follows"))]
     + [("Le siège de l'ONU brûle.", "The headquarters of the United Nations burns.")], ("ONU", "United Nations")),
    ("a name misspelt", [(f"Sarkozy {verb}.", f"Sarkozy {said}.") for verb, said in
                    (("parle", "speaks"), ("dort", "sleeps"), ("part", "leaves"))]
     + [("Le discours de Sarkozy dure.", "The speech of Sarkazy lasts.")], ("Sarkozy", "Sarkazy")),
    ("a name that nobody knows", [*KIDAL, ("Ils ont quitté Kidal hier soir.", "They left Zorblag last night.")],
     ("Kidal", "Zorblag")),
    ("a title where the name is not", [*KIDAL, ("Ils ont quitté Kidal hier.", "They left it, Mrs and all.")], None),
    ("a term with small words in it",
     [(f"Le ministre de la Défense {verb}.", f"The minister of defence {said}.") for verb, said in
      (("parle", "speaks"), ("dort", "sleeps"), ("part", "leaves"))]
     + [("Le ministre de la Défense boit.", "The secretary of defence drinks.")], ("ministre", "secretary")),
    ("accents of a name",
     [("M. Goïta parle.", "Mr Goita speaks."), ("Selon Goïta, il dort.", "According to Goita, he sleeps."),
      ("Il pleut.", "It rains."), ("Le colonel Goïta arrive.", "Colonel Goïta arrives.")], ("Goïta", "Goïta")),
    ("a quantity", [(f"Il a dix milliards de {said}.", f"He has ten billion {said}.") for said in ("euros", "roubles")]
     + [("Il a dix milliards de dollars.", "He has ten billion dollars.")] * 3
     + [("Il a dix milliards de dollars.", "He has ten thousand million dollars.")], None),
    ("a word derived of the name", [*KIDAL, ("Il aime Kidal.", "He likes the Kidalian people.")], None),
    ("a pronoun for the name", [*KIDAL, ("Il quitte Kidal.", "He leaves it.")], None),
    ("the name in both", [*KIDAL, ("Il aime Kidal et Gao.", "He likes Gao and Kidal.")], None),
    ("a plural", [*DEFENCE, ("Les défenses cèdent.", "The defences give way.")], None),
    ("two words of one spelling for two of French",
     [("Le programme avance.", "The programme moves on.")] * 2
     + [("La paix règne.", "Peace reigns."), ("Ce logiciel marche.", "This program works.")], None),
    ("no majority", [*KIDAL[:2], ("Il aime Kidal.", "He likes Gao."), ("Il voit Kidal.", "He sees Gao.")], None),
    ("a common noun", [*FILM, ("Nous aimons le film.", "We like the movie.")], ("film", "movie")),
    ("a common noun that is left out once",
     [*FILM, ("Elle vend le film.", "She sells it."), ("Nous aimons le film.", "We like the movie.")],
     ("film", "movie")),
    ("a common noun with too few", [*FILM[1:], ("Nous aimons le film.", "We like the movie.")], None),
    ("a common noun in two other words",
     [*FILM, ("Il cherche un film.", "He looks for a picture."), ("Nous aimons le film.", "We like the movie.")], None),
    ("a common noun in a word that the article has",
     [*FILM, ("Le cinéma rouvre.", "The movie theatre opens again."), ("Nous aimons le film.", "We like the movie.")],
     None),
    ("a common noun by a verb", [*FILM, ("Elle finit le film.", "She finishes filming.")], None),
    ("nothing at all", [("", ""), ("Oui.", ""), ("", "Yes.")], None),
]  # fmt: skip


@pytest.mark.parametrize(("article", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_rendered_otherwise(article: list[tuple[str, str]], told: tuple[str, str] | None) -> None:
    found = find_all(article)
    if told is None:
        assert found == {}
        return
    assert list(found) == [len(article) - 1]
    [finding], (fr, en) = found.values(), article[-1]
    assert [fr[slice(*span)] for span in finding.source] == [told[0]]
    assert [en[slice(*span)] for span in finding.target] == [told[1]]
    assert finding.evidence.startswith(f"here '{told[1]}', elsewhere in the article '")
    assert finding.evidence.endswith(" times")


def test_the_flag_stands_before_a_low_score_and_comes_and_goes() -> None:
    texts = [*KIDAL, ("Il aime Kidal.", "He likes Gao.")]
    _, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, -1.0, ("low-score",))) for fr, en in texts])])
    flagged = consistent(pairs, FRENCH_ENGLISH)
    assert [pair.translation.flags for pair in flagged] == [("low-score",)] * 3 + [(INCONSISTENT, "low-score")]
    assert consistent(flagged, FRENCH_ENGLISH) == flagged
    mended = [*flagged[:3], replace(flagged[3], translation=replace(flagged[3].translation, text="He likes Kidal."))]
    assert consistent(mended, FRENCH_ENGLISH)[3].translation.flags == ("low-score",)
    assert consistent(pairs, ("de", "en")) == pairs


def test_what_a_person_wrote_counts_and_is_not_flagged() -> None:
    texts = [*KIDAL, ("Il aime Kidal.", "He likes Gao.")]
    _, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, None)) for fr, en in texts])])
    by_hand = [replace(pair, origin=Origin.HUMAN) for pair in pairs]
    assert consistent(by_hand, FRENCH_ENGLISH) == by_hand
    assert INCONSISTENT in consistent([*by_hand[:3], pairs[3]], FRENCH_ENGLISH)[3].translation.flags


def test_a_sentence_in_another_language_says_nothing() -> None:
    texts = [*KIDAL, ("Il aime Kidal.", "He likes Gao.")]
    _, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, None, ("foreign",))) for fr, en in texts])])
    assert of_pairs(pairs) == {}
