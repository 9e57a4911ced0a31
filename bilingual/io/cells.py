"""Rows of a table in text: what parts their cells if they say so, and cells as long as the caller allows.

The csv module has one limit for all.
"""

from __future__ import annotations

import csv
import re
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a line says that parts the cells; a letter or a figure would be no such thing.
_SEP = re.compile(r"[\"']?sep=([^\w\s\"']|\t)[\"']?", re.IGNORECASE)
# Who holds it may set the csv module's limit.
_LIMIT = threading.Lock()


def said_delimiter(line: str) -> str | None:
    r"""Return what a line such as ``sep=;`` says that parts the cells below it, None for any other line.

    Excel writes one before the header.

    >>> said_delimiter("sep=;\n"), said_delimiter('"SEP=|"'), said_delimiter("id;fr;en")
    (';', '|', None)
    """
    said = _SEP.fullmatch(line.strip(" \r\n\ufeff"))
    return said[1] if said else None


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
