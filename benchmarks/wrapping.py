"""Measure how wrapped lines are read: texts are wrapped at several widths, and must come out as they went in.

Each FILE holds texts, an object with ``text`` a line, as benchmarks/segmentation.py takes them; their own line breaks
count as spaces. A text is three of them in a row, as paragraphs with an empty line between. It is wrapped as editors do
(``even``), as proportional letters do (``ragged``: the width varies by an eighth), with broken words (``broken``, at a
vowel before a consonant), and with an empty line behind each line (``spaced``). It is read right where it has the
sentences that it has unwrapped. ``plain`` are the texts and their sentences a line each: none may be joined.

    python benchmarks/wrapping.py FILE.jsonl … [--widths 36,45,60,72,80,100] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PARAGRAPHS = 3
_BREAK = re.compile(r"(?<=[a-zéèêà][aeiouéèêà])(?=[bcdfglmnprstv][aeiouéèêàr])")


def lines_of(text: str, width: Callable[[], int], *, broken: bool) -> list[str]:
    """Return a paragraph as lines of at most ``width()`` characters, where a word is no longer."""
    lines, line, most = [], "", width()
    for word in text.split():
        if line and len(line) + 1 + len(word) > most:
            rest = word
            if broken and word.isalpha() and word.islower():
                room = most - len(line) - 2
                cut = max((match.start() for match in _BREAK.finditer(word) if match.start() <= room), default=0)
                if cut and len(word) - cut > 1:
                    line, rest = f"{line} {word[:cut]}-", word[cut:]
            lines.append(line)
            line, most = rest, width()
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def wrapped(paragraphs: Sequence[str], width: int, way: str, chance: random.Random) -> str:
    """Return the paragraphs wrapped in one of the ways."""

    def ragged() -> int:
        return width - chance.randint(0, width // 8)

    between = "\n\n" if way == "spaced" else "\n"
    made = [lines_of(one, ragged if way == "ragged" else lambda: width, broken=way == "broken") for one in paragraphs]
    return (between + "\n").join(between.join(lines) for lines in made)


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Measure how wrapped lines are read.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--widths", default="36,45,60,72,80,100", help="in characters, with commas")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    rows = [json.loads(line) for path in options.files for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [" ".join(row["text"].split()) for row in rows]
    groups = [texts[at : at + _PARAGRAPHS] for at in range(0, len(texts), _PARAGRAPHS)]
    for way in ("even", "ragged", "broken", "spaced"):
        for width in map(int, options.widths.split(",")):
            right = kept = 0
            for group in groups:
                text = wrapped(group, width, way, chance)
                found = bilingual.sentences(text)
                right += found == bilingual.sentences("\n\n".join(group), line_breaks="keep")
                kept += found == bilingual.sentences(text, line_breaks="keep") and "\n" in text.replace("\n\n", "")
            print(f"{way:8} {width:4}: {right:,} of {len(groups):,} right, {kept:,} read line by line")
    plain = [between.join(group) for group in groups for between in ("\n", "\n\n")]
    plain += [between.join(row["sentences"]) for row in rows if "sentences" in row for between in ("\n", "\n\n")]
    joined = sum(bilingual.sentences(text) != bilingual.sentences(text, line_breaks="keep") for text in plain)
    print(f"{'plain':13}: {joined:,} of {len(plain):,} joined")


if __name__ == "__main__":
    main()
