from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Basis, Calibration, Origin, Provenance, Repair
from bilingual.engines.fake import FakeEngine
from tests.support.pages import PROVENANCE

CALIBRATION = Calibration("fr_en", "ab" * 32, 0.6, 0.4, (0.1, None, 0.7), 300)


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("", None),
        ("true-case", Repair("true-case")),
        ("n-best: names, numbers", Repair("n-best", ("names", "numbers"))),
        ("glossary target: ONU → UN", Repair("glossary target", ("ONU → UN",))),
        ("glossary stand-in: a → b, …", Repair("glossary stand-in", ("a → b", "…"))),
    ],
)
def test_a_repair_is_a_string_outside(text: str, repair: Repair | None) -> None:
    assert Repair.parse(text) == repair
    assert str(repair or "") == text


@given(st.text(st.characters() | st.sampled_from(":, ")))
def test_what_another_program_says_of_a_repair_stays_as_it_is(text: str) -> None:
    assert str(Repair.parse(text) or "") == text


@given(st.text(), st.text(), st.sampled_from(["", "0.6,0.47", "0.89,0"]))
def test_a_basis_is_a_string_outside(checks: str, glossary: str, cut_offs: str) -> None:
    basis = Basis(checks.replace(" ", ""), glossary, cut_offs)
    assert Basis.parse(str(basis)) == basis


def test_a_basis_from_before_cut_offs_were_noted_has_none() -> None:
    assert Basis.parse('0a1b2c3d glossary=["a cut-offs=0.6", "b"]') == Basis("0a1b2c3d", '["a cut-offs=0.6", "b"]')


def test_provenance_comes_back_with_what_its_scores_were_judged_by() -> None:
    made = replace(PROVENANCE, calibration=CALIBRATION)
    record = json.loads(json.dumps(made.record()))
    assert list(record)[-1] == "calibration"
    assert Provenance.of_record(record) == made


def test_provenance_comes_back_with_what_its_glossary_was_called() -> None:
    made = replace(PROVENANCE, glossary="1" * 64, glossary_name="presse.tsv")
    record = json.loads(json.dumps(made.record()))
    assert list(record)[-1] == "glossary_name"
    assert Provenance.of_record(record) == made
    assert "glossary_name" not in PROVENANCE.record()


def test_provenance_of_an_old_corpus_says_nothing_of_it() -> None:
    record = PROVENANCE.record()
    assert "calibration" not in record
    assert Provenance.of_record(record) == PROVENANCE


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        "0.6",
        CALIBRATION.record() | {"trust": 0.1},
        CALIBRATION.record() | {"trust": float("nan")},
        CALIBRATION.record() | {"trust": 10**400},
        CALIBRATION.record() | {"doubt": True},
        CALIBRATION.record() | {"bad_shares": [0.1, 0.2]},
        CALIBRATION.record() | {"bad_shares": [0.1, "0.2", 0.3]},
        CALIBRATION.record() | {"bad_shares": 3},
        CALIBRATION.record() | {"model": None},
        CALIBRATION.record() | {"sentences": "many"},
    ],
)
def test_a_damaged_calibration_makes_the_provenance_none(wrong: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Provenance.of_record(PROVENANCE.record() | {"calibration": wrong})


def test_origins_are_those_of_the_record() -> None:
    assert [origin.value for origin in Origin] == ["mt", "human", "aligned"]
    with pytest.raises(ValueError, match="'Human' is no origin"):
        Origin("Human")


@pytest.mark.parametrize("arithmetic", [None, (), ("0a1b",), ("0a1b", "unknown")])
def test_a_provenance_comes_back_with_its_arithmetic_which_stands_last(arithmetic: tuple[str, ...] | None) -> None:
    provenance = replace(FakeEngine().provenance, arithmetic=arithmetic, steps=FakeEngine().provenance.models)
    record = provenance.record()
    assert Provenance.of_record(record) == provenance
    assert ("arithmetic" in record) == (arithmetic is not None)
    assert list(record)[-1] == ("steps" if arithmetic is None else "arithmetic")


@pytest.mark.parametrize("arithmetic", ["0a1b", [1], None, {"0a1b": 1}])
def test_an_arithmetic_that_is_no_list_of_strings(arithmetic: object) -> None:
    with pytest.raises(TypeError, match="no list of strings"):
        Provenance.of_record(FakeEngine().provenance.record() | {"arithmetic": arithmetic})
