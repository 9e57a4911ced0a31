"""Which pairs an export takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.corpus.filters import Filters, choose, parse_kinds
from bilingual.data import Kind, Origin, Pair, Segment, Translation
from bilingual.errors import UsageError
from bilingual.io.distinct import Distinct

PAIR = Pair(Segment("a", 1, 1, Kind.BODY, 0, 4, "Oui."), Translation("Yes.", -0.5))
FLAGGED = replace(PAIR, translation=Translation("Yes.", -0.5, ("numbers",)))
UNSCORED = replace(PAIR, translation=Translation("Yes.", None))
HUMAN = replace(UNSCORED, origin=Origin.HUMAN)
TRUSTED = replace(PAIR, translation=Translation("Yes.", -0.5, trust=0.8))


@pytest.mark.parametrize(
    ("filters", "taken"),
    [
        (Filters(), [PAIR, FLAGGED, UNSCORED, HUMAN]),
        (Filters(min_score=-0.5), [PAIR, FLAGGED, HUMAN]),
        (Filters(min_score=-0.4), [HUMAN]),
        (Filters(flagged=False), [PAIR, UNSCORED, HUMAN]),
        (Filters(kinds=frozenset({Kind.BODY})), [PAIR, FLAGGED, UNSCORED, HUMAN]),
        (Filters(kinds=frozenset({Kind.LEAD})), []),
    ],
)
def test_pairs_are_taken(filters: Filters, taken: list[Pair]) -> None:
    assert choose([PAIR, FLAGGED, UNSCORED, HUMAN], filters, Distinct()) == taken


@pytest.mark.parametrize(("least", "taken"), [(0.0, True), (0.8, True), (0.801, False)])
def test_trust_is_asked_of_the_machine_alone(least: float, taken: bool) -> None:  # noqa: FBT001 - a case
    found = choose([PAIR, UNSCORED, TRUSTED, HUMAN], Filters(min_trust=least), Distinct())
    assert found == [TRUSTED, HUMAN] if taken else [HUMAN]
    assert choose([TRUSTED], Filters(min_trust=least, min_score=-0.4), Distinct()) == []


def test_of_equal_pairs_the_first_is_taken_across_articles() -> None:
    other = replace(PAIR, translation=Translation("Yes!", -0.1))
    filters = Filters(min_score=-0.3, dedupe=True)
    seen = Distinct()
    assert choose([PAIR, other], filters, seen) == [other]
    # What did not fit was not taken, and keeps none away.
    assert choose([other, HUMAN], filters, seen) == [HUMAN]
    assert choose([PAIR, HUMAN], replace(filters, min_score=None), seen) == []


def test_kinds_are_named() -> None:
    assert parse_kinds(" lead ,body,, lead") == {Kind.LEAD, Kind.BODY}
    assert parse_kinds("") == frozenset()
    with pytest.raises(UsageError, match=r"unknown kind 'Body'\. Choose from headline, lead"):
        parse_kinds("lead,Body")
