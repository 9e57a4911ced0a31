"""What is known of words, made once for each: texts say the same ones again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Known = TypeVar("Known")
# So many words are kept; then all are forgotten, as no text has so many.
MOST = 1 << 16


class Memo(dict[str, Known], Generic[Known]):
    """Values by words, made when they are asked for first.

    A dictionary, as ``functools.lru_cache`` reorders itself whenever it is asked: that costs as much as the answer.

    >>> lengths = Memo(len)
    >>> lengths["two"], lengths["three"], len(lengths)
    (3, 5, 2)
    """

    def __init__(self, make: Callable[[str], Known], most: int | None = None) -> None:
        """Take what makes a value of a word, and how many are kept where that is another number."""
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: str) -> Known:
        """Make, keep and return the value of a word."""
        if len(self) >= (self._most or MOST):
            self.clear()
        value = self[word] = self._make(word)
        return value
