"""Choose the pairs that ``bilingual model calibrate`` measures a model with where nobody names others.

    python tools/calibration_set.py TICO19.tsv.xz                    writes bilingual/pipeline/calibration/tico19.tsv
    python tools/calibration_set.py TICO19.tsv.xz --all --to FILE    writes all pairs that it chooses among

The file holds TICO-19 (https://tico-19.github.io), French and English with a tab between, in the order of its texts. In
the copy that was used the sides of some stretches are shifted against each other. So a pair is taken only where no
check finds anything in it, and where no pair in reach of it is unrelated: a shift goes on for some lines, in which a
pair may go together by chance. It must be one sentence in both languages, as those that a model is given are. Chance is
seeded; what is written stands in the order of the file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import bilingual
from benchmarks.pairs import Pair, read

SHIPPED = Path("bilingual/pipeline/calibration/tico19.tsv")
SENTENCES = 300
SEED = 19
# Lines before and after a pair that must not be unrelated either.
REACH = 5


def belonging(pairs: list[Pair]) -> tuple[list[Pair], int]:
    """Return the pairs whose two sides belong together, each French sentence once; and how many more were flagged."""
    found = [set(bilingual.check(source, target)) for source, target in pairs]
    shifted = ["unrelated" in flags for flags in found]
    chosen: dict[str, str] = {}
    flagged = 0
    for at, (source, target) in enumerate(pairs):
        if any(shifted[max(0, at - REACH) : at + REACH + 1]):
            continue
        if not (_is_one_sentence(source, "fr") and _is_one_sentence(target, "en")):
            continue
        if found[at]:
            flagged += 1
        else:
            chosen.setdefault(source, target)
    return list(chosen.items()), flagged


def _is_one_sentence(text: str, language: str) -> bool:
    return len(bilingual.sentences(text, language)) == 1


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description="Choose the pairs that models are calibrated with.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", type=Path, default=SHIPPED)
    parser.add_argument("--all", action="store_true", help="write all pairs that are chosen among")
    arguments = parser.parse_args()
    pairs = read(arguments.file)
    together, flagged = belonging(pairs)
    chosen = together
    if not arguments.all:
        chosen = [together[at] for at in sorted(Random(SEED).sample(range(len(together)), SENTENCES))]
    arguments.to.write_text("".join(f"{source}\t{target}\n" for source, target in chosen), encoding="utf-8")
    print(f"{len(chosen):,} of {len(together):,} pairs that belong together, of {len(pairs):,}, in {arguments.to}")
    print(f"left out as a check found something, where nothing is shifted: {flagged:,}")


if __name__ == "__main__":
    main()
