"""How often terms come out as a glossary gives them, without it and with it, by way; and what that does to the rest.

    python benchmarks/glossary.py GLOSSARY.tsv PARALLEL.tsv…

The files hold French and English, a tab between, a pair a line (``.tsv``, ``.tsv.xz``). Taken are the pairs whose
French has a term and whose English has a target of each of its terms, so that all can be kept. chrF (by sacrebleu) is
over the sentences in which the model alone misses a term: of the whole text, and of the rest, without the targets in
translation and reference.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import sacrebleu

import bilingual
from benchmarks.pairs import read
from bilingual.checks import severity
from bilingual.engines.enforcing import WAYS, Request, enforce
from bilingual.engines.loading import load_models
from bilingual.glossary.phrases import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Translation

_SPEED_SENTENCES = 5_000
# A translation is odd that is so many times longer or shorter than the first.
_ODD = 1.5


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("glossary", type=Path)
    parser.add_argument("files", type=Path, nargs="+", help="French, tab, English")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--most", type=int, default=10, help="pairs for each term (10)")
    arguments = parser.parse_args()
    glossary = bilingual.Glossary.load(arguments.glossary)
    pairs = list(dict.fromkeys(pair for path in arguments.files for pair in read(path)))
    _time(glossary, [source for source, _ in pairs[:_SPEED_SENTENCES]])
    taken = _taken(glossary, pairs, arguments.most)
    [engine] = load_models(bilingual.Options(model=arguments.model))
    started = time.perf_counter()
    first = list(bilingual.translate([source for source, _ in taken], engine=engine))
    seconds = time.perf_counter() - started
    table = _Table(glossary, taken, first)
    print(
        f"{len(taken)} sentences with {sum(map(len, table.found))} terms; "
        f"the model alone misses some in {len(table.missed)}"
    )
    if not table.missed:
        return
    print(f"{'way':24}{'kept':>8}{'chrF':>8}{'rest':>8}{'longer or shorter by half':>28}{'seconds':>9}")
    table.show("none", first, seconds)
    for ways in (*((way,) for way in WAYS), WAYS):
        started = time.perf_counter()
        to_mend = [Request(taken[place][0], glossary.terms(taken[place][0]), first[place]) for place in table.missed]
        mended = dict(zip(table.missed, enforce(to_mend, glossary, engine, _faults, ways), strict=True))
        seconds = time.perf_counter() - started
        made = [mended.get(place, translation) for place, translation in enumerate(first)]
        table.show("all" if len(ways) > 1 else ways[0].name, made, seconds)


class _Table:
    """Compares translations of some pairs' sources with the first ones and with the references."""

    def __init__(
        self, glossary: bilingual.Glossary, taken: Sequence[tuple[str, str]], first: Sequence[Translation]
    ) -> None:
        self._glossary = glossary
        self._taken = taken
        self._first = first
        self.found = [tuple({term.entry: term for term in glossary.terms(source)}.values()) for source, _ in taken]
        lost = [glossary.missing(terms, made.text) for terms, made in zip(self.found, first, strict=True)]
        self.missed = [place for place, terms in enumerate(lost) if terms]

    def show(self, name: str, made: Sequence[Translation], seconds: float) -> None:
        """Print a way's line: terms kept, chrF, odd lengths and seconds."""
        lost = [self._glossary.missing(terms, one.text) for terms, one in zip(self.found, made, strict=True)]
        kept = 1 - sum(map(len, lost)) / sum(map(len, self.found))
        chrf = sacrebleu.CHRF()
        texts = [(place, made[place].text, self._taken[place][1]) for place in self.missed]
        whole = chrf.corpus_score([text for _, text, _ in texts], [[reference for _, _, reference in texts]])
        rest = chrf.corpus_score(
            [self._without(place, text) for place, text, _ in texts],
            [[self._without(place, reference) for place, _, reference in texts]],
        )
        odd = sum(not 1 / _ODD <= len(text) / max(1, len(self._first[place].text)) <= _ODD for place, text, _ in texts)
        print(f"{name:24}{kept:8.1%}{whole.score:8.2f}{rest.score:8.2f}{odd:28}{seconds:9.1f}")

    def _without(self, place: int, text: str) -> str:
        """Return the text without the targets of its terms."""
        for term in self.found[place]:
            for target in term.entry.targets:
                phrase, words = self._glossary.phrase(target, term.entry), Words.of(text)
                for start, end in reversed([phrase.span(words, at) for at in phrase.places(words)]):
                    text = text[:start] + text[end:]
        return " ".join(text.split())


def _taken(glossary: bilingual.Glossary, pairs: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    counts: dict[str, int] = {}
    taken = []
    for source, target in pairs:
        terms = glossary.terms(source)
        names = {term.entry.source for term in terms}
        if terms and not glossary.missing(terms, target) and any(counts.get(name, 0) < most for name in names):
            counts.update({name: counts.get(name, 0) + 1 for name in names})
            taken.append((source, target))
    return taken


def _faults(request: Request, translation: Translation) -> int:
    return severity(bilingual.check(request.sentence, translation))


def _time(glossary: bilingual.Glossary, sentences: Sequence[str]) -> None:
    started = time.perf_counter()
    count = sum(len(glossary.terms(sentence)) for sentence in sentences)
    seconds = (time.perf_counter() - started) / max(1, len(sentences))
    print(
        f"{len(glossary.entries)} terms looked for in {seconds * 1e6:.1f} microseconds a sentence "
        f"({count / max(1, len(sentences)):.2f} found in each)"
    )


if __name__ == "__main__":
    main()
