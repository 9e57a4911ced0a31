"""Translations that keep to a glossary, and what of them is recalled when it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.checks.confidence.bands import STARTER
from bilingual.data import Translation
from bilingual.engines import terminology
from bilingual.engines.argos import ArgosEngine
from bilingual.engines.enforcing import is_enforced
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from tests.support.toys import GLOSSARY, Toy, translate, translate_one

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model

pytestmark = pytest.mark.usefixtures("toy_checks")


def test_what_keeps_its_terms_stays() -> None:
    engine = Toy(lambda _: ["The junta and the UN."])
    [made] = translate(TerminologyEngine(engine, GLOSSARY), "La junte et l'ONU.")
    assert (made.text, made.flags, made.repaired) == ("The junta and the UN.", (), None)
    assert engine.asked == ["La junte et l'ONU."]


def test_a_sentence_without_terms_is_as_the_engine_makes_it() -> None:
    sentence = "Rien de cela."
    assert translate_one(lambda _: ["Nothing."], sentence) == Translation("Nothing.", -0.5)


def test_a_flag_that_the_glossary_explains_is_not_given() -> None:
    glossary = Glossary([Entry("Poutine", ("Putin",))])
    made = translate_one(lambda _: ["Putin speaks."], "Poutine parle.", glossary)
    assert made.flags == ()
    assert translate_one(lambda _: ["He speaks."], "Poutine parle.", Glossary([Entry("parle", ("speaks",))])).flags == (
        "name",
    )


def test_a_sentence_comes_out_the_same_in_any_company() -> None:
    def say(sentence: str) -> list[str]:
        return ["7731 and 4452"] if "7731" in sentence else ["team", "the junta"] if "ONU" not in sentence else ["x"]

    sentences = ["La junte.", "L'ONU et la junte.", "Rien.", "L'ONU.", "La junte et Goïta."]
    together = translate(TerminologyEngine(Toy(say), GLOSSARY), *sentences)
    assert together == [translate_one(say, sentence) for sentence in sentences]


def test_many_that_lack_a_term_come_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminology, "_AT_ONCE", 2)
    engine = TerminologyEngine(Toy(lambda _: ["team", "the junta"]), GLOSSARY)
    batches = list(engine.translate([f"La junte {number}." for number in range(5)]))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert {made.text for batch in batches for _, made in batch} == {"the junta"}


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

    [made] = translate(engine(before), "La junte.")
    recalled = engine(after).recall("La junte.", made)
    [anew] = translate(engine(after), "La junte.")
    assert recalled == (anew if expected == "as it is" else None)
    assert engine(before).recall("La junte.", made) is made


def test_without_a_glossary_the_flags_that_it_explained_are_given_again() -> None:
    def engine(*entries: Entry) -> TerminologyEngine:
        return compose([Toy(lambda _: ["Putin speaks."])], glossary=Glossary(entries))

    [made] = translate(engine(Entry("Poutine", ("Putin",))), "Poutine parle.")
    [anew] = translate(engine(), "Poutine parle.")
    assert (made.flags, anew.flags) == ((), ("name",))
    assert engine().recall("Poutine parle.", made) == anew


def test_flags_of_old_checks_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = compose([Toy(lambda _: ["The team."])], glossary=GLOSSARY)
    [made] = translate(engine, "La junte.")
    monkeypatch.setattr(checks, "version", lambda: "another")
    recalled = engine.recall("La junte.", replace(made, flags=("glossary", "old")))
    assert recalled is not None
    assert checks.beyond_score(recalled.flags) == ["glossary"]
    assert recalled.basis == replace(made.basis, checks="another")
    assert recalled.basis.glossary


def test_other_cut_offs_leave_what_a_glossary_had_a_hand_in() -> None:
    toy = Toy(lambda _: ["The army.", "The Malian army."])
    [made] = translate(compose([toy], glossary=GLOSSARY), "L'armée malienne.")
    assert is_enforced(made)
    assert made.basis.cut_offs == STARTER.cut_offs
    strict = replace(STARTER, trust=1.0, doubt=1.0)
    asked = len(toy.asked)
    recalled = compose([toy], glossary=GLOSSARY, calibration=strict).recall("L'armée malienne.", made)
    assert recalled == replace(made, flags=("low-score",), basis=replace(made.basis, cut_offs=strict.cut_offs))
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
    alone = translate(compose([engine]), *sentences)
    made = translate(compose([engine], glossary=glossary), *sentences)
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
    alone = translate(compose([engine]), *sentences)
    made = translate(compose([engine], glossary=glossary), *sentences)
    for sentence, before, after in zip(sentences, alone, made, strict=True):
        terms = glossary.terms(sentence)
        assert glossary.missing(terms, before.text)
        assert not glossary.missing(terms, after.text)
        assert is_enforced(after)
        assert "glossary" not in after.flags


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "La nappe phréatique baisse depuis dix ans dans la région.",
        "Les nappes phréatiques sont au plus bas.",
        "Faut-il craindre pour la nappe phréatique ?",
    ],
)
def test_the_starter_keeps_to_a_term_that_it_does_not_know(starter: Model, sentence: str) -> None:
    glossary = Glossary([Entry("nappe phréatique", ("groundwater table",))])
    [made] = translate(compose([ArgosEngine(starter, threads=1)], glossary=glossary), sentence)
    assert not glossary.missing(glossary.terms(sentence), made.text)
    assert "glossary" not in made.flags
