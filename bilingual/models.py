"""Find, check and unpack Argos translation packages.

An Argos package is a zip archive (``.argosmodel``) of one folder with ``metadata.json``, a tokenizer
(``sentencepiece.model`` or ``bpe.model``) and a CTranslate2 model in ``model/``; an installed package is that folder.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from bilingual.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_METADATA = "metadata.json"
_SUFFIX = ".argosmodel"
_HERE = Path(__file__).parent
# The wheel carries the starter inside the package; a checkout keeps it beside the package.
_STARTER_FOLDERS = (_HERE / "starter", _HERE.parent / "models")

# What no honest package reaches: the largest that Argos publishes is under 500 MB, and weights hardly compress.
_MAX_UNPACKED_BYTES = 2 * 1024**3
_MAX_RATIO = 100
_CHUNK_BYTES = 1 << 20

_ANOTHER = "Name another package with --model, or leave --model out to use the starter"


@dataclass(frozen=True, slots=True)
class Model:
    """An unpacked package, ready to load.

    ``sha256`` is of the archive where the package came as one, else of the manifest of its files, the output of
    ``sha256sum`` over them sorted by path.
    """

    name: str
    version: str
    source_language: str
    target_language: str
    folder: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A package whose metadata is known, wherever it lies."""

    path: Path
    metadata: Mapping[str, Any]

    @property
    def pair(self) -> tuple[str, str]:
        return str(self.metadata.get("from_code", "")), str(self.metadata.get("to_code", ""))

    @property
    def version(self) -> tuple[int, ...]:
        """The package version as numbers, so that 1.10 is later than 1.9."""
        parts = str(self.metadata.get("package_version", "")).split(".")
        return tuple(int(part) if part.isdecimal() else 0 for part in parts)


def find(
    explicit: Path | None, pair: tuple[str, str] = ("fr", "en"), note: Callable[[str], None] = lambda _: None
) -> Model:
    """Return the package to use for ``pair``, unpacked.

    The order: ``explicit`` (a flag, a configuration file or BILINGUAL_MODEL), an installed Argos package, the starter.
    Of several the highest version wins; one that was found, not named, and is broken is passed over with a ``note``.
    Raises ModelError.
    """
    if explicit is not None:
        return _open(_explicit(explicit, pair))
    for candidates in (installed(), _starters()):
        matching = [candidate for candidate in candidates if candidate.pair == pair]
        for candidate in sorted(matching, key=lambda candidate: (candidate.version, candidate.path.name), reverse=True):
            try:
                return _open(candidate)
            except ModelError as error:
                note(f"passed over: {error}")
    raise ModelError(
        f"no translation package for {pair[0]} to {pair[1]} is installed", "Name one with --model PATH.argosmodel"
    )


def installed() -> Iterator[_Candidate]:
    """Yield the packages in Argos's own folder (ARGOS_PACKAGES_DIR wins); what is no package there is passed over."""
    data = Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share")
    folder = Path(os.environ.get("ARGOS_PACKAGES_DIR") or data / "argos-translate" / "packages")
    with contextlib.suppress(OSError):  # a folder that we may not look into has nothing for us
        yield from _candidates(path.parent for path in folder.glob(f"*/{_METADATA}"))


def cache_folder() -> Path:
    """Return where bilingual keeps what it can make again (XDG Base Directory Specification); it need not exist."""
    return Path(os.environ.get("XDG_CACHE_HOME") or _home() / ".cache") / "bilingual"


def _home() -> Path:
    """Return the user's home, or for a user without one a place where nothing is and nothing can be written."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def _starters() -> Iterator[_Candidate]:
    for folder in _STARTER_FOLDERS:
        yield from _candidates(folder.glob(f"*{_SUFFIX}"))


def _candidates(paths: Iterator[Path]) -> Iterator[_Candidate]:
    for path in sorted(paths):
        try:
            yield _Candidate(path, _metadata(path))
        except ModelError:
            continue


def _explicit(path: Path, pair: tuple[str, str]) -> _Candidate:
    try:
        exists = path.exists()
    except OSError as error:
        raise ModelError(f"the model '{path}' cannot be read: {error.strerror}", _ANOTHER) from error
    if not exists:
        raise ModelError(
            f"no such model '{path}'", "Check the path given with --model, or leave it out for the starter"
        )
    candidate = _Candidate(path, _metadata(path))
    if candidate.pair != pair:
        found = " to ".join(code or "?" for code in candidate.pair)
        raise ModelError(f"'{path}' translates {found}, not {pair[0]} to {pair[1]}", _ANOTHER)
    return candidate


def _metadata(path: Path) -> Mapping[str, Any]:
    """Read a package's metadata, packed or not. Raises ModelError."""
    try:
        if path.is_dir():
            raw = (path / _METADATA).read_bytes()
        else:
            with zipfile.ZipFile(path) as archive:
                raw = archive.read(f"{_root(archive)}{_METADATA}")
        metadata = json.loads(raw)
    except (FileNotFoundError, KeyError) as error:
        raise ModelError(f"'{path}' holds no {_METADATA}, so it is no Argos package", _ANOTHER) from error
    except zipfile.BadZipFile as error:
        raise ModelError(f"'{path}' is no {_SUFFIX} archive, or is cut short", _ANOTHER) from error
    except (OSError, ValueError, EOFError, RuntimeError, zlib.error) as error:
        raise ModelError(f"'{path}' cannot be read as an Argos package ({error})", _ANOTHER) from error
    if not isinstance(metadata, dict):
        raise ModelError(f"the {_METADATA} of '{path}' is not a JSON object", _ANOTHER)
    return metadata


def _root(archive: zipfile.ZipFile) -> str:
    """Return the folder inside the archive that holds the package, with its slash."""
    roots = [name.removesuffix(_METADATA) for name in archive.namelist() if PurePosixPath(name).name == _METADATA]
    return min(roots, key=len, default="")


def _open(candidate: _Candidate) -> Model:
    path = candidate.path
    sha256 = _manifest_sha256(path) if path.is_dir() else _file_sha256(path)
    folder = path if path.is_dir() else _unpack(path, sha256)
    for part in ("model/model.bin", "model/config.json"):
        if not (folder / part).is_file():
            raise ModelError(f"'{path}' holds no {part}", _ANOTHER)
    if not any((folder / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        raise ModelError(f"'{path}' holds no tokenizer (sentencepiece.model or bpe.model)", _ANOTHER)
    source, target = candidate.pair
    version = str(candidate.metadata.get("package_version", ""))
    return Model(path.name.removesuffix(_SUFFIX), version, source, target, folder, sha256)


def _unpack(archive_path: Path, sha256: str) -> Path:
    """Unpack an archive into the user's cache once, and return the package's folder there.

    The name is the archive's digest, and the folder appears by a rename, so what is there is whole. Where the cache
    cannot be written, a folder that lasts as long as the process serves.
    """
    cache = cache_folder()
    try:
        return _unpack_into(cache / "models", archive_path, sha256)
    except OSError:
        pass  # a read-only or full home is no reason to stop
    try:
        temporary = Path(tempfile.mkdtemp(prefix="bilingual-model-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return _unpack_into(temporary, archive_path, sha256)
    except OSError as error:
        raise ModelError(
            f"'{archive_path}' cannot be unpacked, neither into '{cache}' nor elsewhere ({error})",
            "Make room there, or set XDG_CACHE_HOME",
        ) from error


def _unpack_into(cache: Path, archive_path: Path, sha256: str) -> Path:
    try:
        with zipfile.ZipFile(archive_path) as archive:
            _refuse_hostile(archive, archive_path)
            root = _root(archive)
            target = cache / sha256
            files = [info for info in archive.infolist() if not info.is_dir()]
            if all(_is_intact(target / info.filename, info) for info in files):
                return target / root
            cache.mkdir(parents=True, exist_ok=True)
            temporary = Path(tempfile.mkdtemp(prefix=f".{sha256[:8]}-", dir=cache))
            try:
                archive.extractall(temporary)
                shutil.rmtree(target, ignore_errors=True)
                # Another process may have been quicker; then its copy is as good as ours.
                if not target.exists():
                    temporary.rename(target)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
            return target / root
    except (zipfile.BadZipFile, EOFError, RuntimeError, zlib.error) as error:
        raise ModelError(f"'{archive_path}' is damaged ({error})", _ANOTHER) from error


def _refuse_hostile(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise ModelError for an archive with entries that leave its folder, with links, or of a bomb's size."""
    unpacked = 0
    for info in archive.infolist():
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in info.filename:
            raise ModelError(f"'{path}' wants to write outside its folder ('{info.filename}')", _ANOTHER)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ModelError(f"'{path}' holds a link ('{info.filename}')", _ANOTHER)
        unpacked += info.file_size
        if unpacked > _MAX_UNPACKED_BYTES or info.file_size > _MAX_RATIO * max(info.compress_size, 1024):
            raise ModelError(f"'{path}' unpacks to more than any translation package holds", _ANOTHER)


def _is_intact(path: Path, info: zipfile.ZipInfo) -> bool:
    """Whether an unpacked file has the size and the CRC-32 that its archive states."""
    try:
        if path.stat().st_size != info.file_size:
            return False
        checksum = 0
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                checksum = zlib.crc32(chunk, checksum)
    except OSError:
        return False
    return checksum == info.CRC


def _file_sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest_sha256(folder: Path) -> str:
    lines = [
        f"{_file_sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())
        if path.is_file()
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
