"""Which package a build uses, and whether it is what was installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.io.files import file_sha256
from bilingual.models import lockfile, notes
from bilingual.models.archives import unpack_once
from bilingual.models.digests import manifest_sha256
from bilingual.models.folders import STARTER_FOLDERS
from bilingual.models.lockfile import UntrustedError
from bilingual.models.packages import ANOTHER, Candidate, Model, installed, read_metadata, require_parts, starters
from bilingual.wording import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


_CHANGES_TOLD = 3


class ChangedError(UntrustedError):
    """A package is not what was installed; ``changes`` says in what."""

    def __init__(self, candidate: Candidate, changes: Sequence[str]) -> None:
        source, target = candidate.pair
        super().__init__(
            f"the model '{candidate.name}' is not what was installed ({_in_short(changes)})",
            f"Install it again (bilingual model install {source} {target}), "
            "or build and translate with it as it is: --accept-changed",
        )
        self.changes = _in_short(changes)


def _in_short(changes: Sequence[str]) -> str:
    return ", ".join(changes[:_CHANGES_TOLD]) + (" …" if len(changes) > _CHANGES_TOLD else "")


def find(
    explicit: Path | None,
    pair: tuple[str, str] = ("fr", "en"),
    note: Callable[[str], None] = lambda _: None,
    *,
    accept_changed: bool = False,
) -> Model:
    """Return the package to use for ``pair``, unpacked.

    The order: ``explicit`` (a flag, a configuration file or BILINGUAL_MODEL), an installed Argos package, the starter.
    Of several the highest version wins; one that was found, not named, and is broken is passed over with a ``note``.
    One that was changed since bilingual installed it is refused, or with ``accept_changed`` used as it is now.
    Raises ModelError.
    """
    if explicit is not None:
        return open_(_explicit(explicit, pair), note, accept_changed=accept_changed)
    passed_over: ModelError | None = None
    for candidate in in_order(pair):
        try:
            return open_(candidate, note, accept_changed=accept_changed)
        except UntrustedError:
            raise
        except ModelError as error:
            note(f"passed over: {error}")
            passed_over = error
    if passed_over:
        raise ModelError(
            f"no package for {pair[0]} to {pair[1]} that is here can be used: {passed_over.message}", passed_over.remedy
        )
    raise ModelError(
        f"no translation package for {pair[0]} to {pair[1]} is installed",
        f"Install one with: bilingual model install {pair[0]} {pair[1]}; or name one with --model PATH.argosmodel",
    )


def in_order(pair: tuple[str, str]) -> Iterator[Candidate]:
    """Yield the packages for a pair, the one to use first: installed before starter, higher versions first."""
    for candidates in (installed(), starters()):
        matching = [candidate for candidate in candidates if candidate.pair == pair]
        yield from sorted(matching, key=lambda candidate: (candidate.version, candidate.path.name), reverse=True)


def at(path: Path) -> Candidate:
    """Return the package at a path. Raises ModelError."""
    try:
        exists = path.exists()
    except OSError as error:
        raise ModelError(f"the model '{path}' cannot be read: {error.strerror}", ANOTHER) from error
    if not exists:
        raise ModelError(
            f"no such model '{path}'",
            "Check the path given with --model, BILINGUAL_MODEL or bilingual.toml, or leave it out for the starter",
        )
    return Candidate(path, read_metadata(path))


def _explicit(path: Path, pair: tuple[str, str]) -> Candidate:
    candidate = at(path)
    if candidate.pair != pair:
        found = " to ".join(code or "?" for code in candidate.pair)
        remedy = f"Add --from {candidate.pair[0]} --to {candidate.pair[1]}, or name another package with --model"
        raise ModelError(
            f"'{path}' translates {found}, not {pair[0]} to {pair[1]}", remedy if all(candidate.pair) else ANOTHER
        )
    return candidate


def open_(candidate: Candidate, note: Callable[[str], None] = lambda _: None, *, accept_changed: bool = False) -> Model:
    """Return a package as a model that can be loaded. Raises ModelError, of which UntrustedError."""
    path = candidate.path
    try:
        sha256 = (
            installed_sha256(candidate)
            if path.is_dir()
            else notes.of_files("archives", [path], lambda: file_sha256(path))
        )
    except UntrustedError as error:
        if not accept_changed:
            raise
        note(f"accepted: {error.message}")
        sha256 = manifest_sha256(path)
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read as an Argos package ({why(error)})", ANOTHER) from error
    require_parts(candidate)
    folder = path if path.is_dir() else unpack_once(path, sha256)
    known = _is_known(candidate, sha256)
    return Model(candidate.name, candidate.stated_version, *candidate.pair, folder, sha256, known)


def _is_known(candidate: Candidate, sha256: str) -> bool:
    """Whether a package ships with bilingual, or is what bilingual installed, which tries out what it installs."""
    path = candidate.path
    if path.is_file():
        return path.resolve().parent in {folder.resolve() for folder in STARTER_FOLDERS}
    try:
        locked = locked_entry(path)
    except UntrustedError:
        return False
    return locked is not None and locked.sha256 == sha256


def installed_sha256(candidate: Candidate) -> str:
    """Return the digest of an unpacked package: the one noted at its installation, else that of its manifest.

    Raises UntrustedError where it is not what was installed or nobody can say, OSError where it cannot be read.
    """
    locked = locked_entry(candidate.path)
    if locked is None:
        return manifest_sha256(candidate.path)
    if changes := lockfile.changes(candidate.path, locked):
        raise ChangedError(candidate, changes)
    return locked.sha256


def locked_entry(folder: Path) -> lockfile.Locked | None:
    """Return what was noted when a package was installed, None where nothing was. Raises UntrustedError."""
    # A link among the packages is asked about first: what stood there may have been exchanged for it.
    for place in (folder.absolute(), folder.resolve()):
        if locked := lockfile.read(place.parent).get(place.name):
            return locked
    return None
