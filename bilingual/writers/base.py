"""What every output format is: something that takes articles and makes files of them in an output folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.article import Article, Pair


class Writer(ABC):
    """Takes articles in the order of the input, one at a time; memory must not grow with their text.

    A context manager; whoever does not come to ``close`` leaves what was there before.
    """

    @property
    @abstractmethod
    def main(self) -> Path:
        """The file that one opens first."""

    @abstractmethod
    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Take one article with all its pairs, in order."""

    @abstractmethod
    def close(self) -> None:
        """Write what is left, so that the output folder can publish it."""

    def abort(self) -> None:  # noqa: B027 - most formats hold nothing open
        """Let go of what is open. Called at the end, also after ``close``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()
