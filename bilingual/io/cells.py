"""Rows of a table in text, with cells as long as the caller allows: the csv module has one limit for all."""

from __future__ import annotations

import csv
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Who holds it may set the csv module's limit.
_LIMIT = threading.Lock()


def parsed(reader: Iterator[list[str]], most: int) -> Iterator[list[str]]:
    """Yield the rows of a reader of the csv module, with cells of ``most`` characters. Raises csv.Error.

    The standard library takes shorter ones, by a limit of the whole process: it is another for a row at a time alone,
    and one thread at a time has it so, lest two put back each other's.
    """
    while True:
        with _LIMIT:
            limit = csv.field_size_limit(most)
            try:
                cells = next(reader, None)
            finally:
                csv.field_size_limit(limit)
        if cells is None:
            return
        yield cells
