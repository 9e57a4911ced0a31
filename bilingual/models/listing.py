"""The packages that are here, and which of them a build uses, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.errors import ModelError
from bilingual.io.files import file_sha256
from bilingual.models.digests import size_of
from bilingual.models.lockfile import UntrustedError
from bilingual.models.packages import Candidate, installed, require_parts, starters
from bilingual.models.resolve import ChangedError, at, in_order, installed_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A package that is here.

    ``size`` is in bytes, as it lies; ``sha256`` is that of ``Model``, or None where the package cannot be used.
    ``origin`` is ``installed``, ``starter`` or ``named``; ``used`` says whether a build for its languages uses it, and
    ``reason`` why or why not.
    """

    name: str
    version: str
    source_language: str
    target_language: str
    size: int
    sha256: str | None
    path: Path
    origin: str
    used: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """The package that the user's settings name: ``by`` says which setting does."""

    path: Path
    by: str


def entries(named: Named | None = None) -> list[Entry]:
    """Return the packages that are here, those of a pair together, in the order in which a build takes them.

    Raises ModelError where ``named`` is no package.
    """
    first = at(named.path) if named else None
    pairs = {candidate.pair for candidates in (installed(), starters()) for candidate in candidates}
    if first:
        pairs.add(first.pair)
    return [entry for pair in sorted(pairs) for entry in _of_pair(pair, first, named)]


def by_name(name: str) -> Candidate:
    """Return an installed package or the starter by its name. Raises ModelError."""
    for candidates in (installed(), starters()):
        for candidate in candidates:
            if name in {candidate.name, candidate.path.name}:
                return candidate
    raise ModelError(f"no package '{name}' is here", "See bilingual model list")


def _of_pair(pair: tuple[str, str], first: Candidate | None, named: Named | None) -> Iterator[Entry]:
    candidates = list(in_order(pair))
    if first and first.pair == pair:
        candidates = [first, *(other for other in candidates if not other.path.samefile(first.path))]
    starter_paths = {candidate.path for candidate in starters()}
    goes_before: str | None = None
    for candidate in candidates:
        is_named, state = candidate is first, _state(candidate)
        origin = "named" if is_named else "starter" if candidate.path in starter_paths else "installed"
        used = not state.trouble and goes_before is None
        chosen = _reason(origin, named, alone=candidate is candidates[0])
        reason = state.trouble or (_behind(origin, goes_before) if goes_before else chosen)
        # A package that is broken is passed over, but one that was named or changed stops a build.
        if goes_before is None and (used or is_named or state.stops):
            goes_before = candidate.name
        size = size_of(candidate.path)
        version = candidate.stated_version
        yield Entry(candidate.name, version, *pair, size, state.sha256, candidate.path, origin, used, reason)


def _behind(origin: str, first: str) -> str:
    return "the starter serves where nothing else is" if origin == "starter" else f"{first} goes before it"


def _reason(origin: str, named: Named | None, *, alone: bool) -> str:
    if origin == "named" and named:
        return f"{named.by} names it"
    if origin == "starter":
        return "the starter, as no other is installed" if alone else "the starter, as no other works"
    return "installed, the highest version"


@dataclass(frozen=True, slots=True)
class _State:
    """The digest of a package, or what is wrong with it, and whether that stops a build."""

    sha256: str | None
    trouble: str = ""
    stops: bool = False


def _state(candidate: Candidate) -> _State:
    path = candidate.path
    try:
        require_parts(candidate)
        return _State(installed_sha256(candidate) if path.is_dir() else file_sha256(path))
    except ChangedError as error:
        return _State(None, f"stops builds, as it is not what was installed: {error.changes}", stops=True)
    except UntrustedError as error:
        return _State(None, f"stops builds: {error.message}", stops=True)
    except ModelError as error:
        return _State(None, f"broken: {error.message}")
    except OSError as error:
        return _State(None, f"broken: {error.strerror or error}")
