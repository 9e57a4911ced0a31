"""A build that takes its time, for tests that stop it: ``python slow_build.py SOURCES OUT [SECONDS_A_BATCH]``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.article import Translation


class SlowEngine(FakeEngine):
    def __init__(self, delay: float) -> None:
        super().__init__(batch_size=20)
        self._delay = delay

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        for batch in super().translate(sentences):
            time.sleep(self._delay)
            yield batch


if __name__ == "__main__":
    pipeline.WINDOW_SENTENCES = 100
    pipeline.build([sys.argv[1]], Options(out=Path(sys.argv[2])), SlowEngine(float(sys.argv[3])))
