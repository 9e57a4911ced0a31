"""A term of a glossary, as an article keeps those that stand in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its targets, the preferred one first; ``note`` is for people."""

    source: str
    targets: tuple[str, ...]
    note: str = ""

    @property
    def is_verbatim(self) -> bool:
        """Whether the term is not to be translated."""
        return self.source in self.targets[:1]
