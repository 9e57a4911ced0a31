"""What every output format is: something that takes articles and publishes them all or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.article import Article, Pair


class Writer(ABC):
    """Takes articles in the order of the input, one at a time; memory must not grow with their text.

    A context manager: leaving the block well publishes the output, leaving it by an exception withdraws it.
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
        """Publish."""

    def abort(self) -> None:  # noqa: B027 - most formats have nothing to undo
        """Leave what was there before; by default nothing is to be undone."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()
