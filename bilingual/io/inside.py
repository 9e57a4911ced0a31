"""Names of files within a folder, from whoever wrote them, made into paths that stay within it."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.wording import shortened

if TYPE_CHECKING:
    from pathlib import Path

# What our own file names are made of. Nothing that any system takes for a way out, a drive, a stream or a device's
# name with a suffix; and nothing hidden, as our own private folder is.
_PART = re.compile(r"[^\W_][\w.\-]*")
# What every common file system takes, and what leaves room for the folder.
_MOST_PART_BYTES, _MOST_BYTES = 255, 1_024
_REMEDY = "Remove the link, or choose another --out"


def is_plain(name: object) -> bool:
    r"""Whether this is a name of a file of ours: relative, of plain characters, not too long, without a hidden part.

    >>> [is_plain(name) for name in ("html/index.html", "corpus.2.xlf", "html/Été_1.html")]
    [True, True, True]
    >>> [is_plain(name) for name in ("../a", "/etc/passwd", "a//b", "a\0b", ".bilingual/memory.sqlite", "C:a", b"a")]
    [False, False, False, False, False, False, False]
    >>> is_plain("é" * 127), is_plain("é" * 128), is_plain("/".join("a" * 1_000))
    (True, False, False)
    """
    if not isinstance(name, str) or len(name) > _MOST_BYTES or not all(map(_PART.fullmatch, parts := name.split("/"))):
        return False
    return len(name.encode()) <= _MOST_BYTES and all(len(part.encode()) <= _MOST_PART_BYTES for part in parts)


def place(folder: Path, name: str) -> Path:
    """Return the path of a name within a folder.

    The folder, which a person named, may be a link; nothing on the way below it may. The last part is not looked at:
    whoever reads there refuses it (``refuse_link``), and who writes knows what stands there.
    Raises OutputError where the name is not plain, or the way leads through a link.
    """
    if not is_plain(name):
        raise OutputError(f"'{shortened(name)}' is no name of a file within '{folder}'", "Choose another --out")
    path = folder
    *parents, last = name.split("/")
    for part in parents:
        path /= part
        refuse_link(path)
    return path / last


def refuse_link(path: Path) -> None:
    """Raise OutputError where this is a link, OSError where that cannot be told."""
    if is_link(path):
        raise OutputError(f"'{path}' is a link, and may lead anywhere", _REMEDY)


def is_link(path: Path) -> bool:
    """Whether this is a link, to whatever. Raises OSError where that cannot be told."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
