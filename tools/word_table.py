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
import gzip
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.alignment.words.table import FILE, LEVELS, key, level
from bilingual.alignment.words.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Rounds of each model alone, and of both agreeing.
ALONE, AGREEING = 3, 4
# How much likelier places near the diagonal are, and how likely a word has no counterpart.
SLOPE, NONE = 5.0, 0.1
LONGEST, MIN_WORDS = 40, 2
# Cells of sentence pairs (a French word with an English one) that are worked on at once.
CHUNK = 1 << 22

Words = list[tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Cells:
    """Every French word with every English word of a chunk of sentence pairs.

    ``pair`` numbers the two words; ``french`` and ``english`` number the places of the words in the chunk; ``near_fr``
    is how likely the place of the French word is for the English one, and ``near_en`` the other way round.
    """

    pair: Any
    french: Any
    english: Any
    near_fr: Any
    near_en: Any


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
        columns.append((
            (ours[:, None] * (len(english) + 1) + theirs[None]).ravel(),
            np.repeat(np.arange(at_fr, at_fr + n, dtype=np.int32), m),
            np.tile(np.arange(at_en, at_en + m, dtype=np.int32), n),
            ((1 - NONE) * near / near.sum(0)).ravel().astype(np.float32),
            ((1 - NONE) * near / near.sum(1, keepdims=True)).ravel().astype(np.float32),
        ))
        size, at_fr, at_en = size + n * m, at_fr + n, at_en + m
        if size > CHUNK:
            yield Cells(*map(np.concatenate, zip(*columns, strict=True)))
            columns, size, at_fr, at_en = [], 0, 0, 0
    if columns:
        yield Cells(*map(np.concatenate, zip(*columns, strict=True)))


def posterior(weight: Any, group: Any, none: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return how likely each cell is among those of its group, and that the group's word has no counterpart."""
    return weight / (np.bincount(group, weight) + none)[group]


def expect(cells: Sequence[Cells], ours: Any, theirs: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401 - numpy arrays
    """Return how often two words link, how often they could in each direction, and how often the French word is there.

    ``ours`` and ``theirs`` are, by pair, its French and its English word. A word that has no counterpart has come from
    nowhere, where all words are as likely as they are rare in the texts.
    """
    frequency_en = np.zeros(theirs.max() + 1)
    frequency_fr = np.zeros(ours.max() + 1)
    for part in cells:
        first_en, first_fr = np.unique(part.english, return_index=True)[1], np.unique(part.french, return_index=True)[1]
        frequency_en += np.bincount(theirs[part.pair[first_en]], minlength=len(frequency_en))
        frequency_fr += np.bincount(ours[part.pair[first_fr]], minlength=len(frequency_fr))
    share_en, share_fr = frequency_en / frequency_en.sum(), frequency_fr / frequency_fr.sum()
    given_fr, given_en = np.full(len(ours), 1e-3), np.full(len(ours), 1e-3)
    count: Any = None
    for number in range(ALONE + AGREEING):
        forward, backward = np.zeros(len(ours)), np.zeros(len(ours))
        for part in cells:
            first_en = np.unique(part.english, return_index=True)[1]
            first_fr = np.unique(part.french, return_index=True)[1]
            from_fr = posterior(given_fr[part.pair] * part.near_fr, part.english, NONE * share_en[theirs[part.pair[first_en]]])
            from_en = posterior(given_en[part.pair] * part.near_en, part.french, NONE * share_fr[ours[part.pair[first_fr]]])
            if number >= ALONE:
                from_fr = from_en = from_fr * from_en
            forward += np.bincount(part.pair, from_fr, len(ours))
            backward += np.bincount(part.pair, from_en, len(ours))
        given_fr = forward / np.maximum(np.bincount(ours, forward)[ours], 1e-9)
        given_en = backward / np.maximum(np.bincount(theirs, backward)[theirs], 1e-9)
        count = forward
    return count, frequency_fr, frequency_en, None


def learn(pairs: Words) -> list[tuple[str, str, float, float, float]]:
    """Return French word, English word, how often they link, of all French and of all English words how many do."""
    french, english = numbered(source for source, _ in pairs), numbered(target for _, target in pairs)
    cells = list(chunks(pairs, french, english))
    codes = np.unique(np.concatenate([np.unique(part.pair) for part in cells]))
    cells = [
        Cells(np.searchsorted(codes, part.pair).astype(np.int32), part.french, part.english, part.near_fr, part.near_en)
        for part in cells
    ]
    ours, theirs = codes // (len(english) + 1), codes % (len(english) + 1)
    print(f"{sum(len(part.pair) for part in cells):,} cells, {len(codes):,} pairs of words", flush=True)
    count, frequency_fr, frequency_en, _ = expect(cells, ours, theirs)
    names, others = ["", *french], ["", *english]
    good = np.nonzero((ours > 0) & (theirs > 0) & (count > 0.3))[0]
    return [
        (names[ours[n]], others[theirs[n]], float(count[n]),
         float(count[n] / frequency_fr[ours[n]]), float(count[n] / frequency_en[theirs[n]]))
        for n in good
    ]
