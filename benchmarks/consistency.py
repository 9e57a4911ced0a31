"""What ``inconsistent`` finds: names that become others in one sentence of an article, and what it flags unplanted.

    python benchmarks/consistency.py PAIRS.tsv[.xz]:FIRST:COUNT [--sentences 40] [--seed 7]

PAIRS has French and English, a tab between, as articles of so many sentences one after another. In each, up to three
names that stand in both languages in four sentences or more are changed in the English of one of these: once into
another name, once by a letter. So are up to three common nouns, into another noun, of which an English word stands in
the very same sentences, five or more.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.pairs import part
from bilingual.checks.consistency import find_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.pairs import Pair

OTHERS = ("Baxter", "Morane", "Delvaux", "Kowal", "Ostrava", "Rennick")
# Not at the beginning, where any word is so.
CAPITALISED = re.compile(r"(?<=\w )[A-ZÉ][\w-]{3,}\b")
NAMES, PLACES = 3, 4
NOUNS = ("lantern", "orchard", "gravel", "pattern", "kitchen", "harvest")
FRENCH_NOUN = re.compile(r"(?:\b(?:la|le|les|une|un|des)\s|\bl['’])([a-zà-ÿœ]{4,})\b")
ENGLISH_WORD = re.compile(r"\b[a-z]{5,}\b")
NOUN_PLACES = 5


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs")
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    pairs = part(options.pairs)
    planted, found, flagged = Counter[str](), Counter[str](), 0
    for start in range(0, len(pairs), options.sentences):
        article = pairs[start : start + options.sentences]
        flagged += len(find_all(article))
        for name, places in names_of(article):
            place = chance.choice(places)
            changes = {"another name": chance.choice(OTHERS), "a letter changed": misspelt(name)}
            for kind, new in changes.items():
                planted[kind] += 1
                found[kind] += place in find_all(changed(article, place, name, new))
        for noun, places in nouns_of(article):
            place = chance.choice(places)
            planted["another noun"] += 1
            found["another noun"] += place in find_all(changed(article, place, noun, chance.choice(NOUNS)))
    print(f"flagged as they are: {flagged} of {len(pairs)} sentences")
    for kind, number in planted.items():
        print(f"{kind}: {found[kind]} of {number} found ({found[kind] / number:.1%})")


def names_of(article: Sequence[Pair]) -> Iterator[tuple[str, list[int]]]:
    """Yield the names that are to be changed, each with the numbers of the sentences that have it in both languages."""
    places: dict[str, list[int]] = {}
    for number, (french, english) in enumerate(article):
        for word in sorted(set(CAPITALISED.findall(french))):
            if re.search(rf"\b{re.escape(word)}\b", english):
                places.setdefault(word, []).append(number)
    often = sorted(places, key=lambda name: -len(places[name]))[:NAMES]
    yield from ((name, places[name]) for name in often if len(places[name]) >= PLACES)


def nouns_of(article: Sequence[Pair]) -> Iterator[tuple[str, list[int]]]:
    """Yield English words of nouns that are to be changed, each with the numbers of the sentences that have both."""
    ours: dict[str, list[int]] = {}
    theirs: dict[str, list[int]] = {}
    for number, (french, english) in enumerate(article):
        for word in sorted({word.removesuffix("s") for word in FRENCH_NOUN.findall(french)}):
            ours.setdefault(word, []).append(number)
        for word in sorted(set(ENGLISH_WORD.findall(english))):
            theirs.setdefault(word, []).append(number)
    nouns = {tuple(places) for places in ours.values() if len(places) >= NOUN_PLACES}
    often = sorted((word for word in theirs if tuple(theirs[word]) in nouns), key=lambda word: -len(theirs[word]))
    yield from ((word, theirs[word]) for word in often[:NAMES])


def misspelt(name: str) -> str:
    """Return a name with the letter in its middle changed.

    >>> misspelt("Kidal")
    'Kieal'
    """
    middle = len(name) // 2
    return f"{name[:middle]}{'o' if name[middle] == 'e' else 'e'}{name[middle + 1 :]}"


def changed(article: Sequence[Pair], place: int, name: str, new: str) -> list[Pair]:
    """Return the article with a name changed in the English of one sentence."""
    french, english = article[place]
    return [*article[:place], (french, re.sub(rf"\b{re.escape(name)}\b", new, english)), *article[place + 1 :]]


if __name__ == "__main__":
    main()
