"""What became of several shards: of those of a job, and what of them could not be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError

if TYPE_CHECKING:
    from bilingual.io.shards import ShardReport


class SkippedError(InputError):
    """What a shard could not read, as its report says it: message and remedy in one line."""

    def __init__(self, line: str) -> None:
        super().__init__(line, "")

    def __str__(self) -> str:
        """Return the line."""
        return self.message


@dataclass(slots=True)
class JobReport:
    """What a job did: of the ``mine`` of all ``shards`` that are its own, how many it ``built`` or renewed.

    ``articles`` and ``segments`` are of its own shards, those that were finished before too; ``translated`` counts the
    sentences that went to the engine. ``skipped`` is what could not be read, on one line each. ``seconds`` is how long
    it took.
    """

    shards: int = 0
    mine: int = 0
    built: int = 0
    articles: int = 0
    segments: int = 0
    translated: int = 0
    skipped: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, report: ShardReport, *, built: bool) -> None:
        """Count a shard."""
        self.mine += 1
        self.built += built
        self.articles += report.articles
        self.segments += report.segments
        self.translated += int(report.report.get("translated", 0)) if built else 0
        self.skipped += report.skipped

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return asdict(self) | {"seconds": round(self.seconds, 3)}
