"""What an article tells of flags that no sentence explains by itself, on pages and in ``bilingual check``."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.checks.finding import Finding
from bilingual.corpus.correcting import correct
from bilingual.corpus.inspection import inspect
from bilingual.data import Entry, Kind, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.engines.terminology import TerminologyEngine
from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus
from bilingual.formats.telling import Worded, in_words, told
from bilingual.glossary import FLAG, Glossary
from bilingual.options import Options
from bilingual.pipeline.sharding import build_shards
from tests.support.corpora import contents
from tests.support.pages import make, parse, write

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Article, Pair
    from bilingual.pipeline.report import Report

FR_EN = ("fr", "en")
UN = Entry("ONU", ("UN", "United Nations"), "As the house writes it")
ARMY = Entry("armée malienne", ("Malian army",))
SAID = "L’armée malienne et l’ONU. Les armées maliennes, l’ONU."


def _article(*texts: tuple[str, str, tuple[str, ...]], terms: tuple[Entry, ...]) -> tuple[Article, list[Pair]]:
    article, pairs = make("a", [(Kind.BODY, [(fr, Translation(en, -0.1, flags)) for fr, en, flags in texts])])
    return replace(article, terms=terms), pairs


def test_the_terms_that_are_lacking_and_where_they_stand() -> None:
    article, pairs = _article((SAID, "The army, the UN.", (FLAG,)), ("L’ONU.", "It.", ()), terms=(UN, ARMY))
    found = Finding("armée malienne → Malian army", ((2, 16), (31, 47)))
    assert told(article, pairs, FR_EN) == {"a:1:1": {FLAG: found}}
    assert in_words(article, pairs, FR_EN) == [
        Worded("ONU", ("UN", "United Nations"), "As the house writes it", ("ONU",)),
        Worded("armée malienne", ("Malian army",), "", ("armée malienne", "armées maliennes")),
    ]


def test_an_article_that_keeps_no_entries_tells_nothing() -> None:
    article, pairs = _article((SAID, "The army, the UN.", (FLAG,)), terms=())
    assert (told(article, pairs, FR_EN), in_words(article, pairs, FR_EN)) == ({}, [])


def test_no_place_is_told_of_a_text_whose_accents_stand_apart() -> None:
    article, pairs = _article((unicodedata.normalize("NFD", SAID), "The army, the UN.", (FLAG,)), terms=(ARMY,))
    assert told(article, pairs, FR_EN) == {"a:1:1": {FLAG: Finding("armée malienne → Malian army")}}


def test_a_page_names_and_underlines_what_is_lacking(tmp_path: Path) -> None:
    article = _article(("La <junte> parle.", "It speaks.", (FLAG,)), terms=(Entry("junte", ("<b>junta",)),))
    [pair] = parse(write(tmp_path, [article])["a.html"]).find(class_="pair")
    assert "as the glossary of the build says: junte → <b>junta." in pair.find(class_="why")[0].text
    assert [one.text for one in pair.find(class_="source")[0].find(name="u")] == ["junte"]


class Deaf(FakeEngine):
    """Never says what a glossary asks."""

    def hypotheses(self, sentences, decoding):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - as the fake has it
        for batch in super().hypotheses(sentences, decoding):
            yield [(index, [Translation("Nothing.", -0.2)]) for index, _ in batch]


def _built(out: Path, sources: Path, *entries: Entry, add: bool = False) -> Report:
    engine = TerminologyEngine(Deaf(), Glossary(entries, sha256=str(entries)) if entries else None)
    return bilingual.build([sources], Options(out=out, formats=("jsonl", "html")), engine, add=add)


def _terms(out: Path) -> list[object]:
    return [json.loads(line).get("terms", "-") for line in (out / "articles.jsonl").read_text().splitlines()]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Une ONU plus forte. Il pleut.", encoding="utf-8")
    (folder / "b.txt").write_text("Il pleut.", encoding="utf-8")
    return folder


def test_a_build_keeps_the_entries_that_it_needs(tmp_path: Path, sources: Path) -> None:
    report = _built(tmp_path / "out", sources, ARMY, UN)
    assert (report.terms, report.terms_kept) == (1, 0)
    assert _terms(tmp_path / "out") == [
        [{"source": "ONU", "targets": ["UN", "United Nations"], "note": "As the house writes it"}],
        None,
    ]
    [first, _] = Corpus(tmp_path / "out")
    assert first[0].terms == (UN,)
    [flagged] = inspect(tmp_path / "out", examples=1).examples[FLAG]
    assert flagged.evidence == "ONU → UN"
    before = contents(tmp_path / "out")
    _built(tmp_path / "out", sources, ARMY, UN)
    assert contents(tmp_path / "out") == before


def test_no_line_has_the_field_where_no_term_stands(tmp_path: Path, sources: Path) -> None:
    for entries in ((), (ARMY,)):
        _built(tmp_path / "out", sources, *entries)
        assert _terms(tmp_path / "out") == ["-", "-"]


def test_what_is_added_and_corrected_leaves_the_entries(tmp_path: Path, sources: Path) -> None:
    out = tmp_path / "out"
    _built(out, sources, UN)
    kept = _terms(out)
    (tmp_path / "c.txt").write_text("L’ONU dort.", encoding="utf-8")
    _built(out, tmp_path / "c.txt", ARMY, add=True)
    assert _terms(out) == [*kept, None]
    correct(out, "a:1:1", "A stronger UN.")
    bilingual.renew(out)
    assert _terms(out) == [*kept, None]
    assert FLAG not in (out / "bitext.jsonl").read_text()


def test_shards_keep_them_too(tmp_path: Path, sources: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    _built(whole, sources, UN)
    engine = TerminologyEngine(Deaf(), Glossary([UN], sha256=str((UN,))))
    build_shards([sources], Options(out=out, formats=("jsonl", "html")), engine=engine, piece_bytes=20)
    assert len(list((out / "shards").glob("**/articles.jsonl"))) == 2
    assert [article.terms for article, _ in Corpus(out)] == [(UN,), ()]
    bilingual.gather(out)
    assert contents(out / "html") == contents(whole / "html")
    assert (out / "articles.jsonl").read_bytes() == (whole / "articles.jsonl").read_bytes()


@pytest.mark.parametrize(
    "terms", ["ONU", [["ONU", "UN"]], [{"source": 1, "targets": [], "note": ""}], [{"source": "x"}]]
)
def test_damaged_entries_are_one_line(tmp_path: Path, sources: Path, terms: object) -> None:
    _built(tmp_path / "out", sources, UN)
    path = tmp_path / "out" / "articles.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(line | {"terms": terms}) + "\n" for line in lines))
    with pytest.raises(InputError, match=r"articles\.jsonl"):
        list(Corpus(tmp_path / "out"))
