"""The places of a line where a sentence may end, and what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given

from bilingual.segmentation.french import FRENCH
from bilingual.segmentation.gaps import LONGEST_PARENTHESIS, direct_quotes, gaps, parentheses
from tests.support.sentences import texts


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Il pleut. Elle lit.", [(".", "Elle")]),
        ("Vraiment ?! « Oui »", [("?!", "Oui")]),
        ("Il dit : « Non… » Puis rien", [("…", "Puis")]),
        ("Un titre.Un autre", [(".", "Un")]),
        ("version 2.0 de example.org", []),
        ("Fin.", []),
    ],
)
def test_gaps(line: str, found: list[tuple[str, str]]) -> None:
    assert [(gap.marks, gap.word) for gap in gaps(line, FRENCH)] == found


def test_a_gap_knows_the_parenthesis_that_holds_it() -> None:
    line = "Il (né à Kati. Fils de lui) parle. Puis (rien. Il y a) tout"
    assert [gap.parenthesis and line[gap.parenthesis[0] : gap.parenthesis[1] + 1] for gap in gaps(line, FRENCH)] == [
        "(né à Kati. Fils de lui)",
        None,
        "(rien. Il y a)",
    ]


def test_the_word_before_begins_with_the_segment() -> None:
    [gap] = gaps("Voir art. Il", FRENCH)
    assert (gap.before, gap.since(len("Voir a")).before) == ("art", "rt")


@given(texts)
def test_quotation_marks_turn_and_nothing_moves(text: str) -> None:
    view = direct_quotes(text)
    assert len(view) == len(text)
    assert all(new == old or (old in '"“”„' and new in "«»") for old, new in zip(text, view, strict=True))


@pytest.mark.parametrize("length", [LONGEST_PARENTHESIS - 1, LONGEST_PARENTHESIS + 1])
def test_brackets_too_far_apart_are_stray(length: int) -> None:
    assert bool(parentheses(f"({'a' * (length - 1)})")) == (length < LONGEST_PARENTHESIS)
