"""``report.json`` of the last build, read again: which formats it wrote; and renewed where the corpus was."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.formats import kept as exports
from bilingual.io.distinct import Distinct
from bilingual.io.regular import read_regular
from bilingual.pipeline.report import REPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair
    from bilingual.io.ledger import Row
    from bilingual.io.output import OutputFolder

# What no report of a build reaches.
MOST_BYTES = 64 * 1024**2


@dataclass(slots=True)
class Counts:
    """What a report says of the corpus itself, as ``Report`` counts it."""

    articles: int = 0
    segments: int = 0
    words: int = 0
    distinct: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    arithmetic: set[str] = field(default_factory=set)
    _seen: Distinct = field(default_factory=Distinct)

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Count an article and its pairs."""
        self.articles += 1
        self.segments += len(pairs)
        self.words += sum(len(pair.segment.text.split()) for pair in pairs)
        self.distinct += self._seen.add(pair.segment.text for pair in pairs)
        self.flags.update(flag for pair in pairs for flag in pair.translation.flags)
        self.arithmetic.update(article.arithmetic)

    def record(self) -> dict[str, Any]:
        """Return the counts as a report has them."""
        return {
            "articles": self.articles,
            "segments": self.segments,
            "distinct": self.distinct,
            "words": self.words,
            "flags": dict(sorted(self.flags.items())),
        }


def read_report(folder: Path) -> dict[str, Any]:
    """Return what the report in a folder says, nothing where there is none that can be read."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        report = json.loads(read_regular(folder / REPORT, MOST_BYTES))
        if isinstance(report, dict):
            return report
    return {}


def built_formats(output: OutputFolder) -> tuple[str, ...]:
    """Return the formats that the last build wrote to a folder, by what its report says and the folder has.

    One that somebody exported since with filters is an export.
    """
    made = exports.read(output.path)
    parts = {name for name, how in made.items() if how != exports.Kept(how.corpus)}
    return tuple(name for name in formats_in(read_report(output.path), output.standing()) if name not in parts)


def formats_in(report: Mapping[str, Any], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the formats that a build wrote, told by the files that its report names and the ledger knows.

    Of a format with a file an article, any of them tells: the one that the report names may have left.

    >>> from bilingual.io.ledger import Row
    >>> row = Row("html/index.html", "html", "", "", 0, 0)
    >>> formats_in({"outputs": ["corpus/bitext.jsonl", "corpus/html/index.html"]}, [row])
    ('html',)
    >>> formats_in({"outputs": ["corpus/docx/gone.docx"]}, [Row("docx/2/a.docx", "docx", "", "", 0, 0)])
    ('docx',)
    """
    outputs = report.get("outputs")
    names = [f"/{name}".replace("\\", "/") for name in outputs or () if isinstance(name, str)]
    found = (row.format for name in names for row in rows if _tells(name, row))
    return tuple(dict.fromkeys(found))


def _tells(name: str, row: Row) -> bool:
    """Whether a file that a report names is one of ours, or lay in the folder of the format that this one lies in."""
    if name.endswith(f"/{row.name}"):
        return True
    folder = f"/{row.format}/"
    last = name.rpartition(folder)[2]
    return row.name.startswith(folder[1:]) and last != name and _suffix(last) == _suffix(row.name)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2] if "/" not in name.rpartition(".")[2] else ""


def write_report(output: OutputFolder, counts: Counts) -> None:
    """Stage the report of the last build with what is true of the corpus now; one that is not ours is left alone."""
    report = read_report(output.path)
    row = next((row for row in output.standing() if row.name == REPORT), None)
    if not report or row is None or output.is_changed(row):
        return
    provenance = report.get("provenance")
    if isinstance(provenance, dict) and "arithmetic" in provenance:
        report["provenance"] = provenance | {"arithmetic": sorted(counts.arithmetic)}
    with output.create(REPORT, "report") as stream:
        json.dump(report | counts.record(), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
