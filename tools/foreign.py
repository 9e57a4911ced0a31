"""Measures how surely a sentence in another language is told from French ones.

    python tools/foreign.py FILE… [--most 20000]

A table (``.tsv``, ``.tsv.xz``) holds French and English, a tab between, a pair a line: of the French, what is taken for
foreign is a false alarm (or is English, so it is printed); of the English of six words and more, how many are told. A
``.jsonl`` file holds French texts in ``text``, which are cut into sentences first.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import bilingual
from benchmarks.pairs import read
from bilingual.lexicon.other_languages import foreign_language

_SHOWN = 10
_FEWEST_WORDS = 6


def main() -> None:
    """Measure and print a line for each file, and the first false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=20_000)
    arguments = parser.parse_args()
    for path in arguments.files:
        french, english = _texts(path, arguments.most)
        alarms = [sentence for sentence in french if foreign_language(sentence)]
        told = sum(foreign_language(sentence) is not None for sentence in english)
        print(f"{path.name}: {len(alarms)} of {len(french):,} French, {told:,} of {len(english):,} English")
        for sentence in alarms[:_SHOWN]:
            print(f"   {foreign_language(sentence)}: {sentence}")


def _texts(path: Path, most: int) -> tuple[list[str], list[str]]:
    if path.suffix == ".jsonl":
        lines = path.read_text(encoding="utf-8").splitlines()
        return [one for line in lines for one in bilingual.sentences(json.loads(line)["text"])][:most], []
    pairs = read(path)[:most]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs if len(pair[1].split()) >= _FEWEST_WORDS]


if __name__ == "__main__":
    main()
