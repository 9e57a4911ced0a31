"""Fit the weights by which ``facts`` tells a word that English has for another of its group.

Each FILE holds good pairs of French and English, a tab between. In each, a word of each weighed class is taken for
another of its group (words of the class's own lists, in the form that stands at the same place of them), and a logistic
regression tells these from the candidates in the good pairs. ``--cut`` are the log-odds, with as many errors as good
candidates, from which on one is told.

    python tools/swaps.py FILE.tsv … [--pairs 3000] [--cut 3]
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.checks.facts.surroundings import links_of
from bilingual.checks.facts.weighed import WEIGHTS, Candidate, candidates
from bilingual.lexicon.facts import english_words, facts
from bilingual.lexicon.words import pieces
from tools.coverage import fit
from tools.meaning import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sentence with more characters is no sentence.
LONGEST = 600
FEATURES = [name for name in WEIGHTS if name not in facts().rules and name != "bias"]


def lists(name: str) -> Iterator[list[list[str]]]:
    """Yield the groups of a class: of each fact the English words that it asks for, all forms."""
    text = (files("bilingual.lexicon.facts") / f"{name}.tsv").read_text(encoding="utf-8")
    for block in "\n".join(row for row in text.split("\n") if not row.startswith(("#", "rules: "))).split("\n\n"):
        lines = [row.split("\t")[1].split("|") for row in block.split("\n") if row]
        yield [[word for word in words if word[0] != "?" and " " not in word] for words in lines]


def forms(word: str) -> dict[str, str]:
    """Return the forms of a word of a list by what they end in."""
    bare = word.lstrip("=").removeprefix("v. ")
    return {
        re.sub(r".*?(ing|ed|s|)$", r"\1", form): form
        for form in sorted(english_words(word))
        if form == bare or bare[:2] == form[:2]
    }


def groups(name: str) -> list[list[str]]:
    """Return the words of a class that may be taken for each other: one of each fact of a group, in the same form."""
    found: list[list[str]] = []
    for group in lists(name):
        for at in range(3):
            by_form: dict[str, list[str]] = defaultdict(list)
            for words in group:
                for ending, form in forms(words[at % len(words)]).items() if words else ():
                    by_form[ending].append(form)
            found += [members for members in by_form.values() if len(set(members)) > 1]
    return found


def rows(pair: Pair, changed: set[int] | None = None) -> Iterator[tuple[Candidate, list[float]]]:
    """Yield the candidates of a pair with their features, those of links among them; of some English words alone."""
    for one in candidates(*pair):
        if changed is None or one.there.start in changed:
            found = {**one.features, **links_of(*pair, one.here, one.there)}
            yield one, [found[name] for name in FEATURES]


def main() -> None:
    """Plant, fit and print."""
    parser = argparse.ArgumentParser(description="Fit the weights of words that were taken for others of their group.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--pairs", type=int, default=3_000, help="pairs of each file (default: 3000)")
    parser.add_argument("--cut", type=float, default=3.0)
    options = parser.parse_args()
    classes = sorted(facts().weighed)
    planters = {name: one_of(*groups(name)) for name in classes}
    good: list[list[float]] = []
    bad: list[list[float]] = []
    for path in options.files:
        pairs = [pair for pair in dict.fromkeys(read(path)) if max(map(len, pair)) <= LONGEST]
        for number, pair in enumerate(Random(5).sample(pairs, min(options.pairs, len(pairs)))):
            good += [[*row, *(float(one.name == name) for name in classes)] for one, row in rows(pair)]
            for name, plant in planters.items():
                made = plant(Random(f"{number} {name}"), pair, pair)
                before, after = pieces(pair[1]), pieces(made[1]) if made else ()
                if made is None or len(before) != len(after):
                    continue
                changed = {at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
                bad += [[*row, *(float(one.name == other) for other in classes)] for one, row in rows(made, changed)]
    weights = fitted(np.array(good), np.array(bad))
    weights[0] -= options.cut
    print(f"{len(good):,} good candidates, {len(bad):,} planted")
    print({name: round(float(weight), 2) for name, weight in zip(["bias", *FEATURES, *classes], weights, strict=True)})


def fitted(good: Any, bad: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return the weights, the bias first."""
    return fit(*(np.c_[np.ones(len(one)), one] for one in (good, bad)))


if __name__ == "__main__":
    main()
