"""Hold a memory open, with something written to it, until a line comes; then print how many corrections it has."""

from __future__ import annotations

import sys

from bilingual.data import Translation
from bilingual.engines.fake import FakeEngine
from bilingual.memory import Memory

if __name__ == "__main__":
    with Memory(sys.argv[1]) as memory:
        memory.use(FakeEngine().provenance)
        memory.store([("Voilà.", Translation("There.", -1.0))])
        print("open", flush=True)  # noqa: T201 - what the test waits for
        sys.stdin.readline()
        there = memory.corrections(("fr", "en"), [f"Phrase {count}." for count in range(300)])
        print(len(there), flush=True)  # noqa: T201 - what the test reads
