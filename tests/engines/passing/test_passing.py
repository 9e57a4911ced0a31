from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Repair, Translation
from bilingual.engines import Decoding
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose, load
from bilingual.engines.passing import VERSION, PassingEngine, around
from bilingual.formats.corpus import Corpus
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from bilingual.options import Options
from bilingual.pipeline import build
from tests.engines.passing.conftest import Shouting
from tests.support.places import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.engines import Engine

CASES = json.loads((DATA / "passing" / "survives.json").read_text(encoding="utf-8"))
ENGLISH = "The company said that it regrets this decision and remains open."


def _translate(engine: Engine, *sentences: str) -> list[Translation]:
    found = [pair for batch in engine.translate(sentences) for pair in batch]
    assert sorted(index for index, _ in found) == list(range(len(sentences)))
    return [made for _, made in sorted(found, key=lambda pair: pair[0])]


def test_what_it_does_not_touch_comes_out_as_from_the_model(shouting: Shouting) -> None:
    sentences = ["Oui.", "« L’O.N.U., dit-il, a 12,5 % – voire 30 000. »", "Il coûte 5 €."]
    assert _translate(around(shouting), *sentences) == _translate(shouting, *sentences)


def test_sentences_with_and_without_go_to_the_model_together(shouting: Shouting) -> None:
    made = _translate(around(shouting), "Un.", "• Deux.", "😀", "Trois 😀.", "Écrivez à a@b.fr demain.")
    assert [one.text for one in made] == ["UN.", "• DEUX.", "😀", "TROIS 😀.", "ÉCRIVEZ À a@b.fr DEMAIN."]
    assert [one.score for one in made] == [-0.5, -0.5, None, -0.5, -0.5]
    assert [one.basis.around for one in made] == ["", VERSION, VERSION, VERSION, VERSION]
    assert [one.repaired for one in made] == [None] * 5
    assert shouting.asked == ["Un.", "Deux.", "Trois.", "Écrivez à 7731 demain."]


def test_all_hypotheses_come_back_with_what_was_passed_around() -> None:
    engine = around(Shouting(lambda text: [text.upper(), text.lower(), "lost"]))
    [[(_, found)]] = engine.hypotheses(["À a@b.fr demain."], Decoding(hypotheses=3))
    assert [made.text for made in found] == ["À a@b.fr DEMAIN.", "à a@b.fr demain."]


def test_nothing_to_translate_asks_nothing_of_the_model(shouting: Shouting) -> None:
    assert [made.text for made in _translate(around(shouting), "* * *", "https://a.fr/b")] == [
        "* * *",
        "https://a.fr/b",
    ]
    assert shouting.asked == []
    assert list(around(shouting).translate([])) == []


@pytest.mark.parametrize(
    ("said", "text", "flags"),
    [
        ("The \x93mayor\x94 spoke\x85", "The “mayor” spoke…", ()),
        ("The \ufffd\ufffd mayor.", "The mayor.", ("garbled",)),
        ("The mayor \u2047.", "The mayor.", ("garbled",)),
        ("<unk>", "", ("garbled", "empty")),
        ("A\x00\x8dB", "AB", ()),
    ],
)
def test_no_control_and_no_mark_for_the_unknown_stands_in_a_translation(
    said: str, text: str, flags: tuple[str, ...]
) -> None:
    [made] = _translate(around(Shouting(lambda _: [said])), "Le maire.")
    assert (made.text, made.flags, made.basis.around) == (text, flags, VERSION)


@pytest.mark.parametrize(
    ("source", "text", "flags"),
    [
        ("Il dit \ufffd hier.", "IL DIT HIER.", ("garbled",)),
        ("Le carac\ufffdtère \U0001f600.", "LE caractère \U0001f600.", ("garbled",)),
        ("12 \x93 \x8d", "12 “", ()),
        ("\ufffd", "", ("garbled",)),
        ("Il dit \u2047 hier.", "IL DIT \u2047 HIER.", ()),
    ],
)
def test_what_was_lost_before_is_told_and_does_not_come_out(
    shouting: Shouting, source: str, text: str, flags: tuple[str, ...]
) -> None:
    [made] = _translate(around(shouting), source)
    assert (made.text, made.flags) == (text, flags)


def test_money_and_names_that_the_model_lost_are_passed_around() -> None:
    engine = Shouting(lambda text: [text.replace("€", "dollars").replace("Ş", "Y").replace("Î", "Is")])
    made = _translate(around(engine), "Il coûte 5 €.", "M. Şahin lit.", "Il coûte 5 euros.", "Les Îles.")
    assert [one.text for one in made] == ["Il coûte 5 €.", "M. Şahin lit.", "Il coûte 5 euros.", "Les Isles."]
    assert [one.basis.around for one in made] == [VERSION, VERSION, "", ""]


def test_a_line_of_figures_is_copied_where_the_model_spoils_it() -> None:
    good, bad = around(Shouting(lambda _: ["10,000"])), around(Shouting(lambda _: ["The house has ten."]))
    assert _translate(good, "10 000")[0].text == "10,000"
    [made] = _translate(bad, "10 000")
    assert (made.text, made.score, made.basis.around) == ("10 000", None, VERSION)


def test_another_language_in_a_french_text_is_copied_and_flagged(shouting: Shouting) -> None:
    [made] = _translate(around(shouting), ENGLISH)
    assert (made.text, made.score, made.flags, shouting.asked) == (ENGLISH, None, ("foreign",), [])
    engine = compose([Shouting()])
    [checked] = _translate(engine, ENGLISH.upper())
    assert (checked.text, checked.flags, checked.repaired) == (ENGLISH.upper(), ("foreign",), None)
    german = around(Shouting(languages=("de", "en")))
    assert _translate(german, ENGLISH)[0].text == ENGLISH.upper()


def test_memories_stay_known_but_for_what_it_touches(shouting: Shouting) -> None:
    engine = around(shouting)
    old = Translation("Old.", -0.5)
    assert engine.recall("Oui.", old) is old
    for sentence in ("Oui 😀.", ENGLISH, "* * *", "M. Şahin."):
        assert engine.recall(sentence, old) is None
        [made] = _translate(engine, sentence)
        assert engine.recall(sentence, made) is made
        assert engine.recall(sentence, replace(made, basis=replace(made.basis, around="0"))) is None
    assert engine.recall("Oui.", replace(old, text="\x93Old.")) is None
    assert engine.recall("10 000", replace(old, repaired=Repair("copy", ("untranslatable",)))) is None


def test_an_engine_that_does_not_tell_what_it_knows_stays_as_it_is() -> None:
    fake = FakeEngine()
    assert around(fake) is fake
    assert not isinstance(around(compose([fake, FakeEngine(languages=("en", "de"))])), PassingEngine)


@pytest.fixture(scope="module")
def engine(starter_archive: Path) -> Engine:
    return load(Options(model=starter_archive, threads=1))


@pytest.fixture(scope="module")
def made(engine: Engine) -> dict[str, Translation]:
    sentences: Sequence[str] = list(
        dict.fromkeys(text for case in CASES for text in (case["source"], case.get("like")))
    )
    texts = [text for text in sentences if text]
    return dict(zip(texts, _translate(engine, *texts), strict=True))


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['source'][:30]!a}")
def test_what_people_reported_comes_out_right(case: dict[str, Any], made: dict[str, Translation]) -> None:
    translation = made[case["source"]]
    assert [part for part in case.get("kept", []) if part not in translation.text] == []
    if "like" in case:
        assert translation.text == made[case["like"]].text
    assert not {"garbled", "untranslatable", "split"} & set(translation.flags)
    source = case["source"]
    assert not any(
        "\x80" <= sign <= "\x9f" or (sign in "\ufffd\u2047" and sign not in source) for sign in translation.text
    )


def test_two_models_in_a_row_have_one_layer_around_both() -> None:
    first, second = Shouting(), Shouting(languages=("en", "de"))
    [made] = _translate(compose([first, second]), "Écrivez à a@b.fr demain 😀.")
    assert made.text == "ÉCRIVEZ À a@b.fr DEMAIN 😀."
    assert made.score == -1.0
    assert len(first.asked) == len(second.asked) == 1
    fake = compose([first, FakeEngine(languages=("en", "de"))])
    assert _translate(fake, "Oui 😀.")[0].text == "⟨OUI 😀.⟩"


def test_a_build_keeps_what_passed_around_and_knows_it_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Oui 😀 dit-il.\n\n{ENGLISH}\n\nhttps://a.fr/b\n\nNon.\n", encoding="utf-8")
    options = Options(out=tmp_path / "out", formats="jsonl,moses,tsv")
    assert build([tmp_path / "a.txt"], options, compose([Shouting()])).translated == 4
    made = {pair.segment.text: pair for _, pairs in Corpus(tmp_path / "out") for pair in pairs}
    assert [pair.translation.text for pair in made.values()] == ["OUI 😀 DIT-IL.", ENGLISH, "https://a.fr/b", "NON."]
    assert made[ENGLISH].translation.flags == ("foreign",)
    assert made[ENGLISH].origin == "mt"
    assert [made[text].translation.score for text in (ENGLISH, "https://a.fr/b")] == [None, None]
    moses, table = ((tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("corpus.en", "corpus.tsv"))
    assert (ENGLISH in moses, ENGLISH in table) == (False, True)
    assert build([tmp_path / "a.txt"], options, compose([Shouting()])).translated == 0


def test_what_is_copied_has_no_terms() -> None:
    glossary = Glossary([Entry("minister", ("ministre",)), Entry("exemple", ("example",))])
    engine = compose([Shouting()], glossary=glossary)
    sentence = "The minister said that it is not for the people to know."
    made = _translate(engine, sentence, "https://exemple.fr/exemple")
    assert [one.text for one in made] == [sentence, "https://exemple.fr/exemple"]
    assert [one.flags for one in made] == [("foreign",), ()]
    assert engine.recall(sentence, made[0]) is made[0]
