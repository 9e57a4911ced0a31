"""A search in a process of its own: prints how many hits there are, or is killed while it makes the index.

Arguments: the corpus, and ``search`` or ``kill``.
"""

from __future__ import annotations

import os
import signal
import sys

import bilingual
from bilingual.corpus.search import building


def main() -> None:
    """Search, or die at it."""
    folder, what = sys.argv[1:]
    if what == "kill":
        building._Writing._name = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment,method-assign]  # noqa: SLF001
    with bilingual.search(folder, "*") as found:
        sys.stdout.write(f"{len(list(found))}\n")


if __name__ == "__main__":
    main()
