"""Where calibrations lie: a file for each package that was measured, named after its digest.

That of an installed package lies beside ``models.lock.json``; argostranslate looks at folders only, so a file among its
packages does not disturb it. That of any other, or of one in a folder that cannot be written, lies in the user's cache,
which is asked first.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

from bilingual.data import Calibration
from bilingual.errors import OutputError
from bilingual.io.regular import read_regular
from bilingual.models.folders import cache_folder, packages_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SUFFIX = ".calibration.json"
_VERSION = 1
# No honest one is larger.
_MAX_BYTES = 1 << 16


def _in_cache(sha256: str) -> Path:
    return cache_folder() / "calibrations" / f"{sha256}{_SUFFIX}"


def _among_packages(sha256: str) -> Path:
    return packages_folder() / f"{sha256}{_SUFFIX}"


def find(sha256: str, note: Callable[[str], None] = lambda _: None) -> Calibration | None:
    """Return what was measured of the package of that digest, None where nothing was.

    ``note`` hears of a file that cannot be read, which is passed over.
    """
    for path in (_in_cache(sha256), _among_packages(sha256)):
        try:
            return _read(path, sha256)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            note(
                f"passed over: the calibration '{path}' cannot be read ({type(error).__name__}: {error}). "
                "Measure the model again with bilingual model calibrate, or remove it with --reset there."
            )
    return None


def _read(path: Path, sha256: str) -> Calibration:
    record = json.loads(read_regular(path, _MAX_BYTES))
    if record["version"] != _VERSION:
        raise ValueError(f"version {record['version']} is unknown")
    calibration = Calibration.of_record(record["calibration"])
    if calibration.model_sha256 != sha256:
        raise ValueError("it is of another package")
    return calibration


def keep(calibration: Calibration, folder: Path | None = None) -> Path:
    """Keep what was measured of a package, in place of what was kept of it before; return where.

    ``folder`` is that of the package, unpacked, if there is one. Raises OutputError where nothing can be written.
    """
    cached, among = _in_cache(calibration.model_sha256), _among_packages(calibration.model_sha256)
    if folder and _is_same(folder.parent, among.parent):
        with contextlib.suppress(OSError):  # not every folder of packages is the user's own
            _write(among, calibration)
            cached.unlink(missing_ok=True)  # it would go first
            return among
    try:
        _write(cached, calibration)
    except OSError as error:
        raise OutputError(
            f"cannot write '{cached}': {error.strerror or error}", "Make room there, or set XDG_CACHE_HOME"
        ) from error
    return cached


def forget(sha256: str) -> list[Path]:
    """Remove what was kept of the package of that digest, readable or not; return the files that are gone.

    Raises OutputError where one cannot be removed.
    """
    gone = []
    for path in (_in_cache(sha256), _among_packages(sha256)):
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise OutputError(f"cannot remove '{path}': {error.strerror or error}", "Remove it yourself") from error
        gone.append(path)
    return gone


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _write(path: Path, calibration: Calibration) -> None:
    """Replace a file at once. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as stream:
            json.dump({"version": _VERSION, "calibration": calibration.record()}, stream, indent=1, ensure_ascii=False)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
