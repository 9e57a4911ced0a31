"""Install packages from the index, an address or a file, and remove them.

Whatever interrupts an installation, the packages that were there stand: the new one is made ready out of sight, noted
in the lock file, put into place by one rename, and only then does the one that it replaces go.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bilingual.errors import BilingualError, DownloadError, ModelError
from bilingual.io.files import file_sha256
from bilingual.models import archives, lockfile
from bilingual.models.folders import packages_folder
from bilingual.models.install import index
from bilingual.models.install.download import Client
from bilingual.models.install.partial import Part
from bilingual.models.install.staging import Staging
from bilingual.models.packages import (
    ANOTHER,
    METADATA,
    SUFFIX,
    TYPE,
    Candidate,
    installed,
    read_metadata,
    require_parts,
    version_numbers,
)
from bilingual.models.probe import probe as try_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.models.install.index import Offer
    from bilingual.models.probe import Probe

_SUGGESTIONS = 8
_AVAILABLE = "See bilingual model list --available"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an installation led to.

    ``replaced`` names the packages that went; ``known`` says that the package was there already, and nothing was done.
    """

    name: str
    version: str
    pair: tuple[str, str]
    folder: Path
    replaced: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Installer:
    """Installs into ``packages``.

    ``note`` is told what the user should know, ``progress`` what is being downloaded, how many bytes are there, and of
    how many if that is known; ``probe`` raises ModelError for a package that does not work.
    """

    client: Client = field(default_factory=Client)
    note: Callable[[str], None] = lambda _: None
    progress: Callable[[str, int, int | None], None] = lambda *_: None
    packages: Path = field(default_factory=packages_folder)
    probe: Probe = try_out

    def pair(self, pair: tuple[str, str]) -> Outcome:
        """Install the latest package of the index for a pair of languages.

        Raises ModelError, DownloadError and OutputError.
        """
        with self._staging() as staging:
            offers = index.fetch(self.client)
            if (offer := index.best(offers, pair)) is None:
                raise _not_offered(offers, pair)
            for candidate in self._rivals(pair):
                if candidate.version >= version_numbers(offer.version) and self._is_sound(candidate):
                    return _known(candidate)
            if not offer.links:
                raise DownloadError(f"the index has no http or https address for {offer.name}", _AVAILABLE)
            return self._from_links(staging, offer.links, offer)

    def url(self, url: str) -> Outcome:
        """Install the package at an address. Raises ModelError, DownloadError and OutputError."""
        with self._staging() as staging:
            return self._from_links(staging, [url], None)

    def file(self, path: Path) -> Outcome:
        """Install the package in a file. Raises ModelError and OutputError."""
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist"
            raise ModelError(f"'{path}' {what}", f"Name a {SUFFIX} file, an address, or two languages such as fr en")
        with self._staging() as staging:
            return self._from_archive(staging, path, path.name, None)

    def remove(self, name: str) -> Path:
        """Remove an installed package, and return where it was. Raises ModelError and OutputError."""
        with self._staging() as staging:
            if name not in {candidate.path.name for candidate in installed(self.packages)}:
                raise ModelError(f"no package '{name}' is installed in '{self.packages}'", "See bilingual model list")
            staging.remove(name)
            entries = lockfile.read(self.packages)
            if entries.pop(name, None):
                lockfile.write(self.packages, entries)
            return self.packages / name

    @contextlib.contextmanager
    def _staging(self) -> Iterator[Staging]:
        """Take the right to change the packages, and finish an installation that was cut short after its rename."""
        with Staging(self.packages, self.note) as staging, staging.errors():
            for name, entry in lockfile.read(self.packages).items():
                if entry.replaces and (self.packages / name).exists():
                    try:
                        self._settle(staging, name, lockfile.read(self.packages))
                    except OSError as error:  # a folder of somebody else's, which must not stop all other work
                        self.note(f"cannot remove what {name} replaces ({error.strerror or error})")
            yield staging

    def _from_links(self, staging: Staging, links: Sequence[str], offer: Offer | None) -> Outcome:
        """Try one address after the other until one gives a package that works."""
        paths = {link: staging.downloads / _download_name(link) for link in links}
        failures: list[BilingualError] = []
        for link, path in paths.items():
            name = offer.name if offer else PurePosixPath(urlsplit(link).path).name or link

            def progress(size: int, total: int | None, name: str = name) -> None:
                self.progress(name, size, total)

            try:
                self.client.download(link, path, progress)
                outcome = self._from_archive(staging, path, link, offer)
            except DownloadError as error:
                failures.append(error)
            except ModelError as error:
                Part(path).discard()  # the whole file came, and is wrong
                failures.append(ModelError(error.message.replace(f"'{path}'", f"'{link}'"), error.remedy))
            else:
                for other in paths.values():  # what else is there is of packages that are still to come
                    Part(other).discard()
                return outcome
            if len(failures) < len(links):
                self.note(f"{failures[-1].message}; trying the next address")
        raise failures[-1]

    def _from_archive(self, staging: Staging, path: Path, source: str, offer: Offer | None) -> Outcome:
        with _own_remedy():
            candidate = Candidate(path, read_metadata(path))
            _require_identity(candidate)
            if offer and candidate.pair != offer.pair:
                found, wanted = " to ".join(candidate.pair), " to ".join(offer.pair)
                raise ModelError(f"'{path}' translates {found}, not {wanted}", ANOTHER)
            require_parts(candidate)
            try:
                sha256 = file_sha256(path)
            except OSError as error:
                raise ModelError(f"'{path}' cannot be read ({error.strerror or error})", ANOTHER) from error
            for rival in self._rivals(candidate.pair):
                if rival.version > candidate.version and self._is_sound(rival):
                    raise ModelError(
                        f"version {rival.stated_version} is installed, which is later than {candidate.stated_version}",
                        f"Keep it, or remove it first: bilingual model remove {rival.path.name}",
                    )
                locked = lockfile.read(self.packages).get(rival.path.name)
                if locked and locked.sha256 == sha256 and self._is_sound(rival):
                    return _known(rival)
            if offer and candidate.stated_version != offer.version:
                self.note(f"the index says version {offer.version}, the package {candidate.stated_version}")
            folder = archives.unpack(path, staging.temporary())
            self.probe(folder)
        return self._place(staging, folder, candidate, lockfile.entry(folder, sha256, source, candidate.metadata))

    def _place(self, staging: Staging, folder: Path, candidate: Candidate, locked: lockfile.Locked) -> Outcome:
        """Put an unpacked package into place, and take those of the same pair away, as argostranslate's update does.

        Two packages of a pair would leave it to chance which of them argostranslate uses.
        """
        name = self._free_name(index.package_name(candidate.pair, candidate.stated_version))
        replaced = tuple(rival.path.name for rival in self._rivals(candidate.pair))
        entries = {**lockfile.read(self.packages), name: replace(locked, replaces=replaced)}
        lockfile.write(self.packages, entries)
        staging.place(folder, name)
        self._settle(staging, name, entries)
        return Outcome(name, candidate.stated_version, candidate.pair, self.packages / name, replaced)

    def _settle(self, staging: Staging, name: str, entries: dict[str, lockfile.Locked]) -> None:
        """Remove what a package in place replaces, and forget the packages that are no longer there."""
        for rival in entries[name].replaces:
            if (self.packages / rival).exists():
                staging.remove(rival)
        kept = {known: entry for known, entry in entries.items() if (self.packages / known).exists()}
        lockfile.write(self.packages, {**kept, name: replace(entries[name], replaces=())})

    def _free_name(self, name: str) -> str:
        """Return ``name``, with a number behind it where another folder has it: two folders cannot change places."""
        there = {path.name for path in self.packages.iterdir()}
        numbered = (f"{name}-{number}" for number in range(2, len(there) + 3))
        return name if name not in there else next(other for other in numbered if other not in there)

    def _rivals(self, pair: tuple[str, str]) -> list[Candidate]:
        """Return the installed packages for a pair."""
        return [candidate for candidate in installed(self.packages) if candidate.pair == pair]

    def _is_sound(self, candidate: Candidate) -> bool:
        """Whether an installed package is what was installed and found to work; of one that others put there, tried."""
        if locked := lockfile.read(self.packages).get(candidate.path.name):
            return not lockfile.changes(candidate.path, locked, thorough=True)
        try:
            require_parts(candidate)
            self.probe(candidate.path)
        except ModelError:
            return False
        return True


def _download_name(link: str) -> str:
    return f"{hashlib.sha256(link.encode()).hexdigest()[:16]}{SUFFIX}"


def _known(candidate: Candidate) -> Outcome:
    return Outcome(candidate.name, candidate.stated_version, candidate.pair, candidate.path, known=True)


def _require_identity(candidate: Candidate) -> None:
    """Raise ModelError where a package's metadata does not say what it translates, in terms fit for a folder's name."""
    sound = all(map(index.is_code, candidate.pair)) and index.is_version(candidate.metadata.get("package_version"))
    if candidate.metadata.get("type", TYPE) != TYPE or not sound:
        message = (
            f"the {METADATA} of '{candidate.path}' does not name the languages and version of a translation package"
        )
        raise ModelError(message, ANOTHER)


@contextlib.contextmanager
def _own_remedy() -> Iterator[None]:
    """Replace the remedy of those who want to use a package by that of those who want to install one."""
    try:
        yield
    except ModelError as error:
        if error.remedy != ANOTHER:
            raise
        raise ModelError(error.message, "Nothing was changed; get the package again, or another one") from error


def _not_offered(offers: Sequence[Offer], pair: tuple[str, str]) -> ModelError:
    source, target = pair
    targets = sorted({offer.target_language for offer in offers if offer.source_language == source})
    sources = sorted({offer.source_language for offer in offers if offer.target_language == target})
    known = [
        f"{what} {', '.join(codes[:_SUGGESTIONS])}{' …' if len(codes) > _SUGGESTIONS else ''}"
        for what, codes in ((f"from {source} to", targets), (f"to {target} from", sources))
        if codes
    ]
    message = f"the index offers no package for {source} to {target}"
    return ModelError(f"{message}, but {', and '.join(known)}" if known else message, _AVAILABLE)
