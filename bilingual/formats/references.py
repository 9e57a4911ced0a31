"""Tables of reference translations: a column of the target language, and one of ids, or of the source language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.formats import ROWS, csv, table, tsv, xlsx_rows
from bilingual.formats.rows import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.io.source import Source

_TABLES = {".tsv": tsv.rows, ".csv": csv.rows, ".xlsx": xlsx_rows.rows}


def rows(source: Source, languages: tuple[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield id (or nothing), source and target of each row of a table, or of another file with both. Raises InputError.

    What a file says is not done is passed over.
    """
    if source.format not in ROWS:
        kinds = ", ".join(ROWS)
        raise source.error("it is no table of references", f"Name a file of {kinds}, or a folder of translations")
    if source.format in _TABLES:
        found = _TABLES[source.format](source, languages, columns)
    else:
        found = ROWS[source.format](source, languages)
    for row in found:
        for part in row.parts or (row,):
            if part.state is not State.UNFINISHED:
                yield part.id, part.source, part.target


def columns(names: Sequence[str], languages: tuple[str, str]) -> tuple[int | None, int | None, int] | None:
    """Return where the id, the source and the target stand, None where there is no target, or neither of the others.

    >>> columns(["id", "en"], ("fr", "en")), columns(["fr", "en"], ("fr", "en")), columns(["id", "fr"], ("fr", "en"))
    ((0, None, 1), (None, 0, 1), None)
    """
    if found := table.columns(names, languages):
        return found
    return table.columns_by_id(names, languages[1])
