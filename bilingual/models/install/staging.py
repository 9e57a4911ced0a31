"""Where packages are made ready and thrown away, out of argostranslate's sight.

argostranslate takes every folder among the packages for one, hidden or not, and fails at a folder without metadata; it
ignores files. So the lock and ``models.lock.json`` lie among the packages, and unfinished folders in a hidden folder
beside them, on the same file system, from where a rename puts them into place. Where the packages are a mounted file
system or folder, or nobody may write beside them, that folder lies among them, with metadata of a type that
argostranslate passes over.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bilingual.io.files import output_errors, sync
from bilingual.models.packages import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Self

_LOCK = ".bilingual.lock"
_DOWNLOADS = "downloads"


class Staging:
    """The right to change the folder ``packages``, and a folder to work in. A context manager.

    Entering waits for other processes that have it, after telling ``note``, and sweeps away what killed ones left
    behind, but for downloads. Raises OutputError.
    """

    def __init__(self, packages: Path, note: Callable[[str], None]) -> None:
        self.packages = packages
        self._note = note
        self._lock = FileLock(packages / _LOCK)

    def __enter__(self) -> Self:
        with self.errors():
            self.packages.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                self._note("another process is changing the installed packages; waiting for it")
                self._lock.acquire()
            try:
                self._folder = _folder_for(self.packages)
                self._sweep()
            except BaseException:
                self._lock.release()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            with contextlib.suppress(OSError):  # the next process sweeps, too
                self._sweep()
                if not any(self.downloads.glob("*")):
                    shutil.rmtree(self._folder)
        finally:
            self._lock.release()

    @property
    def downloads(self) -> Path:
        """Where archives are downloaded to; what is there outlives this process."""
        return self._folder / _DOWNLOADS

    def temporary(self) -> Path:
        """Return a new folder, which is gone when the block is left."""
        # Not the one that mkdtemp makes, which nobody else could read once it was among the packages.
        folder = Path(tempfile.mkdtemp(dir=self._folder)) / "new"
        folder.mkdir()
        return folder

    def place(self, folder: Path, name: str) -> None:
        """Put a finished folder among the packages, all at once and for good."""
        for path in folder.rglob("*"):
            sync(path)
        sync(folder)
        folder.rename(self.packages / name)
        sync(self.packages)

    def remove(self, name: str) -> None:
        """Take a package away, all at once; of a link only the link."""
        path = self.packages / name
        if path.is_symlink():
            path.unlink()
        else:
            path.rename(self.temporary() / name)
        sync(self.packages)

    def errors(self) -> AbstractContextManager[None]:
        """Return what turns an OSError into an OutputError."""
        remedy = f"Make '{self.packages}' writable and make room there, or set ARGOS_PACKAGES_DIR to a folder elsewhere"
        return output_errors(self.packages, remedy, its_own=True)

    def _sweep(self) -> None:
        for path in self._folder.iterdir():
            if path.name not in {_DOWNLOADS, METADATA}:
                shutil.rmtree(path, ignore_errors=True)


def _folder_for(packages: Path) -> Path:
    """Make the folder to work in, and return it."""
    packages = packages.resolve()
    beside = packages.parent / f".{packages.name}.bilingual"
    with contextlib.suppress(OSError):
        beside.mkdir(exist_ok=True)
        if beside.stat().st_dev == packages.stat().st_dev and _are_one(beside, packages) and os.access(beside, os.W_OK):
            return beside
        beside.rmdir()
    inside = packages / beside.name
    inside.mkdir(exist_ok=True)
    (inside / METADATA).write_text(json.dumps({"type": "staging"}), encoding="utf-8")
    return inside


def _are_one(first: Path, second: Path) -> bool:
    """Whether a rename leads from one folder to the other: no device number tells a bind mount of the same system.

    Linux looks at that first, and only then whether there is anything to rename.
    """
    try:
        (first / "nothing").rename(second / "nothing")
    except OSError as error:
        return error.errno != errno.EXDEV
    return True
