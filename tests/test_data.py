from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Basis, Origin, Provenance, Repair
from bilingual.engines.fake import FakeEngine


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


@given(st.text(), st.text())
def test_a_basis_is_a_string_outside(checks: str, glossary: str) -> None:
    basis = Basis(checks.replace(" ", ""), glossary)
    assert Basis.parse(str(basis)) == basis


def test_origins_are_those_of_the_record() -> None:
    assert [origin.value for origin in Origin] == ["mt", "human"]
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
