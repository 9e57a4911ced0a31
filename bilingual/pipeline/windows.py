"""A stream in windows, so that memory does not grow with the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Sentences to a window: enough for full batches of most lengths. At most five windows are under way at once.
WINDOW_SENTENCES = 5_000
Item = TypeVar("Item")


def grouped(items: Iterable[Item], sentences: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield items in their order, as many together as reach WINDOW_SENTENCES: ``sentences`` says how many one has.

    >>> list(grouped(["a", "b", "c"], {"a": 4_000, "b": 1_000, "c": 1}.__getitem__))
    [['a', 'b'], ['c']]
    """
    window: list[Item] = []
    total = 0
    for item in items:
        window.append(item)
        total += sentences(item)
        if total >= WINDOW_SENTENCES:
            yield window
            window, total = [], 0
    if window:
        yield window
