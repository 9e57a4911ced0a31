"""What the stages of a run share, and what they hand on to each other."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.memory.places import Decided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Article, Reference, Segment, Translation
    from bilingual.pipeline.listener import Listener
    from bilingual.pipeline.overlay import Written
    from bilingual.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages of a run share; ``stop`` is set when it is given up."""

    report: Report
    listener: Listener
    same_arithmetic: bool
    stop: threading.Event = field(default_factory=threading.Event)
    _noted: set[str] = field(default_factory=set)

    def note_once(self, message: str) -> None:
        """Note what may be found of each window."""
        if message not in self._noted:
            self._noted.add(message)
            self.listener.note(message)


@dataclass(slots=True)
class Window:
    """Some articles in a row with their sentences, from so many bytes, and in the end their translations."""

    articles: list[tuple[Article, Sequence[Segment]]] = field(default_factory=list)
    # Those of them that stay as the corpus has them, by their ids: with the pairs that they have.
    kept: dict[str, Written] = field(default_factory=dict)
    size: int = 0
    known: dict[str, Translation] = field(default_factory=dict)
    corrected: Decided = field(default_factory=Decided)
    # What people made of their segments, by the ids of articles that were read, where references were asked for.
    references: dict[str, list[Reference | None]] = field(default_factory=dict)
    # The arithmetic of those translations that was not the engine's own.
    others: dict[str, str] = field(default_factory=dict)
