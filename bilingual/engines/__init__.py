"""What turns sentences into translations: ``argos`` for real, ``fake`` for tests of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.article import Provenance, Translation


class Engine(Protocol):
    """Translates sentences, each on its own: the result for one never depends on the others given with it."""

    @property
    def provenance(self) -> Provenance:
        """How this engine translates."""

    @property
    def machine(self) -> dict[str, object]:
        """How the work is divided on this machine, for the report; without influence on the translations."""

    @property
    def tokens(self) -> int:
        """How many source tokens have been translated so far."""

    def translate(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Translation]]]:
        """Yield batches of (index into ``sentences``, translation) as they are done, each index exactly once."""
