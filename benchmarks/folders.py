"""Folders of documents in two languages, whose pairs are known: what pairing finds of them, and what it gets wrong.

Sentence pairs are cut into documents of as many sentences as are asked for. Of each the French, the English or both are
written, under names that say nothing; beside some lies a copy in which a quarter of the sentences is of another text.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import bilingual
from benchmarks.pairs import part
from bilingual.pipeline.aligning.folders import paired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.pairs import Pair

# Of the documents: those of which one language is missing, in all; and those that have a copy.
_ALONE, _COPIED = 0.3, 0.08
HEAD = f"{'':40}{'French':>8}{'English':>8}{'pairs':>7}{'right':>7}{'%':>7}{'wrong':>7}{'CPU s':>7}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document: whose translation it is, and its sentences. A copy has a key of its own."""

    key: str
    language: str
    sentences: tuple[str, ...]


def documents(pairs: Sequence[Pair], sizes: tuple[int, int], rng: Random) -> list[Document]:
    """Return documents of so many sentences, at least and at most."""
    cut: list[Sequence[Pair]] = []
    at = 0
    while len(pairs) - at >= sizes[1]:
        cut.append(pairs[at : at + rng.randint(*sizes)])
        at += len(cut[-1])
    found: list[Document] = []
    for number, text in enumerate(cut):
        chance = rng.random()
        languages = ("fr",) if chance < _ALONE / 2 else ("en",) if chance < _ALONE else ("fr", "en")
        found += _both(str(number), text, languages)
        if _ALONE <= chance < _ALONE + _COPIED:
            other = rng.choice(cut)
            changed = set(rng.sample(range(len(text)), max(1, len(text) // 4)))
            copy = [rng.choice(other) if place in changed else pair for place, pair in enumerate(text)]
            found += _both(f"{number} copied", copy, rng.choice((("fr",), ("en",), ("fr", "en"))))
    rng.shuffle(found)
    return found


def _both(key: str, text: Sequence[Pair], languages: Sequence[str]) -> list[Document]:
    return [Document(key, language, tuple(pair[language == "en"] for pair in text)) for language in languages]


def measured(argument: str, sizes: tuple[int, int], seed: int = 1) -> str:
    """Return a line of the table: what comes of a folder of the pairs of FILE:FIRST:COUNT."""
    found = documents(part(argument), sizes, Random(seed))
    with TemporaryDirectory() as name:
        folder, at = Path(name), {}
        for number, document in enumerate(found):
            path = folder / f"{number:06}.txt"
            path.write_text("\n\n".join(document.sentences) + "\n", encoding="utf-8")
            at[str(path)] = document
        started = time.process_time()
        pairs = [(at[fr.name], at[en.name]) for fr, en in paired(folder, bilingual.Options()).pairs]
        seconds = time.process_time() - started
    keys = {language: {one.key for one in found if one.language == language} for language in ("fr", "en")}
    true = len(keys["fr"] & keys["en"])
    right = sum(fr.key == en.key and (fr.language, en.language) == ("fr", "en") for fr, en in pairs)
    label = f"{Path(argument.rsplit(':', 2)[0]).name.partition('.')[0]}, {sizes[0]} to {sizes[1]} sentences"
    counts = f"{len(keys['fr']):8,}{len(keys['en']):8,}{true:7,}{right:7,}"
    return f"{label:40}{counts}{100 * right / max(1, true):7.1f}{len(pairs) - right:7,}{seconds:7.1f}"
