"""A shard's own records as the memory of its next build.

Beside the corpus's two files a shard has ``made.jsonl``, which says of its segments, in their order, on what the
machine's translations rest besides the model and its settings (``data.Basis``) and how the machine computed: a line for
each run of segments of which the same is to be said, ``[segments, basis, arithmetic]``, with nulls where a person
translated.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import islice
from typing import IO, TYPE_CHECKING, TypeVar

from bilingual.checks import INCONSISTENT
from bilingual.data import Basis, Origin
from bilingual.errors import InputError
from bilingual.formats.corpus import records as lines_of
from bilingual.io import shards as layout
from bilingual.io.lines import BoundedLines
from bilingual.io.regular import open_regular
from bilingual.io.source import Source
from bilingual.pipeline.arithmetic import own
from bilingual.records import BITEXT, pair_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bilingual.data import Pair, Provenance, Translation
    from bilingual.io.shards import ShardReport
    from bilingual.io.store import Store
    from bilingual.memory import Memory
    from bilingual.pipeline.run import Window
    from bilingual.pipeline.sharding.memory import Corrections

MADE = "made.jsonl"
_AT_ONCE = 5_000
_MOST_LINE = 1 << 24
_Made = tuple[str | None, str | None]
Item = TypeVar("Item")


class MadeWriter:
    """Writes ``made.jsonl`` as windows come; ``mine`` is the arithmetic of the engine."""

    def __init__(self, stream: IO[str], mine: str) -> None:
        self._stream = stream
        self._mine = mine
        self._run: _Made | None = None
        self._count = 0

    def add(self, window: Window) -> None:
        """Take the segments of a window."""
        for _, segments in window.articles:
            for segment in segments:
                self._take(self._made(segment.text, window))

    def close(self) -> None:
        """Write what is left."""
        if self._run is not None and self._count:
            self._stream.write(json.dumps([self._count, *self._run]) + "\n")
        self._count = 0

    def _made(self, text: str, window: Window) -> _Made:
        if text in window.corrected.sentences or text not in window.known:
            return None, None
        return str(window.known[text].basis), window.others.get(text, self._mine)

    def _take(self, made: _Made) -> None:
        if made != self._run:
            self.close()
            self._run = made
        self._count += 1


class Records:
    """What a finished shard has, to be read again."""

    def __init__(self, store: Store, report: ShardReport, scratch: Path, provenance: Provenance) -> None:
        self._store = store
        self._report = report
        self._scratch = scratch
        self._provenance = provenance

    def are_concerned(self, corrections: Corrections) -> bool:
        """Whether other corrections make another shard: some sentence of it is corrected, or was, otherwise now.

        So is a shard that cannot be read. Raises OutputError for the memory.
        """
        try:
            for some in _batches(self._pairs()):
                decided = corrections.of(
                    self._provenance.languages, list({pair.segment.text for pair in some})
                ).sentences
                for pair in some:
                    by_hand = pair.translation.text if pair.origin is Origin.HUMAN else None
                    if decided.get(pair.segment.text) != by_hand:
                        return True
        except InputError:
            return True
        return False

    def fill(self, memory: Memory) -> None:
        """Put the machine's translations into a memory, as it made them; nothing of a shard that is damaged."""
        memory.use(self._provenance)
        mine = own(self._provenance)
        files = {name: self._report.files.get(name) for name in (BITEXT, MADE)}
        if not all(one and layout.is_whole(self._store, self._report.key, name, one) for name, one in files.items()):
            return
        try:
            for some in _batches(zip(self._pairs(), self._made(), strict=False)):
                made: dict[str, list[tuple[str, Translation]]] = {}
                for pair, (basis, arithmetic) in some:
                    if pair.origin is not Origin.HUMAN and basis is not None and arithmetic is not None:
                        # What hangs on the whole article is told anew.
                        flags = tuple(flag for flag in pair.translation.flags if flag != INCONSISTENT)
                        known = replace(pair.translation, basis=Basis.parse(basis), flags=flags)
                        made.setdefault(arithmetic, []).append((pair.segment.text, known))
                for arithmetic, items in made.items():
                    memory.store(items, None if arithmetic == mine else arithmetic)
        except (InputError, ValueError, OSError):
            return

    def _pairs(self) -> Iterator[Pair]:
        for number, record in lines_of(Source.of(self._path(BITEXT))):
            try:
                yield pair_of(record, self._provenance.languages)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"line {number} of the shard's {BITEXT} is damaged", "Build it again") from error

    def _made(self) -> Iterator[_Made]:
        with open_regular(self._path(MADE)) as raw:
            for line in BoundedLines(io.BufferedReader(raw), _MOST_LINE):
                count, basis, arithmetic = json.loads(line)
                for _ in range(count):
                    yield basis, arithmetic

    def _path(self, name: str) -> Path:
        """Return where a file of the shard lies here, fetched where it is elsewhere. Raises InputError."""
        named = layout.name_in(self._report.key, name)
        if (path := self._store.local(named)) is not None:
            return path
        path = self._scratch / f"old-{name}"
        if not path.exists():
            self._store.get(named, path)
        return path


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some
