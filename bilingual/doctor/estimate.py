"""How much work sources are and how fast this machine does it, from which follows how long a build will take."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.readers import READERS, discovery
from bilingual.readers.sources import articles_of
from bilingual.segmentation import segments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.engines import Engine
    from bilingual.options import Options

# Seconds to measure and to read for.
MEASURE_SECONDS = 3.0
READ_SECONDS = 5.0
# Sentences to begin a measurement with, and at most; few enough for a very slow machine, enough for full batches.
_FIRST, MOST = 10, 1_000


@dataclass(slots=True)
class Sources:
    """What was read of the sources: the first ``share`` of their bytes."""

    size: int = 0
    articles: int = 0
    segments: int = 0
    distinct: set[str] = field(default_factory=set)
    skipped: list[InputError] = field(default_factory=list)
    share: float = 1.0


def read_sources(names: Sequence[str], options: Options) -> Sources:
    """Read and segment the sources, for READ_SECONDS at most."""
    read, done = Sources(discovery.total_size(names, READERS)), 0
    until = time.monotonic() + READ_SECONDS
    for item, size in articles_of(names, options.source, options, Counter()) if names else ():
        done += size
        if isinstance(item, InputError):
            read.skipped.append(item)
        else:
            texts = [segment.text for segment in segments_of(item)]
            read.articles += 1
            read.segments += len(texts)
            read.distinct.update(texts)
        if time.monotonic() > until:
            read.share = min(1.0, done / max(1, read.size))
            break
    return read


def measure(engine: Engine, sample: Sequence[str]) -> tuple[int, int, float]:
    """Translate some of ``sample`` for about MEASURE_SECONDS; return how many sentences, characters, seconds it took.

    A first few tell how many to take, so that a slow machine is not kept busy for minutes.
    """
    taken, total, characters = 0.0, 0, 0
    size = _FIRST
    while taken < MEASURE_SECONDS * 0.8:
        some = [sample[number % len(sample)] for number in range(min(size, len(sample)))]
        started = time.perf_counter()
        for _ in engine.translate(some):
            pass
        took = max(1e-6, time.perf_counter() - started)
        if size == _FIRST and len(sample) > _FIRST and took < MEASURE_SECONDS / 2:
            # Small batches are slow: these few do not count.
            size = max(_FIRST + 1, min(MOST, int(_FIRST / took * MEASURE_SECONDS)))
            continue
        taken, total, characters = taken + took, total + len(some), characters + sum(map(len, some))
    return total, characters, taken
