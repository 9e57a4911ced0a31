"""Every kind of damage that ``verify`` is there to see in an aligned corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.corpus.verify import verify
from tests.support.aligned import aligned, lines, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Records = list[dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path)
    aligned(tmp_path)
    return tmp_path


def _changed(folder: Path, change: Callable[[Records, Records], object]) -> list[str]:
    """Change both files of a corpus, and return what verify says but for that they are changed."""
    names = ("bitext.jsonl", "articles.jsonl")
    files = [lines(folder, name) for name in names]
    change(*files)
    for name, records in zip(names, files, strict=True):
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    heard: list[str] = []
    verify(folder / "corpus", heard.append)
    return [problem for problem in heard if "since it was written" not in problem and "was changed" not in problem]


def _bead(**values: object) -> Callable[[Records, Records], object]:
    return lambda bitext, _: bitext[1]["alignment"].update(values)


def _without_a_piece(bitext: Records, _: Records) -> None:
    two = next(one for one in bitext if one["alignment"]["bead"] == "1-2")
    [[start, end]] = two["alignment"]["en"]
    first = two["translation"]["en"].index(". ") + 1
    two["alignment"]["en"] = [[start, start + first]]
    two["translation"]["en"] = two["translation"]["en"][:first]
    assert end > start + first


def _without_the_last(bitext: Records, articles: Records) -> None:
    bitext.pop()
    articles[0]["segments"] -= 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_bead(bead="1-1-1"), "is no bead"),
        (_bead(bead="0-1"), "it is no bead 0-1"),
        (_bead(similarity=1001), "cannot have the similarity"),
        (_bead(en=[[0, 10]]), "begins before the one before it ends"),
        (_bead(en=[[30, 28], [40, 66]]), "do not ascend"),
        (_bead(en=[[28, 10**6]]), "behind the end of the text"),
        (_bead(en=[[28, 65]]), "are not its translation"),
        (_bead(en="x"), "no list of pairs"),
        (lambda bitext, _: bitext[1].update(alignment=None), "does not say how it was aligned"),
        (lambda bitext, _: bitext[1].pop("alignment"), 'it has no "alignment"'),
        (lambda bitext, _: bitext[1]["translation"].update(en="Another."), "are not its translation"),
        (lambda bitext, _: bitext[1].update(origin="mt"), "said to be of a machine"),
        (lambda bitext, _: bitext[1].update(score=-0.5), "cannot have the score"),
        (lambda bitext, _: bitext[1].update(flags=["unaligned"]), "flagged as unaligned"),
        (lambda bitext, _: bitext[-1].update(flags=[]), "not flagged as unaligned"),
        (lambda bitext, _: bitext[1].update(spans=[[26, 60]]), "spans do not reach"),
        (lambda bitext, _: bitext[-1].update(spans=[[1, 2]]), "spans do not reach"),
        (_without_a_piece, "characters of prose in its translation"),
        (_without_the_last, "characters of prose in its translation"),
        (lambda _, articles: articles[0].pop("target"), "has no translation"),
        (lambda _, articles: articles[0].pop("prose"), "not both"),
        (lambda _, articles: articles[0].update(prose=[1, 2]), "characters of prose in its text"),
        (lambda _, articles: articles[0].update(prose="x"), "no pair of numbers"),
        (lambda _, articles: articles[0]["target"].update(text="Yes."), "behind the end of the text"),
        (lambda _, articles: articles[0]["target"].pop("sha256"), "no 'sha256'"),
        (lambda _, articles: articles[0].update(target=[]), "no object"),
    ],
)
def test_damage_is_told(folder: Path, change: Callable[[Records, Records], object], said: str) -> None:
    problems = _changed(folder, change)
    assert any(said in problem for problem in problems), problems


def test_both_sources_are_looked_up(folder: Path) -> None:
    (folder / "en.txt").write_text("Another text.", encoding="utf-8")
    heard: list[str] = []
    verify(folder / "corpus", heard.append)
    assert [problem for problem in heard if "en.txt" in problem and "is another now" in problem]
