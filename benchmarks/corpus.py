"""Corpora for the benchmarks: articles of any number made from a list of French sentences."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SENTENCES_PER_ARTICLE = 20


def read_sentences(paths: Sequence[Path]) -> list[str]:
    """Return the distinct sentences of some French text files, in order, short ones and odd ones left out."""
    found: dict[str, None] = {}
    for path in paths:
        for sentence in bilingual.sentences(path.read_text(encoding="utf-8")):
            if sentence[0].isupper() and sentence[-1] in ".!?" and len(sentence.split()) > 4:
                found[sentence] = None
    return list(found)


def write_articles(folder: Path, sentences: Sequence[str]) -> int:
    """Write each sentence once, twenty to an article in paragraphs of four; return how many articles there are."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = range(0, len(sentences), SENTENCES_PER_ARTICLE)
    for number, start in enumerate(articles):
        article = sentences[start : start + SENTENCES_PER_ARTICLE]
        paragraphs = [" ".join(article[i : i + 4]) for i in range(0, len(article), 4)]
        (folder / f"{number:05}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return len(articles)


def invent(sentences: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """Return ``count`` distinct sentences made by exchanging words of real ones: nonsense of the right lengths."""
    chance = random.Random(seed)
    words = [word for sentence in sentences for word in sentence.rstrip(".!?").split()[1:] if word.isalpha()]
    invented: dict[str, None] = {}
    while len(invented) < count:
        pattern = chance.choice(sentences).split()
        invented[" ".join([pattern[0], *(chance.choice(words) for _ in pattern[2:]), "fin."])] = None
    return list(invented)
