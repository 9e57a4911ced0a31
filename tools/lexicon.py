"""Make the lexicon of the check ``dropped`` from parallel texts: IBM model 1 over stems, in both directions.

Each FILE holds French and English, a tab between (``.tsv``, ``.tsv.xz``). ``FILE:N`` takes N lines of it, drawn by a
seeded shuffle. Only texts whose licence allows it go in; name them with ``--source`` in the order of the files.

    python tools/lexicon.py FILE.tsv[:N] … --source "laws of Canada (licence)" … --out counterparts.tsv.gz

The model is that of Brown et al. 1993 (https://aclanthology.org/J93-2003), without function words.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.lexicon.folding import fold
from bilingual.lexicon.stems import PREFIX, TOKEN, content_stem

ROUNDS = 6
# A counterpart: a share of what the French word is translated as, or of what the English word translates, and seen.
MIN_FORWARD, MIN_BACKWARD, MIN_COUNT, MAX_COUNTERPARTS = 0.01, 0.05, 1.0, 10
# Occurrences, to be believed, and those that a word is lent with the mean of all words.
MIN_OCCURRENCES, LENT = 3, 4
MAX_WORDS = 60

Words = list[tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Links:
    """Every French word with every English word of the same pair of sentences; word 0 of the French is none."""

    french: Any
    english: Any
    sentence: Any


def sample(name: str) -> list[Pair]:
    """Read FILE or FILE:N."""
    path, _, count = name.partition(":")
    rows = read(Path(path))
    random.Random(1).shuffle(rows)
    return rows[: int(count) if count else None]


def content(text: str, language: str) -> list[str]:
    """Return the content stems of a sentence, figures left out."""
    found = (content_stem(word, language) for word in TOKEN.findall(fold(text))[:MAX_WORDS])
    return [stem for stem in found if stem is not None and not stem.isdigit()]


def numbered(sentences: list[list[str]], least: int) -> dict[str, int]:
    """Number the words that occur in so many sentences, from 1."""
    count = Counter(word for sentence in sentences for word in set(sentence))
    return {word: number for number, word in enumerate(sorted(w for w, c in count.items() if c >= least), 1)}


def link(pairs: Words, french: dict[str, int], english: dict[str, int]) -> Links:
    """Link all words of each pair of sentences."""
    columns: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for number, (source, target) in enumerate(pairs):
        ours = np.array([0, *sorted({french[word] for word in source if word in french})], np.int32)
        theirs = np.array(sorted({english[word] for word in target if word in english}), np.int32)
        if len(ours) > 1 and len(theirs):
            columns[0].append(np.repeat(ours, len(theirs)))
            columns[1].append(np.tile(theirs, len(ours)))
            columns[2].append(np.full(len(ours) * len(theirs), number, np.int32))
    return Links(*map(np.concatenate, columns))


def expect(pair: Any, given: Any, group: Any) -> tuple[Any, Any]:  # noqa: ANN401 - numpy arrays
    """Run expectation maximisation; return each word pair's probability and its expected count.

    ``group`` are the links that compete for one word, ``given`` the word that a pair's probabilities add up to 1 for.
    """
    probability: Any = np.ones(len(given))
    count: Any = probability
    for _ in range(ROUNDS):
        each = probability[pair]
        count = np.bincount(pair, each / np.bincount(group, each)[group], len(given))
        probability = count / np.bincount(given, count)[given]
    return probability, count


def learn(pairs: Words) -> dict[str, list[str]]:
    """Return the counterparts of each French stem, the best first."""
    french = numbered([source for source, _ in pairs], MIN_OCCURRENCES)
    english = numbered([target for _, target in pairs], 2)
    links = link(pairs, french, english)
    width = len(english) + 1
    keys, pair = np.unique(links.french.astype(np.int64) * width + links.english, return_inverse=True)
    ours, theirs = keys // width, keys % width
    _, by_target = np.unique(links.sentence.astype(np.int64) * width + links.english, return_inverse=True)
    forward, count = expect(pair, ours, by_target)
    _, by_source = np.unique(links.sentence.astype(np.int64) * (len(french) + 1) + links.french, return_inverse=True)
    backward, count_back = expect(pair, theirs, by_source)
    good = (ours > 0) & (np.minimum(count, count_back) >= MIN_COUNT)
    good &= (forward >= MIN_FORWARD) | (backward >= MIN_BACKWARD)
    names, others = ["", *french], ["", *english]
    found = defaultdict(list)
    for row in np.nonzero(good)[0]:
        found[names[ours[row]]].append((-forward[row] * backward[row], others[theirs[row]]))
    return {word: [other for _, other in sorted(rows)[:MAX_COUNTERPARTS]] for word, rows in sorted(found.items())}


def reliability(pairs: Words, counterparts: dict[str, list[str]]) -> dict[str, int]:
    """Return in how many tenths of its occurrences a word had a counterpart, or a cognate, in the English."""
    seen: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for source, target in pairs:
        there, prefixes = set(target), {word[:PREFIX] for word in target if len(word) >= PREFIX}
        for word in source:
            if word in counterparts:
                seen[word] += 1
                kept[word] += word in there or word[:PREFIX] in prefixes or not there.isdisjoint(counterparts[word])
    mean = sum(kept.values()) / sum(seen.values())
    return {word: min(9, int(10 * (kept[word] + LENT * mean) / (seen[word] + LENT))) for word in counterparts}


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description="Make the lexicon of the check `dropped`.")
    parser.add_argument("files", nargs="+", metavar="FILE[:N]")
    parser.add_argument("--source", action="append", default=[], help="what a file is, and its licence; repeatable")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = [row for name in options.files for row in sample(name)]
    pairs = [(content(source, "fr"), content(target, "en")) for source, target in rows]
    counterparts = learn(pairs)
    tenths = reliability(pairs, counterparts)
    head = [
        "# French stems, the tenths of their occurrences that had a counterpart, their English counterparts.",
        f"# Learnt by tools/lexicon.py from {len(pairs):,} sentence pairs; it holds words, no sentences:",
        *(f"# - {source}" for source in options.source),
    ]
    lines = [f"{word}\t{tenths[word]}\t{' '.join(others)}" for word, others in counterparts.items()]
    packed = gzip.compress("\n".join([*head, *lines, ""]).encode(), 9, mtime=0)
    options.out.write_bytes(packed)
    print(f"{len(counterparts):,} words from {len(pairs):,} pairs, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
