"""``bitext.jsonl`` (a segment a line) and ``articles.jsonl`` (an article a line): the corpus for programs.

A segment's ``translation`` is a struct keyed by ISO 639-1 codes with everything else in sibling columns, the shape that
the Hugging Face translation scripts read. docs/formats.md describes every field.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import jsonlines

from bilingual.data import Origin
from bilingual.formats.base import FileWriter, LateFields
from bilingual.formats.rows import MAX_ROW_BYTES, Row, too_long
from bilingual.io.lines import BoundedLines, TooLongError, dumps
from bilingual.records import ARTICLES, BITEXT, LATE_GROUPS, article_record, loads, segment_record, with_late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
        self._fields = LateFields()
        self._bitext, self._articles = (
            jsonlines.Writer(self._open.enter_context(output.create(name, "jsonl")), dumps=dumps) for name in self.NAMES
        )
        # How many articles have the late fields of each group, and how many there are.
        self._late = Counter[tuple[str, ...]]()
        self._count = 0

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's line and its segments' lines."""
        self._fields.take(pairs)
        self._bitext.write_all(segment_record(pair, self._provenance, self._fields.names) for pair in pairs)
        record = article_record(article, len(pairs), self._provenance)
        self._late.update(names for names in LATE_GROUPS if names[0] in record)
        self._count += 1
        self._articles.write(record)

    def close(self) -> None:
        """Complete the files; all lines get the same fields."""
        super().close()
        if self._fields.lacking:
            with self._output.rewrite(BITEXT, "jsonl") as (old, new):
                for number, line in enumerate(old):
                    if number < self._fields.lacking:
                        record = with_late(json.loads(line), self._fields.names)
                        line = dumps(record).encode() + b"\n"  # noqa: PLW2901 - the same line
                    new.write(line)
        if any(number < self._count for number in self._late.values()):
            with self._output.rewrite(ARTICLES, "jsonl") as (old, new):
                for line in old:
                    new.write(article_with_late(line, list(self._late)))


def article_with_late(line: bytes, groups: Collection[tuple[str, ...]]) -> bytes:
    r"""Return an article's line with the fields of ``groups`` that came late, as null where it has none of them.

    >>> article_with_late(b'{"id": "a"}\n', LATE_GROUPS[:1])
    b'{"id": "a", "url": null, "license": null}\n'
    >>> article_with_late(b'{"id": "a", "target": {}, "prose": [0, 0], "cues": []}\n', LATE_GROUPS[:2])
    b'{"id": "a", "url": null, "license": null, "target": {}, "prose": [0, 0], "cues": []}\n'
    """
    record = json.loads(line)
    if all(names[0] in record for names in groups):
        return line
    has = {name: record.pop(name) for names in LATE_GROUPS for name in names if name in record}
    late = {name: has.get(name) for names in LATE_GROUPS for name in names if names in groups or name in has}
    return dumps({**record, **late}).encode() + b"\n"


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a ``bitext.jsonl``, or of other lines with both texts. Raises InputError.

    The texts may also stand in the line itself, by their languages or as ``source`` and ``target``, and an id may be
    left out.
    """
    with source.open() as stream:
        lines = BoundedLines(stream, MAX_ROW_BYTES)
        reader = jsonlines.Reader(lines, loads=loads)
        try:
            for record in reader.iter(type=dict, skip_empty=True):
                texts = record.get("translation", record)
                names = languages if languages[0] in texts else ("source", "target")
                identity, text, target = record.get("id", ""), *(texts[name] for name in names)
                if not all(isinstance(one, str) for one in (identity, text, target)):
                    raise TypeError  # noqa: TRY301 - as other damage
                article, kind = (said if isinstance(said, str) else "" for said in map(record.get, ("article", "kind")))
                machine = record.get("origin") == Origin.MT
                place = f"line {lines.number}"
                yield Row(place, identity, text, target, article=article, kind=kind, machine=machine)
        except TooLongError as error:
            raise too_long(source, lines) from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise source.error(f"line {lines.number} is no segment of bitext.jsonl", "Correct the line") from error
