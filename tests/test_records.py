"""Lines of the JSONL files, out and back, and lines that are not whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Kind, Origin, Pair, Translation
from bilingual.records import article_of, article_record, pair_of, provenance_of, segment_record
from tests.support.bitexts import tricky
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from bilingual.data import Article

ARTICLES = [*three_articles(), *tricky()]
LANGUAGES = PROVENANCE.languages


def _through_json(record: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(record))
    return read


@pytest.mark.parametrize(("article", "pairs"), ARTICLES, ids=lambda value: getattr(value, "id", ""))
def test_what_is_written_is_read(article: Article, pairs: list[Pair]) -> None:
    record = _through_json(article_record(article, len(pairs), PROVENANCE))
    assert article_of(record, pairs) == replace(article, paragraphs=article_of(record, pairs).paragraphs)
    assert provenance_of(record) == PROVENANCE
    assert record["segments"] == len(pairs)
    for pair in pairs:
        assert pair_of(_through_json(segment_record(pair, PROVENANCE)), LANGUAGES) == pair


def test_paragraphs_are_those_of_the_pairs() -> None:
    article, pairs = three_articles()[0]
    read = article_of(_through_json(article_record(article, len(pairs), PROVENANCE)), pairs)
    assert [(one.start, one.kind) for one in read.paragraphs] == [(one.start, one.kind) for one in article.paragraphs]


def test_corpora_from_before_there_was_repair_are_read() -> None:
    pair = Pair(three_articles()[0][1][0].segment, Translation("Yes.", -0.5), Origin.MT)
    record = segment_record(pair, PROVENANCE)
    del record["repaired"]
    assert pair_of(record, LANGUAGES) == pair


def test_the_machines_words_are_on_all_lines_or_on_none() -> None:
    pair = Pair(three_articles()[0][1][0].segment, Translation("Yes.", None), Origin.HUMAN, machine="Yea.")
    record = _through_json(segment_record(pair, PROVENANCE, ["machine"]))
    assert list(record)[-1] == "machine"
    assert pair_of(record, LANGUAGES) == pair
    none = replace(pair, machine=None)
    assert segment_record(none, PROVENANCE, ["machine"])["machine"] == ""
    assert pair_of(record | {"machine": ""}, LANGUAGES) == pair_of(record | {"machine": None}, LANGUAGES) == none


@pytest.mark.parametrize(
    "change",
    [
        {"machine": 7},
        {"translation": {"fr": "Oui."}},
        {"translation": None},
        {"article": 7},
        {"start": "26"},
        {"start": True},
        {"paragraph": 1.0},
        {"kind": 7},
        {"flags": None},
        {"score": "high"},
        {"repaired": None},
        {"origin": "Human"},
        {"origin": None},
    ],
    ids=str,
)
def test_a_segment_that_is_not_whole_is_refused(change: dict[str, Any]) -> None:
    record = segment_record(three_articles()[0][1][0], PROVENANCE)
    with pytest.raises((KeyError, TypeError, ValueError)):
        pair_of(record | change, LANGUAGES)
    for name in record.keys() - {"id", "repaired"}:
        with pytest.raises((KeyError, TypeError, ValueError)):
            pair_of({key: value for key, value in record.items() if key != name}, LANGUAGES)


def test_a_kind_of_a_later_version_is_body() -> None:
    record = segment_record(three_articles()[0][1][0], PROVENANCE) | {"kind": "poem"}
    assert pair_of(record, ("fr", "en")).segment.kind is Kind.BODY
