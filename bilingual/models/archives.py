"""Archives of packages, unpacked: never outside their folder, never without end."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.io.files import remedy_for
from bilingual.io.regular import open_regular
from bilingual.models import notes
from bilingual.models.folders import cache_folder
from bilingual.models.packages import ANOTHER, DAMAGE, opened, root_of
from bilingual.wording import why

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

# What no honest package reaches: the largest that Argos publishes is under 500 MB, and weights hardly compress.
MAX_BYTES = 2 * 1024**3
_MAX_RATIO = 100
_MAX_ENTRIES = 10_000
_CHUNK_BYTES = 1 << 20


def unpack(path: Path, into: Path) -> Path:
    """Unpack an archive into a folder that exists, and return the package's folder in it.

    Raises ModelError for an archive that is damaged, or has entries that leave its folder, links, or a bomb's size.
    """
    try:
        with opened(path) as archive:
            _refuse_hostile(archive, path)
            archive.extractall(into)
            return into / root_of(archive)
    except OSError as error:
        if error.errno is not None:
            raise
        raise ModelError(f"'{path}' is damaged ({why(error)})", ANOTHER) from error  # as bz2 says it
    except DAMAGE as error:
        raise ModelError(f"'{path}' is damaged ({why(error)})", ANOTHER) from error


def unpack_once(path: Path, sha256: str) -> Path:
    """Unpack an archive into the user's cache once, and return the package's folder there. Raises ModelError.

    The name is the archive's digest, and the folder appears by a rename, so what is there is whole. Where the cache
    cannot be written, a folder that lasts as long as the process serves.
    """
    cache = cache_folder()
    try:
        return _unpack_into(cache / "models", path, sha256)
    except OSError:
        pass  # a read-only or full home is no reason to stop
    try:
        temporary = Path(tempfile.mkdtemp(prefix="bilingual-model-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return _unpack_into(temporary, path, sha256)
    except OSError as error:
        raise ModelError(
            f"'{path}' cannot be unpacked, neither into '{cache}' nor elsewhere ({why(error)})",
            remedy_for(error, "Make room there") + "; XDG_CACHE_HOME or TMPDIR names another place",
        ) from error


def _unpack_into(cache: Path, path: Path, sha256: str) -> Path:
    target = cache / sha256
    try:
        with opened(path) as archive:
            _refuse_hostile(archive, path)
            root = root_of(archive)
            entries = [info for info in archive.infolist() if not info.is_dir()]
            if _are_intact(target, entries, sha256):
                return target / root
    except DAMAGE as error:
        raise ModelError(f"'{path}' is damaged ({why(error)})", ANOTHER) from error
    cache.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{sha256[:8]}-", dir=cache))
    try:
        unpack(path, temporary)
        shutil.rmtree(target, ignore_errors=True)
        # Another process may have been quicker; then its copy is as good as ours.
        if not target.exists():
            temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target / root


def _refuse_hostile(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise ModelError for an archive with entries that leave its folder, with links, or of a bomb's size."""
    unpacked = 0
    for info in archive.infolist():
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in info.filename:
            raise ModelError(f"'{path}' wants to write outside its folder ('{info.filename}')", ANOTHER)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ModelError(f"'{path}' holds a link ('{info.filename}')", ANOTHER)
        unpacked += info.file_size
        if unpacked > MAX_BYTES or info.file_size > _MAX_RATIO * max(info.compress_size, 1024):
            raise ModelError(f"'{path}' unpacks to more than any translation package holds", ANOTHER)
    if len(archive.infolist()) > _MAX_ENTRIES:
        raise ModelError(f"'{path}' holds more files than any translation package", ANOTHER)


def _are_intact(folder: Path, entries: Sequence[zipfile.ZipInfo], sha256: str) -> bool:
    """Whether an archive's files lie unpacked in a folder; looked at but once while none of them changes."""
    paths = [folder / info.filename for info in entries]
    try:
        return bool(notes.of_files("unpacked", paths, lambda: sha256 if all(map(_is_intact, paths, entries)) else ""))
    except OSError:
        return False


def _is_intact(path: Path, info: zipfile.ZipInfo) -> bool:
    """Whether an unpacked file has the size and the CRC-32 that its archive states."""
    try:
        if path.stat().st_size != info.file_size:
            return False
        checksum = 0
        with open_regular(path) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                checksum = zlib.crc32(chunk, checksum)
    except OSError:
        return False
    return checksum == info.CRC
