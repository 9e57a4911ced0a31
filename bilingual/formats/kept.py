"""How the exports in a folder were made: ``.bilingual/exports.json``, by format the filters and the corpus of it.

It lets an export be made again with its own options, and tells which exports are older than the corpus. The folder may
be a stranger's: what the file says is taken type by type, names formats of ours alone, and leads nowhere.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bilingual.data import Kind
from bilingual.formats import WRITERS
from bilingual.io.files import output_errors, sync
from bilingual.io.inside import is_link, refuse_link
from bilingual.io.output import PRIVATE
from bilingual.io.regular import read_regular
from bilingual.records import BITEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bilingual.io.ledger import Row
    from bilingual.io.output import OutputFolder

NAME = "exports.json"
_MOST_BYTES = 1 << 20
_DIGEST = re.compile("[0-9a-f]{64}")
# Files of a folder that are no exports of its corpus.
_NO_EXPORTS = frozenset({"jsonl", "report"})


@dataclass(frozen=True, slots=True)
class Kept:
    """How an export was made: the SHA-256 of the corpus's ``bitext.jsonl``, and its filters as ``export`` has them."""

    corpus: str
    min_score: float | None = None
    flagged: bool = True
    kinds: tuple[str, ...] = ()
    dedupe: bool = False
    min_trust: float | None = None


def read(folder: Path) -> dict[str, Kept]:
    """Return how the exports in a folder were made, by format; of what cannot be trusted nothing."""
    path = folder / PRIVATE / NAME
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if is_link(folder / PRIVATE) or is_link(path):
            return {}
        record = json.loads(read_regular(path, _MOST_BYTES))
        if isinstance(record, dict):
            found = {name: _parsed(value) for name, value in record.items() if name in WRITERS}
            return {name: kept for name, kept in found.items() if kept is not None}
    return {}


def write(folder: Path, made: Mapping[str, Kept]) -> None:
    """Note down how exports were made, beside those of other formats. Raises OutputError."""
    path = folder / PRIVATE / NAME
    record = {name: asdict(kept) for name, kept in sorted((read(folder) | dict(made)).items())}
    new = path.with_name(f"{NAME}.new")
    with output_errors(path):
        refuse_link(folder / PRIVATE)
        refuse_link(new)
        new.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        sync(new)
        os.replace(new, path)  # noqa: PTH105 - a link in its place is replaced, not followed


def corpus_of(rows: Iterable[Row]) -> str:
    """Return the SHA-256 of the corpus in a folder by what the folder's ledger knows, empty where it knows none."""
    return next((row.sha256 for row in rows if row.name == BITEXT), "")


def exports_in(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the formats of the exports that a ledger knows."""
    return tuple(dict.fromkeys(row.format for row in rows if row.format in WRITERS.keys() - _NO_EXPORTS))


def older(folder: Path, rows: Iterable[Row], before: str) -> tuple[str, ...]:
    """Return the formats of the exports in a folder that were made of another corpus than what is there now.

    ``before`` is the corpus that was there until now: it stands for that of exports of which nobody knows.
    """
    rows = list(rows)
    now, kept = corpus_of(rows), read(folder)
    return tuple(name for name in exports_in(rows) if (kept[name].corpus if name in kept else before) not in {now, ""})


def publish(output: OutputFolder, formats: Iterable[str]) -> tuple[str, ...]:
    """Publish what is staged, which is the folder's own corpus in these formats whole, and note that down.

    Returns the formats of exports that are older than the corpus now. Raises OutputError.
    """
    before = corpus_of(output.standing())
    output.publish()
    rows = output.standing()
    write(output.path, dict.fromkeys(formats, Kept(corpus_of(rows))))
    return older(output.path, rows, before)


def in_words(folder: Path, formats: Iterable[str]) -> str:
    """Say on one line which exports are older than the corpus."""
    names = ", ".join(formats)
    return f"older than the corpus now: {names}; bilingual export '{folder}' --again writes them again"


def _parsed(value: Any) -> Kept | None:  # noqa: ANN401 - whatever JSON can hold
    if not isinstance(value, dict):
        return None
    corpus, score, kinds = value.get("corpus"), value.get("min_score"), value.get("kinds")
    if not isinstance(corpus, str) or not (_DIGEST.fullmatch(corpus) or not corpus):
        return None
    trust = value.get("min_trust")
    if not _is_within(score, -math.inf, 0) or not _is_within(trust, 0, 1):
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) and kind in set(Kind) for kind in kinds):
        return None
    flagged, dedupe = value.get("flagged"), value.get("dedupe")
    if not isinstance(flagged, bool) or not isinstance(dedupe, bool):
        return None
    return Kept(corpus, score, flagged, tuple(kinds), dedupe, trust)


def _is_within(value: object, least: float, most: float) -> bool:
    """Tell whether a value is none, or a finite number within these bounds."""
    if value is None:
        return True
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return math.isfinite(value) and least <= value <= most
