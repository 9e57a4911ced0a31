"""Argos's package index: what can be installed.

The index is a JSON array of packages' metadata with ``links`` added; ``argostranslate.package.AvailablePackage`` reads
an entry. Nothing in it is trusted: an entry that is not as it should be is passed over.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilingual.errors import DownloadError
from bilingual.models.argos import package_module
from bilingual.models.install.download import is_web
from bilingual.models.packages import TYPE, version_numbers
from bilingual.wording import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.models.install.download import Client

# Argos's own is about 100 kB.
_MAX_BYTES = 16 << 20
_MAX_LINKS = 8
_MAX_LINK = 2_000
_MAX_NAME = 60

_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")

_CHECK = "Check ARGOS_PACKAGE_INDEX, or install a file: bilingual model install FILE.argosmodel"


@dataclass(frozen=True, slots=True)
class Offer:
    """A package in the index; ``links`` are the http and https addresses of its archive, any of which will do."""

    version: str
    source_language: str
    target_language: str
    source_name: str
    target_name: str
    links: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the package is called when it is installed."""
        return package_name(self.pair, self.version)

    @property
    def pair(self) -> tuple[str, str]:
        """The codes of source and target language."""
        return self.source_language, self.target_language


def is_code(value: object) -> bool:
    """Whether a value is shaped as a language code.

    >>> is_code("fr"), is_code("zh-Hans"), is_code("../x"), is_code(None)
    (True, True, False, False)
    """
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def is_version(value: object) -> bool:
    """Whether a value is shaped as a version.

    >>> is_version("1.9"), is_version("1/9"), is_version(1.9)
    (True, False, False)
    """
    return isinstance(value, str) and _VERSION.fullmatch(value) is not None


def package_name(pair: tuple[str, str], version: str) -> str:
    """Return what Argos calls a package's folder.

    >>> package_name(("fr", "en"), "1.9")
    'translate-fr_en-1_9'
    """
    return f"{TYPE}-{pair[0]}_{pair[1]}-{version.replace('.', '_')}"


def url() -> str:
    """Return where the index is: ARGOS_PACKAGE_INDEX, else what argostranslate's own settings say."""
    base = os.environ.get("ARGOS_PACKAGE_INDEX") or str(package_module().settings.package_index)
    return base if base.endswith(".json") else f"{base.rstrip('/')}/index.json"


def fetch(client: Client) -> list[Offer]:
    """Return what the index offers, sorted by languages, later versions first. Raises DownloadError."""
    address = url()
    if not is_web(address):
        raise DownloadError(f"the package index '{address}' is no http or https address", _CHECK)
    offers = parse(client.read(address, _MAX_BYTES))
    if offers is None:
        raise DownloadError(f"'{address}' is no package index", _CHECK)
    return offers


def parse(raw: bytes) -> list[Offer] | None:
    """Return what an index offers, as ``fetch`` does, or None where it is no index."""
    try:
        entries = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list):
        return None
    available = package_module().AvailablePackage
    offers = [offer for entry in entries if (offer := _offer(entry, available))]
    offers.sort(key=lambda offer: version_numbers(offer.version), reverse=True)
    return sorted(offers, key=lambda offer: offer.pair)


def best(offers: Sequence[Offer], pair: tuple[str, str]) -> Offer | None:
    """Return the latest package for a pair, if there is one."""
    matching = [offer for offer in offers if offer.pair == pair]
    return max(matching, key=lambda offer: version_numbers(offer.version), default=None)


def _offer(entry: object, available: Callable[[Any], Any]) -> Offer | None:
    if not isinstance(entry, dict):
        return None
    try:
        package = available(entry)
        links = [link for link in package.links if isinstance(link, str) and len(link) <= _MAX_LINK and is_web(link)]
    except (AttributeError, TypeError, RecursionError):
        return None
    sound = is_code(package.from_code) and is_code(package.to_code) and is_version(package.package_version)
    if package.type != TYPE or not sound:
        return None
    return Offer(
        package.package_version,
        package.from_code,
        package.to_code,
        _name(package.from_name),
        _name(package.to_name),
        tuple(dict.fromkeys(links[:_MAX_LINKS])),
    )


def _name(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return printable(text[:_MAX_NAME], "")
