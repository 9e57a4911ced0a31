"""Do one thing while another is being done: an iterator that runs ahead in a thread."""

from __future__ import annotations

import contextlib
import itertools
import queue
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

T = TypeVar("T")

# How long the thread waits for room before it looks whether anybody still wants its items, in seconds.
_GLANCE = 0.1
# How long to wait for the thread at the end, in seconds. It may be in the middle of something that cannot be stopped.
_FAREWELL = 1.0


class ReadAhead(Generic[T]):
    """Iterates over ``items`` in a thread, ``ahead`` of them at most waiting to be taken.

    What the iterable raises is raised where the item would have been taken. A context manager: leaving it stops the
    thread at the next item.

    >>> with ReadAhead(range(3)) as numbers:
    ...     list(numbers)
    [0, 1, 2]
    """

    def __init__(self, items: Iterable[T], ahead: int = 1) -> None:
        self._items = items
        self._queue: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(ahead)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(_FAREWELL)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        """Return the next item; waiting for it can be interrupted."""
        item = self._queue.get()
        if isinstance(item, tuple):
            return item[0]
        self._queue.put(item)  # whoever asks again gets the same answer
        if item is None:
            raise StopIteration
        raise item

    def batch(self, limit: int) -> list[T]:
        """Wait for an item and return it with those that are ready, ``limit`` at most; nothing at the end."""
        items = list(itertools.islice(self, 1))
        with contextlib.suppress(queue.Empty):
            while items and len(items) < limit:
                item = self._queue.get_nowait()
                if not isinstance(item, tuple):
                    self._queue.put(item)  # the end, for the next call
                    break
                items.append(item[0])
        return items

    def _run(self) -> None:
        try:
            for item in self._items:
                self._put((item,))
                if self._stopped.is_set():
                    return
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the items are taken
            self._put(error)

    def _put(self, item: tuple[T] | BaseException | None) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(item, timeout=_GLANCE)
                break
