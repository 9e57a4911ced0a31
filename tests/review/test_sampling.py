"""Samples: drawn by a seed, marked, and what the marks tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.review.acts import Act, Done, What
from bilingual.review.desk import Desk
from bilingual.review.sampling import estimate, sample
from tests.support.reviewed import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bilingual.review.sampling import Sample


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    texts = {
        name: [(f"Phrase {n} de {name}.", Translation(f"Sentence {n} of {name}.", -0.3)) for n in range(count)]
        for name, count in (("a", 30), ("b", 1), ("c", 9))
    }
    with Desk(reviewed(tmp_path / "corpus", texts)) as desk:
        yield desk


def drawn(desk: Desk, size: int, seed: int) -> Sample:
    return sample(desk.folder / ".bilingual", desk.shelf, size, seed)


@pytest.mark.parametrize(("marked", "bad"), [(10, 0), (10, 10), (50, 12), (1, 1), (400, 20)])
def test_the_interval_is_that_of_wilson(marked: int, bad: int) -> None:
    found = estimate(marked, bad)
    share = bad / marked
    assert found.low <= share <= found.high
    # Its ends are the shares from which what was found is 1.96 deviations away, but for those that are none.
    for end in {found.low, found.high} - {0.0, 1.0}:
        assert abs(share - end) == pytest.approx(1.959964 * math.sqrt(end * (1 - end) / marked), rel=1e-5)


def test_of_nothing_nothing_is_told() -> None:
    assert (estimate(0, 0).low, estimate(0, 0).high) == (0.0, 1.0)


def test_the_same_seed_draws_the_same_and_another_others(desk: Desk, tmp_path: Path) -> None:
    ids = [one.id for one in drawn(desk, 20, 1).drawn]
    assert len(set(ids)) == 20
    assert [one.id for one in sample(tmp_path, desk.shelf, 20, 1).drawn] == ids
    assert [one.id for one in drawn(desk, 20, 2).drawn] != ids
    # More than there are is all of them.
    assert len(drawn(desk, 100, 1).drawn) == 40


def test_over_many_seeds_every_sentence_is_drawn_about_as_often(desk: Desk, tmp_path: Path) -> None:
    counted: dict[str, int] = {}
    for seed in range(60):
        for one in sample(tmp_path, desk.shelf, 20, seed).drawn:
            counted[one.id] = counted.get(one.id, 0) + 1
    # 30 on average, with a deviation of 4.
    assert len(counted) == 40
    assert all(12 < number < 48 for number in counted.values())


def test_marks_outlive_the_process_and_corrections(desk: Desk) -> None:
    first = drawn(desk, 10, 1)
    one, two, three, *_ = first.drawn
    first.mark(one.id, bad=True, by="Anne")
    first.mark(two.id, bad=False)
    first.mark(three.id, bad=True)
    first.mark(three.id, bad=None)
    desk.act(Done(one.id, one.source, one.target, (Act(What.EDIT, "Better."),)))
    desk.renew()
    again = drawn(desk, 10, 1)
    assert again.drawn == first.drawn
    assert again.marks == {one.id: True, two.id: False}
    assert str(again).startswith("sample of 10 sentences (seed 1): 1 of 2 are bad: 50 %")
    # What a person corrected is no translation of a machine's any more: no new sample has it.
    assert one.id not in {other.id for other in drawn(desk, 100, 3).drawn}


def test_a_mark_that_was_cut_short_counts_for_nothing_and_swallows_none(desk: Desk) -> None:
    first = drawn(desk, 10, 1)
    one, two, *_ = first.drawn
    with first.path.open("ab") as stream:
        stream.write(b'{"id": "' + one.id.encode())
    again = drawn(desk, 10, 1)
    again.mark(two.id, bad=True)
    assert drawn(desk, 10, 1).marks == {two.id: True}


def test_what_is_no_sample_is_refused(desk: Desk, tmp_path: Path) -> None:
    found = drawn(desk, 10, 1)
    with pytest.raises(UsageError):
        found.mark("a:9:9", bad=True)
    for text in ("", "[]", "{", '{"drawn": [["a"]]}', '{"drawn": [["a", 1, 2]]}', '{"drawn": 3}'):
        found.path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="no sample"):
            drawn(desk, 10, 1)
    found.path.unlink()
    found.path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"):
        drawn(desk, 10, 1)
    for size in (0, 10_001):
        with pytest.raises(UsageError):
            drawn(desk, size, 1)
