"""Notes of a run that would be many: the first of a kind are said, and of the others how many there were."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Notes of one kind about one file that are said.
MOST = 5


class Notes:
    """Passes notes on to ``say``, MOST of each kind, and in the end how many more there were."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._told: Counter[tuple[str, str]] = Counter()

    def add(self, file: str, kind: str, message: str) -> None:
        """Take a note of a kind about a file."""
        self._told[file, kind] += 1
        if self._told[file, kind] <= MOST:
            self._say(message)

    def close(self) -> None:
        """Say how many were not said."""
        for (file, _), number in self._told.items():
            if number > MOST:
                self._say(f"… and {number - MOST:,} more in '{file}' of which the same is to be said")
        self._told.clear()
