"""Measure the sentence segmenter: precision, recall and F1 of sentence boundaries, exact texts, sentences per second.

Each FILE holds texts with their sentences: JSON Lines, or one JSON list (``.json``), of objects with ``text`` and
``sentences`` (in order). A boundary is counted as the number of characters before it that are no white space, so that
spacing never matters. The boundary at the end of a text is trivial; the strict figures leave it out.

    python benchmarks/segmentation.py FILE.jsonl … [--errors] [--json] [--language fr] [--passes 5]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parents[1] / "tests" / "data" / "segmentation"


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its sentences, as a person cut it."""

    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Boundaries that are right, wrong (false alarms) and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Per cent of the found boundaries that are right."""
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Per cent of the true boundaries that were found."""
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Result:
    """What one file measured; ``speed`` is in sentences per second on one core, the median of the passes."""

    file: str
    texts: int
    sentences: int
    exact: int
    every: Count
    strict: Count
    speed: float


def read(path: Path) -> list[Example]:
    """Read the examples of a JSON or JSON Lines file."""
    content = path.read_text(encoding="utf-8")
    rows = json.loads(content) if path.suffix == ".json" else map(json.loads, content.splitlines())
    return [Example(row["text"], tuple(row["sentences"])) for row in rows]


def ink(text: str) -> int:
    """Return the number of characters of the text that are no white space."""
    return sum(not char.isspace() for char in text)


def boundaries(sentences: Sequence[str]) -> frozenset[int]:
    """Return the boundary after each sentence, the last included."""
    return frozenset(accumulate(map(ink, sentences)))


def count(pairs: list[tuple[frozenset[int], frozenset[int]]]) -> Count:
    """Add up over pairs of (true, found) boundaries."""
    return Count(
        right=sum(len(true & found) for true, found in pairs),
        wrong=sum(len(found - true) for true, found in pairs),
        missed=sum(len(true - found) for true, found in pairs),
    )


def speed(examples: list[Example], language: str, passes: int) -> float:
    """Return the true sentences per second of processor time: the median of the passes, all but the first warm."""
    total = sum(len(example.sentences) for example in examples)
    rates = []
    for _ in range(passes):
        start = time.process_time()
        for example in examples:
            bilingual.sentences(example.text, language)
        rates.append(total / (time.process_time() - start))
    return statistics.median(rates)


def measure(path: Path, language: str, passes: int) -> Result:
    """Measure one file."""
    examples = read(path)
    pairs = [(boundaries(e.sentences), boundaries(bilingual.sentences(e.text, language))) for e in examples]
    inner = [(true - {max(true)}, found - {max(true)}) for true, found in pairs if true]
    return Result(
        file=path.name,
        texts=len(examples),
        sentences=sum(len(example.sentences) for example in examples),
        exact=sum(true == found for true, found in pairs),
        every=count(pairs),
        strict=count(inner),
        speed=speed(examples, language, passes),
    )


def errors(path: Path, language: str, width: int = 40) -> list[str]:
    """List every wrong (+) and missed (-) boundary, shown as ¦ between its neighbours."""
    lines = []
    for number, example in enumerate(read(path), 1):
        true, found = boundaries(example.sentences), boundaries(bilingual.sentences(example.text, language))
        places = list(accumulate(int(not char.isspace()) for char in example.text))
        for boundary in sorted(true ^ found):
            at = places.index(boundary) + 1
            before, after = example.text[max(0, at - width) : at], example.text[at : at + width]
            lines.append(f"{path.name}:{number} {'-' if boundary in true else '+'} {before}¦{after}".replace("\n", "⏎"))
    return lines


def table(results: list[Result]) -> str:
    """Lay the results out as a table, with the macro average over the files below."""
    head = f"{'':28}{'precision':>10}{'recall':>8}{'F1':>8}   {'strict: precision':>17}{'recall':>8}{'F1':>8}"
    lines = [f"{head}{'exact':>14}{'sentences/s':>13}"]
    for result in results:
        every, strict = result.every, result.strict
        lines.append(
            f"{result.file:28}{every.precision:10.2f}{every.recall:8.2f}{every.f1:8.2f}   "
            f"{strict.precision:17.2f}{strict.recall:8.2f}{strict.f1:8.2f}"
            f"{f'{result.exact}/{result.texts}':>14}{result.speed:13,.0f}"
        )
    every_f1 = statistics.mean(result.every.f1 for result in results)
    strict_f1 = statistics.mean(result.strict.f1 for result in results)
    lines.append(f"{'macro average':28}{'':18}{every_f1:8.2f}   {'':25}{strict_f1:8.2f}")
    return "\n".join(lines)


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Measure the sentence segmenter on texts cut by hand.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: the cases of the test suite")
    parser.add_argument("--errors", action="store_true", help="list every wrong (+) and missed (-) boundary")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--language", default="fr", help="ISO 639-1 code (default: fr)")
    parser.add_argument("--passes", type=int, default=5, help="timed passes per file (default: 5)")
    options = parser.parse_args()
    files = options.files or sorted(CASES.glob("*.json"))
    results = [measure(path, options.language, options.passes) for path in files]
    if options.json:
        scored = [asdict(result) | {"f1": result.every.f1, "strict_f1": result.strict.f1} for result in results]
        print(json.dumps(scored, ensure_ascii=False, indent=2))
    else:
        print(table(results))
    if options.errors:
        print(*(line for path in files for line in errors(path, options.language)), sep="\n")


if __name__ == "__main__":
    main()
