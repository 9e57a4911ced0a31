"""A published folder, read: each file as the last publication left it, also where that was cut short.

A publication is decided when the ledger commits it (``output.py``). From that moment a file that is still staged stands
for the one in its place. Who reads a folder finishes such a publication, unless somebody else is at it or may not write
there; then files are read from where they are.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.errors import InputError, OutputError
from bilingual.io import ledger
from bilingual.io.files import file_sha256, remedy_for
from bilingual.io.inside import place, refuse_link
from bilingual.io.ledger import DamagedLedgerError
from bilingual.io.output import PRIVATE, STAGING, OutputFolder
from bilingual.io.regular import NotRegularError, open_regular
from bilingual.io.source import Source

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# How often to open files again that a build is publishing at this moment, and how long to wait before, in seconds:
# builds that follow one another at once leave short moments in which all files are of one.
_TRIES, _WAIT = 60, 0.002
_AGAIN = "Build the corpus again"
# What ought to be in a file, and whether it may still be staged.
_Known = tuple[ledger.Row, bool]


class UntoldError(OutputError):
    """Nothing tells whether a publication was cut short: the ledger is damaged, or cannot be read."""


class Published:
    """The files in an output folder, by their names: relative to it, with slashes. Raises OutputError for links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._private = folder / PRIVATE
        self._ledger = self._private / ledger.NAME
        with self._errors():
            refuse_link(self._private)

    def settle(self) -> OutputError | None:
        """Finish a publication that was cut short. Return why that cannot be, None where there is none any more.

        Whether there is one cannot be told of a damaged ledger, which is then what is returned.
        """
        try:
            if not ledger.ask(self._ledger, ledger.staged):
                return None
        except FileNotFoundError:
            return None
        except (OSError, sqlite3.Error, DamagedLedgerError) as error:
            return UntoldError(self._told(error), "Build into another --out, or move that file away")
        try:
            with OutputFolder(self.folder):
                return None
        except OutputError as error:
            return error

    def path(self, name: str) -> Path:
        """Return where a file is at this moment; there need be none."""
        with self._errors():
            return self._where(name, self._known([name])[name])

    def is_file(self, name: str) -> bool:
        """Whether there is such a file."""
        with self._errors():
            return self.path(name).is_file()

    def sha256(self, name: str) -> str:
        """Return the digest of a file, in hexadecimal. Raises InputError."""
        with self._errors():
            return file_sha256(self.path(name))

    def names(self, format_: str) -> list[str] | None:
        """Return the names of the files of a format that ought to be there, None where nothing tells."""
        try:
            rows = ledger.ask(self._ledger, lambda connection: [row for row, _ in ledger.standing(connection)])
        except (OSError, sqlite3.Error, DamagedLedgerError):
            return None
        return [row.name for row in rows if row.format == format_]

    @contextlib.contextmanager
    def together(self, *names: str) -> Iterator[Sequence[Source]]:
        """Open several files of one and the same publication, each to be read once, and with the name of its place.

        Raises InputError for what cannot be opened or read.
        """
        with contextlib.ExitStack() as stack:
            yield self._opened(names, stack)

    @contextlib.contextmanager
    def held(self, *names: str) -> Iterator[Sequence[io.FileIO]]:
        """Open several files of one and the same publication, to be read from any place in them, for as long as wanted.

        What takes their places meanwhile is not seen. Raises InputError for what cannot be opened.
        """
        with contextlib.ExitStack() as stack:
            yield [source.file for source in self._opened(names, stack) if isinstance(source, _Opened)]

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            remedy = remedy_for(error, "Check its rights")
            raise InputError(f"'{self.folder}' cannot be read: {error.strerror or error}", remedy) from error

    def _opened(self, names: Sequence[str], stack: contextlib.ExitStack) -> Sequence[Source]:
        for left in reversed(range(_TRIES)):
            if left < _TRIES - 1:
                time.sleep(_WAIT)
            before = self._known(names)
            sources = []
            with contextlib.ExitStack() as opened:
                for name in names:
                    named = Source.of(self.folder / name)
                    try:
                        file = opened.enter_context(open_regular(self._where(name, before[name])))
                    except OSError as error:
                        if left and isinstance(error, FileNotFoundError):
                            break  # it was just being put into its place
                        remedy = _AGAIN if isinstance(error, FileNotFoundError) else "Check the file and its rights"
                        said = f"cannot be read: {error.strerror or error}"
                        raise named.error(said, remedy_for(error, remedy)) from error
                    sources.append(_Opened(named.id, named.name, named.path, file=file))
                # A build may have published others while these were being opened.
                if len(sources) == len(names) and (not left or _digests(self._known(names)) == _digests(before)):
                    stack.push(opened.pop_all())
                    return sources
        raise AssertionError("the last try either works or raises")

    def changes(self) -> Iterator[str]:
        """Yield, on one line each, what became of files that we wrote; nothing where no ledger tells. Takes no lock."""
        try:
            for known in ledger.ask(self._ledger, lambda connection: list(ledger.standing(connection))):
                if what := self._change(known):
                    yield f"{known[0].name} {what}"
        except FileNotFoundError:
            return
        except (OSError, sqlite3.Error, DamagedLedgerError) as error:
            yield self._told(error)

    def _told(self, error: Exception) -> str:
        """Say on a line what is wrong with the ledger."""
        how = "is damaged" if isinstance(error, DamagedLedgerError) else "cannot be read"
        said = (isinstance(error, OSError) and error.strerror) or error
        return f"{PRIVATE}/{ledger.NAME}, which tells what was written, {how} ({said})"

    def _change(self, known: _Known) -> str | None:
        """Return what became of a file, None where it is as it was written."""
        [row, _] = known
        try:
            path = self._where(row.name, known)
            if not os.path.lexists(path):
                return "is missing"
            # A file of another size need not be read, which may take long of one that somebody made grow.
            grown = path.is_file() and path.stat().st_size != row.size
            same = not grown and file_sha256(path) == row.sha256
        except OutputError as error:
            return f"cannot be looked at: {error.message}"
        except NotRegularError as error:
            return f"cannot be looked at: {error}"
        except OSError as error:
            return f"cannot be read: {error.strerror or error}"
        return None if same else "was changed since it was written"

    def _known(self, names: Sequence[str]) -> Mapping[str, _Known | None]:
        """Return what ought to be in files and whether they may still be staged, None where nothing tells."""
        try:
            return ledger.ask(
                self._ledger, lambda connection: {name: ledger.standing_of(connection, name) for name in names}
            )
        except (OSError, sqlite3.Error, DamagedLedgerError):
            return dict.fromkeys(names)

    def _where(self, name: str, known: _Known | None) -> Path:
        """Return where a file is. Raises OutputError, OSError."""
        if known and known[1]:
            staged = place(self._private / STAGING, name)
            refuse_link(self._private / STAGING)
            if os.path.lexists(staged) and stat.S_ISREG(staged.lstat().st_mode):
                return staged
        path = place(self.folder, name)
        refuse_link(path)
        return path


@dataclass(slots=True, kw_only=True)
class _Opened(Source):
    """A file that is open already."""

    file: io.FileIO

    def _file(self, path: Path) -> io.FileIO:  # noqa: ARG002 - where it is may be another place by now
        return self.file


def _digests(known: Mapping[str, _Known | None]) -> list[str | None]:
    return [found and found[0].sha256 for found in known.values()]
