"""What the checks find in a written corpus."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.inspection import inspect
from bilingual.data import Kind, Origin, Repair, Translation
from tests.support.bitexts import write
from tests.support.pages import make

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = [
    ("Ils sont 40.", Translation("They are 14.", -0.1, ("numbers",))),
    ("Ils sont 50.", Translation("They are 15.", -0.1)),  # what an older version did not find
    ("Ils sont 60.", Translation("They are 60.", -0.1, ("numbers",))),  # and what it found in error
    ("Il pleut.", Translation("It rains.", -3.0, ("low-score",))),
    ("Elle lit.", Translation("She reads.", -0.1, ("theirs",), Repair("n-best", ("names",)))),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus with a sentence that a person corrected, which differs in a number."""
    article, pairs = make("a", [(Kind.BODY, [*SENTENCES, ("Ils sont 70.", Translation("They are many.", None))])])
    write(tmp_path, [(article, [*pairs[:-1], replace(pairs[-1], origin=Origin.HUMAN)])], "jsonl")
    return tmp_path


def test_flags_are_those_of_today_and_of_others(corpus: Path) -> None:
    found = inspect(corpus, 9)
    assert (found.segments, found.machine, found.flagged, found.severe, found.unsure) == (6, 5, 4, 2, 1)
    assert found.flags == {"numbers": 2, "low-score": 1, "theirs": 1}
    assert found.repaired == {"n-best": 1}


def test_so_many_examples_are_kept_of_each(corpus: Path) -> None:
    examples = inspect(corpus, 1).examples
    assert {code: [(one.pair.segment.sentence, one.evidence) for one in kept] for code, kept in examples.items()} == {
        "numbers": [(1, "40 → 14")],
        "low-score": [(4, "0.05")],
        "theirs": [(5, "")],
    }
    assert inspect(corpus, 0).examples == {"numbers": [], "low-score": [], "theirs": []}
