"""Make the general list that `bilingual terms` compares a corpus with, from the French of parallel texts.

Each FILE holds French and English, a tab between (``.tsv``, ``.tsv.xz``). ``FILE:N`` takes N lines of it, drawn by a
seeded shuffle, so that no kind of text outweighs the others. Only texts whose licence allows it go in; name them with
``--source`` in the order of the files.

    python tools/general.py FILE.tsv[:N] … --source "laws of Canada (licence)" … --out general.tsv.gz
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bilingual.corpus.terms.candidates import candidates
from bilingual.corpus.terms.general import packed
from tools.lexicon import sample

# Content words of the longest run that is counted, and what is rarer is left out, by content words.
LONGEST = 3
LEAST = {1: 2, 2: 4, 3: 5}


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description="Make the general list of `bilingual terms`.")
    parser.add_argument("files", nargs="+", metavar="FILE[:N]")
    parser.add_argument("--source", action="append", default=[], help="what a file is, and its licence; repeatable")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    counts: dict[int, Counter[str]] = {words: Counter() for words in LEAST}
    sentences = 0
    for name in options.files:
        for source, _ in sample(name):
            sentences += 1
            for found in candidates(source, LONGEST):
                counts[found.words][found.key] += 1
    sizes = {words: sum(counter.values()) for words, counter in counts.items()}
    kept = {
        key: count
        for words, counter in counts.items()
        for key, count in sorted(counter.items())
        if count >= LEAST[words]
    }
    head = [
        "How often French content words, and runs of them, stand in texts of many kinds, in lower case.",
        f"Counted by tools/general.py in {sentences:,} sentences; it holds words and counts, no sentences:",
        *(f"- {source}" for source in options.source),
        "Left out is what is rarer than "
        + ", ".join(f"{least} ({words})" for words, least in LEAST.items())
        + " by content words; sizes are all occurrences of candidates by content words.",
    ]
    options.out.write_bytes(packed(kept, sizes, head))
    print(f"{len(kept):,} words and runs from {sentences:,} sentences, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
