"""Beads → pairs, with what people corrected laid over them → every format that is written, and what is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.data import Origin, Pair, Translation
from bilingual.formats.ids import unique
from bilingual.io.distinct import Distinct
from bilingual.pipeline import shrinking
from bilingual.pipeline.aligning import reading
from bilingual.pipeline.aligning.bitexts import article_of, pairs_of
from bilingual.pipeline.aligning.counts import Counts
from bilingual.pipeline.consistency import consistent
from bilingual.pipeline.dropping import Corrected
from bilingual.pipeline.places import marks_of
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.alignment import Bead
    from bilingual.data import Article
    from bilingual.formats.base import Writer
    from bilingual.memory import Memory
    from bilingual.pipeline.aligning.bitexts import Bitext
    from bilingual.pipeline.linking import Linker
    from bilingual.pipeline.run import Run


class Laying:
    """Writes aligned texts one after another.

    Once a correction in the last corpus of ``folder`` would be dropped, the rest is only counted; ``finish`` says so.
    """

    def __init__(  # noqa: PLR0913 - what a run is made of
        self,
        run: Run,
        memory: Memory,
        writers: Sequence[Writer],
        folder: Path,
        linker: Linker | None = None,
        *,
        drop_corrections: bool,
    ) -> None:
        self._linker = linker
        self._run, self._memory, self._writers = run, memory, writers
        self._languages = run.report.provenance.languages
        self._before = None if drop_corrections else Corrected.of(folder, self._languages)
        self._ids, self._doubles, self._seen = Distinct(), Counter[str](), Distinct()
        self._counts = Counts()
        self._found, self._found_again = Distinct(), 0

    def lay(self, bitext: Bitext, beads: Sequence[Bead]) -> None:
        """Write a pair of texts by its beads."""
        report = self._run.report
        reading.told(self._run)
        name = bitext.source.id
        article = replace(article_of(bitext), id=unique(name, self._ids, self._doubles), provenance=report.provenance)
        self._ids.add(marks_of(article.source, article.sha256, name, article.id))
        with report.stage("checking"):
            pairs = self._corrected(article, list(pairs_of(bitext, beads, article.id)))
        report.articles += 1
        report.segments += len(pairs)
        report.wrapped += article.joined > 0
        report.words += sum(len(pair.segment.text.split()) for pair in pairs)
        report.distinct += self._seen.add(pair.segment.text for pair in pairs)
        report.flags.update(flag for pair in pairs for flag in pair.translation.flags)
        self._counts.add(bitext, pairs, beads)
        if self._before is None or not self._before.lost:
            if self._linker is not None:
                with report.stage("linking"):
                    pairs = self._linker.link(pairs)
            with report.stage("writing"):
                for writer in self._writers:
                    writer.add(article, pairs)

    def _corrected(self, article: Article, pairs: Sequence[Pair]) -> list[Pair]:
        """Return the pairs with what people wrote in the place of what was aligned."""
        texts = [pair.segment.text for pair in pairs]
        decided = self._memory.decided(self._languages, list(dict.fromkeys(texts)))
        if self._before is not None:
            self._before.would_lose_some(texts, decided, self._memory)
            self._found_again += self._found.add(self._before.among(texts))
        self._run.report.left_behind += decided.left_behind(article, texts)
        laid = [
            pair if text is None else replace(pair, translation=Translation(text, None), origin=Origin.HUMAN)
            for pair, text in zip(pairs, decided.of(article, texts), strict=True)
        ]
        judged = [
            pair if pair.origin is Origin.HUMAN else decided.judged(pair) for pair in consistent(laid, self._languages)
        ]
        return judged if self._before is None else [self._before.judged(pair, decided) for pair in judged]

    def finish(self, folder: Path, names: Sequence[str]) -> None:
        """Say what a person should know of it all. Raises UsageError where corrections would be dropped."""
        report, listener = self._run.report, self._run.listener
        report.alignment = self._counts.record()
        if self._before is not None:
            self._before.refuse(self._memory)
            if kept := self._before.told(self._memory):
                listener.note(kept)
        for line in self._counts.told():
            listener.note(line)
        if gone := shrinking.left(folder, names, self._ids):
            listener.note(gone)
        if self._before is not None and (without := self._before.number - self._found_again):
            listener.note(
                f"{count(without, 'sentence')} that people corrected {'is' if without == 1 else 'are'} no segment now: "
                "what they wrote stays in the memory, and holds where it is one again"
            )
        if left := report.left_behind:
            listener.note(
                f"{count(left, 'correction')} {'stays' if left == 1 else 'stay'} behind, as it can no longer be told "
                "which of several equal sentences was meant"
            )
