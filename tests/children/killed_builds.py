"""Builds that are killed, each in a process of its own, forked from this one so that it starts at once.

Arguments: the sources and the output folder. For each line of standard input, a number of steps, a build is started,
and killed once it has taken so many. Behind the number may stand what to do instead: ``add`` and sources, ``remove``
and ids, or ``renew``; behind ``add`` may stand formats, as in ``add:jsonl``. A step is a change of files or folders, a
file opened, or a batch translated. The kill comes from outside, while the build runs on: it strikes anywhere between
two steps. The answer is a line with the exit status of the build (0, or -9 where it was killed) and the steps that were
counted.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import pipeline
from bilingual.engines.fake import FakeEngine
from bilingual.options import Options
from bilingual.pipeline import windows
from bilingual.pipeline.renewing import remove, renew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Decoding

_STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"}


class _Stepping(FakeEngine):
    """Takes a step for every batch."""

    def __init__(self, step: Callable[[], object]) -> None:
        super().__init__(batch_size=20)
        self._step = step

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for batch in super().hypotheses(sentences, decoding):
            yield batch
            self._step()


def _act(action: Sequence[str], out: Path, step: Callable[[], object]) -> None:
    """Do what is asked for, calling ``step`` for each step."""
    sys.addaudithook(lambda event, _: step() if event in _STEPS else None)
    match action:
        case ["renew"]:
            renew(out)
        case ["remove", *ids]:
            remove(out, ids)
        case [what, *sources]:
            what, _, formats = what.partition(":")
            options = Options(out=out, formats=formats or "jsonl,html")
            pipeline.build(sources, options, _Stepping(step), add=what == "add", replace=what == "replace")


def _killed_after(steps: int, action: Sequence[str], out: Path) -> tuple[int, int]:
    """Act in a process of its own, and kill it after so many steps; return its exit status and its steps."""
    told, telling = os.pipe()
    if not (child := os.fork()):
        status = 1
        try:
            os.close(told)
            _act(action, out, lambda: os.write(telling, b"."))
            status = 0
        finally:
            os._exit(status)
    os.close(telling)
    count = 0
    while count < steps and os.read(told, 1):
        count += 1
    if count == steps:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(told)
    return os.waitstatus_to_exitcode(status), count


def _warm_up() -> None:
    """Load all that a build needs, once for all the processes that are forked."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.txt")
        source.write_text("Il pleut. Elle lit.\n", encoding="utf-8")
        pipeline.build([source], Options(out=Path(folder, "out")), FakeEngine())


if __name__ == "__main__":
    _warm_up()
    windows.WINDOW_SENTENCES = 100
    for line in sys.stdin:
        most, *todo = line.split()
        print(*_killed_after(int(most), todo or ["replace", sys.argv[1]], Path(sys.argv[2])), flush=True)  # noqa: T201 - what the test reads
