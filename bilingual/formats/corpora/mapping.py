"""Which sentences of a corpus are aligned with which of another, by their numbers, for manatee's ``mkalign``."""

from __future__ import annotations

from typing import IO

# Stands where a side has no counterpart.
_NONE = "-1"
# The manners of a row: each sentence with one, some with some, and those of one side with none (target, source).
_ONE_BY_ONE, _TOGETHER = "one by one", "together"
_ALONE = ("target alone", "source alone")


class Mapping:
    """Writes a line for sentences in a row that are aligned in the same manner; only that row stays in memory.

    >>> import io
    >>> stream = io.StringIO()
    >>> mapping = Mapping(stream)
    >>> for counts in [(1, 1), (1, 1), (1, 2), (1, 0), (1, 0), (0, 1), (1, 1)]:
    ...     mapping.add(*counts)
    >>> mapping.close()
    >>> stream.getvalue().split()
    ['0:1', '0:1', '2', '2,3', '3,4', '-1', '-1', '4', '5', '5']
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._at = [0, 0]
        self._row = [0, 0]
        self._manner = ""

    def add(self, source: int, target: int) -> None:
        """Take so many sentences of either side, which are aligned with each other."""
        if not source and not target:
            return
        manner = _ONE_BY_ONE if source == target == 1 else _TOGETHER if source and target else _ALONE[bool(source)]
        if manner != self._manner or manner == _TOGETHER:
            self.close()
        self._manner = manner
        self._row = [self._row[0] + source, self._row[1] + target]

    def close(self) -> None:
        """Write the row."""
        if self._manner:
            mark = ":" if self._manner == _ONE_BY_ONE else ","
            ends = [_range(at, count, mark) for at, count in zip(self._at, self._row, strict=True)]
            self._stream.write("\t".join(ends) + "\n")
            self._at = [at + count for at, count in zip(self._at, self._row, strict=True)]
            self._row, self._manner = [0, 0], ""


def _range(first: int, count: int, mark: str) -> str:
    if not count:
        return _NONE
    return str(first) if count == 1 else f"{first}{mark}{first + count - 1}"
