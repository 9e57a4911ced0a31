"""The figures of a corpus as one page with pictures, which needs nothing else and asks the network for nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bilingual.checks import CHECKS, explain
from bilingual.errors import OutputError
from bilingual.formats.html.environment import template
from bilingual.formats.html.interface import Said
from bilingual.formats.html.pictures import of_groups, over_time, sentence_lengths
from bilingual.io.files import output_errors, sync
from bilingual.io.regular import open_regular
from bilingual.languages import WITHOUT_WORD_SPACES

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.corpus.stats import Stats
    from bilingual.data import Provenance

# Rows of a table; what comes after them is in the JSON.
MOST_ROWS = 200
_MARK = b'<meta name="generator" content="bilingual '
_HEAD_BYTES = 4096


def page(stats: Stats, provenance: Provenance) -> str:
    """Return the page."""
    pictures = [
        ("articles", over_time(stats.months)),
        ("segments", of_groups({year: one.segments for year, one in stats.years.items() if year}, "year")),
        (
            "lengths",
            None if provenance.source_language in WITHOUT_WORD_SPACES else sentence_lengths(stats.lengths),
        ),
    ]
    known = {flag: Said("{flag}.", {"flag": Said(explain(flag).rstrip("."))}) for flag in stats.flags if flag in CHECKS}
    return template("stats.html.j2").render(
        kind="stats",
        shared=False,
        provenance=provenance,
        here="",
        stats=stats,
        groups=[("year", list(stats.years.items())), ("publisher", list(stats.publishers.items()))],
        most=MOST_ROWS,
        explained=known,
        pictures=[(name, picture) for name, picture in pictures if picture],
    )


def write_page(stats: Stats, provenance: Provenance, path: Path) -> None:
    """Write the page to ``path``, whole or not at all.

    Raises OutputError, also where a file stands there that bilingual did not write.
    """
    with output_errors(path, "Name another file"):
        if os.path.lexists(path):
            _refuse_other(path)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_text(page(stats, provenance), encoding="utf-8", newline="")
            sync(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _refuse_other(path: Path) -> None:
    """Raise OutputError where a file is none that bilingual wrote: it may be somebody's only copy."""
    with open_regular(path) as stream:
        if _MARK not in stream.read(_HEAD_BYTES):
            raise OutputError(f"'{path}' was not written by bilingual", "Move it away, or name another file")
