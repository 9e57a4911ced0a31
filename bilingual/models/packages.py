"""A package's metadata, wherever it lies, and the packages that are here."""

from __future__ import annotations

import contextlib
import io
import json
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from bilingual.errors import ModelError
from bilingual.io.regular import open_regular, read_regular
from bilingual.models import lockfile
from bilingual.models.folders import STARTER_FOLDERS, packages_folder
from bilingual.wording import why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bilingual.models.lockfile import Locked

METADATA = "metadata.json"
SUFFIX = ".argosmodel"
# Argos has packages of other types, which translate nothing.
TYPE = "translate"
TOKENIZERS = ("sentencepiece.model", "bpe.model")
# Argos's packages from before 2023 have no model/config.json, and CTranslate2 needs none for models so old.
_WEIGHTS = ("model/model.bin",)
# What zipfile and its decompressors raise for damaged, encrypted or unknown data, beside OSError for bz2.
DAMAGE = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, zlib.error, lzma.LZMAError)
# No honest metadata is larger; what claims to be is not read.
_MAX_METADATA_BYTES = 1 << 20
_BUFFER_BYTES = 1 << 16

ANOTHER = "Name another package with --model, or leave --model out to use the starter"


@dataclass(frozen=True, slots=True)
class Model:
    """An unpacked package, ready to load.

    ``sha256`` is of the archive where the package came as one, else of the manifest of its files, the output of
    ``sha256sum`` over them sorted by path. ``known`` says that it ships with bilingual, or was tried out when bilingual
    installed it.
    """

    name: str
    version: str
    source_language: str
    target_language: str
    folder: Path
    sha256: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A package whose metadata is known, packed (``path`` is a file) or not (a folder)."""

    path: Path
    metadata: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the package is called: the name of its folder, or of its archive without the suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def pair(self) -> tuple[str, str]:
        """The codes of source and target language; empty where the metadata has none."""
        return self._stated("from_code"), self._stated("to_code")

    @property
    def stated_version(self) -> str:
        """The version as the package states it."""
        return self._stated("package_version")

    @property
    def version(self) -> tuple[int, ...]:
        """The version as numbers, to compare."""
        return version_numbers(self.stated_version)

    def _stated(self, name: str) -> str:
        value = self.metadata.get(name)
        return value if isinstance(value, str) else ""


def version_numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers, so that 1.10 is later than 1.9, and 1.9 is 1.9.0.

    >>> version_numbers("1.10") > version_numbers("1.9") == version_numbers("1.9.0")
    True
    """
    numbers = [int(part) if part.isdecimal() and len(part) < 10 else 0 for part in version.split(".")]  # noqa: PLR2004 - no honest number is longer, and int() is slow on such
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def installed(folder: Path | None = None) -> Iterator[Candidate]:
    """Yield the packages that are installed, in Argos's own folder; what is no package there is passed over.

    What bilingual itself installed is always one, whatever became of its metadata.
    """
    packages = folder or packages_folder()
    locked: Mapping[str, Locked] = {}
    with contextlib.suppress(ModelError):  # it is told when a package is opened
        locked = lockfile.read(packages)
    with contextlib.suppress(OSError):  # a folder that we may not look into has nothing for us
        for path in sorted(path for path in packages.iterdir() if path.is_dir()):
            stated = {candidate.path: candidate.metadata for candidate in _candidates([path])}
            if path.name in locked:
                yield Candidate(path, {**stated.get(path, {}), **locked[path.name].identity})
            elif path in stated:
                yield Candidate(path, stated[path])


def starters() -> Iterator[Candidate]:
    """Yield the packages that come with bilingual."""
    for folder in STARTER_FOLDERS:
        yield from _candidates(folder.glob(f"*{SUFFIX}"))


def _candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    for path in sorted(paths):
        with contextlib.suppress(ModelError):
            metadata = read_metadata(path)
            if metadata.get("type", TYPE) == TYPE:
                yield Candidate(path, metadata)


def read_metadata(path: Path) -> Mapping[str, Any]:
    """Read a package's metadata, packed or not. Raises ModelError."""
    try:
        if path.is_dir():
            raw = read_regular(path / METADATA, _MAX_METADATA_BYTES)
        else:
            with opened(path) as archive, archive.open(f"{root_of(archive)}{METADATA}") as stream:
                raw = stream.read(_MAX_METADATA_BYTES)  # cut short, longer ones are no JSON
        metadata = json.loads(raw)
    except (FileNotFoundError, KeyError) as error:
        raise ModelError(f"'{path}' holds no {METADATA}, so it is no Argos package", ANOTHER) from error
    except zipfile.BadZipFile as error:
        raise ModelError(f"'{path}' is no {SUFFIX} archive, or is cut short", ANOTHER) from error
    except (OSError, *DAMAGE) as error:
        raise ModelError(f"'{path}' cannot be read as an Argos package ({why(error)})", ANOTHER) from error
    if not isinstance(metadata, dict):
        raise ModelError(f"the {METADATA} of '{path}' is not a JSON object", ANOTHER)
    return metadata


@contextlib.contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive, which must be a regular file. Raises OSError, or one of DAMAGE."""
    with open_regular(path) as raw, io.BufferedReader(raw, _BUFFER_BYTES) as stream, zipfile.ZipFile(stream) as archive:
        yield archive


def root_of(archive: zipfile.ZipFile) -> str:
    """Return the folder inside the archive that holds the package, with its slash."""
    roots = [name.removesuffix(METADATA) for name in archive.namelist() if PurePosixPath(name).name == METADATA]
    return min(roots, key=len, default="")


def require_parts(candidate: Candidate) -> None:
    """Raise ModelError where a package lacks a part that it cannot do without, as far as its file names tell."""
    path = candidate.path
    if path.is_dir():
        names = {name for name in (*_WEIGHTS, *TOKENIZERS) if (path / name).is_file()}
    else:
        with opened(path) as archive:
            root = root_of(archive)
            names = {name.removeprefix(root) for name in archive.namelist() if name.startswith(root)}
    for part in _WEIGHTS:
        if part not in names:
            raise ModelError(f"'{path}' holds no {part}", ANOTHER)
    if not names.intersection(TOKENIZERS):
        raise ModelError(f"'{path}' holds no tokenizer ({' or '.join(TOKENIZERS)})", ANOTHER)
