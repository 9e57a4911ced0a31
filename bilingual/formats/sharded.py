"""The shards of a corpus, read as the two files of one: in the order of the plan, with ids that differ.

A shard's articles have the ids that their sources propose. Read one behind the other, an article whose id another has
gets a number behind it, as in a build, and every line gets the fields that some line of the corpus has. So what is read
here are the bytes of a corpus that was built at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bilingual.errors import InputError
from bilingual.formats.ids import unique
from bilingual.formats.jsonl import article_with_late
from bilingual.io import shards as layout
from bilingual.io import temporary
from bilingual.io.distinct import Distinct
from bilingual.io.lines import BoundedLines, TooLongError, dumps
from bilingual.io.peeked import stream_of
from bilingual.io.published import Published
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.records import ARTICLES, BITEXT, LATE_FIELDS, LATE_GROUPS, with_late
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.io.shards import ShardReport
    from bilingual.io.store import Store

_FILES = (BITEXT, ARTICLES)
_MAX_LINE_BYTES = 4 * MAX_ARTICLE_BYTES
_REMEDY = "Run the build of the shards again: it builds what is missing"


def are_in(store: Store) -> bool:
    """Whether a store has shards. Raises InputError where that cannot be told."""
    return store.find(layout.PLAN) is not None


class Sharded(Published):
    """The files of a corpus in shards, as ``Published`` has those of another; ``folder`` is where exports of it lie.

    ``reports`` are those of the shards in order, ``others`` is how many lie there that are not in the plan. Raises
    InputError where the shards are not all there.
    """

    def __init__(self, store: Store, folder: Path, hear: Callable[[ShardReport], None] | None = None) -> None:
        """Look at all shards; ``hear`` gets the report of each, in order."""
        super().__init__(folder)
        self._store = store
        listing = layout.Listing(store)
        self.reports: list[ShardReport] = []
        missing, keys = 0, set[str]()
        for key in _keys(store):
            keys.add(key)
            if (found := listing.finished(key)) is None:
                missing += 1
            else:
                self.reports.append(_short(found))
                if hear:
                    hear(found)
        if missing:
            of = f"{missing:,} of {count(missing + len(self.reports), 'shard')}"
            have = "has" if missing == 1 else "have"
            raise InputError(f"{of} in '{store.where}' {have} to be built yet", _REMEDY)
        self.others = len(listing.keys - keys)
        noted = [fields_of(report) for report in self.reports]
        self._late = tuple(name for name in LATE_FIELDS if any(name in late for late, _ in noted))
        self._groups = tuple(names for names in LATE_GROUPS if any(names[0] in late for _, late in noted))

    def is_file(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in _FILES or super().is_file(name)

    def sha256(self, name: str) -> str:
        """Return the digest of a file. Raises InputError."""
        if name not in _FILES:
            return super().sha256(name)
        digest = hashlib.sha256()
        for line in self._lines(name):
            digest.update(line)
        return digest.hexdigest()

    @contextlib.contextmanager
    def together(self, *names: str) -> Iterator[Sequence[Source]]:
        """Open several files, each to be read once. Raises InputError."""
        others = [name for name in names if name not in _FILES]
        with super().together(*others) as opened:
            found = dict(zip(others, opened, strict=True))
            yield [found[name] if name in found else self._source(name) for name in names]

    def changes(self) -> Iterator[str]:
        """Yield, on one line each, what became of files that were written."""
        for report in self.reports:
            for name, file in report.files.items():
                if not layout.is_whole(self._store, report.key, name, file):
                    yield f"{layout.name_in(report.key, name)} was changed since it was written"
        yield from super().changes()

    def _source(self, name: str) -> Source:
        return _Stream(
            Path(name).stem,
            f"{self.folder}/{layout.FOLDER}*/{name}",
            self.folder / name,
            lines=lambda: self._lines(name),
        )

    def _lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of one of the two files."""
        taken, doubles = Distinct(), Counter[str]()
        for report in self.reports:
            if not report.articles:
                continue
            with self._opened_shard(report.key) as (bitext, articles):
                for raw in articles:
                    record = _record(raw, report.key, ARTICLES)
                    identity, segments = record.get("id"), record.get("segments")
                    if not isinstance(identity, str) or not isinstance(segments, int):
                        raise _damaged(report.key, ARTICLES)
                    final = unique(identity, taken, doubles)
                    if name == ARTICLES:
                        yield self._article(raw, record, final)
                    else:
                        for line in islice(bitext, segments):
                            yield self._segment(line, report.key, None if final == identity else final)
                if name == BITEXT:
                    yield from bitext  # of no article: whoever reads them says so

    def _article(self, raw: bytes, record: dict[str, Any], final: str) -> bytes:
        line = raw if final == record["id"] else dumps(record | {"id": final}).encode() + b"\n"
        return article_with_late(line, self._groups) if self._groups else line

    def _segment(self, raw: bytes, key: str, final: str | None) -> bytes:
        if final is None and not self._late:
            return raw
        record = _record(raw, key, BITEXT)
        if final is not None:
            record["article"] = final
            record["id"] = f"{final}:{record.get('paragraph')}:{record.get('sentence')}"
        try:
            return dumps(with_late(record, self._late)).encode() + b"\n"
        except KeyError as error:
            raise _damaged(key, BITEXT) from error

    @contextlib.contextmanager
    def _opened_shard(self, key: str) -> Iterator[tuple[Iterator[bytes], Iterator[bytes]]]:
        """Open both files of a shard as lines, fetched where they are elsewhere."""
        with contextlib.ExitStack() as stack:
            opened = []
            for name in _FILES:
                path = self._store.local(layout.name_in(key, name))
                if path is None:
                    path = stack.enter_context(temporary.folder()) / name
                    self._store.get(layout.name_in(key, name), path)
                stream = stack.enter_context(Source.of(path).open())
                opened.append(_bounded(stream, key, name))
            yield opened[0], opened[1]


def _short(report: ShardReport) -> ShardReport:
    """Return of a report what is needed to read the shard, so that those of many shards fit."""
    return replace(report, report={name: report.report.get(name) for name in ("articles", "segments", "fields")})


def _keys(store: Store) -> Iterator[str]:
    """Yield the keys of the shards of a plan, in order. Raises InputError."""
    with contextlib.ExitStack() as stack:
        path = store.local(layout.PLAN)
        if path is None:
            path = stack.enter_context(temporary.folder()) / "plan.json"
            store.get(layout.PLAN, path)
        source = Source.of(path)
        with source.open() as stream:
            for record in layout.plan_lines(stream, source.name):
                if isinstance(key := record.get("key"), str):
                    yield key


def fields_of(report: ShardReport) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which fields that came late a shard's segments have, and its articles, of each group the first."""
    noted = report.report.get("fields")
    fields = noted if isinstance(noted, dict) else {}
    segments, articles = (late if isinstance(late := fields.get(name), list) else [] for name in (BITEXT, ARTICLES))
    return tuple(map(str, segments)), tuple(map(str, articles))


def fields_in(folder: Path) -> dict[str, Any]:
    """Return what ``fields_of`` reads, of the two files in a folder, all of whose lines have the same fields."""
    first = []
    for name in _FILES:
        with (folder / name).open("rb") as stream:
            line = stream.readline()
            first.append(json.loads(line) if line else {})
    return {
        BITEXT: [name for name in LATE_FIELDS if name in first[0]],
        ARTICLES: [names[0] for names in LATE_GROUPS if names[0] in first[1]],
    }


def _bounded(stream: IO[bytes], key: str, name: str) -> Iterator[bytes]:
    try:
        yield from BoundedLines(stream, _MAX_LINE_BYTES)
    except TooLongError as error:
        raise _damaged(key, name) from error


def _record(line: bytes, key: str, name: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _damaged(key, name) from error
    if not isinstance(record, dict):
        raise _damaged(key, name)
    return record


def _damaged(key: str, name: str) -> InputError:
    return InputError(f"'{layout.name_in(key, name)}' is damaged", _REMEDY)


@dataclass(slots=True, kw_only=True)
class _Stream(Source):
    """A file that is made as it is read."""

    lines: Callable[[], Iterator[bytes]]

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        yield stream_of(self.lines())
