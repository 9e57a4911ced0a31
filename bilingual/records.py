"""A line of ``bitext.jsonl`` (a segment) and one of ``articles.jsonl`` (an article), written and read.

A segment's ``translation`` is a struct keyed by ISO 639-1 codes with everything else in sibling columns, the shape that
the Hugging Face translation scripts read. docs/formats.md describes every field.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilingual.data import (
    Article,
    Kind,
    Metadata,
    Origin,
    Pair,
    Paragraph,
    Provenance,
    Repair,
    Segment,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BITEXT = "bitext.jsonl"
ARTICLES = "articles.jsonl"


def segment_record(pair: Pair, provenance: Provenance) -> dict[str, Any]:
    """Return a line of ``bitext.jsonl``."""
    segment, translation = pair.segment, pair.translation
    return {
        "id": segment.id,
        "article": segment.article,
        "paragraph": segment.paragraph,
        "sentence": segment.sentence,
        "kind": segment.kind.value,
        "start": segment.start,
        "end": segment.end,
        "translation": {provenance.source_language: segment.text, provenance.target_language: translation.text},
        "score": translation.score,
        "flags": list(translation.flags),
        "repaired": str(translation.repaired or ""),
        "origin": pair.origin.value,
    }


def article_record(article: Article, segments: int, provenance: Provenance) -> dict[str, Any]:
    """Return a line of ``articles.jsonl``; ``segments`` is how many the article has."""
    if provenance.arithmetic is not None:
        provenance = replace(provenance, arithmetic=article.arithmetic)
    return {
        "id": article.id,
        **asdict(article.metadata),
        "language": article.language,
        "source": article.source,
        "encoding": article.encoding,
        "sha256": article.sha256,
        "text": article.text,
        "segments": segments,
        "provenance": provenance.record(),
    }


def provenance_of(record: dict[str, Any]) -> Provenance:
    """Return the provenance in a line of ``articles.jsonl``. Raises KeyError or TypeError where it is not whole."""
    return Provenance.of_record(record["provenance"])


def article_of(record: dict[str, Any], pairs: Sequence[Pair]) -> Article:
    """Return the article of a line of ``articles.jsonl``. Raises KeyError or TypeError where it is not whole."""
    metadata: dict[str, Any] = {field.name: record.get(field.name) for field in fields(Metadata)}
    for name in ("authors", "credits"):
        metadata[name] = tuple(metadata[name] or ())
    facts = {name: _string(record, name) for name in ("id", "text", "language", "source", "sha256", "encoding")}
    arithmetic = provenance_of(record).arithmetic or ()
    return Article(paragraphs=tuple(_paragraphs(pairs)), metadata=Metadata(**metadata), arithmetic=arithmetic, **facts)


def pair_of(record: dict[str, Any], languages: tuple[str, str]) -> Pair:
    """Return the pair of a line of ``bitext.jsonl``. Raises KeyError, TypeError or ValueError where it is not whole."""
    source, target = (_string(record["translation"], language) for language in languages)
    numbers = {name: _integer(record, name) for name in ("paragraph", "sentence", "start", "end")}
    score = record["score"]
    if score is not None:
        score = float(score)
    flags = tuple(str(flag) for flag in record["flags"])
    segment = Segment(article=_string(record, "article"), kind=Kind(record["kind"]), text=source, **numbers)
    # Corpora from before there was repair have no such field.
    repaired = Repair.parse(_string(record, "repaired")) if "repaired" in record else None
    return Pair(segment, Translation(target, score, flags, repaired), Origin(_string(record, "origin")))


def _paragraphs(pairs: Sequence[Pair]) -> Iterator[Paragraph]:
    for _, group in groupby(pairs, key=lambda pair: pair.segment.paragraph):
        segments = [pair.segment for pair in group]
        yield Paragraph(segments[0].start, segments[-1].end, segments[0].kind)


def _string(record: dict[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f'"{name}" is no string')
    return value


def _integer(record: dict[str, Any], name: str) -> int:
    value = record[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f'"{name}" is no whole number')
    return value
