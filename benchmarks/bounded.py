"""Whether a build's memory grows with the corpus: its peak for many articles beside that for few of the same length.

    python benchmarks/bounded.py TEXT… [--articles 1000 100000]

TEXT are French text files; their words make the articles, of twenty sentences each. The engine is the fake one, with
the real model loaded beside it, so that its memory counts. Prints megabytes and seconds, and the ratio of the peaks.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus

CHILD = """
import sys
import bilingual
model = bilingual.load_engine()
list(bilingual.translate(["Bonjour."], engine=model))
bilingual.build([sys.argv[1]], bilingual.Options(out=sys.argv[2], formats=sys.argv[3]), bilingual.FakeEngine())
"""
MEGABYTE = 1024  # of the kilobytes that wait4 counts on Linux


def generate(folder: Path, articles: int, sentences: list[str]) -> None:
    """Write articles of distinct sentences, a thousand to a folder."""
    chance = random.Random(articles)
    words = [word for sentence in sentences for word in sentence.rstrip(".!?").split()[1:] if word.isalpha()]
    for number in range(articles):
        made = []
        for count in range(corpus.SENTENCES_PER_ARTICLE):
            length = len(chance.choice(sentences).split())
            made.append(" ".join(["Voici", *chance.choices(words, k=length), f"en {number * 100 + count}."]))
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        paragraphs = [" ".join(made[i : i + 4]) for i in range(0, len(made), 4)]
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--articles", nargs=2, type=int, default=[1_000, 100_000], metavar=("FEW", "MANY"))
    parser.add_argument("--formats", default="jsonl")
    arguments = parser.parse_args()
    sentences = corpus.read_sentences(arguments.texts)
    peaks = []
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder) / "articles", articles, sentences)
            started = time.perf_counter()
            command = [sys.executable, "-c", CHILD, f"{folder}/articles", f"{folder}/out", arguments.formats]
            process = subprocess.Popen(command)
            _, status, usage = os.wait4(process.pid, 0)
            if os.waitstatus_to_exitcode(status):
                raise SystemExit("the build failed")
            peaks.append(usage.ru_maxrss / MEGABYTE)
            print(f"{articles:9,} articles: peak {peaks[-1]:6.0f} MB, {time.perf_counter() - started:6.0f} s")
    print(f"ratio of the peaks: {peaks[1] / peaks[0]:.2f}")


if __name__ == "__main__":
    main()
