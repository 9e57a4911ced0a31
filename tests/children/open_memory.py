"""Open a memory at the moment that a line comes, and print how many of its corrections are there, and what it noted."""

from __future__ import annotations

import json
import sys

from bilingual.memory import Memory

if __name__ == "__main__":
    path, rounds, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    for number in range(rounds):
        sys.stdin.readline()
        notes: list[str] = []
        error, there = "", 0
        try:
            with Memory(path.format(number), notes.append) as memory:
                there = len(memory.corrections(("fr", "en"), [f"Phrase {count}." for count in range(300)]))
                memory.correct(("fr", "en"), [(f"De {name}.", f"From {name}.")])
        except Exception as raised:  # noqa: BLE001 - whatever it is, the test is to show it
            error = f"{type(raised).__name__}: {raised}"
        print(json.dumps([there, error, notes]), flush=True)  # noqa: T201 - what the test reads
