from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.checks import Check, Severity
from bilingual.checks.confidence.bands import STARTER
from bilingual.checks.finding import Finding
from bilingual.data import Translation
from bilingual.engines import terminology
from bilingual.engines.argos import ArgosEngine
from bilingual.engines.enforcing import WAYS, Request, enforce, is_enforced, put
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.engines import Decoding
    from bilingual.models import Model

GLOSSARY = Glossary(
    [
        Entry("armée malienne", ("Malian army",)),
        Entry("junte", ("junta",)),
        Entry("ONU", ("UN", "United Nations")),
        Entry("Goïta", ("Goita",)),
    ]
)


class Toy(FakeEngine):
    """Translates as ``say`` does, which gets a sentence and returns its translations, the likeliest first."""

    def __init__(self, say: Callable[[str], list[str]]) -> None:
        super().__init__(batch_size=2)
        self._say = say
        self.asked: list[str] = []

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            self.asked += [sentences[index] for index, _ in batch]
            yield [
                (index, [Translation(text, -0.5) for text in self._say(sentences[index])[: decoding.hypotheses]])
                for index, _ in batch
            ]


@pytest.fixture(autouse=True)
def toy_checks(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Leave the glossary's flag, and let a translation say itself that it is bad; or a name that is gone be severe."""
    if "starter" in request.fixturenames:
        return
    bad = Check(Severity.SEVERE, "It says BAD.", lambda _, made: Finding() if "BAD" in made.text else None)
    name = Check(
        Severity.SEVERE,
        "Gone.",
        lambda source, made: Finding() if "Poutine" in source and "Pou" not in made.text else None,
    )
    monkeypatch.setattr(checks, "CHECKS", {"bad": bad, "name": name, "glossary": checks.CHECKS["glossary"]})


def _translate(engine: TerminologyEngine, *sentences: str) -> list[Translation]:
    found = [pair for batch in engine.translate(sentences) for pair in batch]
    assert sorted(index for index, _ in found) == list(range(len(sentences)))
    return [translation for _, translation in sorted(found)]


def _one(say: Callable[[str], list[str]], sentence: str, glossary: Glossary = GLOSSARY) -> Translation:
    [made] = _translate(TerminologyEngine(Toy(say), glossary), sentence)
    return made


def test_what_keeps_its_terms_stays() -> None:
    engine = Toy(lambda _: ["The junta and the UN."])
    [made] = _translate(TerminologyEngine(engine, GLOSSARY), "La junte et l'ONU.")
    assert (made.text, made.flags, made.repaired) == ("The junta and the UN.", (), None)
    assert engine.asked == ["La junte et l'ONU."]


def test_a_sentence_without_terms_is_as_the_engine_makes_it() -> None:
    sentence = "Rien de cela."
    assert _one(lambda _: ["Nothing."], sentence) == Translation("Nothing.", -0.5)


def test_another_of_the_likeliest_is_chosen() -> None:
    made = _one(lambda _: ["The team.", "The junta.", "The junta!"], "La junte.")
    assert (made.text, made.flags, str(made.repaired)) == ("The junta.", (), "glossary n-best: junte → junta")


def test_a_target_in_the_source_is_carried_over() -> None:
    # The Malian army is put in with its article, or the model would leave it out.
    made = _one(
        lambda sentence: ["Here is the Malian army."] if "l'the Malian army" in sentence else ["A male army."],
        "Voici l'armée malienne.",
    )
    assert made.text == "Here is the Malian army."
    assert str(made.repaired) == "glossary target: armée malienne → Malian army"


def test_a_number_stands_in() -> None:
    def say(sentence: str) -> list[str]:
        return ["A 7,731 of two 4452."] if "7731" in sentence else ["Nothing."]

    made = _one(say, "L'armée malienne et la junte.")
    assert made.text == "A Malian army of two junta."
    assert str(made.repaired) == "glossary stand-in: armée malienne → Malian army, junte → junta"


def test_a_number_stands_in_also_where_no_spaces_part_words() -> None:
    class Chinese(Toy):
        def __init__(self) -> None:
            super().__init__(lambda sentence: ["据7731报道。"] if "7731" in sentence else ["据报道。"])
            self.provenance = replace(self.provenance, target_language="zh")

    glossary = Glossary([Entry("ONU", ("联合国",))], ("fr", "zh"))
    [made] = _translate(TerminologyEngine(Chinese(), glossary), "Selon l'ONU.")
    assert (made.text, made.flags) == ("据联合国报道。", ())


def test_figures_that_a_stand_in_left_behind_are_refused() -> None:
    made = _one(lambda sentence: ["It is 731 here."] if "7731" in sentence else ["It is here."], "La junte est là.")
    assert (made.text, made.flags) == ("It is here.", ("glossary",))


def test_what_one_way_gained_the_next_keeps() -> None:
    def say(sentence: str) -> list[str]:
        if "7731" in sentence:
            return [f"{'7731' if '7731' in sentence else 'team'} and {'4452' if '4452' in sentence else 'team'}"]
        return ["team and team", "junta and team"]

    made = _one(say, "La junte et l'ONU.")
    assert (made.text, made.flags) == ("Junta and UN", ())


def test_part_of_the_terms_is_better_than_none() -> None:
    made = _one(lambda _: ["team and team", "junta and team"], "La junte et l'ONU.")
    assert (made.text, made.flags, str(made.repaired)) == (
        "junta and team",
        ("glossary",),
        "glossary n-best: junte → junta",
    )


def test_nothing_helps() -> None:
    made = _one(lambda _: ["The team."], "La junte.")
    assert (made.text, made.flags, made.repaired) == ("The team.", ("glossary",), None)


def test_a_translation_that_is_worse_otherwise_is_refused() -> None:
    made = _one(lambda _: ["The team.", "The BAD junta."], "La junte.")
    assert (made.text, made.flags) == ("The team.", ("glossary",))


def test_capitals_and_accents_are_mended_in_place() -> None:
    engine = Toy(lambda _: ["GOÏTA and the Junta, says the UN."])
    [made] = _translate(TerminologyEngine(engine, GLOSSARY), "Goïta et la junte, dit l'ONU.")
    assert made.text == "Goita and the Junta, says the UN."
    assert str(made.repaired) == "glossary spelling: Goïta → Goita"
    assert len(engine.asked) == 1


def test_a_word_that_looks_like_an_acronym_is_left_alone() -> None:
    made = _one(lambda _: ["Those who speak."], "L'OMS parle.", Glossary([Entry("OMS", ("WHO",))]))
    assert (made.text, made.flags) == ("Those who speak.", ("glossary",))


def test_figures_of_the_source_may_be_written_otherwise() -> None:
    def say(sentence: str) -> list[str]:
        return ["7731: 10000 men"] if "7731" in sentence else ["men"]

    assert _one(say, "La junte : 10 000 hommes.").text == "Junta: 10000 men"


def test_a_shouted_sentence_is_translated_in_small_letters() -> None:
    def say(sentence: str) -> list[str]:
        return ["The Malian army advances"] if sentence == "La the Malian army avance" else ["THE ARMÉE"]

    assert _one(say, "LA ARMÉE MALIENNE AVANCE").text == "The Malian army advances"
    un = Glossary([Entry("ONU", ("UN",))])
    made = _one(lambda sentence: ["x"] if sentence.isupper() else [sentence], "L'ONU ENVOIE UN SOLDAT", un)
    assert made.text == "L'UN envoie un soldat"


def test_private_characters_of_a_shouted_sentence_are_no_terms() -> None:
    un = Glossary([Entry("ONU", ("UN",))])
    made = _one(lambda sentence: ["x"] if sentence.isupper() else [sentence], "\ue000 L'ONU ENVOIE UN SOLDAT", un)
    assert made.text.count("UN") == 1
    assert "\ue000" not in made.text


def test_a_word_in_capitals_keeps_them() -> None:
    made = _one(lambda s: ["It is the JUNTA here."] if "JUNTA" in s else ["It is here."], "C'est la JUNTE ici.")
    assert made.text == "It is the JUNTA here."


def test_a_flag_that_the_glossary_explains_is_not_given() -> None:
    glossary = Glossary([Entry("Poutine", ("Putin",))])
    made = _one(lambda _: ["Putin speaks."], "Poutine parle.", glossary)
    assert made.flags == ()
    assert _one(lambda _: ["He speaks."], "Poutine parle.", Glossary([Entry("parle", ("speaks",))])).flags == ("name",)


def test_a_sentence_comes_out_the_same_in_any_company() -> None:
    def say(sentence: str) -> list[str]:
        return ["7731 and 4452"] if "7731" in sentence else ["team", "the junta"] if "ONU" not in sentence else ["x"]

    sentences = ["La junte.", "L'ONU et la junte.", "Rien.", "L'ONU.", "La junte et Goïta."]
    together = _translate(TerminologyEngine(Toy(say), GLOSSARY), *sentences)
    assert together == [_one(say, sentence) for sentence in sentences]


def test_many_that_lack_a_term_come_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminology, "_AT_ONCE", 2)
    engine = TerminologyEngine(Toy(lambda _: ["team", "the junta"]), GLOSSARY)
    batches = list(engine.translate([f"La junte {number}." for number in range(5)]))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert {made.text for batch in batches for _, made in batch} == {"the junta"}


def test_a_decomposed_sentence_is_no_trouble() -> None:
    made = _one(lambda sentence: ["Goita"] if "Goita" in sentence else ["He"], "Goi\u0308ta")
    assert made.text == "Goita"


def test_a_sentence_full_of_terms_is_no_trouble() -> None:
    sentence = "Goïta junte ONU " * 5_000
    assert _one(lambda _: ["x"], sentence).flags == ("glossary",)


def test_the_article_before_a_stand_in_fits_the_term() -> None:
    assert put("It is a 7731.", 8, 12, "army", "en") == "It is an army."
    assert put("An 7731 it is.", 3, 7, "junta", "en") == "A junta it is."
    assert put("« 7731 »", 2, 6, "iPhone", "en") == "« iPhone »"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([("junte", "junta")], [("junte", "junta")], "as it is"),
        ([("junte", "junta")], [("junte", "junta"), ("ONU", "UN")], "as it is"),
        ([("junte", "junta")], [("junte", "ruling team")], "again"),
        ([("junte", "junta")], [], "again"),
        ([], [("junte", "junta")], "again"),
        ([], [("junte", "team")], "as it is"),
        ([("junte", "team")], [], "as it is"),
    ],
)
def test_only_what_a_changed_glossary_touches_is_translated_again(
    before: list[tuple[str, str]], after: list[tuple[str, str]], expected: str
) -> None:
    def engine(terms: list[tuple[str, str]]) -> TerminologyEngine:
        toy = Toy(lambda _: ["The team.", "The junta."])
        return compose([toy], glossary=Glossary(Entry(source, (target,)) for source, target in terms))

    [made] = _translate(engine(before), "La junte.")
    recalled = engine(after).recall("La junte.", made)
    [anew] = _translate(engine(after), "La junte.")
    assert recalled == (anew if expected == "as it is" else None)
    assert engine(before).recall("La junte.", made) is made


def test_without_a_glossary_the_flags_that_it_explained_are_given_again() -> None:
    def engine(*entries: Entry) -> TerminologyEngine:
        return compose([Toy(lambda _: ["Putin speaks."])], glossary=Glossary(entries))

    [made] = _translate(engine(Entry("Poutine", ("Putin",))), "Poutine parle.")
    [anew] = _translate(engine(), "Poutine parle.")
    assert (made.flags, anew.flags) == ((), ("name",))
    assert engine().recall("Poutine parle.", made) == anew


def test_flags_of_old_checks_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = compose([Toy(lambda _: ["The team."])], glossary=GLOSSARY)
    [made] = _translate(engine, "La junte.")
    monkeypatch.setattr(checks, "version", lambda: "another")
    recalled = engine.recall("La junte.", replace(made, flags=("glossary", "old")))
    assert recalled is not None
    assert recalled.flags == ("glossary",)
    assert recalled.basis == replace(made.basis, checks="another")
    assert recalled.basis.glossary


def test_other_cut_offs_leave_what_a_glossary_had_a_hand_in() -> None:
    toy = Toy(lambda _: ["The army.", "The Malian army."])
    [made] = _translate(compose([toy], glossary=GLOSSARY), "L'armée malienne.")
    assert is_enforced(made)
    assert made.basis.cut_offs == STARTER.cut_offs
    strict = replace(STARTER, trust=0.9, doubt=0.8)
    asked = len(toy.asked)
    recalled = compose([toy], glossary=GLOSSARY, calibration=strict).recall("L'armée malienne.", made)
    assert recalled == replace(made, basis=replace(made.basis, cut_offs=strict.cut_offs))
    assert len(toy.asked) == asked


def test_provenance_names_the_glossary_and_settings_do_not() -> None:
    engine = FakeEngine()
    glossed = TerminologyEngine(engine, Glossary([], sha256="abc"))
    assert glossed.provenance.glossary == "abc"
    assert glossed.provenance.settings == engine.provenance.settings


@pytest.mark.model
def test_the_starter_keeps_to_the_glossary_of_the_seeds(starter: Model, seeds: Path) -> None:
    engine = ArgosEngine(starter, threads=1)
    glossary = Glossary.load(seeds / "glossary.tsv")
    sentences = [
        "Le gouvernement malien de la transition se dit satisfait de sa coopération militaire avec le Kremlin.",
        "Selon le patron de la diplomatie malienne, la coopération militaire ne date pas d’aujourd’hui.",
        "Engagement fort des autorités maliennes",
        "C'est pourquoi le Mali comprend la guerre russo-ukrainienne.",
        "Alassane SOULEYMANE et Oumar DIOP",
    ]
    alone = _translate(compose([engine]), *sentences)
    made = _translate(compose([engine], glossary=glossary), *sentences)
    for sentence, before, after in zip(sentences, alone, made, strict=True):
        terms = glossary.terms(sentence)
        assert terms
        assert not glossary.missing(terms, after.text)
        assert is_enforced(after) == bool(glossary.missing(terms, before.text))
        assert "glossary" not in after.flags


@pytest.mark.model
def test_the_starter_says_what_it_would_never_say_by_itself(starter: Model) -> None:
    engine = ArgosEngine(starter, threads=1)
    glossary = Glossary([Entry("armée malienne", ("Bamako legions",)), Entry("coopération", ("fellowship",))])
    sentences = ["L'armée malienne a pris la ville de Kidal.", "La coopération militaire ne date pas d’aujourd’hui."]
    alone = _translate(compose([engine]), *sentences)
    made = _translate(compose([engine], glossary=glossary), *sentences)
    for sentence, before, after in zip(sentences, alone, made, strict=True):
        terms = glossary.terms(sentence)
        assert glossary.missing(terms, before.text)
        assert not glossary.missing(terms, after.text)
        assert is_enforced(after)


@pytest.mark.model
def test_each_way_serves_the_starter(starter: Model) -> None:
    engine = ArgosEngine(starter, threads=1)
    sentence = "L'armée malienne a pris la ville de Kidal."
    terms = GLOSSARY.terms(sentence)
    [[(_, first)]] = list(engine.translate([sentence]))
    for way in (way for way in WAYS if way.name in {"target", "stand-in"}):
        [made] = enforce([Request(sentence, terms, first)], GLOSSARY, engine, lambda *_: 0, [way])
        assert not GLOSSARY.missing(terms, made.text), way.name
