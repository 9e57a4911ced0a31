"""What people said besides translations: why they corrected or dismissed something, who did, and notes on sentences.

Only the corrections file has it; of what is asked for here, the last line counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bilingual.data import Origin
from bilingual.memory.decisions import JUDGING, TRANSLATING, Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bilingual.data import Pair
    from bilingual.memory.decisions import Decision
    from bilingual.memory.places import Place

    # What a note is on: a sentence and, where it is on one place alone, the article and which occurrence there.
    Noted = tuple[str, str | None, int | None]

K = TypeVar("K")
T = TypeVar("T")
# Of a longer text, which a stranger's file may have, the beginning is shown.
MOST_LETTERS = 2_000


@dataclass(frozen=True, slots=True)
class Remark:
    """Who did something with a sentence, and why, each empty where that was not said.

    ``action`` is ``correct``, ``confirm`` or ``dismiss``, that of a ``flag``.
    """

    action: str
    flag: str
    reason: str
    by: str


@dataclass(slots=True)
class Remarks:
    """The remarks on the sentences of one pair of languages: some 200 bytes each, and what was said, stay in memory."""

    languages: tuple[str, str]
    _said: dict[int, Remark] = field(default_factory=dict)
    _notes: dict[Noted, str] = field(default_factory=dict)

    def take(self, decision: Decision) -> None:
        """Take a line of the corrections file, the next one."""
        if decision.languages != self.languages:
            return
        if decision.action == Action.NOTE:
            key = (decision.source, decision.article, decision.occurrence)
            _put(self._notes, key, (decision.reason or "").strip()[:MOST_LETTERS])
            return
        is_judged = decision.action in JUDGING and bool(decision.flag)
        if decision.target is None or not (is_judged or decision.action in TRANSLATING):
            return
        said = Remark(decision.action, decision.flag or "", (decision.reason or "")[:MOST_LETTERS], decision.by or "")
        stands = decision.action != Action.RESTORE and bool(said.reason or said.by)
        _put(self._said, _key(decision.source, decision.target, decision.flag), said if stands else None)

    def of(self, pair: Pair) -> tuple[Remark, ...]:
        """Return what is said of a pair as it stands: of its correction, and of its flags that are dismissed."""
        source, target = pair.segment.text, pair.translation.text
        keys = [_key(source, target, flag) for flag in (None, *pair.dismissed)]
        found = [self._said[key] for key in keys if key in self._said]
        return tuple(one for one in found if one.flag or pair.origin is Origin.HUMAN)

    def note(self, source: str, place: Place | None = None) -> str:
        """Return the note on a sentence in a place or, where that has none, on the sentence; "" for none.

        The article's text may have changed since.
        """
        own: Noted = (source, place.article, place.occurrence) if place else (source, None, None)
        return self._notes.get(own, "") or self._notes.get((source, None, None), "")

    def notes(self) -> Mapping[Noted, str]:
        """Return all notes: by sentence, article and its occurrence there, both None where it is the sentence's."""
        return dict(self._notes)


def _key(source: str, target: str, flag: str | None) -> int:
    return hash((source, target, flag or ""))


def _put(kept: dict[K, T], key: K, value: T | None) -> None:
    if value:
        kept[key] = value
    else:
        kept.pop(key, None)
