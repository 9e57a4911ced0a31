"""What a review needs for itself: that no other has the corpus open, and its memory, which it writes to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bilingual.errors import InputError, OutputError
from bilingual.io.files import output_errors
from bilingual.io.inside import refuse_link
from bilingual.io.output import PRIVATE, OutputFolder
from bilingual.memory import Memory, strangers
from bilingual.memory.opening import may_be_written, only_readable
from bilingual.models.folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOCK = "review.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let no other review have the corpus in a folder open. Raises OutputError."""
    from filelock import FileLock, Timeout

    private = folder / PRIVATE
    with output_errors(private, "Review a copy of the corpus in a folder that you may write to"):
        refuse_link(private)
        private.mkdir(exist_ok=True)
        refuse_link(private / _LOCK)
        lock = FileLock(private / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise OutputError(
                f"another review of '{folder}' is open", "Go on in its window, or end it first with Ctrl+C"
            ) from error
    try:
        yield
    finally:
        lock.release()


def memory_of(folder: Path, named: Path | None, languages: tuple[str, str], note: Callable[[str], None]) -> Memory:
    """Return the memory of the corpus in a folder, or the one that a person ``named``, open to be written to.

    Raises InputError where there is none of that name, OutputError where it may not be written.
    """
    if named and not named.is_file():
        raise InputError(f"no translation memory '{named}'", "Name that of a build, or leave --memory out")
    path = named or OutputFolder(folder).memory
    opened = Memory(path, note, mend=False)
    if not may_be_written(opened.path):
        opened.close()
        raise only_readable(opened.path)
    if introduction := strangers.introduce(path, languages, cache_folder()):
        note(introduction)
    return opened
