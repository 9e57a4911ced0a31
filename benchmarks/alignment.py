"""Measure sentence alignment: precision, recall and F1 of beads, and of sentences that stand alone.

Each GOLD is a JSON file of a text aligned by hand (``tools/bitexts.py`` says how it looks), ``--pairs`` names sentence
pairs (``FILE.tsv.xz:FIRST:COUNT``, first line from 0) of which texts are made: as they are, with merges and gaps, and
with blocks of 100 to 300 sentences missing on one side.

A bead counts as right, strictly, where both its sides are as in the gold; laxly, where both its sides share a sentence
with one bead there (as in Thompson and Koehn 2019, https://aclanthology.org/D19-1136). Beads with an empty side are in
neither; sentences that stand alone have figures of their own.

    python benchmarks/alignment.py [GOLD.json …] [--pairs FILE:FIRST:COUNT …] [--use-model] [--raw]
    python benchmarks/alignment.py --long FILE:FIRST:COUNT
    python benchmarks/alignment.py --folders FILE:FIRST:COUNT

``--raw`` writes the paragraphs of each GOLD to two files, has ``bilingual.align`` make a corpus of them, and counts the
places at which a bead ends in both texts, the end of the text left out. A place is the number of letters and figures
before it, as it is no matter of alignment on which side of it a quotation mark stands. ``--folders`` pairs documents
that are made of the pairs (``benchmarks/folders.py``).
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import astuple, dataclass
from itertools import accumulate, groupby
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import bilingual
from benchmarks import folders
from benchmarks.pairs import part
from bilingual.alignment import Bead, Sentence, align_sentences
from tools.bitexts import Bitext, disturbed, read_gold, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Score:
    """What is counted: beads found and true, those right strictly and laxly; sentences that stand alone."""

    found: int = 0
    true: int = 0
    strict: int = 0
    lax_found: int = 0
    lax_true: int = 0
    alone_found: int = 0
    alone_true: int = 0
    alone_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @classmethod
    def of(cls, found: Sequence[Bead], true: Sequence[Bead]) -> Score:
        """Hold the beads that were found against the true ones."""
        ours, theirs = (frozenset((b.fr, b.en) for b in beads if 0 not in b.shape) for beads in (found, true))
        alone, truly_alone = _alone(found), _alone(true)
        return cls(
            len(ours),
            len(theirs),
            len(ours & theirs),
            _touching(found, true),
            _touching(true, found),
            len(alone),
            len(truly_alone),
            len(alone & truly_alone),
        )

    @property
    def strict_f1(self) -> float:
        """Return the harmonic mean of precision and recall of whole beads, in per cent."""
        return _f1(_share(self.strict, self.found), _share(self.strict, self.true))

    @property
    def lax_f1(self) -> float:
        """Return the same for beads that share a sentence on each side."""
        return _f1(_share(self.lax_found, self.found), _share(self.lax_true, self.true))


def _alone(beads: Sequence[Bead]) -> frozenset[tuple[str, int]]:
    french = {("fr", number) for bead in beads if not bead.shape[1] for number in range(*bead.fr)}
    return frozenset(french | {("en", number) for bead in beads if not bead.shape[0] for number in range(*bead.en)})


def _touching(beads: Sequence[Bead], others: Sequence[Bead]) -> int:
    """Count the beads that share a sentence on each side with one of the others."""
    two_sided = [bead for bead in others if 0 not in bead.shape]
    french = {number: place for place, bead in enumerate(two_sided) for number in range(*bead.fr)}
    english = {number: place for place, bead in enumerate(two_sided) for number in range(*bead.en)}
    return sum(
        bool(
            {french.get(number, -1) for number in range(*bead.fr)}
            & {english.get(number, -2) for number in range(*bead.en)}
        )
        for bead in beads
        if 0 not in bead.shape
    )


def _share(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def line(label: str, score: Score) -> str:
    """Lay a score out as a line of the table."""
    strict = f"{_share(score.strict, score.found):8.1f}{_share(score.strict, score.true):8.1f}{score.strict_f1:8.1f}"
    lax = f"{_share(score.lax_found, score.found):8.1f}{_share(score.lax_true, score.true):8.1f}{score.lax_f1:8.1f}"
    alone = f"{_share(score.alone_right, score.alone_found):8.1f}{_share(score.alone_right, score.alone_true):8.1f}"
    return f"{label:46}{strict}{lax}{alone}{score.alone_true:7,}"


HEAD = f"{'':46}{'strict P':>8}{'R':>8}{'F1':>8}{'lax P':>8}{'R':>8}{'F1':>8}{'alone P':>8}{'R':>8}{'alone':>7}"


def made(argument: str) -> Iterator[Bitext]:
    """Yield the texts that are made of the pairs of FILE:FIRST:COUNT."""
    pairs, label = part(argument), _label(argument)
    yield disturbed(f"{label}: plain", pairs, Random(2), merge=0, drop=0)
    yield disturbed(f"{label}: merges and drops", pairs, Random(2))
    yield disturbed(f"{label}: blocks missing", pairs, Random(2), blocks=3)


def _label(argument: str) -> str:
    name, first, _ = argument.rsplit(":", 2)
    return f"{Path(name).name.partition('.')[0]} {first}"


def long(argument: str) -> Bitext:
    """Return one long text made of the pairs of FILE:FIRST:COUNT, with merges, gaps and missing blocks."""
    pairs = part(argument)
    return disturbed(f"{_label(argument)}: {len(pairs):,} pairs", pairs, Random(1), blocks=len(pairs) // 5_000)


def report(bitexts: Iterable[Bitext], *, use_model: bool) -> Score:
    """Print a line for each bitext; return the sum."""
    total = Score()
    for bitext in bitexts:
        translations = translate(bitext) if use_model else None
        start = time.process_time()
        beads = align_sentences(bitext.fr, bitext.en, translations=translations)
        seconds = time.process_time() - start
        score = Score.of(beads, bitext.beads)
        total += score
        print(f"{line(bitext.name, score)}{seconds:7.1f} s", flush=True)
    return total


def raw(bitext: Bitext) -> tuple[int, int, int]:
    """Return how many ends of beads are right, found and true, from two files that ``bilingual.align`` reads."""
    with TemporaryDirectory() as folder:
        names = [Path(folder, f"{bitext.name}.{language}.txt") for language in ("fr", "en")]
        for name, sentences in zip(names, (bitext.fr, bitext.en), strict=True):
            name.write_text(_paragraphs(sentences), encoding="utf-8")
        out = Path(folder, "corpus")
        bilingual.align([(names[0], names[1])], bilingual.Options(out=out, formats="jsonl"))
        [(article, pairs)] = bilingual.Corpus(out)
    found, at = set(), [0, 0]
    texts = article.text, article.target.text if article.target else ""
    for pair in pairs[:-1]:
        sides = pair.segment.spans or (), pair.alignment.spans if pair.alignment else ()
        at = [spans[-1][1] if spans else before for spans, before in zip(sides, at, strict=True)]
        found.add((_letters(texts[0][: at[0]]), _letters(texts[1][: at[1]])))
    true = _ends(bitext.fr, bitext.en, bitext.beads)
    return len(found & true), len(found), len(true)


def _paragraphs(sentences: Sequence[Sentence]) -> str:
    groups = groupby(sentences, key=lambda sentence: sentence.paragraph)
    return "\n\n".join(" ".join(sentence.text for sentence in group) for _, group in groups) + "\n"


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _ends(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> set[tuple[int, int]]:
    places = [list(accumulate((_letters(sentence.text) for sentence in side), initial=0)) for side in (fr, en)]
    return {(places[0][bead.fr[1]], places[1][bead.en[1]]) for bead in beads[:-1]}


def report_raw(bitexts: Iterable[Bitext]) -> None:
    """Print a line for each bitext, cut by bilingual."""
    print(f"\n{'from files: ends of beads in both texts':46}{'P':>8}{'R':>8}{'F1':>8}")
    for bitext in bitexts:
        right, found, true = raw(bitext)
        precision, recall = _share(right, found), _share(right, true)
        print(f"{bitext.name:46}{precision:8.1f}{recall:8.1f}{_f1(precision, recall):8.1f}", flush=True)


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Measure sentence alignment.")
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD")
    parser.add_argument("--pairs", nargs="*", default=[], metavar="FILE:FIRST:COUNT")
    parser.add_argument("--use-model", action="store_true", help="align with translations by a model")
    parser.add_argument(
        "--long", metavar="FILE:FIRST:COUNT", help="align one long text; print the memory that it takes"
    )
    parser.add_argument("--folders", nargs="*", default=[], metavar="FILE:FIRST:COUNT", help="pair documents")
    parser.add_argument("--raw", action="store_true", help="measure GOLD from its paragraphs, too")
    options = parser.parse_args()
    print(HEAD)
    if options.gold:
        print(line("all", report(map(read_gold, options.gold), use_model=options.use_model)))
    for argument in options.pairs:
        report(made(argument), use_model=options.use_model)
    if options.raw:
        report_raw(map(read_gold, options.gold))
    if options.folders:
        print(f"\n{folders.HEAD}")
    for argument in options.folders:
        for sizes in ((8, 8), (8, 40)):
            print(folders.measured(argument, sizes), flush=True)
    if options.long:
        bitext = long(options.long)
        before = _peak()
        report([bitext], use_model=False)
        print(f"memory: {before:,} MB with the texts, {_peak():,} MB at most")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
