"""Lines, in and out: those of strangers come one at a time, and none fills the memory; a JSON record stays on one."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

# How far to look for the end of a line that is too long, in bytes: some tenths of a second's work.
MOST_PAST = 128 * 1024**2


# JSON allows these in strings, but programs that split lines as Unicode does would break a record at them.
_LINE_BREAKS = {mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def dumps(record: object) -> str:
    r"""Return a record as a line of JSON Lines, without its line feed, in which no program sees a line break.

    >>> dumps({"text": "Été\u2028"})
    '{"text": "Été\\u2028"}'
    """
    line = _ENCODER.encode(record)
    for mark, escaped in _LINE_BREAKS.items():
        line = line.replace(mark, escaped)
    return line


class TooLongError(ValueError):
    """A line has more bytes than it may have."""


class EndlessError(ValueError):
    """A line that is too long goes on for so long that nobody waits for its end."""


class CutShortError(Exception):
    """A compressed file ends before its end.

    What decompresses it raises EOFError, which jsonlines would take for the sound end of a file. ``Source.open`` makes
    the same InputError of both.
    """


def that_fit(stream: IO[bytes], most: int) -> Iterator[bytes]:
    r"""Yield the lines of a stream, each with its line feed, and pass over those of ``most`` bytes or more.

    >>> import io
    >>> list(that_fit(io.BytesIO(b"one\nseventeen\ntwo"), 5))
    [b'one\n', b'two']
    """
    lines = BoundedLines(stream, most)
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except (TooLongError, EndlessError):
            continue


class BoundedLines:
    r"""Iterates over the lines of a stream as bytes, each with its line feed.

    A line of ``most`` bytes or more without a line feed raises TooLongError, whatever comes after; whoever asks on gets
    the line after it, which is found in pieces. Where that takes more than another MOST_PAST bytes, the line is taken
    for one without end, and EndlessError is raised: what comes after it is left. ``number`` is that of the last line
    that was asked for, from 1, and ``raw`` that line.

    >>> import io
    >>> lines = BoundedLines(io.BytesIO(b"one\nseventeen\ntwo\n"), 5)
    >>> next(lines), lines.number
    (b'one\n', 1)
    >>> next(lines)
    Traceback (most recent call last):
    bilingual.io.lines.TooLongError: it is too long
    >>> next(lines), lines.number
    (b'two\n', 3)
    """

    def __init__(self, stream: IO[bytes], most: int, before: int = 0) -> None:
        """Begin; so many lines stand ``before`` the stream."""
        self._stream = stream
        self._most = most
        self._within = False
        self.number = before
        self.raw = b""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        self.skip()
        self.raw = self._readline()
        if not self.raw:
            raise StopIteration
        self.number += 1
        if len(self.raw) == self._most and not self.raw.endswith(b"\n"):
            self._within = True
            raise TooLongError("it is too long")
        return self.raw

    def skip(self) -> None:
        """Find the end of a line that was too long, as asking for the next one does. Raises EndlessError."""
        past = 0
        while self._within:
            rest = self._readline()
            past += len(rest)
            self._within = bool(rest) and not rest.endswith(b"\n")
            if self._within and past > MOST_PAST:
                raise EndlessError("it has no end")

    def _readline(self) -> bytes:
        try:
            return self._stream.readline(self._most)
        except EOFError as error:
            raise CutShortError from error
