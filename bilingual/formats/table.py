"""What TSV and CSV share: the columns of a segment, and finding them again in a table that somebody has edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.formats.rows import MAX_ROW_BYTES, Row, too_long
from bilingual.io.lines import BoundedLines, TooLongError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from bilingual.data import Pair
    from bilingual.io.source import Source


def header(languages: tuple[str, str]) -> list[str]:
    """Return the names of the columns.

    >>> header(("fr", "en"))
    ['id', 'fr', 'en', 'kind', 'score', 'flags', 'repaired', 'origin']
    """
    return ["id", *languages, "kind", "score", "flags", "repaired", "origin"]


def cells(pair: Pair) -> list[str]:
    """Return what stands in the columns."""
    segment, translation = pair.segment, pair.translation
    score = "" if translation.score is None else str(translation.score)
    facts = [segment.kind.value, score, " ".join(translation.flags), str(translation.repaired or ""), pair.origin.value]
    return [segment.id, segment.text, translation.text, *facts]


def rows(table: Iterable[tuple[int, Sequence[str]]], source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of a table, given as (line number, cells) with the header first.

    Only the columns of id and texts are looked at, wherever they stand. Raises InputError.
    """
    lines = iter(table)
    _, names = next(lines, (0, ()))
    wanted = ("id", *languages)
    if missing := [name for name in wanted if name not in names]:
        raise source.error(f"its first line names no column '{missing[0]}'", f"Name {', '.join(wanted)} there")
    columns = [list(names).index(name) for name in wanted]
    for number, values in lines:
        if not values:
            continue
        if len(values) <= max(columns):
            raise source.error(f"line {number} has {len(values)} columns, not {len(names)}", "Correct the line")
        yield Row(f"line {number}", *(values[column] for column in columns))


def text_lines(stream: IO[bytes], source: Source) -> Iterator[str]:
    """Yield the lines of UTF-8 text with their line feeds, without a byte-order mark. Raises InputError."""
    lines = BoundedLines(stream, MAX_ROW_BYTES)
    try:
        for raw in lines:
            yield raw.decode("utf-8-sig" if lines.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise source.error(f"line {lines.number} is not UTF-8", "Save it as UTF-8") from error
    except TooLongError as error:
        raise too_long(source, lines) from error
