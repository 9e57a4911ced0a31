"""The source distribution: what it takes along is what its own ``make`` and its documents ask for."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.support.docs import PAGES, page
from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# hatchling takes these along unasked.
UNASKED = {"pyproject.toml", ".gitignore"}
# What `make` makes, and the root.
MADE = {"", ".venv", ".clusters", ".interop", ".mypy_cache", ".pytest_cache", ".ruff_cache", "dist", "output"}


def _included(path: str) -> bool:
    """Whether the source distribution has a file or folder, named from the root."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    return path in UNASKED or any(
        fnmatch(path, pattern.removeprefix("/")) or path.startswith(f"{pattern.removeprefix('/')}/")
        for pattern in patterns
    )


def _asked_for() -> Iterator[str]:
    """Yield what the Makefile and the documents name of the project."""
    for word in re.findall(r"[\w./-]+", (ROOT / "Makefile").read_text(encoding="utf-8")):
        path = PurePosixPath(word)
        if path.is_absolute() or "node_modules" in path.parts or [*path.parts, ""][0] in MADE:
            continue
        if (ROOT / path).exists():
            yield path.as_posix()
    for name in PAGES:
        yield name
        for link in re.findall(r"\]\((?!https?://)([^)#]+)", page(name)):
            yield (ROOT / name).parent.joinpath(link).resolve().relative_to(ROOT).as_posix()


def test_the_sdist_has_what_its_makefile_and_its_documents_name() -> None:
    asked_for = set(_asked_for())
    assert {"requirements.txt", "requirements-dev.txt", "benchmarks/throughput.py", "docs/article.png"} <= asked_for
    assert sorted(path for path in asked_for if not _included(path)) == []


def test_the_sdist_has_what_the_repository_has() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no repository")
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [path for path in done.stdout.splitlines() if not _included(path)] == []
