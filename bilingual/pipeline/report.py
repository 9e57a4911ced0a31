"""What a run did, in numbers."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bilingual.data import Provenance
    from bilingual.errors import InputError

# The file in the output folder that holds it.
REPORT = "report.json"


def left_behind(number: int) -> str:
    """Return what a person is told of so many ``left_behind``.

    >>> left_behind(1)[:48]
    '1 correction of single places stays behind, as t'
    """
    return (
        f"{count(number, 'correction')} of single places {'stays' if number == 1 else 'stay'} behind, as the text of "
        "the article has changed since: there, what was said of the sentence holds"
    )


@dataclass(slots=True)
class Report:
    """What a run did. ``report.json`` in the output folder holds it.

    ``kept`` are those of the ``articles`` that stayed as the corpus had them. ``distinct`` counts different sentences,
    ``reused`` those of them that the memory or the corpus had, ``translated`` the others; ``words`` counts words of the
    source language (what stands between spaces), ``tokens`` the source tokens that were translated. ``stages`` holds
    the seconds spent in each stage; they overlap, so that their sum may be more than ``seconds``. ``machine`` says how
    the engine divided its work, which has no influence on the corpus.
    ``segmentation`` says in words how sentences were found. ``terms`` counts the terms of the glossary in the
    segments that a machine translated, each once in a segment; ``terms_kept`` those that came out as it says.
    ``left_behind`` are the corrections of single places in articles whose text has changed since.
    ``unread`` counts the files of named folders that nothing reads, by suffix.
    ``arithmetic`` are the digests of how machines computed what is in the corpus, which end up in ``provenance``.
    ``wrapped`` counts the articles whose lines were joined, as ``line_breaks`` (of the options) had it.
    ``references`` counts the segments that a translation by people stands beside; ``alone`` are the texts of folders
    that have no partner. ``alignment`` is what there is to say of beads, and ``anchors`` where those stand that a
    person named, of an alignment alone (docs/alignment.md). ``linked`` says of word links whether a model had a say,
    how many pairs of texts were looked at, how many of these the memory had, and how many links there are.
    """

    provenance: Provenance
    machine: dict[str, object]
    segmentation: str = ""
    articles: int = 0
    kept: int = 0
    skipped: list[InputError] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    segments: int = 0
    distinct: int = 0
    reused: int = 0
    translated: int = 0
    words: int = 0
    tokens: int = 0
    terms: int = 0
    terms_kept: int = 0
    left_behind: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    flags: Counter[str] = field(default_factory=Counter)
    outputs: list[Path] = field(default_factory=list)
    arithmetic: set[str] = field(default_factory=set)
    wrapped: int = 0
    alone: list[str] = field(default_factory=list)
    references: int = 0
    line_breaks: str = "auto"
    alignment: dict[str, Any] | None = None
    anchors: list[dict[str, Any]] | None = None
    linked: dict[str, Any] | None = None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the block takes to a stage. A stage belongs to one thread."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - started

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it."""
        return {
            "articles": self.articles,
            "kept": self.kept,
            "skipped": [str(error) for error in self.skipped],
            "unread": dict(self.unread.most_common()),
            "segments": self.segments,
            "distinct": self.distinct,
            "reused": self.reused,
            "translated": self.translated,
            "words": self.words,
            "tokens": self.tokens,
            "terms": self.terms,
            "terms_kept": self.terms_kept,
            "seconds": round(self.seconds, 3),
            "stages": {name: round(seconds, 3) for name, seconds in self.stages.items()},
            "flags": dict(sorted(self.flags.items())),
            "outputs": [encodable(str(path)) for path in self.outputs],
            "machine": self.machine,
            "segmentation": self.segmentation,
            "wrapped": self.wrapped,
            "line_breaks": self.line_breaks,
            "provenance": self.provenance.record(),
            **({"references": self.references} if self.references else {}),
            **({} if self.alignment is None else {"alignment": self.alignment | {"alone": self.alone}}),
            **({} if self.anchors is None else {"anchors": self.anchors}),
            **({} if self.linked is None else {"linked": self.linked}),
        }
