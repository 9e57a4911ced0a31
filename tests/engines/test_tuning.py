from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.engines import tuning

if TYPE_CHECKING:
    from pathlib import Path


def test_the_fastest_number_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "deep" / "workers.json"
    assert tuning.workers({4: 2.0, 8: 1.0}.__getitem__, [4, 8], cache) == 8
    assert tuning.workers({4: 1.0, 8: 2.0}.__getitem__, [4, 8], cache) == 8
    assert tuning.workers({2: 1.0, 8: 2.0}.__getitem__, [2, 8], cache) == 2


def test_where_there_is_no_choice_nothing_is_measured(tmp_path: Path) -> None:
    nothing: dict[int, float] = {}
    assert tuning.workers(nothing.__getitem__, [2], tmp_path / "workers.json") == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"candidates": [4, 8], "workers": 99}'])
def test_a_damaged_cache_is_measured_anew(tmp_path: Path, content: str) -> None:
    cache = tmp_path / "workers.json"
    cache.write_text(content)
    assert tuning.workers({4: 1.0, 8: 2.0}.__getitem__, [4, 8], cache) == 4


def test_two_threads_of_a_core_count_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tuning, "_TOPOLOGY", tmp_path)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert tuning.candidates() == [4]
    for thread, siblings in enumerate(("0,2", "1,3", "0,2", "1,3")):
        folder = tmp_path / f"cpu{thread}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(siblings)
    assert tuning.candidates() == [2, 4]
