"""A build that takes its time, for tests that stop it: ``python slow_build.py SOURCES OUT SECONDS_A_BATCH [mend]``.

With ``mend`` it checks and repairs, and only what it decodes a second time takes its time.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Decoding, Engine

_NUMBER = re.compile("[0-9]+")


class SlowEngine(FakeEngine):
    def __init__(self, delay: float) -> None:
        super().__init__(batch_size=20)
        self._delay = delay

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        for batch in super().translate(sentences):
            time.sleep(self._delay)
            yield batch


class CarelessEngine(FakeEngine):
    """Gets most numbers wrong at first, some with loops; some are right at the next try, loops later, others never."""

    def __init__(self, delay: float = 0.0, batch_size: int = 20) -> None:
        super().__init__(batch_size)
        self._delay = delay

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            if decoding.hypotheses > 1:
                time.sleep(self._delay)
            yield [(index, [replace(found[0], text=_said(sentences[index], decoding))]) for index, found in batch]


def _said(sentence: str, decoding: Decoding) -> str:
    number, *_ = _NUMBER.findall(sentence)
    tries = (decoding.hypotheses > 1) + (decoding.no_repeat_ngram_size > 0)
    needed = int(number) % 4
    wrong = ", 777" + " and again and again and again" * (needed == 2)
    return "Sentence " + " of article ".join(_NUMBER.findall(sentence)) + (wrong if tries < needed else "")


def mending(delay: float = 0.0, batch_size: int = 20) -> Engine:
    """Return a careless engine whose translations are checked and repaired."""
    return RepairingEngine(CarelessEngine(delay, batch_size))


if __name__ == "__main__":
    pipeline.WINDOW_SENTENCES = 100
    delay = float(sys.argv[3])
    pipeline.build([sys.argv[1]], Options(out=Path(sys.argv[2])), mending(delay) if sys.argv[4:] else SlowEngine(delay))
