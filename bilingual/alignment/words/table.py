"""How likely a French and an English word link: learnt from parallel texts by ``tools/word_table.py``.

``pairs.tsv.gz`` says where it comes from. A line holds a French key, a tab, and for each English key that it links with
the key, a space, and a letter for each direction: the share of the French word's occurrences that link with the
English word, and of the English word's with the French, as levels (``level``) from ``a`` to ``p``.
"""

from __future__ import annotations

import gzip
import math
import re
from functools import cache, lru_cache
from pathlib import Path

from bilingual.lexicon.folding import fold
from bilingual.lexicon.stems import stem

FILE = Path(__file__).with_name("pairs.tsv.gz")
LEVELS = 16
# Each level is so many times likelier than the one below.
_STEP = math.sqrt(math.e)
_FIGURE = re.compile(r"\d")
# The share that a level stands for.
SHARES = tuple(math.exp((level - LEVELS + 1) / 2) for level in range(LEVELS))
# Words as short as this are kept as they are, with accents: *a* and *à*, *ou* and *où*.
_WHOLE = 4
_SAME_MARKS = str.maketrans({"’": "'", "‐": "-", "‑": "-", "œ": "oe", "\u00ad": None})

Row = dict[str, tuple[int, int]]


@lru_cache(maxsize=1 << 16)
def key(word: str, language: str) -> str:
    """Return what tokens are the same under: short words in lower case, longer ones as stems, numbers as they are.

    >>> [key(word, "fr") for word in ("L'", "-t-il", "À", "Gouvernements", "1,5")]
    ['le', 'il', 'à', 'gouver', '1,5']
    """
    word = word.lower().translate(_SAME_MARKS)
    if word.startswith("-") and word.strip("-"):
        word = word.removeprefix("-t-").removeprefix("-")
    if _FIGURE.search(word):
        return word
    if language == "fr" and word[-1:] == "'" and len(word) > 1 and word != "aujourd'":
        word = word[:-1] + "e"
    return word if len(word) <= _WHOLE or not word[0].isalpha() else stem(fold(word))


def level(share: float) -> int:
    """Return the level of a share: from 15 for all, down by one for each factor of 1.65, to 0.

    >>> level(1), level(0.5), level(0.001), level(0)
    (15, 14, 1, 0)
    """
    return max(0, LEVELS - 1 + round(math.log(share, _STEP))) if share > 0 else 0


def packed(rows: dict[str, Row], head: list[str]) -> bytes:
    """Return the file of a table, ``head`` as comments before it."""
    lines = []
    for word, row in sorted(rows.items()):
        fields = (f"{other} {chr(97 + there)}{chr(97 + back)}" for other, (there, back) in sorted(row.items()))
        lines.append(f"{word}\t{' '.join(fields)}")
    return gzip.compress("\n".join([*(f"# {line}" for line in head), *lines, ""]).encode(), 9, mtime=0)


@cache
def table() -> dict[str, Row]:
    """Return by French and English key the levels of both directions, French to English first. It is read once."""
    rows: dict[str, Row] = {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("# "):
                word, _, rest = line.rstrip("\n").partition("\t")
                fields = rest.split(" ")
                rows[word] = {
                    other: (ord(levels[0]) - 97, ord(levels[1]) - 97)
                    for other, levels in zip(fields[::2], fields[1::2], strict=True)
                }
    return rows


def row(word: str) -> Row:
    """Return what the table has of a French word as a text writes it: nothing of one that it does not know.

    >>> row("ministre")["minist"][0] > row("ministre").get("secret", (0, 0))[0], row("Xyzzy")
    (True, {})
    """
    return table().get(key(word, "fr"), {})
