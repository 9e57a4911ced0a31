"""``bitext.jsonl`` (a segment a line) and ``articles.jsonl`` (an article a line): the corpus for programs.

A segment's ``translation`` is a struct keyed by ISO 639-1 codes with everything else in sibling columns, the shape that
the Hugging Face translation scripts read. docs/formats.md describes every field.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any

import jsonlines

from bilingual.formats.base import Writer
from bilingual.formats.rows import MAX_ROW_BYTES, Row
from bilingual.records import ARTICLES, BITEXT, article_record, segment_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source

# JSON allows these in strings, but programs that split lines as Unicode does would break a record at them.
_LINE_BREAKS = {mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class JsonlWriter(Writer):
    """Writes both files as the articles come."""

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        self._output = output
        self._provenance = provenance
        self._open = ExitStack()
        self._bitext, self._articles = (
            _writer(self._open.enter_context(output.create(name, "jsonl"))) for name in (BITEXT, ARTICLES)
        )

    @property
    def main(self) -> Path:
        """The aligned segments."""
        return self._output.path / BITEXT

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's line and its segments' lines."""
        self._bitext.write_all(segment_record(pair, self._provenance) for pair in pairs)
        self._articles.write(article_record(article, len(pairs), self._provenance))

    def close(self) -> None:
        """Complete both files."""
        self._open.close()

    def abort(self) -> None:
        """Close the files without completing them."""
        self._open.__exit__(RuntimeError, RuntimeError("not completed"), None)


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a ``bitext.jsonl``. Raises InputError."""
    with source.open() as stream:
        number = 0
        while raw := stream.readline(MAX_ROW_BYTES):
            number += 1
            if len(raw) == MAX_ROW_BYTES:
                raise source.error(f"line {number} is too long for a segment", "Split or remove it")
            if not raw.strip():
                continue
            try:
                record = json.loads(raw.decode("utf-8-sig"))
                fields = (record["id"], *(record["translation"][language] for language in languages))
                "".join(fields).encode()  # JSON can hold halves of characters
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise source.error(f"line {number} is no segment of bitext.jsonl", "Correct the line") from error
            yield Row(f"line {number}", *fields)


def _writer(stream: IO[str]) -> Any:  # noqa: ANN401 - jsonlines ships no types
    return jsonlines.Writer(stream, dumps=_dumps)


def _dumps(record: object) -> str:
    line = _ENCODER.encode(record)
    for mark, escaped in _LINE_BREAKS.items():
        line = line.replace(mark, escaped)
    return line
