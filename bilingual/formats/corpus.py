"""A written corpus, read back: ``articles.jsonl`` and ``bitext.jsonl`` as a stream of articles with their pairs.

Both files are in the same order, so that one article with its pairs is in memory at a time.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonlines

from bilingual.errors import InputError
from bilingual.io.lines import BoundedLines
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.records import ARTICLES, BITEXT, article_of, pair_of, provenance_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from bilingual.data import Article, Pair, Provenance

# An article's text may take so much, and JSON up to six times that for characters that it escapes.
_MAX_LINE_BYTES = 8 * MAX_ARTICLE_BYTES
_REMEDY = "Build the corpus again"


class Corpus:
    """The corpus in an output folder; iterating yields (article, pairs) in order.

    ``Article.paragraphs`` are those that have sentences, from the first one's start to the last one's end. Raises
    InputError where there is no corpus, or it is damaged.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        for name in (BITEXT, ARTICLES):
            if not (self.folder / name).is_file():
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
    with Source.of(path).open() as stream:
        lines = BoundedLines(stream, _MAX_LINE_BYTES)
        reader = jsonlines.Reader(lines, loads=json.loads)
        try:
            for record in reader.iter(type=dict):
                yield lines.number, record
        except (ValueError, RecursionError) as error:
            raise _damaged(path, lines.number, error) from error


def _damaged(path: Path, number: int, error: BaseException) -> InputError:
    if isinstance(error, jsonlines.InvalidLineError):
        error = error.__cause__ or ValueError("no object")
    reason = f"no {error}" if isinstance(error, KeyError) else str(error)
    return InputError(f"line {number} of '{path}' is damaged ({reason})", _REMEDY)
