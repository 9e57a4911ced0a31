"""A written corpus, read back: ``articles.jsonl`` and ``bitext.jsonl`` as a stream of articles with their pairs.

Both files are in the same order, so that one article with its pairs is in memory at a time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonlines

from bilingual.errors import InputError, UsageError
from bilingual.formats.sharded import Sharded, are_in
from bilingual.io.lines import BoundedLines
from bilingual.io.published import Published
from bilingual.io.source import MAX_ARTICLE_BYTES
from bilingual.io.store import FolderStore
from bilingual.records import (
    ARTICLES,
    BITEXT,
    article_of,
    loads,
    pair_of,
    paragraphs_of,
    provenance_of,
    segments_in,
    why,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from bilingual.data import Article, Entry, Pair, Provenance
    from bilingual.io.source import Source

# An article's text may take so much, and JSON three times that for the characters that it escapes in a text.
_MAX_LINE_BYTES = 4 * MAX_ARTICLE_BYTES
_REMEDY = "Build the corpus again"


class Corpus:
    """The corpus in an output folder; iterating yields (article, pairs) in order.

    ``Article.paragraphs`` are those that have sentences, from the first one's start to the last one's end, and
    ``Article.provenance`` is how the article's translations were made. What a build that was cut short had begun to
    publish is finished first; where that cannot be, its files are read from where they are (see ``published.py``).
    Shards that were not gathered are read as one corpus (see ``sharded.py``). Raises InputError where there is no
    corpus, it is damaged, or shards are missing, OutputError for links.
    """

    def __init__(self, folder: str | os.PathLike[str], files: Published | None = None) -> None:
        """Open the corpus in ``folder``, or the one in these ``files`` of it."""
        self.folder = Path(folder)
        self.files = files or self._found()
        self.files.settle()
        for name in (BITEXT, ARTICLES):
            if not self.files.is_file(name):
                raise InputError(f"no corpus in '{folder}' ({name} is missing)", "Name the folder that a build wrote")

    def _found(self) -> Published:
        """Return the files in the folder; where these are shards alone, those as the files of one corpus."""
        files, store = Published(self.folder), FolderStore(self.folder)
        return files if files.is_file(BITEXT) or not are_in(store) else Sharded(store, self.folder)

    @property
    def in_shards(self) -> bool:
        """Whether the corpus is in shards that were not gathered: then it can only be read and exported."""
        return isinstance(self.files, Sharded)

    @cached_property
    def provenance(self) -> Provenance:
        """How the translations were made: what the first article says."""
        with self.files.together(ARTICLES) as [articles]:
            for number, record in records(articles):
                try:
                    return provenance_of(record)
                except (KeyError, TypeError, ValueError) as error:
                    raise damaged(articles, number, error) from error
        raise InputError(f"the corpus in '{self.folder}' is empty", _REMEDY)

    @property
    def languages(self) -> tuple[str, str]:
        """The ISO 639-1 codes of source and target language."""
        return self.provenance.languages

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of glossaries that its articles keep, each once. Raises InputError."""
        found: dict[Entry, None] = {}
        with self.files.together(ARTICLES) as [articles]:
            for number, record in records(articles):
                try:
                    found.update(dict.fromkeys(article_of(record, ()).terms))
                except (KeyError, TypeError, ValueError) as error:
                    raise damaged(articles, number, error) from error
        return tuple(found)

    def __iter__(self) -> Iterator[tuple[Article, list[Pair]]]:
        with self.files.together(BITEXT, ARTICLES) as [segments, articles]:
            bitext = records(segments)
            for number, record in records(articles):
                try:
                    article, count, made = article_of(record, ()), segments_in(record), provenance_of(record)
                except (KeyError, TypeError, ValueError) as error:
                    raise damaged(articles, number, error) from error
                pairs = list(self._pairs(bitext, article.id, count, segments))
                yield replace(article, paragraphs=paragraphs_of(pairs), provenance=made), pairs
            for number, _ in bitext:
                raise damaged(segments, number, ValueError("its article is missing"))

    def _pairs(
        self, bitext: Iterator[tuple[int, dict[str, Any]]], article: str, count: int, source: Source
    ) -> Iterator[Pair]:
        for _ in range(count):
            if (line := next(bitext, None)) is None:
                raise InputError(
                    f"'{source.name}' is damaged (at its end a segment of article '{article}' is missing)", _REMEDY
                )
            number, record = line
            try:
                pair = pair_of(record, self.languages)
                if pair.segment.article != article:
                    raise ValueError(f"a segment of article '{article}' is missing")  # noqa: TRY301 - as other damage
            except (KeyError, TypeError, ValueError) as error:
                raise damaged(source, number, error) from error
            yield pair


def refuse_shards(folder: Path) -> None:
    """Raise UsageError where the corpus in a folder is in shards that were not gathered: they stay as they were built.

    Whoever would change such a corpus, or show its pages, asks this first.
    """
    if are_in(FolderStore(folder)) and not Published(folder).is_file(BITEXT):
        raise UsageError(
            f"the corpus in '{folder}' is in shards, which have no pages and stay as they were built",
            f"Make one corpus of them first, with bilingual gather '{folder}'",
        )


def records(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of each line of a JSON Lines file. Raises InputError."""
    with source.open() as stream:
        lines = BoundedLines(stream, _MAX_LINE_BYTES)
        reader = jsonlines.Reader(lines, loads=loads)
        try:
            for record in reader.iter(type=dict):
                yield lines.number, record
        except (ValueError, RecursionError) as error:
            raise damaged(source, lines.number, error) from error


def damaged(source: Source, number: int, error: BaseException) -> InputError:
    """Return what to say of a line of which ``error`` says what is wrong."""
    if isinstance(error, jsonlines.InvalidLineError):
        error = error.__cause__ or ValueError("no object")
    return InputError(f"line {number} of '{source.name}' is damaged ({why(error)})", _REMEDY)
