from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.engines import EngineAround
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose, load, load_models
from bilingual.engines.repair import REPAIR_VERSION
from bilingual.errors import InputError, UsageError
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from bilingual.options import Options

GLOSSARY = Glossary([Entry("junte", ("junta",))], sha256="abc")


def test_an_engine_carries_its_glossary() -> None:
    glossed = compose([FakeEngine()], glossary=GLOSSARY)
    assert glossed.glossary is GLOSSARY
    assert EngineAround(glossed).glossary is GLOSSARY
    assert glossed.provenance.glossary == "abc"
    plain = compose([FakeEngine()])
    assert plain.glossary is None
    assert plain.provenance.glossary == ""


def test_two_models_go_one_after_the_other_and_are_checked() -> None:
    engine = compose([FakeEngine(), FakeEngine(languages=("en", "de"))], repair=False)
    assert engine.provenance.languages == ("fr", "de")
    assert len(engine.provenance.steps) == 2
    [[(_, made)]] = engine.translate(["Oui."])
    assert made.text == "⟨⟨Oui.⟩⟩"
    assert made.basis.checks
    assert (engine.provenance.repair, compose([FakeEngine()]).provenance.repair) == (0, REPAIR_VERSION)


def test_a_glossary_is_read_before_any_model_is_looked_for() -> None:
    with pytest.raises(InputError, match="no-glossary"):
        load(Options(glossary=Path("no-glossary.tsv"), model=Path("no-model")))


def test_one_language_is_no_pair() -> None:
    with pytest.raises(UsageError, match="both languages are 'fr'"):
        load_models(Options(target="fr"))
