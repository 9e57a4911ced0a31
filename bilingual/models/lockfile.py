"""``models.lock.json``, beside the installed packages: what was installed, so that a build notices a change.

An object with ``version`` (1) and ``packages``: for the name of each package's folder its ``sha256`` (of the archive),
``source`` (the URL or the file's name), ``identity`` (what its metadata says of languages and version), and ``files``:
for each name the ``sha256``, the ``size`` in bytes and the ``mtime_ns`` (nanoseconds since the epoch) at installation.
``replaces`` names packages that are still to be removed, as an installation was cut short before it came to that.
argostranslate looks at folders only, so a file among them does not disturb it. A package that is not in it was
installed by another program.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bilingual.errors import ModelError
from bilingual.io.files import file_sha256
from bilingual.io.regular import read_regular
from bilingual.models.digests import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "models.lock.json"
IDENTITY = ("from_code", "to_code", "package_version")
_VERSION = 1
# What no such file reaches.
_MOST_BYTES = 64 * 1024**2


class UntrustedError(ModelError):
    """Nobody can say that a package is what was installed; so it is not used unless the user accepts it."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was installed: ``size`` in bytes, ``mtime_ns`` in nanoseconds since the epoch."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as it was installed; ``sha256`` is of its archive, ``source`` says where that came from.

    ``identity`` holds the fields of the metadata that IDENTITY names, so that a change of these hides no package.
    """

    sha256: str
    source: str
    identity: Mapping[str, str]
    files: Mapping[str, FileState]
    replaces: tuple[str, ...] = ()


def read(packages: Path) -> dict[str, Locked]:
    """Return what is known of the packages in a folder, by the names of their folders. Raises UntrustedError."""
    path = packages / NAME
    try:
        record = json.loads(read_regular(path, _MOST_BYTES))
        return {name: _locked(entry) for name, entry in _packages(record).items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UntrustedError(
            f"'{path}', which tells what was installed, cannot be read ({type(error).__name__}: {error})",
            "Remove it; the packages there are then used without a check",
        ) from error


def _packages(record: Mapping[str, Any]) -> Mapping[str, Any]:
    if record["version"] != _VERSION:
        raise ValueError(f"version {record['version']} is unknown")
    packages: Mapping[str, Any] = record["packages"]
    if not all(map(_is_name, packages)):
        raise ValueError("an entry names no folder")
    return packages


def _is_name(name: object) -> bool:
    """Whether this names a folder among others, not one elsewhere."""
    return isinstance(name, str) and name == PurePath(name).name and name not in {"", ".."}


def _locked(entry: Mapping[str, Any]) -> Locked:
    """Return an entry of the file. Raises ValueError, KeyError, TypeError or AttributeError."""
    sha256, source, states, replaces = entry["sha256"], entry["source"], entry["files"], entry["replaces"]
    identity = {name: entry["identity"][name] for name in IDENTITY}
    if not all(isinstance(value, str) for value in (sha256, source, *identity.values())):
        raise TypeError("an entry has a value that is no text")
    if not isinstance(replaces, list) or not all(map(_is_name, replaces)):
        raise TypeError("an entry replaces what is no package")
    states = {name: FileState(**state) for name, state in states.items()}
    return Locked(sha256, source, identity, states, tuple(replaces))


def write(packages: Path, entries: Mapping[str, Locked]) -> None:
    """Replace the file at once. Whoever calls holds the packages' lock. Raises OSError."""
    record = {"version": _VERSION, "packages": {name: asdict(entries[name]) for name in sorted(entries)}}
    temporary = packages / f".{NAME}"
    with temporary.open("w", encoding="utf-8") as stream:
        json.dump(record, stream, indent=1)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(packages / NAME)


def entry(folder: Path, sha256: str, source: str, metadata: Mapping[str, Any]) -> Locked:
    """Return what to remember of a package that is about to be installed. Raises OSError."""
    states = {}
    for name, path in files(folder):
        state = path.stat()
        states[name] = FileState(file_sha256(path), state.st_size, state.st_mtime_ns)
    return Locked(sha256, source, {name: metadata[name] for name in IDENTITY}, states)


def changes(folder: Path, locked: Locked, *, thorough: bool = False) -> list[str]:
    """Return, a phrase each, what is other in a package than it was installed; nothing where all is the same.

    A file of the same size and time is taken for unchanged unless ``thorough``. Hidden files that were added, such as
    those of file managers, do not matter.
    """
    there = dict(files(folder))
    found = [f"{name} is missing" for name in locked.files if name not in there]
    for name, path in there.items():
        if name in locked.files:
            if not _is_same(path, locked.files[name], thorough=thorough):
                found.append(f"{name} was changed")
        elif not path.name.startswith("."):
            found.append(f"{name} was added")
    return found


def _is_same(path: Path, before: FileState, *, thorough: bool) -> bool:
    try:
        now = path.stat()
        if now.st_size != before.size:
            return False
        return (now.st_mtime_ns == before.mtime_ns and not thorough) or file_sha256(path) == before.sha256
    except OSError:
        return False
