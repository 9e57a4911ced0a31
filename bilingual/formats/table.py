"""What TSV and CSV share: the columns of a segment, and finding them again in a table that somebody has edited."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

from bilingual.formats.rows import MAX_ROW_BYTES, Row, too_long
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from _typeshed import WriteableBuffer

    from bilingual.data import Pair
    from bilingual.io.source import Source

# Bytes to tell from how lines end.
_BEGINNING = 1 << 16


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
            raise source.error(
                f"line {number} has {count(len(values), 'column')}, not {len(names)}", "Correct the line"
            )
        yield Row(f"line {number}", *(values[column] for column in columns))


def text_lines(stream: IO[bytes], source: Source) -> Iterator[str]:
    """Yield the lines of UTF-8 text with their line feeds, without a byte-order mark. Raises InputError.

    Where lines end with carriage returns alone, as old programs of Macintoshes have it, they end with line feeds here.
    """
    lines = BoundedLines(_with_line_feeds(stream), MAX_ROW_BYTES)
    try:
        for raw in lines:
            yield raw.decode("utf-8-sig" if lines.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise source.error(f"line {lines.number} is not UTF-8", "Save it as UTF-8") from error
    except TooLongError as error:
        raise too_long(source, lines) from error


def _with_line_feeds(stream: IO[bytes]) -> IO[bytes]:
    """Return a stream with what ``stream`` has, whose lines end with line feeds.

    The beginning tells: our own tables have a line feed behind the header, and no cell of that holds a carriage return.
    """
    beginning = stream.read(_BEGINNING)
    turned = b"\r" in beginning and b"\n" not in beginning
    return cast("IO[bytes]", io.BufferedReader(_Joined(beginning, stream, turned=turned)))


class _Joined(io.RawIOBase):
    """A beginning and the stream that it was read from, with carriage returns ``turned`` into line feeds."""

    def __init__(self, beginning: bytes, stream: IO[bytes], *, turned: bool) -> None:
        super().__init__()
        self._ahead = beginning
        self._stream = stream
        self._turned = turned

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._ahead[: len(view)] or self._stream.read(len(view))
        self._ahead = self._ahead[len(view) :]
        view[: len(data)] = data.replace(b"\r", b"\n") if self._turned else data
        return len(data)
