"""The trust of a build: in the record and in Parquet, the same from the engine and from the memory, and kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

import bilingual
from bilingual.checks.confidence.bands import STARTER
from bilingual.corpus.export import again, export
from bilingual.corpus.filters import Filters
from bilingual.corpus.verify import verify
from bilingual.data import Calibration
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose
from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Action, Decision
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import renew
from tests.support.bitexts import EVERYWHERE
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.engines import Engine

LANGUAGES = ("fr", "en")
LAUGHS = "Elle rit encore."
ARTICLES = {
    "a": f"Il pleut sur la ville. {LAUGHS} Voir www.exemple.fr/le-vote ici.\n",
    "b": f"{LAUGHS} La mer monte, et 40 bateaux sont partis.\n\nhttps://exemple.fr\n",
}
BEFORE = Calibration("fake", "0" * 64, 0.6, 0.4, (0.1, 0.2, 0.3), 300)


def _engine(calibration: Calibration = STARTER) -> Engine:
    return compose([FakeEngine()], calibration=calibration)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The folder of the sources."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _build(articles: Path, out: str, engine: Engine | None = None, **options: Any) -> Path:  # noqa: ANN401 - of Options
    given = Options(out=articles.parent / out, formats=EVERYWHERE, **options)
    build([articles], given, engine or _engine())
    return articles.parent / out


def _lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]


def _decide(out: Path, target: str | None) -> None:
    with Memory(OutputFolder(out).memory) as memory:
        action = Action.UNDO if target is None else Action.CORRECT
        memory.record([Decision(languages=LANGUAGES, source=LAUGHS, target=target, action=action.value)])


def test_every_line_has_a_trust_where_the_words_are_the_machines(articles: Path) -> None:
    out = _build(articles, "out")
    for record in _lines(out):
        assert list(record)[-1] == "trust"
        scored = record["score"] is not None
        assert (record["trust"] is not None) == scored
        assert not scored or 0 <= record["trust"] <= 1
    table = parquet.read_table(out / "corpus.parquet")
    assert table.schema.field("trust").type == "double"
    assert table.column("trust").to_pylist() == [record["trust"] for record in _lines(out)]
    problems: list[str] = []
    assert verify(out, problems.append).problems == 0, problems


def test_the_memory_gives_what_the_engine_gave(articles: Path) -> None:
    first = contents(_build(articles, "out"))
    again_there = build([articles], Options(out=articles.parent / "out", formats=EVERYWHERE), _engine())
    assert again_there.translated == 0
    assert contents(articles.parent / "out") == first
    # So does one that some sentences alone are in, and one filled in other company.
    (articles / "b.txt").rename(articles.parent / "b.txt")
    _build(articles, "other")
    (articles.parent / "b.txt").rename(articles / "b.txt")
    assert contents(_build(articles, "other")) == first


def test_another_calibration_gives_another_trust_and_translates_nothing(articles: Path) -> None:
    _build(articles, "out")
    assert STARTER.scaling is not None
    mine = replace(STARTER, scaling=replace(STARTER.scaling, intercept=-3.0))
    done = build([articles], Options(out=articles.parent / "out", formats=EVERYWHERE), _engine(mine))
    assert done.translated == 0
    assert contents(articles.parent / "out") == contents(_build(articles, "fresh", _engine(mine)))


def test_a_calibration_from_before_there_was_trust_gives_none(articles: Path) -> None:
    out = _build(articles, "out", _engine(BEFORE))
    assert not any("trust" in record for record in _lines(out))
    before = contents(out)
    _decide(out, "She laughs.")
    renew(out)
    _decide(out, None)
    renew(out)
    assert contents(out) == before
    # What is added to such a corpus has it, and the old lines say that they have none.
    new = articles.parent / "c.txt"
    new.write_text("Un chien dort.\n", encoding="utf-8")
    build([new], Options(out=out, formats=EVERYWHERE), _engine(), add=True)
    *old, last = _lines(out)
    assert {record["trust"] for record in old} == {None}
    assert last["trust"] is not None
    assert verify(out, lambda _: None).problems == 0


def test_what_a_person_wrote_has_none_and_the_machines_words_come_back_with_it(articles: Path) -> None:
    out = _build(articles, "out")
    before = contents(out)
    _decide(out, "She laughs.")
    renew(out)
    by_hand = [record for record in _lines(out) if record["origin"] == "human"]
    assert [record["trust"] for record in by_hand] == [None, None]
    after = contents(out)
    assert contents(_build(articles, "out")) == after
    _decide(out, None)
    renew(out)
    assert contents(out) == before


def test_exports_are_filtered_by_it_and_made_again_so(articles: Path) -> None:
    out = _build(articles, "out")
    trusts = sorted(record["trust"] for record in _lines(out) if record["trust"] is not None)
    least = trusts[len(trusts) // 2]
    taken = export(out, "tsv", articles.parent / "exports", Filters(min_trust=least)).taken
    assert taken == sum(one >= least for one in trusts) < len(trusts)
    [done] = again(out, articles.parent / "exports")
    assert done.taken == taken


def test_where_nothing_has_a_trust_one_hears_of_it(articles: Path) -> None:
    out = _build(articles, "out", _engine(BEFORE))
    with pytest.raises(InputError, match=r"no segment of the corpus in .* has a trust\. Build it again, or choose by"):
        export(out, "tsv", articles.parent / "exports", Filters(min_trust=0.0))


def test_translations_that_become_no_corpus_have_it_too() -> None:
    [made] = bilingual.translate([LAUGHS], engine=_engine())
    assert made.trust is not None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"trust": 1.5}, "it cannot have the trust 1.5"),
        ({"trust": -0.1}, "it cannot have the trust -0.1"),
        ({"origin": "human", "score": None, "trust": 0.5}, "it cannot have the trust 0.5"),
        ({"trust": "high"}, '"trust" is no number'),
        ({"trust": True}, '"trust" is no number'),
    ],
)
def test_what_no_trust_can_be_is_told(articles: Path, changes: dict[str, object], problem: str) -> None:
    out = _build(articles, "out")
    lines = [dict(record) for record in _lines(out)]
    lines[0] |= changes
    (out / "bitext.jsonl").write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in lines), encoding="utf-8"
    )
    problems: list[str] = []
    verify(out, problems.append)
    assert any(problem in one for one in problems), problems


def test_an_old_corpus_is_read_as_it_was(articles: Path) -> None:
    out = _build(articles, "out", FakeEngine())
    assert {pair.translation.trust for _, pairs in Corpus(out) for pair in pairs} == {None}
    assert not any("trust" in record for record in _lines(out))
