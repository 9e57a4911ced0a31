from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.checks import Check, Severity
from bilingual.checks.confidence.bands import LOW_SCORE, STARTER
from bilingual.checks.finding import Finding
from bilingual.data import Basis, Repair, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import WAYS, RepairingEngine
from bilingual.engines.truecasing import is_shouted, lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bilingual.engines import Decoding

SHOUTED = "LE MALI SE TOURNE VERS LA RUSSIE"
REAL_LOW_SCORE = checks.CHECKS[LOW_SCORE]
LONG = f"{'Une phrase qui ne finit pas, ' * 6}et qui finit."


class Scripted(FakeEngine):
    """Says what it was told to: a sentence's first translation, and those of each later decoding, by way."""

    def __init__(self, script: Mapping[str, Mapping[str, Sequence[tuple[str, float]]]]) -> None:
        super().__init__(batch_size=2)
        self.script = script
        self.asked: list[tuple[str, str]] = []

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        ways = {way.name for way in WAYS if way.decoding == decoding} or {"first"}
        for batch in super().hypotheses(sentences, decoding):
            said = []
            for index, found in batch:
                script = self.script.get(sentences[index], {})
                way = next((way for way in ways if way in script), "first")
                self.asked.append((way, sentences[index]))
                said.append((index, [Translation(*one) for one in script[way]] if way in script else found))
            yield said


@pytest.fixture(autouse=True)
def toy_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a translation say itself what is wrong with it."""

    def says(word: str, severity: Severity) -> Check:
        return Check(severity, f"It says {word}.", lambda _, made: Finding() if word in made.text else None)

    toys = {
        "bad": says("BAD", Severity.SEVERE),
        "repetition": says("AGAIN", Severity.SEVERE),
        "odd": says("ODD", Severity.MINOR),
    }
    monkeypatch.setattr(checks, "CHECKS", toys)


def _translate(engine: RepairingEngine, *sentences: str) -> list[Translation]:
    found = [pair for batch in engine.translate(sentences) for pair in batch]
    assert sorted(index for index, _ in found) == list(range(len(sentences)))
    return [translation for _, translation in sorted(found)]


def _said(translation: Translation) -> tuple[str, tuple[str, ...], str]:
    return translation.text, translation.flags, str(translation.repaired or "")


def test_what_passes_is_translated_once() -> None:
    engine = Scripted({"Un.": {"first": [("One. ODD", -0.1)]}})
    one, two = _translate(RepairingEngine(engine), "Un.", "Deux.")
    assert _said(one) == ("One. ODD", ("odd",), "")
    assert _said(two) == ("⟨Deux.⟩", (), "")
    assert [way for way, _ in engine.asked] == ["first", "first"]


def test_a_severe_flag_makes_the_engine_choose_another_hypothesis_by_flags_then_by_score() -> None:
    script = {
        "Un.": {
            "first": [("BAD one", -0.1)],
            "n-best": [("BAD one", -0.1), ("One, ODD", -0.2), ("One", -0.9), ("Uno", -0.8)],
        }
    }
    engine = Scripted(script)
    [one] = _translate(RepairingEngine(engine), "Un.")
    assert _said(one) == ("Uno", (), "n-best: bad")
    assert one.score == -0.8
    assert [way for way, _ in engine.asked] == ["first", "n-best"]


def test_every_way_that_suits_is_tried_in_order_and_what_is_still_wrong_is_flagged() -> None:
    script = {
        name: {way: [("BAD AGAIN ODD", -0.1)] for way in ("first", "n-best", "phrases", "clauses")}
        for name in ("Un.", LONG)
    }
    script["Un."] |= {"phrases": [("BAD", -0.7)]}
    script["Deux."] = {"first": [("BAD", -0.7)], "n-best": [("BAD", -0.7)], "phrases": [("Two", -0.7)]}
    engine = Scripted(script)
    short, long, other = _translate(RepairingEngine(engine), "Un.", LONG, "Deux.")
    assert _said(short) == ("BAD", ("bad",), "phrases: repetition, odd")
    assert _said(long) == ("BAD AGAIN ODD", ("bad", "repetition", "odd"), "")
    assert _said(other) == ("BAD", ("bad",), "")
    assert [way for way, sentence in engine.asked if sentence == LONG] == ["first", "clauses", "phrases"]
    assert [way for way, sentence in engine.asked if sentence == "Un."] == ["first", "n-best", "phrases"]
    assert [way for way, sentence in engine.asked if sentence == "Deux."] == ["first", "n-best"]


class Generous(Scripted):
    """Finds four hypotheses at once, as a beam search does, where more than the first may be returned."""

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            yield [(index, found if decoding.besides else found[: decoding.hypotheses]) for index, found in batch]


def test_the_next_best_of_the_first_decoding_are_looked_at_without_asking_again() -> None:
    four = [("BAD", -0.1), ("BAD, too", -0.2), ("Good", -0.3), ("ODD", -0.4)]
    engine = Generous({"Un.": {"first": four}})
    [made] = _translate(RepairingEngine(engine), "Un.")
    assert _said(made) == ("Good", (), "n-best: bad")
    assert engine.asked == [("first", "Un.")]
    [left] = _translate(RepairingEngine(Generous({"Un.": {"first": four}}), repair=False), "Un.")
    assert _said(left) == ("BAD", ("bad",), "")


def test_of_a_long_sentence_the_clauses_come_first_and_its_next_best_last() -> None:
    four = [("BAD ODD", -0.1), ("Good", -0.2), ("Good, too", -0.3), ("ODD", -0.4)]
    engine = Generous({LONG: {"first": four, "clauses": [("Clause by clause", -0.9)]}})
    [made] = _translate(RepairingEngine(engine), LONG)
    assert _said(made) == ("Clause by clause", (), "clauses: bad, odd")
    engine = Generous({LONG: {"first": four, "clauses": four[:1], "phrases": four[:1]}})
    [made] = _translate(RepairingEngine(engine), LONG)
    assert _said(made) == ("Good", (), "n-best: bad, odd")
    assert [way for way, _ in engine.asked] == ["first", "clauses", "phrases"]


def test_a_sentence_in_capitals_is_translated_in_small_letters_unless_that_is_worse() -> None:
    small = lowered(SHOUTED)
    engine = Scripted({SHOUTED: {"first": [("MALI TOUR", -0.1)]}, small: {"true-case": [("Mali turns", -0.2)]}})
    [made] = _translate(RepairingEngine(engine), SHOUTED)
    assert _said(made) == ("Mali turns", (), "true-case")
    engine = Scripted({SHOUTED: {"first": [("Mali turns", -0.1)]}, small: {"true-case": [("BAD", -0.1)]}})
    [made] = _translate(RepairingEngine(engine), SHOUTED)
    assert _said(made) == ("Mali turns", (), "")


def test_without_repair_there_are_flags_alone() -> None:
    engine = Scripted({"Un.": {"first": [("BAD", -0.1)], "n-best": [("Good", -0.1)]}})
    plain, mending = RepairingEngine(engine, repair=False), RepairingEngine(engine)
    [made] = _translate(plain, "Un.")
    assert _said(made) == ("BAD", ("bad",), "")
    assert plain.provenance.settings != mending.provenance.settings


def test_nothing_to_say_is_not_asked_for_again() -> None:
    engine = Scripted({"": {"first": [("BAD", -0.1)]}})
    [made] = _translate(RepairingEngine(engine), "")
    assert made.flags == ("bad",)
    assert len(engine.asked) == 1


def test_what_the_memory_has_gets_the_flags_of_todays_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = RepairingEngine(FakeEngine())
    [made] = _translate(engine, "Un.")
    assert engine.recall("Un.", made) is made
    monkeypatch.setattr(checks, "version", lambda: "another")
    kept = engine.recall("Un.", Translation("One. ODD", -0.1, (), None, made.basis))
    assert kept is not None
    assert (kept.flags, replace(kept.basis, trust=made.basis.trust)) == (
        ("odd",),
        replace(made.basis, checks="another"),
    )
    wrong = Translation("One. BAD", -0.1, (), None, made.basis)
    assert engine.recall("Un.", wrong) is None  # it was never repaired: its flag is new
    unrepaired = RepairingEngine(FakeEngine(), repair=False).recall("Un.", wrong)
    assert unrepaired is not None
    assert unrepaired.flags == ("bad",)
    assert engine.recall("Un.", Translation("One.", -0.1, (), Repair("n-best", ("old",)), made.basis)) is None


@pytest.mark.parametrize(
    ("sentence", "shouted"),
    [
        (SHOUTED, True),
        ("«ÉLECTIONS» : L'ONU INQUIÈTE", True),
        ("LE 1er MAI, FÊTE DU TRAVAIL", True),
        ("Le Mali se tourne vers la Russie", False),
        ("RFI", False),
        ("UNESCO", False),
        ("ONU / OTAN", False),
        ("L'ONU à Bamako", False),
        ("MALI - Le président est arrivé", False),
        ("", False),
        ("2023 !", False),
    ],
)
def test_shouted(sentence: str, shouted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_shouted(sentence) is shouted


@pytest.mark.parametrize(
    ("shouted", "small"),
    [
        ("L'ONU AU MALI", "L'ONU au Mali"),
        ("LE CE DE LA SNCF EN GREVE", "Le ce de la SNCF en greve"),
        ("POUTINE REÇOIT XABADOURI À MOSCOU", "Poutine reçoit Xabadouri à Moscou"),
        ("«ÉTÉ»", "«Été»"),
        ("", ""),
    ],
)
def test_small_letters_keep_the_capitals_of_names(shouted: str, small: str) -> None:
    assert lowered(shouted) == small


def test_what_was_copied_is_not_decoded_again() -> None:
    class Copying(FakeEngine):
        def hypotheses(
            self, sentences: Sequence[str], decoding: Decoding
        ) -> Iterator[list[tuple[int, list[Translation]]]]:
            for batch in super().hypotheses(sentences, decoding):
                yield [(index, [Translation(sentences[index], None)]) for index, _ in batch]

    engine = Copying()
    [made] = _translate(RepairingEngine(engine), "LA LIGNE BAD AGAIN ET LA SUITE")
    assert _said(made) == ("LA LIGNE BAD AGAIN ET LA SUITE", ("bad", "repetition"), "")
    assert engine.translated == 1


def test_what_the_engine_within_would_make_otherwise_is_made_again() -> None:
    class Other(FakeEngine):
        def recall(self, sentence: str, translation: Translation) -> Translation | None:
            return None if sentence == "Autre." else translation

    engine = RepairingEngine(Other())
    [made] = _translate(engine, "Une.")
    assert engine.recall("Une.", made) is made
    assert engine.recall("Autre.", made) is None
    around = replace(made, basis=replace(made.basis, around="1"))
    assert engine.recall("Une.", around) is around


STRICT = replace(STARTER, model="mine", trust=1.0, doubt=1.0)


@pytest.fixture
def low_score(monkeypatch: pytest.MonkeyPatch, toy_checks: None) -> None:
    """The check of low scores, beside the toys."""
    del toy_checks
    monkeypatch.setitem(checks.CHECKS, LOW_SCORE, REAL_LOW_SCORE)


@pytest.mark.usefixtures("low_score")
def test_scores_are_judged_by_what_was_measured_with_the_model() -> None:
    for calibration, flags in ((None, ()), (STRICT, (LOW_SCORE,))):
        engine = RepairingEngine(FakeEngine(), calibration=calibration)
        assert engine.provenance.calibration == (calibration or STARTER)
        [made] = _translate(engine, "Il pleut. Encore.")
        assert made.flags == flags
        trust = checks.trust_in_basis(made)
        assert made.basis == Basis(checks.version(), cut_offs=(calibration or STARTER).cut_offs, trust=trust)


@pytest.mark.usefixtures("low_score")
@pytest.mark.parametrize("repaired", [None, Repair("n-best", ("bad",))])
def test_other_cut_offs_renew_the_flags_and_translate_nothing_again(repaired: Repair | None) -> None:
    before, after = RepairingEngine(FakeEngine()), RepairingEngine(FakeEngine(), calibration=STRICT)
    kept = Basis(checks.version(), cut_offs=STARTER.cut_offs)
    for made in (
        Translation("It rains.", -0.2, (), repaired, kept),
        Translation("BAD rain.", -0.2, ("bad",), repaired, kept),
    ):
        assert before.recall("Il pleut.", made) is made
        renewed = after.recall("Il pleut.", made)
        assert renewed is not None
        assert renewed.trust is not None
        trust = checks.trust_in_basis(renewed)
        basis = Basis(checks.version(), cut_offs=STRICT.cut_offs, trust=trust)
        assert replace(renewed, trust=None) == replace(made, flags=(*made.flags, LOW_SCORE), basis=basis)
        again = replace(made, trust=renewed.trust, basis=replace(made.basis, trust=trust))
        assert before.recall("Il pleut.", renewed) == again


@pytest.mark.usefixtures("low_score")
def test_a_low_score_has_no_say_in_repair() -> None:
    script = {
        "Un.": {"first": [("BAD one", -0.01)], "n-best": [("BAD again", -0.01), ("ODD one", -0.01), ("One", -3.0)]},
        "https://exemple.ml": {"first": [("https://exemple.ml", -3.0)]},
    }
    for calibration in (STARTER, replace(STARTER, trust=0.0, doubt=0.0), STRICT):
        one, address = _translate(
            RepairingEngine(Scripted(script), calibration=calibration), "Un.", "https://exemple.ml"
        )
        assert (one.text, str(one.repaired)) == ("One", "n-best: bad")
        assert (address.text, address.repaired) == ("https://exemple.ml", None)


def test_flags_whose_cut_offs_nobody_noted_are_those_of_other_checks() -> None:
    engine = RepairingEngine(FakeEngine())
    kept = Translation("It rains.", -0.2, (), Repair("n-best", ("bad",)), Basis(checks.version()))
    assert engine.recall("Il pleut.", kept) is None
