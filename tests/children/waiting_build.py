"""A build that comes to a stop, for tests that stop it: ``python waiting_build.py SOURCES OUT BATCHES [mend]``.

After so many batches are in the memory it prints ``waiting`` and waits until its standard input ends, where it would
make the next one. With ``mend`` it checks and repairs, and only what it decodes a second time counts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.options import Options
from bilingual.pipeline import windows
from tests.support.careless import CarelessEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Decoding


class _Waiting(FakeEngine):
    def __init__(self, batches: int) -> None:
        super().__init__(batch_size=20)
        self._left = batches

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            self._left = _wait_after(self._left)
            yield batch


class _WaitingInRepair(CarelessEngine):
    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            if decoding.hypotheses > 1:
                self._left = _wait_after(self._left)
            yield batch


def _wait_after(left: int) -> int:
    """Wait where no more batches are left to make; return how many are after this one."""
    if not left:
        print("waiting", flush=True)  # noqa: T201 - what the test waits for
        sys.stdin.read()
    return left - 1


if __name__ == "__main__":
    windows.WINDOW_SENTENCES = 100
    sources, out, batches, *mend = sys.argv[1:]
    engine = RepairingEngine(_WaitingInRepair(int(batches))) if mend else _Waiting(int(batches))
    pipeline.build([sources], Options(out=Path(out)), engine)
