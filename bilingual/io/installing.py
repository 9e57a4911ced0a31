"""How to install a package into the Python that runs: another word for a clone, pipx, uv, conda and a system's own."""

from __future__ import annotations

import os
import shlex
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

# What bilingual is called on the package index.
PROJECT = "bilingual-corpus"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Python is installed: its folder and that of the Python it was made from, and its program.

    ``has_pip`` says whether it has pip, ``managed`` whether the system asks that only its own installer be used
    (https://peps.python.org/pep-0668/).
    """

    prefix: Path
    base: Path
    program: Path
    has_pip: bool = True
    managed: bool = False
    conda: bool = False


def install(package: str) -> str:
    """Return, as the remedy of an error, the command that installs a package where bilingual is."""
    return f"Install it with {command(package, here())}"


def here() -> Place:
    """Return where the Python that runs is installed."""
    import importlib.util

    prefix = Path(sys.prefix)
    return Place(
        prefix,
        Path(sys.base_prefix),
        Path(sys.executable or "python3"),
        has_pip=importlib.util.find_spec("pip") is not None,
        managed=(Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").is_file(),
        conda=(prefix / "conda-meta").is_dir(),
    )


def command(package: str, place: Place) -> str:
    """Return the command that installs a package in a place.

    >>> local = Path("/home/awa/.local/share")
    >>> command("pyarrow", Place(local / "pipx/venvs/bilingual-corpus", Path("/usr"), Path("python")))
    'pipx inject bilingual-corpus pyarrow'
    >>> command("pyarrow", Place(local / "uv/tools/bilingual-corpus", Path("/usr"), Path("python")))
    'uv tool install --with pyarrow bilingual-corpus'
    >>> command("pyarrow", Place(Path("/usr"), Path("/usr"), Path("/usr/bin/python3")))
    '/usr/bin/python3 -m pip install pyarrow'
    """
    parts = place.prefix.parts
    if parts[-3:-1] == ("pipx", "venvs") or (place.prefix / "pipx_metadata.json").is_file():
        return f"pipx inject {shlex.quote(place.prefix.name)} {package}"
    if parts[-3:-1] == ("uv", "tools") or (place.prefix / "uv-receipt.toml").is_file():
        return f"uv tool install --with {package} {PROJECT}"
    program = shlex.quote(_short(place.program))
    if place.prefix == place.base and place.managed and not place.conda:
        both = f"pipx install {PROJECT} && pipx inject {PROJECT} {package}"
        return f"{both}, since this system keeps its own Python to itself"
    if not place.has_pip:
        return f"uv pip install --python {program} {package}"
    return f"{program} -m pip install {package}"


def _short(program: Path) -> str:
    """Return a program's path as one would type it: from the current folder where it lies below that."""
    try:
        below = program.is_relative_to(Path.cwd())
        return str(program.relative_to(Path.cwd()) if below else program)
    except OSError:  # the current folder may be gone
        return os.fspath(program)
