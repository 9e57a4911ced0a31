"""Memories that may be a stranger's: which file is one at all, and what people wrote in one that is new here."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from typing import TYPE_CHECKING

from bilingual.errors import UsageError
from bilingual.io.regular import open_regular
from bilingual.wording import count, for_terminal, shortened

if TYPE_CHECKING:
    from pathlib import Path

# Where the header of an SQLite file holds the number that tells whose it is (https://www.sqlite.org/fileformat.html).
_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = slice(68, 72)
_OURS = b"bili"
_HEADER_BYTES = 100
_OF_LANGUAGES = "WHERE source_language = ? AND target_language = ?"
# How many sentences are corrected, and how many places in another way than their sentence, each with one of them.
_CORRECTIONS = (
    f"SELECT count(*) OVER (), source, target FROM correction {_OF_LANGUAGES} ORDER BY source LIMIT 1",  # noqa: S608
    f"""
        SELECT count(*) OVER (), source, target FROM decided AS this {_OF_LANGUAGES} AND place != '' AND NOT undone
        AND NOT EXISTS (
            SELECT 1 FROM correction WHERE (source_language, target_language, source, target)
            = (this.source_language, this.target_language, this.source, this.target)
        ) ORDER BY source, place LIMIT 1
    """,  # noqa: S608 - made of constants
)


def refuse_foreign(path: Path, own: Path) -> None:
    """Raise UsageError where ``path`` is a file that is plainly no translation memory of ours.

    A build sets a damaged memory aside and begins a new one; it must not do that with somebody's thesis. ``own`` is
    where a memory lies unless the user says otherwise: what lies there is ours, whatever became of it. A file that does
    not exist or is empty becomes a memory.
    """
    if path == own:
        return
    try:
        with open_regular(path) as stream:
            header = stream.read(_HEADER_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(
            f"the memory '{path}' cannot be used: {error.strerror or error}", "Name another with --memory"
        ) from error
    if header and not (header.startswith(_MAGIC) and header[_APPLICATION_ID] == _OURS):
        raise UsageError(
            f"'{path}' is no translation memory of bilingual's, and is left as it is",
            f"Name another file with --memory; one that was a memory and is damaged is mended as '{own}'",
        )


def introduce(path: Path, languages: tuple[str, str], cache: Path) -> str | None:
    """Say on one line what people corrected in a memory that this user has not met before, None where there is nothing.

    What a user has met is noted in ``cache``, a folder of the user's, by the memory's path and the number of its file:
    nothing in a folder that came from elsewhere can say that it did not. Where that cannot be written, it is told each
    time.
    """
    found = _corrections(path, languages)
    if not found:
        return None
    number, source, target = found
    with contextlib.suppress(OSError):
        known = hashlib.sha256(os.fsencode(path.resolve()) + f" {path.stat().st_ino}".encode()).hexdigest()
        mark = cache / "memories" / known
        if mark.exists():
            return None
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return (
        f"the memory '{path}' is used here for the first time, and {count(number, 'correction')} in it, "
        f"such as '{for_terminal(shortened(source))}' → '{for_terminal(shortened(target))}', "
        f"will stand for the machine's translations; bilingual memory export '{path}' shows all"
    )


def _corrections(path: Path, languages: tuple[str, str]) -> tuple[int, str, str] | None:
    """Return how many corrections there are, and one of them, None where there is none or it cannot be told."""
    found: list[tuple[int, str, str]] = []
    # The second one's table came later than some memories.
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        for query in _CORRECTIONS:
            found += connection.execute(query, languages).fetchall()
    if not found:
        return None
    _, source, target = found[0]
    return sum(int(number) for number, _, _ in found), str(source), str(target)
