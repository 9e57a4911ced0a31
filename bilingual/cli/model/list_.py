"""``bilingual model list``: the packages that are here, or those that Argos offers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import JsonOption, OnlyFromOption, OnlyToOption
from bilingual.cli.model.printing import note, print_columns
from bilingual.cli.model.selection import named
from bilingual.cli.output import write_json
from bilingual.cli.settings import merged
from bilingual.errors import ModelError
from bilingual.wording import in_bytes

if TYPE_CHECKING:
    from bilingual.models.install.index import Offer
    from bilingual.models.packages import Candidate

_DIGEST_SHOWN = 12


def list_(
    *,
    available: Annotated[
        bool, typer.Option("--available", help="List what the Argos package index offers (needs the network).")
    ] = False,
    source: OnlyFromOption = None,
    target: OnlyToOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the packages that are here. Say which one a build uses, and why."""
    options = merged(source=source, target=target)  # which knows what is a code
    wanted = (options.source if source else None, options.target if target else None)
    if available:
        _list_available(wanted, as_json=as_json)
    else:
        _list_here(wanted, as_json=as_json)


def _list_here(wanted: tuple[str | None, str | None], *, as_json: bool) -> None:
    from bilingual.engines.calibration import measured
    from bilingual.models import listing

    first = named()
    try:
        entries = listing.entries(first)
    except ModelError as error:
        if not first:
            raise
        note(f"{first.by} names a package that stops a build: {error.message}")
        entries = listing.entries()
    entries = [entry for entry in entries if _matches((entry.source_language, entry.target_language), wanted)]
    # Each package once: a copy of it elsewhere has the same digest, and a file that cannot be read is told of once.
    known = {sha256: measured(sha256, note) for sha256 in dict.fromkeys(entry.sha256 for entry in entries) if sha256}
    found = [known.get(entry.sha256 or "") for entry in entries]
    if as_json:
        records = [calibration and calibration.record() for calibration in found]
        write_json([asdict(entry) | {"calibration": record} for entry, record in zip(entries, records, strict=True)])
        return
    if not entries:
        note("no such package is here")
    width = max((len(in_bytes(entry.size)) for entry in entries), default=0)
    rows = [
        (
            entry.name,
            f"{entry.source_language} to {entry.target_language}",
            entry.version,
            in_bytes(entry.size).rjust(width),
            (entry.sha256 or "-")[:_DIGEST_SHOWN],
            "calibrated" if calibration else "not calibrated" if entry.sha256 else "-",
            f"{'used' if entry.used else 'not used'}: {entry.reason}",
        )
        for entry, calibration in zip(entries, found, strict=True)
    ]
    print_columns(rows, [f"    {entry.path}" for entry in entries])


def _list_available(wanted: tuple[str | None, str | None], *, as_json: bool) -> None:
    from bilingual.models.install import index
    from bilingual.models.install.download import Client
    from bilingual.models.packages import installed

    here: dict[tuple[str, str], Candidate] = {}
    for candidate in installed():
        if candidate.pair not in here or candidate.version > here[candidate.pair].version:
            here[candidate.pair] = candidate
    offers = [offer for offer in index.fetch(Client(note)) if _matches(offer.pair, wanted)]
    if as_json:
        write_json([{"name": offer.name, **asdict(offer), "state": _state(offer, here)} for offer in offers])
        return
    rows = [
        (
            offer.name,
            f"{offer.source_language} to {offer.target_language}",
            offer.version,
            f"{offer.source_name or '?'} to {offer.target_name or '?'}",
            _state(offer, here),
        )
        for offer in offers
    ]
    if not rows:
        note("the index offers no such package")
    print_columns(rows)


def _state(offer: Offer, here: dict[tuple[str, str], Candidate]) -> str:
    """Say how an offer stands to what is installed; nothing where no package of its pair is."""
    from bilingual.models.packages import version_numbers

    if (candidate := here.get(offer.pair)) is None:
        return ""
    version = version_numbers(offer.version)
    if version == candidate.version:
        return "installed"
    return f"{'newer' if version > candidate.version else 'older'} than the installed {candidate.stated_version}"


def _matches(pair: tuple[str, str], wanted: tuple[str | None, str | None]) -> bool:
    return all(want in {None, code} for code, want in zip(pair, wanted, strict=True))
