"""Files that others read while we write: atomic replacement, and names that are safe on every file system."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bilingual.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Longest file name that every common file system takes is 255 bytes; leave room for suffixes and temporary names.
_MAX_NAME_BYTES = 120
_UNSAFE = re.compile(r"[^\w.\-]+")
# Windows reserves these whatever their suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


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
    if name == article_id == name.lower() and name not in {"", "index"} and not _RESERVED.match(name):
        return name
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name or 'article'}-{digest}"


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn an OSError into an OutputError that names ``path``."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot write '{path}': {reason}", "Choose a folder that you may write to, with --out"
        ) from error


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """Open a UTF-8 text file that takes ``path``'s place when the block ends well, and vanishes when it does not.

    A reader of ``path`` sees the old content or the new, never a half: the text goes to a temporary file beside it,
    is forced to disk, and renamed. Line ends are written as given. Raises OutputError.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with output_errors(path), os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with output_errors(path):
            # mkstemp makes private files; what we write is for whoever the user's umask lets in.
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, all or nothing. Raises OutputError."""
    with replacing(path) as stream:
        stream.write(text)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
