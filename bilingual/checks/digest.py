"""Which checks gave a flag: a digest of the code and the data that they rest on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# The folders of the package that decide on a finding, all the way down.
FOLDERS = ("checks", "lexicon")
_CHARACTERS = 8


def digest(package: Path, folders: Sequence[str] = FOLDERS) -> str:
    """Return a digest, in hexadecimal, of all files of ``folders`` in the folder ``package``: their paths and bytes.

    What Python compiled does not count.
    """
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted((package / folder).rglob("*")):
            relative = path.relative_to(package)
            if path.is_file() and "__pycache__" not in relative.parts:
                found.update(f"{relative.as_posix()}\0".encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:_CHARACTERS]
