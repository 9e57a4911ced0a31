"""How many translations of a corpus are bad: sentences drawn by chance, marked by a person, and what that tells.

A sample lies in the private folder of the corpus, ``samples/N-SEED.jsonl``: a line that says what was drawn, and a line
for each mark, forced to the disk. It is the same sample whatever is corrected meanwhile.
"""

from __future__ import annotations

import json
import math
import os
import random
import threading
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.io.files import output_errors, sync
from bilingual.io.inside import refuse_link
from bilingual.io.lines import dumps
from bilingual.io.regular import read_regular, refuse_irregular
from bilingual.records import loads
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Pair
    from bilingual.review.shelf import Shelf

_FOLDER = "samples"
# More nobody marks, and a file of a stranger's has no more.
MOST = 10_000
_MAX_BYTES = 64 * 1024**2
# The quantile of the normal distribution for 95 %.
_Z = 1.959963984540054
# Sentences that are drawn at a time, until there are enough that a machine translated.
_DRAWS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many that were marked are bad, and between which shares (0 to 1) that of the corpus lies, at 95 %."""

    marked: int
    bad: int
    low: float
    high: float

    def __str__(self) -> str:
        """Return it in words.

        >>> str(estimate(50, 12)), str(estimate(0, 0))
        ('12 of 50 are bad: 24 % (95 %: 14 to 37 %)', 'none is marked')
        """
        if not self.marked:
            return "none is marked"
        share, low, high = (round(100 * value) for value in (self.bad / self.marked, self.low, self.high))
        return f"{self.bad} of {self.marked} are bad: {share} % (95 %: {low} to {high} %)"


def estimate(marked: int, bad: int) -> Estimate:
    """Return what marks tell, with the interval of Wilson (1927), which holds for few marks and for none bad.

    >>> found = estimate(10, 0)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0, 0.2775)
    """
    if not marked:
        return Estimate(0, 0, 0.0, 1.0)
    share, square = bad / marked, _Z**2
    middle = (share + square / (2 * marked)) / (1 + square / marked)
    half = _Z * math.sqrt(share * (1 - share) / marked + square / (4 * marked**2)) / (1 + square / marked)
    # At both ends it is exact, but for how computers reckon.
    return Estimate(marked, bad, middle - half if bad else 0.0, middle + half if bad < marked else 1.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of a sample, as it was when it was drawn: that is what is marked, whatever becomes of it."""

    id: str
    source: str
    target: str


@dataclass(slots=True)
class Sample:
    """Sentences that were drawn, and the marks of them by id: whether they are bad. Threads may mark in turns."""

    path: Path
    size: int
    seed: int
    drawn: Sequence[Drawn]
    marks: dict[str, bool] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def estimate(self) -> Estimate:
        """What the marks tell."""
        return estimate(len(self.marks), sum(self.marks.values()))

    def __str__(self) -> str:
        """Return it in words."""
        return f"sample of {count(len(self.drawn), 'sentence')} (seed {self.seed}): {self.estimate}"

    def mark(self, identity: str, *, bad: bool | None, by: str | None = None) -> None:
        """Keep a mark, on disk for good; None takes it back. Raises UsageError for another's id, OutputError."""
        if identity not in {one.id for one in self.drawn}:
            raise UsageError(f"'{identity}' is not in the sample", "Load the page again")
        with self._lock:
            _append(self.path, {"id": identity, "bad": bad, "by": by})
            if bad is None:
                self.marks.pop(identity, None)
            else:
                self.marks[identity] = bad


def sample(private: Path, shelf: Shelf, size: int, seed: int) -> Sample:
    """Return the sample of that size and seed: the one that was begun, or a new one.

    Drawn are sentences that a machine translated, or that were laid beside each other; fewer where there are fewer.
    Raises UsageError for a size that makes no sense, InputError for a file that is none, OutputError.
    """
    if not 0 < size <= MOST:
        raise UsageError(f"a sample of {size:,} sentences", f"Draw from 1 to {MOST:,}")
    folder = private / _FOLDER
    path = folder / f"{size}-{seed}.jsonl"
    with output_errors(folder, "Give the corpus a folder that you may write to"):
        refuse_link(folder)
        refuse_link(path)
        if path.exists():
            return _read(path, size, seed)
        folder.mkdir(exist_ok=True)
        made = Sample(path, size, seed, list(_draw(shelf, size, seed)))
        if not made.drawn:
            raise InputError("the corpus has no sentence that a machine translated", "Name another corpus")
        drawn = [[one.id, one.source, one.target] for one in made.drawn]
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_text(dumps({"size": size, "seed": seed, "drawn": drawn}) + "\n", encoding="utf-8", newline="")
            sync(part)
            part.replace(path)
            sync(folder)
        finally:
            part.unlink(missing_ok=True)
    return made


def _draw(shelf: Shelf, size: int, seed: int) -> Iterator[Drawn]:
    """Yield sentences by chance, each at most once."""
    firsts = [spine.first for spine in shelf.spines()]
    places = list(range(shelf.segments))
    random.Random(seed).shuffle(places)  # noqa: S311 - by a seed, so that it can be drawn again
    found, start = 0, 0
    while found < size and start < len(places):
        # Read article by article, which lie on the disk in this order; told in the order of chance.
        some = places[start : start + _DRAWS * size]
        start += len(some)
        pairs = dict(_pairs(shelf, firsts, some))
        for place in some:
            pair = pairs[place]
            if found < size and pair.origin is not Origin.HUMAN and pair.segment.text and pair.translation.text:
                found += 1
                yield Drawn(pair.segment.id, pair.segment.text, pair.translation.text)


def _pairs(shelf: Shelf, firsts: Sequence[int], places: Sequence[int]) -> Iterator[tuple[int, Pair]]:
    number = -1
    pairs: list[Pair] = []
    for place in sorted(places):
        if (own := bisect_right(firsts, place) - 1) != number:
            number, (_, pairs) = own, shelf.read(own)
        yield place, pairs[place - firsts[number]]


def _read(path: Path, size: int, seed: int) -> Sample:
    try:
        first, *rest = read_regular(path, _MAX_BYTES).split(b"\n")
        said = loads(first)
        drawn = [Drawn(*map(_text, one)) for one in said["drawn"]]
        found = Sample(path, size, seed, drawn)
        ids = {one.id for one in drawn}
        for line in rest:
            _take(found, ids, line)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"'{path}' is no sample of bilingual's", "Move it away, or draw with another seed") from error
    return found


def _take(found: Sample, ids: set[str], line: bytes) -> None:
    """Take a mark; a line that a power cut left half written counts for nothing."""
    try:
        said: Any = json.loads(line)
        identity, bad = said["id"], said["bad"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    if isinstance(identity, str) and identity in ids and isinstance(bad, bool):
        found.marks[identity] = bad
    elif bad is None and isinstance(identity, str):
        found.marks.pop(identity, None)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _append(path: Path, record: dict[str, Any]) -> None:
    """Add a line to a file, on disk for good, or nothing. Raises OutputError."""
    with output_errors(path, "Make room on the disk, and mark it again"):
        refuse_link(path)
        descriptor = os.open(
            path, os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(descriptor, "rb+", buffering=0) as stream:
            refuse_irregular(os.fstat(stream.fileno()), path)
            before = stream.seek(0, os.SEEK_END)
            line = dumps(record).encode() + b"\n"
            try:
                # A line that was cut short must not swallow this one.
                left = memoryview(line if before and _ends_with_line_feed(stream, before) else b"\n" + line)
                while left:
                    left = left[stream.write(left) :]
                os.fsync(stream.fileno())
            except OSError as error:
                stream.truncate(before)
                raise OutputError(f"'{path}' cannot be written: {error.strerror}", "Make room on the disk") from error


def _ends_with_line_feed(stream: Any, size: int) -> bool:  # noqa: ANN401 - a file that was just opened
    stream.seek(size - 1)
    return bool(stream.read(1) == b"\n")
