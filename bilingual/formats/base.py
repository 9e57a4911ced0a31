"""What every output format is: something that takes articles and makes files of them in an output folder."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from bilingual.io.files import output_errors
from bilingual.records import LATE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder


class Writer(ABC):
    """Takes articles in the order of the input, one at a time; memory must not grow with their text.

    A context manager; whoever does not come to ``close`` leaves what was there before. ``notes`` are what a person
    should know of what was written, on one line each, once it is closed.
    """

    notes: Sequence[str] = ()

    @property
    @abstractmethod
    def main(self) -> Path:
        """The path to show a user: the file that a person would open."""

    @abstractmethod
    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Take one article with all its pairs, in order."""

    @abstractmethod
    def close(self) -> None:
        """Write what is left, so that the output folder can publish it."""

    def abort(self) -> None:  # noqa: B027 - most formats hold nothing open
        """Let go of what is open. Called at the end, also after ``close``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()


def close_all(writers: Iterable[Writer], tell: Callable[[str], None]) -> None:
    """Complete writers, and tell what a person should know of what they wrote, on one line each."""
    for writer in writers:
        writer.close()
        for note in writer.notes:
            tell(note)


class _GivenUpError(Exception):
    """What the files of a writer hear that does not come to its end: they are not to be completed."""


class LateFields:
    """Which of the fields that came late the records of a corpus have: each from the first segment on that has it.

    ``lacking`` is how many records, from the first one on, may lack one of them, and are to be completed in the end.
    """

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.lacking = 0
        self._taken = 0

    def take(self, pairs: Sequence[Pair]) -> bool:
        """Take the next segments, and tell whether the records get a field with them that those before lack."""
        others = ((name, field) for name, field in LATE_FIELDS.items() if name not in self.names)
        new = {name for name, field in others if any(field.of(pair) is not None for pair in pairs)}
        if new:
            self.names = tuple(name for name in LATE_FIELDS if name in new or name in self.names)
            self.lacking = self._taken
        self._taken += len(pairs)
        return bool(new)


def with_both_sides(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Return the pairs but for those of which one of two aligned texts has nothing: translators cannot use them."""
    return [pair for pair in pairs if pair.has_both_sides]


class FileWriter(Writer):
    """A format of files that stay open from the first article to the last, each for the whole corpus.

    What ``__init__`` enters into ``_open`` is completed by ``close``. ``NAMES`` are the files, the main one first.
    """

    NAMES: tuple[str, ...]

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        self._output = output
        self._provenance = provenance
        self._open = ExitStack()

    @property
    def main(self) -> Path:
        """The path of the first of the files."""
        return self._output.path / self.NAMES[0]

    @contextlib.contextmanager
    def _beginning(self) -> Iterator[None]:
        """Let go of the files where their beginning cannot be written: nobody else has them yet. Raises OutputError."""
        with output_errors(self.main):
            try:
                yield
            except BaseException:
                with contextlib.suppress(OSError):  # the same again
                    self.abort()
                raise

    def close(self) -> None:
        """Complete the files."""
        self._open.close()

    def abort(self) -> None:
        """Close the files without completing them."""
        with contextlib.suppress(_GivenUpError), self._open:
            raise _GivenUpError
