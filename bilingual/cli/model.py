"""``bilingual model``: the translation packages on this machine, and those that Argos offers."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.common import merged, write_line
from bilingual.cli.errors import reports_errors
from bilingual.cli.model_show import facts, installing, note, print_columns, print_json
from bilingual.errors import ModelError, UsageError
from bilingual.wording import in_bytes, printable

if TYPE_CHECKING:
    from bilingual.models.install.index import Offer
    from bilingual.models.listing import Named
    from bilingual.models.packages import Candidate

_DECLINED = 1
_DIGEST_SHOWN = 12
_FINE = {
    True: "as it was installed, and works",
    False: "works; as another program put it there, nothing is known to compare it with",
    None: "whole, and works",
}

app = typer.Typer(no_args_is_help=True, help="List, install, check and remove translation packages.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="CODE", help="Only packages from this language.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="CODE", help="Only packages to this language.")]


@app.command("list")
@reports_errors
def list_(
    *,
    available: Annotated[
        bool, typer.Option("--available", help="List what the Argos package index offers (needs the network).")
    ] = False,
    source: FromOption = None,
    target: ToOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the packages that are here, and say which one a build uses and why."""
    wanted = (source, target)
    if available:
        _list_available(wanted, as_json=as_json)
    else:
        _list_here(wanted, as_json=as_json)


@app.command()
@reports_errors
def info(
    package: Annotated[str, typer.Argument(help="The name of a package that is here, or the path of one.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Show what a package is made of."""
    from bilingual.models.info import info
    from bilingual.models.packages import ANOTHER

    try:
        told = info(_candidate(package), note)
    except ModelError as error:
        if error.remedy != ANOTHER:
            raise
        raise ModelError(error.message, "Name a package that bilingual model list shows, or the path of one") from error
    if as_json:
        print_json(asdict(told))
        return
    print_columns([(f"{name}:", value) for name, value in facts(told).items() if value])
    if told.readme:
        write_line("")
        for line in told.readme.splitlines():
            write_line(printable(line))


@app.command()
@reports_errors
def install(
    what: Annotated[
        list[str], typer.Argument(help="Two language codes, such as fr en; or an .argosmodel file; or its address.")
    ],
) -> None:
    """Install a package from the Argos package index, a file or an address; a later version replaces an older one."""
    from bilingual.models.install.index import is_code

    if len(what) > 1 and not all(map(is_code, what)):
        raise UsageError("these are no two language codes", "Name two, such as fr en, or one file or address at a time")
    with installing() as installer:
        if len(what) == 2:  # noqa: PLR2004 - from and to
            done = installer.pair((what[0], what[1]))
        elif len(what) == 1 and "://" in what[0]:
            done = installer.url(what[0])
        elif len(what) == 1:
            done = installer.file(Path(what[0]))
        else:
            raise UsageError("too many things to install", "Name two language codes, or one file or address")
    said = f"{done.name} ({' to '.join(done.pair)}, version {done.version})"
    write_line(f"{said} is installed already in {done.folder}" if done.known else f"installed {said} in {done.folder}")
    for name in done.replaced:
        write_line(f"removed {printable(name)}, which it replaces")
    named = None
    with contextlib.suppress(UsageError):  # a build will tell
        named = _named()
    if named:
        note(f"builds go on using '{named.path}', which {named.by} names")


@app.command()
@reports_errors
def verify(
    name: Annotated[str | None, typer.Argument(help="The name of a package that is here. Default: all.")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Check that packages are what was installed, byte by byte, and that they work."""
    from bilingual.models import resolve
    from bilingual.models.packages import installed, starters
    from bilingual.models.verifying import verify

    if name:
        candidates = [_candidate(name)]
    else:
        candidates = [*installed(), *starters()]
        candidates += [resolve.at(named.path)] if (named := _named()) else []
    verdicts = [verify(candidate) for candidate in candidates]
    if as_json:
        print_json([asdict(verdict) for verdict in verdicts])
    else:
        for verdict in verdicts:
            for line in verdict.problems or (_FINE[verdict.compared],):
                write_line(printable(f"{verdict.name}: {line}"))
    if any(verdict.problems for verdict in verdicts):
        raise typer.Exit(ModelError.exit_code)


@app.command()
@reports_errors
def remove(
    name: Annotated[str, typer.Argument(help="The name of an installed package, as bilingual model list shows it.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove an installed package."""
    from bilingual.models import listing
    from bilingual.models.digests import size_of
    from bilingual.models.packages import starters

    candidate = listing.by_name(name)
    if candidate.path in {starter.path for starter in starters()}:
        raise UsageError(
            f"'{name}' is the starter, a part of bilingual", "Leave it; an installed package goes before it"
        )
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"nobody is there to ask whether to remove '{name}'", "Say so with --yes")
        size = in_bytes(size_of(candidate.path))
        try:
            yes = typer.confirm(printable(f"Remove {candidate.path} ({size})?"), err=True)
        except typer.Abort:
            typer.echo(err=True)  # the question's line is still open
        if not yes:
            raise typer.Exit(_DECLINED)
    with installing() as installer:
        write_line(f"removed {installer.remove(candidate.path.name)}")


def _list_here(wanted: tuple[str | None, str | None], *, as_json: bool) -> None:
    from bilingual.models import listing

    named = _named()
    try:
        entries = listing.entries(named)
    except ModelError as error:
        if not named:
            raise
        note(f"{named.by} names a package that stops a build: {error.message}")
        entries = listing.entries()
    entries = [entry for entry in entries if _matches((entry.source_language, entry.target_language), wanted)]
    if as_json:
        print_json([asdict(entry) for entry in entries])
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
            f"{'used' if entry.used else 'not used'}: {entry.reason}",
        )
        for entry in entries
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
        print_json([{"name": offer.name, **asdict(offer), "state": _state(offer, here)} for offer in offers])
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


def _candidate(name: str) -> Candidate:
    """Return the package of that name, or at that path."""
    from bilingual.models import listing, resolve

    try:
        return listing.by_name(name)
    except ModelError:
        if "\0" not in name and Path(name).exists():
            return resolve.at(Path(name))
        raise


def _named() -> Named | None:
    """Return the package that the user's settings name, if they do."""
    from bilingual.models.listing import Named

    model = merged().model
    return Named(model, "BILINGUAL_MODEL" if os.environ.get("BILINGUAL_MODEL") else "bilingual.toml") if model else None
