"""The review queue: worst first, filtered, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.data import Translation
from bilingual.review.desk import Desk
from tests.support.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path


def _texts(**scored: tuple[float, tuple[str, ...]]) -> list[tuple[str, Translation]]:
    return [
        (f"Phrase {name}.", Translation(f"Sentence {name}.", score, flags)) for name, (score, flags) in scored.items()
    ]


def test_the_least_trusted_come_first_over_all_articles(tmp_path: Path) -> None:
    first = _texts(a=(-0.3, ("numbers",)), b=(-1.8, ()), c=(-0.1, ()))
    second = _texts(d=(-2.5, ("names", "quotes")), e=(-0.9, ("facts",)))
    with Desk(reviewed(tmp_path, {"one": first, "two": second})) as desk:
        assert [item.id for item in desk.queue.chosen({})] == ["two:1:1", "one:1:2", "two:1:2", "one:1:1"]


def test_each_facet_filters_and_counts_by_the_others(tmp_path: Path) -> None:
    first = _texts(a=(-0.3, ("numbers",)), b=(-1.8, ()))
    second = _texts(d=(-2.5, ("names", "numbers")))
    with Desk(reviewed(tmp_path, {"one": first, "two": second})) as desk:
        queue = desk.queue
        assert [item.id for item in queue.chosen({"flag": "numbers"})] == ["two:1:1", "one:1:1"]
        assert [item.id for item in queue.chosen({"flag": "-"})] == ["one:1:2"]
        assert [item.id for item in queue.chosen({"publisher": "Le Two", "flag": "names"})] == ["two:1:1"]
        assert queue.chosen({"kind": "headline"}) == []
        choices = queue.choices({"publisher": "Le One"})
        assert choices["flag"] == [("-", 1), ("numbers", 1)]
        assert choices["publisher"] == [("Le One", 2), ("Le Two", 1)]
        assert choices["kind"] == [("body", 2)]
        assert {name for name, _ in choices["band"]} == {"doubt", "trust"}
