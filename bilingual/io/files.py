"""Names that are safe on every file system, what is on disk for good, and one error for all that can go wrong."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.io.regular import open_regular

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

# Longest file name that every common file system takes is 255 bytes; leave room for suffixes and temporary names.
_MAX_NAME_BYTES = 120
_UNSAFE = re.compile(r"[^\w.\-]+")
# Windows reserves the first whatever their suffix; the others are our index pages.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|index(?:-\d+)?$", re.IGNORECASE)


def page_name(article_id: str) -> str:
    """Return a flat, portable file name (without suffix) for an article; different ids give different names.

    An id that had to be altered gets a short digest of itself behind it, so that ``a/b`` and ``a_b`` both survive, as
    do ``A`` and ``a`` where the file system folds case.

    >>> page_name("000_7b4a10bd26d76951")
    '000_7b4a10bd26d76951'
    >>> page_name("../../etc/passwd")
    'etc_passwd-3754d6cb'
    """
    name = _UNSAFE.sub("_", article_id).strip("._-")[: _MAX_NAME_BYTES + 1]
    while len(name.encode()) > _MAX_NAME_BYTES:
        name = name[:-1]
    if name == article_id == name.lower() and name and not _RESERVED.match(name):
        return name
    import hashlib  # late, as commands that hash nothing start sooner without OpenSSL

    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name or 'article'}-{digest}"


# What the system lacks, by the number of its error, and what to do about that.
_REMEDIES = {
    errno.ENOSPC: "Make room and run the same command again: it goes on where it was",
    errno.EDQUOT: "Make room (your quota is used up) and run the same command again: it goes on where it was",
    errno.EMFILE: "Allow more open files (such as ulimit -n 1024) and run the same command again",
    errno.ENFILE: "Close other programs, which hold too many files open, and run the same command again",
    errno.ENOMEM: "Close other programs, or allow this one more memory (ulimit -v), and run the same command again",
}
# With less room than this, SQLite cannot even begin, and says only that it cannot.
_LEAST_ROOM = 128 * 1024
# Files that SQLite opens for a database, with its log and the index of that.
_SQLITE_FILES = 4


def remedy_for(error: OSError, otherwise: str) -> str:
    """Return what to do about an error of the system: what it lacks, if that is it, or what ``otherwise`` says."""
    return _REMEDIES.get(error.errno or 0, otherwise)


@contextmanager
def output_errors(path: Path, remedy: str = "", *, its_own: bool = False) -> Iterator[None]:
    """Turn an OSError into an OutputError that names ``path``; with ``its_own`` the file that the error names, if any.

    ``remedy`` says what to do about it, where that is not what helps for an output folder.
    """
    try:
        yield
    except OSError as error:
        where = error.filename if its_own and isinstance(error.filename, str) else path
        otherwise = remedy or remedy_for(error, "Choose a folder that you may write to, with --out")
        raise OutputError(f"cannot write '{where}': {error.strerror or error}", otherwise) from error


def told_by_sqlite(error: sqlite3.Error, folder: Path) -> OSError:
    """Return an error of SQLite's about a file in ``folder`` as one of the system, with what the system lacks."""
    import sqlite3

    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more, which nobody needs
    number = 0
    if code == sqlite3.SQLITE_FULL or (code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} and _is_full(folder)):
        number = errno.ENOSPC
    elif code == sqlite3.SQLITE_READONLY:
        number = errno.EACCES
    elif code == sqlite3.SQLITE_CANTOPEN:
        # It needs several at once, and has given back those that it got.
        try:
            with ExitStack() as stack:
                for _ in range(_SQLITE_FILES):
                    stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        except OSError as lack:
            number = lack.errno or 0
    return OSError(number, f"{os.strerror(number)} ({error})") if number else OSError(str(error))


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    return False


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def file_sha256(path: Path) -> str:
    """Return the digest of a regular file's bytes, in hexadecimal. Raises OSError."""
    import hashlib

    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
