"""The ways to get a term into a translation, and what is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.argos import ArgosEngine
from bilingual.engines.enforcing import WAYS, Request, enforce, put
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from tests.support.toys import GLOSSARY, Toy, translate, translate_one

if TYPE_CHECKING:
    from bilingual.models import Model

pytestmark = pytest.mark.usefixtures("toy_checks")


def test_another_of_the_likeliest_is_chosen() -> None:
    made = translate_one(lambda _: ["The team.", "The junta.", "The junta!"], "La junte.")
    assert (made.text, made.flags, str(made.repaired)) == ("The junta.", (), "glossary n-best: junte → junta")


def test_a_target_in_the_source_is_carried_over() -> None:
    # The Malian army is put in with its article, or the model would leave it out.
    made = translate_one(
        lambda sentence: ["Here is the Malian army."] if "l'the Malian army" in sentence else ["A male army."],
        "Voici l'armée malienne.",
    )
    assert made.text == "Here is the Malian army."
    assert str(made.repaired) == "glossary target: armée malienne → Malian army"


def test_a_number_stands_in() -> None:
    def say(sentence: str) -> list[str]:
        return ["A 7,731 of two 4452."] if "7731" in sentence else ["Nothing."]

    made = translate_one(say, "L'armée malienne et la junte.")
    assert made.text == "A Malian army of two junta."
    assert str(made.repaired) == "glossary stand-in: armée malienne → Malian army, junte → junta"


def test_a_number_stands_in_also_where_no_spaces_part_words() -> None:
    class Chinese(Toy):
        def __init__(self) -> None:
            super().__init__(lambda sentence: ["据7731报道。"] if "7731" in sentence else ["据报道。"])
            self.provenance = replace(self.provenance, target_language="zh")

    glossary = Glossary([Entry("ONU", ("联合国",))], ("fr", "zh"))
    [made] = translate(TerminologyEngine(Chinese(), glossary), "Selon l'ONU.")
    assert (made.text, made.flags) == ("据联合国报道。", ())


def test_figures_that_a_stand_in_left_behind_are_refused() -> None:
    made = translate_one(
        lambda sentence: ["It is 731 here."] if "7731" in sentence else ["It is here."], "La junte est là."
    )
    assert (made.text, made.flags) == ("It is here.", ("glossary",))


def test_what_one_way_gained_the_next_keeps() -> None:
    def say(sentence: str) -> list[str]:
        if "7731" in sentence:
            return [f"{'7731' if '7731' in sentence else 'team'} and {'4452' if '4452' in sentence else 'team'}"]
        return ["team and team", "junta and team"]

    made = translate_one(say, "La junte et l'ONU.")
    assert (made.text, made.flags) == ("Junta and UN", ())


def test_part_of_the_terms_is_better_than_none() -> None:
    made = translate_one(lambda _: ["team and team", "junta and team"], "La junte et l'ONU.")
    assert (made.text, made.flags, str(made.repaired)) == (
        "junta and team",
        ("glossary",),
        "glossary n-best: junte → junta",
    )


def test_nothing_helps() -> None:
    made = translate_one(lambda _: ["The team."], "La junte.")
    assert (made.text, made.flags, made.repaired) == ("The team.", ("glossary",), None)


def test_a_translation_that_is_worse_otherwise_is_refused() -> None:
    made = translate_one(lambda _: ["The team.", "The BAD junta."], "La junte.")
    assert (made.text, made.flags) == ("The team.", ("glossary",))


def test_capitals_and_accents_are_mended_in_place() -> None:
    engine = Toy(lambda _: ["GOÏTA and the Junta, says the UN."])
    [made] = translate(TerminologyEngine(engine, GLOSSARY), "Goïta et la junte, dit l'ONU.")
    assert made.text == "Goita and the Junta, says the UN."
    assert str(made.repaired) == "glossary spelling: Goïta → Goita"
    assert len(engine.asked) == 1


def test_a_word_that_looks_like_an_acronym_is_left_alone() -> None:
    made = translate_one(lambda _: ["Those who speak."], "L'OMS parle.", Glossary([Entry("OMS", ("WHO",))]))
    assert (made.text, made.flags) == ("Those who speak.", ("glossary",))


def test_figures_of_the_source_may_be_written_otherwise() -> None:
    def say(sentence: str) -> list[str]:
        return ["7731: 10000 men"] if "7731" in sentence else ["men"]

    assert translate_one(say, "La junte : 10 000 hommes.").text == "Junta: 10000 men"


def test_a_shouted_sentence_is_translated_in_small_letters() -> None:
    def say(sentence: str) -> list[str]:
        return ["The Malian army advances"] if sentence == "La the Malian army avance" else ["THE ARMÉE"]

    assert translate_one(say, "LA ARMÉE MALIENNE AVANCE").text == "The Malian army advances"
    un = Glossary([Entry("ONU", ("UN",))])
    made = translate_one(lambda sentence: ["x"] if sentence.isupper() else [sentence], "L'ONU ENVOIE UN SOLDAT", un)
    assert made.text == "L'UN envoie un soldat"


def test_private_characters_of_a_shouted_sentence_are_no_terms() -> None:
    un = Glossary([Entry("ONU", ("UN",))])
    made = translate_one(
        lambda sentence: ["x"] if sentence.isupper() else [sentence], "\ue000 L'ONU ENVOIE UN SOLDAT", un
    )
    assert made.text.count("UN") == 1
    assert "\ue000" not in made.text


def test_a_word_in_capitals_keeps_them() -> None:
    made = translate_one(
        lambda s: ["It is the JUNTA here."] if "JUNTA" in s else ["It is here."], "C'est la JUNTE ici."
    )
    assert made.text == "It is the JUNTA here."


def test_a_decomposed_sentence_is_no_trouble() -> None:
    made = translate_one(lambda sentence: ["Goita"] if "Goita" in sentence else ["He"], "Goi\u0308ta")
    assert made.text == "Goita"


def test_a_sentence_full_of_terms_is_no_trouble() -> None:
    sentence = "Goïta junte ONU " * 5_000
    assert translate_one(lambda _: ["x"], sentence).flags == ("glossary",)


def test_the_article_before_a_stand_in_fits_the_term() -> None:
    assert put("It is a 7731.", 8, 12, "army", "en") == "It is an army."
    assert put("An 7731 it is.", 3, 7, "junta", "en") == "A junta it is."
    assert put("« 7731 »", 2, 6, "iPhone", "en") == "« iPhone »"


@pytest.mark.model
def test_each_way_serves_the_starter(starter: Model) -> None:
    engine = ArgosEngine(starter, threads=1)
    sentence = "L'armée malienne a pris la ville de Kidal."
    terms = GLOSSARY.terms(sentence)
    [[(_, first)]] = list(engine.translate([sentence]))
    for way in (way for way in WAYS if way.name in {"target", "stand-in"}):
        [made] = enforce([Request(sentence, terms, first)], GLOSSARY, engine, lambda *_: 0, [way])
        assert not GLOSSARY.missing(terms, made.text), way.name
