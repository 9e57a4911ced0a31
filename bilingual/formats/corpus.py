"""A written corpus, read back: ``articles.jsonl`` and ``bitext.jsonl`` as a stream of articles with their pairs.

Both files are in the same order, so that one article with its pairs is in memory at a time.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilingual.data import Article, Kind, Metadata, Pair, Paragraph, Provenance, Segment, Translation
from bilingual.errors import InputError
from bilingual.formats.jsonl import ARTICLES, BITEXT
from bilingual.io.source import MAX_ARTICLE_BYTES, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# An article's text may take so much, and JSON up to six times that for characters that it escapes.
_MAX_LINE_BYTES = 8 * MAX_ARTICLE_BYTES
_REMEDY = "Build the corpus again"


class Corpus:
    """The corpus in an output folder; iterating yields (article, pairs) in order.

    ``Article.paragraphs`` are those that have sentences, from the first one's start to the last one's end. Raises
    InputError where there is no corpus, or it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (BITEXT, ARTICLES):
            if not (folder / name).is_file():
                raise InputError(f"no corpus in '{folder}' ({name} is missing)", "Name the folder that a build wrote")

    @cached_property
    def provenance(self) -> Provenance:
        """How the translations were made: what the first article says."""
        for number, record in records(self.folder / ARTICLES):
            try:
                return provenance_of(record)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise _damaged(self.folder / ARTICLES, number, error) from error
        raise InputError(f"the corpus in '{self.folder}' is empty", _REMEDY)

    @property
    def languages(self) -> tuple[str, str]:
        """The ISO 639-1 codes of source and target language."""
        return self.provenance.languages

    def __iter__(self) -> Iterator[tuple[Article, list[Pair]]]:
        bitext = records(self.folder / BITEXT)
        path, number = self.folder / ARTICLES, 0
        for number, record in records(path):
            try:
                identity, count = str(record["id"]), int(record["segments"])
            except (KeyError, TypeError, ValueError) as error:
                raise _damaged(path, number, error) from error
            pairs = list(self._pairs(bitext, identity, count))
            try:
                article = article_of(record, pairs)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise _damaged(path, number, error) from error
            yield article, pairs
        for number, _ in bitext:
            raise _damaged(self.folder / BITEXT, number, ValueError("its article is missing"))

    def _pairs(self, bitext: Iterator[tuple[int, dict[str, Any]]], article: str, count: int) -> Iterator[Pair]:
        path, number = self.folder / BITEXT, 0
        for _ in range(count):
            number, record = next(bitext, (number, {}))
            try:
                pair = pair_of(record, self.languages)
                if pair.segment.article != article:
                    raise ValueError(f"a segment of article '{article}' is missing")  # noqa: TRY301 - as other damage
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise _damaged(path, number, error) from error
            yield pair


def records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of each line of a JSON Lines file. Raises InputError."""
    source = Source(path.stem, str(path), path)
    with source.open() as stream:
        number = 0
        while raw := stream.readline(_MAX_LINE_BYTES):
            number += 1
            try:
                record = json.loads(raw)
                if not isinstance(record, dict):
                    raise ValueError("no object")  # noqa: TRY004, TRY301 - the line is wrong, as where it is no JSON
            except (ValueError, RecursionError) as error:
                raise _damaged(path, number, error) from error
            yield number, record


def provenance_of(record: dict[str, Any]) -> Provenance:
    """Return the provenance in a line of ``articles.jsonl``. Raises KeyError or TypeError where it is not whole."""
    return Provenance.of_record(record["provenance"])


def article_of(record: dict[str, Any], pairs: Sequence[Pair]) -> Article:
    """Return the article of a line of ``articles.jsonl``. Raises KeyError or TypeError where it is not whole."""
    metadata: dict[str, Any] = {field.name: record.get(field.name) for field in fields(Metadata)}
    for name in ("authors", "credits"):
        metadata[name] = tuple(metadata[name] or ())
    facts = {name: _string(record, name) for name in ("id", "text", "language", "source", "sha256", "encoding")}
    return Article(paragraphs=tuple(_paragraphs(pairs)), metadata=Metadata(**metadata), **facts)


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
    repaired = _string(record, "repaired") if "repaired" in record else ""
    return Pair(segment, Translation(target, score, flags, repaired), _string(record, "origin"))


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


def _damaged(path: Path, number: int, error: Exception) -> InputError:
    reason = f"no {error}" if isinstance(error, KeyError) else str(error)
    return InputError(f"line {number} of '{path}' is damaged ({reason})", _REMEDY)
