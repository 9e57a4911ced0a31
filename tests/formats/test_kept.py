"""How exports were made: kept beside them, taken from strangers type by type, and used to make them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.export import again, export
from bilingual.corpus.filters import Filters
from bilingual.data import Kind
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.formats import kept
from bilingual.formats.kept import Kept
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.corpora import contents
from tests.support.hearing import Heard

if TYPE_CHECKING:
    from pathlib import Path

FILTERS = Filters(-0.9, flagged=False, kinds=frozenset({Kind.BODY, Kind.LEAD}), dedupe=True)


def _build(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    heard = Heard()
    sources = [str(folder / f"{number}.txt") for number in range(len(texts))]
    build(sources, Options(out=folder / "corpus", formats=("jsonl", "csv")), FakeEngine(), heard)
    return heard.notes


def test_exports_are_made_again_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    _build(tmp_path, "Elle rit. Elle rit. Il pleut.\n")
    export(out, "tsv", filters=FILTERS)
    export(out, "epub,tmx")
    before = contents(out)
    assert [done.taken for done in again(out)] == [3, 2]
    assert contents(out) == before
    assert {path.name for done in again(out, formats=["tsv"]) for path in done.outputs} == {"corpus.tsv"}


def test_a_build_says_which_exports_are_older(tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    _build(tmp_path, "Elle rit.\n")
    export(out, "tsv", filters=Filters(dedupe=True))
    export(out, "epub")
    assert _build(tmp_path, "Elle rit.\n") == []
    notes = _build(tmp_path, "Elle rit.\n", "Il pleut.\n")
    assert notes == [f"older than the corpus now: epub, tsv; bilingual export '{out}' --again writes them again"]
    again(out)
    assert _build(tmp_path, "Elle rit.\n", "Il pleut.\n") == []
    assert "Il pleut." in (out / "corpus.tsv").read_text(encoding="utf-8")


def test_exports_elsewhere_are_made_again_there(tmp_path: Path) -> None:
    out, other = tmp_path / "corpus", tmp_path / "other"
    _build(tmp_path, "Elle rit.\n")
    export(out, "jsonl,tsv", other)
    _build(tmp_path, "Elle rit.\n", "Il pleut.\n")
    again(out, other)
    for name in ("bitext.jsonl", "corpus.tsv"):
        assert "Il pleut." in (other / name).read_text(encoding="utf-8")


def test_what_somebody_edited_is_left(tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    _build(tmp_path, "Elle rit.\n")
    export(out, "tsv,tmx")
    (out / "corpus.tsv").write_text("mine")
    notes: list[str] = []
    [done] = again(out, note=notes.append)
    assert [path.name for path in done.outputs] == ["corpus.csv", "corpus.tmx"]
    assert len(notes) == 1
    assert "is left as it is: import it first" in notes[0]
    assert (out / "corpus.tsv").read_text() == "mine"


def test_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_text("Elle rit.\n", encoding="utf-8")
    build([str(tmp_path / "0.txt")], Options(out=tmp_path / "corpus", formats=("jsonl",)), FakeEngine())
    with pytest.raises(InputError, match="there is no export in"):
        again(tmp_path / "corpus")


GOOD = {"corpus": "0" * 64, "min_score": -0.5, "flagged": True, "kinds": ["body"], "dedupe": False}
STRANGE = [
    {"tsv": GOOD | {"corpus": "../../etc"}},
    {"tsv": GOOD | {"min_score": "low"}},
    {"tsv": GOOD | {"min_score": 0.5}},
    {"tsv": GOOD | {"min_score": True}},
    {"tsv": GOOD | {"min_trust": 1.5}},
    {"tsv": GOOD | {"min_trust": "high"}},
    {"tsv": GOOD | {"min_trust": True}},
    {"tsv": GOOD | {"kinds": ["poem"]}},
    {"tsv": GOOD | {"kinds": "body"}},
    {"tsv": GOOD | {"flagged": 1}},
    {"tsv": {}},
    {"tsv": []},
    {"exe": GOOD},
    [GOOD],
]


@pytest.mark.parametrize("record", STRANGE)
def test_what_a_stranger_wrote_counts_for_nothing(tmp_path: Path, record: object) -> None:
    (tmp_path / ".bilingual").mkdir()
    path = tmp_path / ".bilingual" / kept.NAME
    path.write_text(json.dumps({"tsv": GOOD}))
    assert kept.read(tmp_path) == {"tsv": Kept("0" * 64, -0.5, kinds=("body",))}
    path.write_text(json.dumps(record))
    assert kept.read(tmp_path) == {}


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"tsv": GOOD}))
    (tmp_path / ".bilingual").mkdir()
    (tmp_path / ".bilingual" / kept.NAME).symlink_to(tmp_path / "other.json")
    assert kept.read(tmp_path) == {}
    kept.write(tmp_path, {"csv": Kept("")})
    assert json.loads((tmp_path / "other.json").read_text()) == {"tsv": GOOD}
