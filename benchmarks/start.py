"""What the start costs, in CPU seconds (user and system), medians of runs taken in turns.

    python benchmarks/start.py [RUNS]

compares `bilingual --help` with the import of typer and rich alone, and gives what a build of one small article has
taken when its first sentences are translated, and in all. Caches and compiled modules are warm, as users have them.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ARTICLE = "Le Mali avance\n\nLe ministre est venu lundi. Pourquoi maintenant ?\n"
# Prints the CPU seconds of the process when the first sentences are there.
FIRST = """
import sys
from resource import RUSAGE_SELF, getrusage
from bilingual import cli
from bilingual.cli import progress
def seconds():
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
def translated(self, *_):
    if not self.translated_sentences:
        print("first", seconds(), file=sys.stderr)
    self.translated_sentences += 1
progress.Meter.translated = translated
sys.exit(cli.main())
"""


def used(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """Return the CPU seconds of a command, and what it said on standard error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stderr


def main() -> None:
    """Measure and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        article, out = Path(name) / "a.txt", Path(name) / "out"
        article.write_text(ARTICLE, encoding="utf-8")
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(name) / "bytecode")
        for run in range(-2, runs):  # two that fill the caches
            taken = {
                "import typer, rich": used([sys.executable, "-c", "import typer, rich"], environment)[0],
                "bilingual --help": used([sys.executable, "-m", "bilingual", "--help"], environment)[0],
            }
            build = ["build", str(article), "--out", str(out / str(run))]
            whole, said = used([sys.executable, "-c", FIRST, *build], environment)
            first = next(line for line in said.splitlines() if line.startswith("first "))
            taken |= {"first batch": float(first.split()[1]), "whole build": whole}
            for label, seconds in taken.items():
                figures.setdefault(label, []).extend([seconds] if run >= 0 else [])
    for label, all_of_them in figures.items():
        print(f"{label:20} {statistics.median(all_of_them):.3f}")
    shares = [one / other for one, other in zip(*list(figures.values())[1::-1], strict=True)]
    print(f"{'help / import':20} {statistics.median(shares):.2f}")


if __name__ == "__main__":
    main()
