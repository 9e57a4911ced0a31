"""Corpora that a model translated, and corpora whose translations people made: neither takes the other's articles."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from bilingual.data.made import ALIGN
from bilingual.errors import InputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.pipeline.reported import read_report

if TYPE_CHECKING:
    from pathlib import Path


def is_aligned(folder: Path) -> bool | None:
    """Whether the corpus in a folder was aligned; None where there is none, or nothing says how it was made."""
    with contextlib.suppress(InputError):
        return Corpus(folder).provenance.by_people
    made: Any = read_report(folder).get("provenance")
    return made.get("engine") == ALIGN if isinstance(made, dict) and "engine" in made else None


def refuse_aligned(folder: Path, *, add: bool, replace: bool) -> None:
    """Raise UsageError where a build would add to a corpus that was aligned, or take its place without ``replace``."""
    if not replace and is_aligned(folder):
        what = "nothing can be added to it" if add else "this build would take its place"
        raise UsageError(
            f"the corpus in '{folder}' was aligned, of translations that people made: {what}",
            "Choose another folder with --out" + ("" if add else ", or drop that corpus with --replace"),
        )


def refuse_translated(folder: Path, *, replace: bool) -> None:
    """Raise UsageError where the corpus in a folder is one that a model translated, without ``replace``."""
    if not replace and is_aligned(folder) is False:
        raise UsageError(
            f"the corpus in '{folder}' was translated by a model: this alignment would take its place",
            "Choose another folder with --out, or drop that corpus with --replace",
        )
