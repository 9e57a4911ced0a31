"""The words of all classes, as they are read: of each language by their first words, and of each fact what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bilingual.lexicon.folding import fold
from bilingual.lexicon.words import PIECE

# The rules by which words are compared as sets.
SETS: Final = frozenset({"swap", "lost", "invented", "strange"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of a quantity, and how many of the base unit it is; of a temperature, its scale is the quantity."""

    quantity: str
    factor: float


@dataclass
class Table:
    """The words of one language, folded: first word → (rest, fact, asks, capitals that it needs)."""

    words: dict[str, list[tuple[tuple[str, ...], int, bool, int]]] = field(default_factory=dict)

    def add(self, phrase: str, fact: int, *, asks: bool, capitals: int) -> None:
        """Let a phrase stand for a fact; of the letters of its first word at least so many are capitals in texts."""
        first, *rest = [fold(piece) for piece in PIECE.findall(phrase)]
        self.words.setdefault(first, []).append((tuple(rest), fact, asks, capitals))


@dataclass
class Facts:
    """All classes: the words of both languages, and of each fact its class, its group and its unit.

    ``rules`` are those of a class; ``told`` are the classes whose words are compared as sets, ``weighed`` those of
    which the word table says for which a French word speaks. A class may be both.
    """

    french: Table = field(default_factory=Table)
    english: Table = field(default_factory=Table)
    classes: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    measures: dict[int, Measure] = field(default_factory=dict)
    rules: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def told(self) -> frozenset[str]:
        """The classes that are compared as sets."""
        return frozenset(name for name, rules in self.rules.items() if rules & SETS)

    @cached_property
    def weighed(self) -> frozenset[str]:
        """The classes that are weighed."""
        return frozenset(name for name, rules in self.rules.items() if "weighed" in rules)

    def new(self, name: str, group: int) -> int:
        """Return the number of a new fact."""
        self.classes.append(name)
        self.groups.append(group)
        return len(self.classes) - 1


def capitals_of(word: str) -> int:
    """Return 2 for an acronym, 1 for a word with a capital, 0 for others.

    >>> capitals_of("UN"), capitals_of("Mali"), capitals_of("A"), capitals_of("dollar")
    (2, 1, 1, 0)
    """
    first = word.partition(" ")[0]
    return first[:1].isupper() + (len(first) > 1 and first.isupper())
