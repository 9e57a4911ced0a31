"""Which English words a French word comes out as: a lexicon of stems, learnt from parallel texts.

``counterparts.tsv.gz`` says where it comes from and how it was made; tools/lexicon.py makes it. A line holds a
French stem, how often one of its counterparts was there (0 to 9: tenths, rounded down) and its counterparts.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("counterparts.tsv.gz")


@dataclass(frozen=True, slots=True)
class Entry:
    """The English stems that a French stem comes out as, and in how many tenths of the cases one of them was there."""

    counterparts: frozenset[str]
    tenths: int


@cache
def lexicon() -> dict[str, Entry]:
    """Return the lexicon by French stem. It is read once, when it is needed first.

    >>> sorted(lexicon()["guerr"].counterparts)[:2]
    ['war', 'warfar']
    """
    entries = {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                stem, tenths, counterparts = line.rstrip("\n").split("\t")
                entries[stem] = Entry(frozenset(counterparts.split(" ")), int(tenths))
    return entries
