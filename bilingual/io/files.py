"""Names that are safe on every file system, what is on disk for good, and one error for all that can go wrong."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bilingual.errors import OutputError

if TYPE_CHECKING:
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
    name = _UNSAFE.sub("_", article_id).strip("._-")
    while len(name.encode()) > _MAX_NAME_BYTES:
        name = name[:-1]
    if name == article_id == name.lower() and name and not _RESERVED.match(name):
        return name
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name or 'article'}-{digest}"


@contextmanager
def output_errors(path: Path, remedy: str = "", *, its_own: bool = False) -> Iterator[None]:
    """Turn an OSError into an OutputError that names ``path``; with ``its_own`` the file that the error names, if any.

    ``remedy`` says what to do about it, where that is not what helps for an output folder.
    """
    try:
        yield
    except OSError as error:
        where = error.filename if its_own and isinstance(error.filename, str) else path
        if not remedy and error.errno == errno.ENOSPC:
            remedy = "Make room and run the same command again: it goes on where it was"
        remedy = remedy or "Choose a folder that you may write to, with --out"
        raise OutputError(f"cannot write '{where}': {error.strerror or error}", remedy) from error


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def file_sha256(path: Path) -> str:
    """Return the digest of a file's bytes, in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
