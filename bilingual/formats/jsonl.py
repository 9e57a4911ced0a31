"""``bitext.jsonl`` (a segment a line) and ``articles.jsonl`` (an article a line): the corpus for programs.

A segment's ``translation`` is a struct keyed by ISO 639-1 codes with everything else in sibling columns, the shape that
the Hugging Face translation scripts read. docs/formats.md describes every field.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

import jsonlines

from bilingual.formats.base import FileWriter
from bilingual.formats.rows import MAX_ROW_BYTES, Row, too_long
from bilingual.io.lines import BoundedLines, TooLongError, dumps
from bilingual.records import ARTICLES, BITEXT, LATE, article_record, loads, segment_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder
    from bilingual.io.source import Source


class JsonlWriter(FileWriter):
    """Writes both files as the articles come.

    All lines of a file have the same fields: where some article has a field of those that came late, all get it.
    """

    NAMES = (BITEXT, ARTICLES)

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        bitext = self._open.enter_context(output.create(BITEXT, "jsonl"))
        self._bitext = jsonlines.Writer(bitext, dumps=dumps)
        self._articles = self._open.enter_context(output.create_binary(ARTICLES, "jsonl"))
        self._with = self._without = 0

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's line and its segments' lines."""
        self._bitext.write_all(segment_record(pair, self._provenance) for pair in pairs)
        record = article_record(article, len(pairs), self._provenance)
        late = LATE[0] in record
        self._with += late
        self._without += not late
        self._articles.write(dumps(record).encode() + b"\n")

    def close(self) -> None:
        """Give the lines the fields that some of them lack, and complete the files."""
        if self._with and self._without:
            complete(self._articles)
        super().close()


def complete(lines: IO[bytes]) -> None:
    """Give each line of such a file of articles, as it was written, the late fields that it lacks, as null."""
    end = b'"' + LATE[0].encode() + b'": '
    lacking = b"".join(b', "' + name.encode() + b'": null' for name in LATE) + b"}\n"
    # Beside it, where there is room for as much.
    with tempfile.TemporaryFile(dir=Path(lines.name).parent) as copy:
        lines.seek(0)
        shutil.copyfileobj(lines, copy)
        copy.seek(0)
        lines.seek(0)
        for line in copy:
            has = end in line and LATE[0] in json.loads(line)
            lines.write(line if has else line.removesuffix(b"}\n") + lacking)


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a ``bitext.jsonl``. Raises InputError."""
    with source.open() as stream:
        lines = BoundedLines(stream, MAX_ROW_BYTES)
        reader = jsonlines.Reader(lines, loads=loads)
        try:
            for record in reader.iter(type=dict, skip_empty=True):
                fields = (record["id"], *(record["translation"][language] for language in languages))
                "".join(fields)  # raises TypeError where one is no string
                yield Row(f"line {lines.number}", *fields)
        except TooLongError as error:
            raise too_long(source, lines) from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise source.error(f"line {lines.number} is no segment of bitext.jsonl", "Correct the line") from error
