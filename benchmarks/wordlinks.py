"""Measure word links against links made by hand: alignment error rate, precision and recall, CPU time a sentence.

Each GOLD is a file of JSON lines with ``fr`` and ``en`` (tokens), ``sure`` and ``possible`` ([[French, English], …],
numbered from 0); lines without ``sure`` are passed over. Tokens are put together as text, so that the library splits
it by its own rule; a token of the gold is linked where any part of it is.

    python benchmarks/wordlinks.py GOLD.jsonl … [--attention] [--model PATH]

With ``--attention`` a model has a say, by default the one that a build finds; the time is then that of both.

AER is that of Och and Ney (2003, https://aclanthology.org/J03-1002); precision is of links that are sure or possible,
recall of those that are sure.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.alignment.words import Link

Pairs = frozenset[tuple[int, int]]
_HANGS = re.compile(
    r"-(?:t|t-\w+|je|tu|ils?|elles?|on|nous|vous|moi|toi|lui|leur|les?|la|en|y|ce|ci|là|même)$", re.IGNORECASE
)
HEAD = f"{'':24} {'sentences':>9} {'AER':>6} {'precision':>9} {'recall':>7} {'links':>7} {'µs CPU':>7}"


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence, and where its tokens stand in it."""

    text: str
    places: tuple[tuple[int, int], ...]

    def at(self, start: int, end: int) -> list[int]:
        """Return the tokens that share a character with a stretch."""
        return [number for number, (first, last) in enumerate(self.places) if first < end and start < last]


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences and their links by hand; ``possible`` holds the sure ones, too."""

    fr: Side
    en: Side
    sure: Pairs
    possible: Pairs


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a set: links found, those that are possible, those that are sure, sure links in all."""

    found: int
    possible: int
    sure: int
    wanted: int

    @property
    def aer(self) -> float:
        """The alignment error rate in per cent."""
        return 100 * (1 - (self.sure + self.possible) / max(1, self.found + self.wanted))

    @property
    def precision(self) -> float:
        """Per cent of the links found that are possible."""
        return 100 * self.possible / max(1, self.found)

    @property
    def recall(self) -> float:
        """Per cent of the sure links that were found."""
        return 100 * self.sure / max(1, self.wanted)


def side(tokens: Sequence[str], language: str) -> Side:
    """Put tokens together: with spaces, but what hangs on to a word.

    >>> side(["dit", "-il", "l'", "État"], "fr").text
    "dit-il l'État"
    """
    text, places = "", []
    for token in tokens:
        hangs = language == "fr" and (_HANGS.match(token) or re.search(r"[^\W\d_]['’]$", text))
        text += "" if not text or hangs else " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return Side(text, tuple(places))


def examples(path: Path) -> list[Example]:
    """Read a file of gold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        if "sure" in row:
            sure = frozenset((i, j) for i, j in row["sure"])
            possible = sure | {(i, j) for i, j in row["possible"]}
            found.append(Example(side(row["fr"], "fr"), side(row["en"], "en"), sure, possible))
    return found


def linked(example: Example, links: Iterable[Link]) -> Pairs:
    """Return links of characters as links of the gold's tokens."""
    return frozenset(
        (i, j)
        for link in links
        for i in example.fr.at(link.fr_start, link.fr_end)
        for j in example.en.at(link.en_start, link.en_end)
    )


def score(examples: Sequence[Example], found: Sequence[Pairs]) -> Score:
    """Count links that were found."""
    both = list(zip(examples, found, strict=True))
    return Score(
        sum(len(links) for links in found),
        sum(len(links & example.possible) for example, links in both),
        sum(len(links & example.sure) for example, links in both),
        sum(len(example.sure) for example in examples),
    )


def line(name: str, count: int, result: Score, cpu: float | None = None) -> str:
    """Return a line of the table; ``cpu`` in seconds for all sentences."""
    spent = "" if cpu is None else f"{1e6 * cpu / max(1, count):7.0f}"
    return (
        f"{name:24} {count:9} {result.aer:6.1f} {result.precision:9.1f} {result.recall:7.1f} {result.found:7} {spent}"
    ).rstrip()


def main() -> None:
    """Parse the command line and print a line for each file."""
    from bilingual import Options, link_words, load_attention

    parser = argparse.ArgumentParser(description="Measure word links against links made by hand.")
    parser.add_argument("files", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--attention", action="store_true")
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    link_words("Bonjour.", "Good morning.")  # what is read once is not counted
    model = load_attention(Options(model=options.model)) if options.attention else None
    if model:
        list(model.of([("Bonjour.", "Good morning.")]))
    print(HEAD)
    for path in options.files:
        gold = examples(path)
        start = time.process_time()
        texts = [(example.fr.text, example.en.text) for example in gold]
        tables = dict(model.of(texts)) if model else {}
        links = [link_words(*pair, tables.get(number)) for number, pair in enumerate(texts)]
        spent = time.process_time() - start
        found = [linked(example, each) for example, each in zip(gold, links, strict=True)]
        print(line(path.stem, len(gold), score(gold, found), spent))


if __name__ == "__main__":
    main()
