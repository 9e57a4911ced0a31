"""Learn how likely French and English words link, from parallel texts, and pack it for word alignment.

Each FILE holds French and English, a tab between (``.tsv``, ``.tsv.xz``); ``FILE:N`` takes N lines of it, drawn by a
seeded shuffle. Only texts whose licence allows it go in; name them with ``--source`` in the order of the files.
``--without GOLD`` leaves out the sentences of files that are measured with.

    python tools/word_table.py FILE.tsv[:N] … --source "laws of Canada (licence)" … [--without GOLD.jsonl] [--out FILE]

Two models are learnt that must agree (Liang, Taskar and Klein 2006, https://aclanthology.org/N06-1014): IBM model 1 in
both directions, places near the diagonal likelier (Dyer, Chahuneau and Smith 2013, https://aclanthology.org/N13-1073).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.alignment.words.table import FILE, Row, key, level, packed
from bilingual.alignment.words.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Rounds of each model alone, and of both agreeing.
ALONE, AGREEING = 3, 4
# How much likelier places near the diagonal are, and how likely a word has no counterpart.
SLOPE, NONE = 5.0, 0.1
# Words of a sentence, and occurrences of a word, that are learnt from; how likely any two are at first.
LONGEST, MIN_WORDS, FIRST = 40, 2, 1e-3
# Links that two words need, and the share of the links of one of them.
MIN_COUNT, MIN_SHARE = 0.5, 0.01
# Cells of sentence pairs (a French word with an English one) that are worked on at once.
CHUNK = 1 << 22

Words = list[tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Cells:
    """Every French word with every English word of a chunk of sentence pairs.

    ``pair`` numbers the two words; ``french`` and ``english`` number the places of the words in the chunk; ``near_fr``
    is how likely the place of the French word is for the English one, and ``near_en`` the other way round. ``ours`` and
    ``theirs`` are the words by place.
    """

    pair: Any
    french: Any
    english: Any
    near_fr: Any
    near_en: Any
    ours: Any
    theirs: Any


def sample(name: str) -> list[Pair]:
    """Read FILE or FILE:N."""
    path, _, count = name.partition(":")
    rows = read(Path(path))
    random.Random(1).shuffle(rows)
    return rows[: int(count) if count else None]


def letters(text: str) -> str:
    """Return what makes a sentence the same as another one: its letters and figures."""
    return re.sub(r"[\W_]+", "", text.lower())


def held_out(paths: Iterable[Path]) -> set[str]:
    """Return the sentences of either language of files that are measured with, as their letters."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return {letters(" ".join(row[side])) for row in rows if "sure" in row for side in ("fr", "en")} - {""}


def words(text: str, language: str) -> list[str]:
    """Return the keys of a sentence's words and marks."""
    return [key(token.text, language) for token in tokens(text, language)]


def numbered(sentences: Iterable[list[str]]) -> dict[str, int]:
    """Number the words that occur often enough, from 1; 0 is any other."""
    count = Counter(word for sentence in sentences for word in sentence)
    return {word: number for number, word in enumerate(sorted(w for w, c in count.items() if c >= MIN_WORDS), 1)}


def chunks(pairs: Words, french: dict[str, int], english: dict[str, int]) -> Iterator[Cells]:
    """Yield the cells of all sentence pairs, ``pair`` as the number of the French word times ``len(english) + 1``."""
    columns: list[tuple[Any, ...]] = []
    size = at_fr = at_en = 0
    for source, target in pairs:
        ours = np.array([french.get(word, 0) for word in source], np.int64)
        theirs = np.array([english.get(word, 0) for word in target], np.int64)
        n, m = len(ours), len(theirs)
        near = np.exp(-SLOPE * np.abs((np.arange(n) + 0.5)[:, None] / n - (np.arange(m) + 0.5)[None] / m))
        columns.append(
            (
                (ours[:, None] * (len(english) + 1) + theirs[None]).ravel(),
                np.repeat(np.arange(at_fr, at_fr + n, dtype=np.int32), m),
                np.tile(np.arange(at_en, at_en + m, dtype=np.int32), n),
                ((1 - NONE) * near / near.sum(0)).ravel().astype(np.float32),
                ((1 - NONE) * near / near.sum(1, keepdims=True)).ravel().astype(np.float32),
                ours,
                theirs,
            )
        )
        size, at_fr, at_en = size + n * m, at_fr + n, at_en + m
        if size > CHUNK:
            yield Cells(*map(np.concatenate, zip(*columns, strict=True)))
            columns, size, at_fr, at_en = [], 0, 0, 0
    if columns:
        yield Cells(*map(np.concatenate, zip(*columns, strict=True)))


def posterior(weight: Any, group: Any, none: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return how likely each cell is among those of its group, ``none`` being that the group's word has no other."""
    return weight / (np.bincount(group, weight) + none)[group]


def frequencies(words: Sequence[Any], size: int) -> Any:  # noqa: ANN401 - a numpy array
    """Return how often each word is there."""
    return sum(np.bincount(part, minlength=size) for part in words)


def expect(cells: Sequence[Cells], ours: Any, theirs: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - numpy arrays
    """Return how often two words link, by pair, and how often each French and each English word is there.

    ``ours`` and ``theirs`` are, by pair, its French and its English word. A word that has no counterpart comes from
    nowhere, where each word is as likely as it is in the texts.
    """
    all_fr = frequencies([part.ours for part in cells], ours.max() + 1)
    all_en = frequencies([part.theirs for part in cells], theirs.max() + 1)
    none_fr, none_en = NONE * all_fr / all_fr.sum(), NONE * all_en / all_en.sum()
    given_fr, given_en = np.full(len(ours), FIRST), np.full(len(ours), FIRST)
    for number in range(ALONE + AGREEING):
        forward, backward = np.zeros(len(ours)), np.zeros(len(ours))
        for part in cells:
            from_fr = posterior(given_fr[part.pair] * part.near_fr, part.english, none_en[part.theirs])
            from_en = posterior(given_en[part.pair] * part.near_en, part.french, none_fr[part.ours])
            if number >= ALONE:
                from_fr = from_en = from_fr * from_en
            forward += np.bincount(part.pair, from_fr, len(ours))
            backward += np.bincount(part.pair, from_en, len(ours))
        given_fr = forward / np.maximum(np.bincount(ours, forward)[ours], 1e-9)
        given_en = backward / np.maximum(np.bincount(theirs, backward)[theirs], 1e-9)
    return forward, all_fr, all_en


def learn(pairs: Words) -> dict[str, Row]:
    """Return the levels of all word pairs that link often enough."""
    french, english = numbered(source for source, _ in pairs), numbered(target for _, target in pairs)
    cells = list(chunks(pairs, french, english))
    codes = np.unique(np.concatenate([np.unique(part.pair) for part in cells]))
    cells = [replace(part, pair=np.searchsorted(codes, part.pair).astype(np.int32)) for part in cells]
    ours, theirs = codes // (len(english) + 1), codes % (len(english) + 1)
    count, all_fr, all_en = expect(cells, ours, theirs)
    there, back = count / np.maximum(all_fr[ours], 1), count / np.maximum(all_en[theirs], 1)
    good = (ours > 0) & (theirs > 0) & (count >= MIN_COUNT) & (np.maximum(there, back) >= MIN_SHARE)
    names, others = ["", *french], ["", *english]
    rows: dict[str, Row] = {}
    for place in np.nonzero(good)[0]:
        levels = level(float(there[place])), level(float(back[place]))
        rows.setdefault(names[ours[place]], {})[others[theirs[place]]] = levels
    return rows


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description="Learn the table of word pairs for word alignment.")
    parser.add_argument("files", nargs="+", metavar="FILE[:N]")
    parser.add_argument("--source", action="append", default=[], help="what a file is, and its licence; repeatable")
    parser.add_argument("--without", type=Path, action="append", default=[], metavar="GOLD")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    gold = held_out(options.without)
    pairs = []
    for source, target in (row for name in options.files for row in sample(name)):
        if letters(source) not in gold and letters(target) not in gold:
            pair = words(source, "fr"), words(target, "en")
            if all(0 < len(side) <= LONGEST for side in pair):
                pairs.append(pair)
    rows = learn(pairs)
    head = [
        "French words, and the English words that they link with, as bilingual/alignment/words/table.py says.",
        f"Learnt by tools/word_table.py from {len(pairs):,} sentence pairs; it holds words, no sentences:",
        *(f"- {source}" for source in options.source),
    ]
    content = packed(rows, head)
    options.out.write_bytes(content)
    print(f"{len(rows):,} words, {sum(map(len, rows.values())):,} pairs of words, {len(content):,} bytes")


if __name__ == "__main__":
    main()
