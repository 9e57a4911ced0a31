"""The files of a package: their digest, which tells one package from another, and their size."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bilingual.io.files import file_sha256
from bilingual.io.regular import refuse_irregular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def manifest_sha256(folder: Path) -> str:
    """Return the digest of the output of ``sha256sum`` over the files of a folder, sorted by path."""
    lines = [f"{file_sha256(path)}  {name}\n" for name, path in files(folder)]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder and its sub-folders by their names relative to it, with slashes, sorted.

    Raises NotRegularError for a pipe, a device or the like among them: whoever loads the package would wait for it.
    """
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if not path.is_dir())
    for name, path in found:
        if path.exists():  # which a link that leads nowhere does not
            refuse_irregular(path.stat(), path)
            yield name, path


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all the files in a folder."""
    return sum(part.stat().st_size for _, part in files(path)) if path.is_dir() else path.stat().st_size
