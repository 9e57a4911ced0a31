"""The review queue: the sentences of a corpus that a person should check, worst first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.attention import is_to_check, standing
from bilingual.checks.confidence.bands import band, value_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bilingual.checks.confidence.bands import Bands
    from bilingual.data import Article, Pair

# What no flag, publisher or band is called.
NONE = "-"
FACETS = ("flag", "publisher", "band", "kind")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence to check: its id, the number of its article and its own in that, and what it is filtered by.

    ``value`` is its trust, or the probability of its words (0 to 1), None where nobody knows; ``severe`` whether one of
    its flags is severe. ``source`` is a digest of its sentence: the same sentence elsewhere has the same.
    """

    id: str
    article: int
    number: int
    source: int
    value: float | None
    severe: bool
    flags: tuple[str, ...]
    publisher: str
    band: str
    kind: str

    def of(self, facet: str) -> tuple[str, ...]:
        """Return the values of an item by which it is filtered: several flags, one of everything else."""
        if facet == "flag":
            return self.flags or (NONE,)
        return (str(getattr(self, facet)) or NONE,)


def item_of(article: Article, number: int, pair: Pair, at: int, bands: Bands) -> Item | None:
    """Return the item of a pair, None where nobody need check it; ``number`` is that of the article, ``at`` its own."""
    if not is_to_check(pair, bands):
        return None
    flags, found = standing(pair), band(pair.translation, bands)
    return Item(
        id=pair.segment.id,
        article=number,
        number=at,
        source=hash(pair.segment.text),
        value=value_in(pair.translation, bands),
        severe=any(checks.severity_of(code) is checks.Severity.SEVERE for code in flags),
        flags=flags,
        publisher=article.metadata.publisher or "",
        band=found.name if found else NONE,
        kind=pair.segment.kind.value,
    )


def worst_first(items: Iterable[Item]) -> list[Item]:
    """Return items with the least trusted first; where no trust is known, those with a severe flag stand before all.

    >>> blank = dict(number=0, source=0, flags=(), publisher="", band="-", kind="body")
    >>> found = [Item(name, 0, value=value, severe=False, **blank) for name, value in (("a", 0.4), ("b", 0.2))]
    >>> [item.id for item in worst_first([*found, Item("c", 1, value=None, severe=True, **blank)])]
    ['c', 'b', 'a']
    """
    return sorted(items, key=lambda item: (item.value or 0.0, not item.severe, item.article, item.number))


@dataclass(slots=True)
class Queue:
    """What is left to check, by id, and the ids of what was done since this began."""

    left: dict[str, Item] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    by_source: dict[int, set[tuple[int, int]]] = field(default_factory=dict)

    def put(self, item: Item) -> None:
        """Add what is to check."""
        self.left[item.id] = item
        self.done.discard(item.id)
        self.by_source.setdefault(item.source, set()).add((item.article, item.number))

    def take(self, identity: str) -> None:
        """Note that an item is to be checked no more; of one that never was, nothing."""
        if self.left.pop(identity, None) is not None:
            self.done.add(identity)

    def like(self, source: str) -> set[tuple[int, int]]:
        """Return where a sentence is, or was, to check: the numbers of articles and of sentences in them."""
        return self.by_source.get(hash(source), set())

    def chosen(self, filters: Mapping[str, str]) -> list[Item]:
        """Return what is left and fits the filters, by facet, worst first; "" lets everything pass."""
        return worst_first(self._fitting(filters))

    def choices(self, filters: Mapping[str, str]) -> dict[str, Sequence[tuple[str, int]]]:
        """Return the values of each facet and how many items have them, by the other filters, the most first."""
        return {facet: self._values(facet, {**filters, facet: ""}) for facet in FACETS}

    def _fitting(self, filters: Mapping[str, str]) -> Iterator[Item]:
        wanted = {facet: value for facet, value in filters.items() if value}
        for item in list(self.left.values()):
            if all(value in item.of(facet) for facet, value in wanted.items()):
                yield item

    def _values(self, facet: str, filters: Mapping[str, str]) -> Sequence[tuple[str, int]]:
        counted = Counter(value for item in self._fitting(filters) for value in item.of(facet))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
