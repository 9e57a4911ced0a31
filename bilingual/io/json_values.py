"""The values of a JSON text, one at a time: those of a list as it is read, so that a file of any size fits."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK = 1 << 16
# Strings whole, brackets, and a quote whose string goes on beyond what was read.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|"', re.DOTALL)
_BETWEEN = re.compile(rb"[\s,\x1e\xef\xbb\xbf]*")
_SCALAR = re.compile(rb'[^\s,\[\]{}"]+')
_LONGEST_SCALAR = 10_000
_KEY = re.compile(rb"\s*:\s*")


class NoJsonError(ValueError):
    """What stands here begins no value of JSON."""


class CutError(ValueError):
    """The text ends within a value or a list."""


class TooLargeError(ValueError):
    """A value has more bytes than it may have; whoever asks on gets the one after it."""


class JsonValues:
    r"""Iterates over the values of a JSON text as bytes: of a list at the top its items, else what stands there.

    Lists and objects may stand one behind the other, with or without commas and line breaks between. A value of more
    than ``most`` bytes raises TooLargeError; but an object at the top of that size is entered where it has a list under
    a key that ``is_list`` takes. Raises NoJsonError and CutError, after which nothing comes.

    ``listed`` says whether the last value was an item of a list; ``ended`` that nothing is left.

    >>> import io
    >>> list(JsonValues(io.BytesIO(b'[{"a": 1},\n {"b": "]"}]\n'), 100))
    [b'{"a": 1}', b'{"b": "]"}']
    >>> list(JsonValues(io.BytesIO(b'{"a": 1}{"b": [2]} 3'), 100))
    [b'{"a": 1}', b'{"b": [2]}', b'3']
    """

    def __init__(self, stream: IO[bytes], most: int, is_list: Callable[[str], bool] = lambda _: False) -> None:
        self._stream = stream
        self._most = most
        self._is_list = is_list
        self._buffer = b""
        self._at = 0
        # How many objects and lists are entered, the innermost last.
        self._open: list[int] = []
        self._large = False
        self.listed = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._large:
            self._large = False
            self._pass()
        while mark := self._next():
            if mark == b"[" and not self._open:
                self._open.append(0)
                self._at += 1
            elif mark == b"]" and self._open:
                self._at += 1
                self._leave(self._open.pop())
            elif mark in b"]}:":
                raise NoJsonError("no JSON")
            elif mark in b'{["':
                return self._value()
            else:
                return self._scalar()
        if self._open:
            raise CutError("it ends within a list")
        raise StopIteration

    @property
    def ended(self) -> bool:
        """Whether nothing is left but white space."""
        return not self._open and not self._next()

    def _next(self) -> bytes:
        """Go to where the next value begins; return its first byte, nothing at the end."""
        while True:
            match = _BETWEEN.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._fill():
                return b""

    def _value(self) -> bytes:
        self.listed = bool(self._open)
        try:
            end = self._end()
        except TooLargeError:
            if not self._open and self._enter():
                return next(self)
            self._large = True
            raise
        value = self._buffer[self._at : end]
        self._at = end
        return value

    def _scalar(self) -> bytes:
        self.listed = bool(self._open)
        while (match := _SCALAR.match(self._buffer, self._at)) and match.end() == len(self._buffer):
            if len(match[0]) > _LONGEST_SCALAR:
                raise NoJsonError("no JSON")
            if not self._fill():
                break
        value = match[0] if match else b""
        self._at += len(value)
        return value

    def _end(self) -> int:
        """Return where the value at the place ends. Raises TooLargeError, CutError."""
        depth, at = 0, self._at
        while True:
            for token in _TOKEN.finditer(self._buffer, at):
                found = token[0]
                if found == b'"':
                    at = token.start()
                    break
                at = token.end()
                depth += (found in b"{[") - (found in b"]}") if len(found) == 1 else 0
                if depth <= 0:
                    return at
            else:
                at = max(at, len(self._buffer))
            read = at - self._at
            if len(self._buffer) - self._at > self._most:
                raise TooLargeError("it is too large")
            if not self._fill():
                raise CutError("it ends within a value")
            at = self._at + read

    def _pass(self) -> None:
        """Go to the end of the value at the place, keeping none of it."""
        self._skip(0)

    def _leave(self, depth: int) -> None:
        """Go to the end of what the list that just ended stands in: so many objects."""
        if depth:
            self._skip(depth)

    def _skip(self, depth: int) -> None:
        while True:
            for token in _TOKEN.finditer(self._buffer, self._at):
                found = token[0]
                if found == b'"':
                    # Of a string that goes on, nothing is kept but whether its next character is escaped.
                    rest = self._buffer[token.start() :]
                    escapes = (len(rest) - len(rest.rstrip(b"\\"))) % 2
                    self._buffer, self._at = b'"' + b"\\" * escapes, 0
                    break
                self._at = token.end()
                depth += (found in b"{[") - (found in b"]}") if len(found) == 1 else 0
                if depth <= 0:
                    return
            else:
                self._at = len(self._buffer)
            if not self._fill():
                raise CutError("it ends within a value")

    def _enter(self) -> bool:
        """Enter the first list of objects in the object at the place that is called so; say whether there is one."""
        depth, name = 0, b""
        for token in _TOKEN.finditer(self._buffer, self._at):
            found = token[0]
            if found == b"[" and depth:
                named = name.strip(b'"').decode("utf-8", "replace")
                behind = _BETWEEN.match(self._buffer, token.end())
                if self._is_list(named) and behind and self._buffer[behind.end() : behind.end() + 1] == b"{":
                    self._open.append(depth)
                    self._at = token.end()
                    return True
            if len(found) == 1:
                depth += (found in b"{[") - (found in b"]}")
                name = b""
            else:
                name = found if _KEY.match(self._buffer, token.end()) else b""
        return False

    def _fill(self) -> bool:
        """Read on, as much as there is unread, so that a long value is not looked at too often."""
        unread = self._buffer[self._at :]
        data = self._stream.read(max(_CHUNK, len(unread)))
        self._buffer, self._at = unread + data, 0
        return bool(data)
