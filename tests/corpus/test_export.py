"""A corpus read back, chosen from, and written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.export import export
from bilingual.corpus.filters import Filters
from bilingual.data import Kind
from bilingual.errors import InputError, UsageError
from bilingual.formats.corpus import Corpus
from tests.support.bitexts import EVERYWHERE, tricky, write
from tests.support.corpora import contents
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path / "corpus", [*three_articles(), *tricky()], "jsonl")
    return tmp_path / "corpus"


def test_a_corpus_is_read_as_it_was_written(corpus: Path) -> None:
    expected = [*three_articles(), *tricky()]
    read = Corpus(corpus)
    assert (read.provenance, read.languages) == (PROVENANCE, ("fr", "en"))
    assert [pairs for _, pairs in read] == [pairs for _, pairs in expected]
    assert [(article.metadata, article.text) for article, _ in read] == [
        (article.metadata, article.text) for article, _ in expected
    ]


def test_an_export_is_what_the_build_would_write(corpus: Path, tmp_path: Path) -> None:
    formats = [name for name in EVERYWHERE if name != "html"]
    write(tmp_path / "built", [*three_articles(), *tricky()], *formats)
    done = export(corpus, formats, tmp_path / "exported")
    assert contents(tmp_path / "exported") == contents(tmp_path / "built")
    assert (done.taken, done.segments) == (23, 23)
    export(corpus, ["html"])
    assert (corpus / "html" / "index.html").exists()


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(min_score=-0.2), ["a:1:1", "a:3:1", "c:1:1", "c:3:1", "hard/é:1:1:4"]),
        (
            Filters(flagged=False, kinds=frozenset({Kind.BODY}), dedupe=True, min_score=-1),
            ["a:4:1", "a:6:1", "hard/é:1:1:2", "hard/é:1:1:3", "hard/é:1:1:4"],
        ),
        (Filters(kinds=frozenset({Kind.LEAD, Kind.BYLINE})), ["a:2:1", "a:7:1", "c:2:1", "c:7:1"]),
    ],
)
def test_filters_are_the_same_for_every_format(corpus: Path, tmp_path: Path, filters: Filters, ids: list[str]) -> None:
    done = export(corpus, ["jsonl", "tsv", "xliff2"], tmp_path / "part", filters)
    part = Corpus(tmp_path / "part")
    assert [pair.segment.id for _, pairs in part for pair in pairs] == ids
    assert [line.split("\t")[0] for line in (tmp_path / "part" / "corpus.tsv").read_text().splitlines()[1:]] == ids
    assert done.taken == len(ids)


def test_an_export_never_replaces_the_corpus(corpus: Path) -> None:
    before = contents(corpus)
    with pytest.raises(UsageError, match="would replace the corpus itself"):
        export(corpus, ["jsonl"], corpus / ".", Filters(min_score=-0.1))
    with pytest.raises(UsageError, match="unknown format 'doc'"):
        export(corpus, ["doc"])
    with pytest.raises(InputError, match="none of 23 segments is left"):
        export(corpus, ["tsv"], filters=Filters(min_score=0, kinds=frozenset({Kind.LEAD})))
    assert contents(corpus) == before


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("bitext.jsonl", '"start": 26', '"start": "26"'),
        ("bitext.jsonl", '"body"', "7"),
        ("bitext.jsonl", "{", "["),
        ("bitext.jsonl", '"article": "a"', '"article": "b"'),
        ("articles.jsonl", '"segments": 9', '"segments": 8'),
        ("articles.jsonl", '"segments": 4', '"segments": 5'),
        ("articles.jsonl", '"provenance"', '"provence"'),
        ("articles.jsonl", '"text"', '"texte"'),
        ("articles.jsonl", '"authors": ["', '"authors": [["'),
    ],
)
def test_a_damaged_corpus_is_one_clear_error(corpus: Path, name: str, before: str, after: str) -> None:
    path = corpus / name
    path.write_bytes(path.read_bytes().replace(before.encode(), after.encode(), 1))
    with pytest.raises(InputError, match="is damaged"):
        export(corpus, ["tsv"])


def test_filtered_pages_never_replace_those_of_the_corpus(corpus: Path) -> None:
    before = contents(corpus)
    with pytest.raises(UsageError, match="would replace the corpus's pages"):
        export(corpus, ["html"], None, Filters(kinds=frozenset({Kind.HEADLINE})))
    with pytest.raises(UsageError, match="no format to write"):
        export(corpus, [])
    assert contents(corpus) == before
