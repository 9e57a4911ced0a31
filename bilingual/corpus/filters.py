"""Which pairs of a corpus an export takes: the same choice for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.data import Kind, Origin
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Pair
    from bilingual.io.distinct import Distinct


@dataclass(frozen=True, slots=True)
class Filters:
    """What a pair must be to be taken; as it stands, every pair is.

    ``min_score`` is a mean log-probability per target token (natural log): machine translations with a lower one, or
    with none, are left out. So are those with less trust than ``min_trust`` (0 to 1), or with none. ``flagged`` takes
    pairs with flags that nobody dismissed, too. ``kinds`` empty means all of them. ``dedupe`` takes the first of
    several pairs with equal source and target.
    """

    min_score: float | None = None
    flagged: bool = True
    kinds: frozenset[Kind] = frozenset()
    dedupe: bool = False
    min_trust: float | None = None

    def takes(self, pair: Pair) -> bool:
        """Tell whether the pair fits, whatever came before it. What a person wrote needs neither score nor trust."""
        good = pair.origin is not Origin.MT or (
            _reaches(pair.translation.score, self.min_score) and _reaches(pair.translation.trust, self.min_trust)
        )
        return good and (self.flagged or not pair.open_flags) and (not self.kinds or self._has_kind(pair))

    def _has_kind(self, pair: Pair) -> bool:
        return pair.segment.kind in self.kinds


def _reaches(value: float | None, least: float | None) -> bool:
    return least is None or (value is not None and value >= least)


def choose(pairs: Iterable[Pair], filters: Filters, seen: Distinct) -> list[Pair]:
    """Return the pairs that fit; ``seen`` remembers across the articles of a corpus what was taken, for ``dedupe``."""
    taken = [pair for pair in pairs if filters.takes(pair)]
    if filters.dedupe:
        taken = [pair for pair in taken if seen.add([f"{pair.segment.text}\0{pair.translation.text}"])]
    return taken


def parse_kinds(names: str) -> frozenset[Kind]:
    """Return the kinds that a list with commas names. Raises UsageError.

    >>> sorted(parse_kinds("body, lead"))
    [<Kind.BODY: 'body'>, <Kind.LEAD: 'lead'>]
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in set(Kind)]:
        raise UsageError(f"unknown kind '{unknown[0]}'", f"Choose from {', '.join(Kind)}")
    return frozenset(Kind(name) for name in wanted)
