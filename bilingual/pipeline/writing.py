"""Windows of translated sentences → every format that is written, and what the report counts of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bilingual.data import Origin, Pair, Translation
from bilingual.pipeline import arithmetic
from bilingual.pipeline.consistency import consistent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.data import Article, Entry, Provenance, Segment
    from bilingual.engines import Engine
    from bilingual.formats.base import Writer
    from bilingual.glossary import Glossary
    from bilingual.pipeline.dropping import Corrected
    from bilingual.pipeline.linking import Linker
    from bilingual.pipeline.overlay import Written
    from bilingual.pipeline.report import Report
    from bilingual.pipeline.run import Window


def write(  # noqa: PLR0913, PLR0917 - all that goes into a corpus
    window: Window,
    writers: Sequence[Writer],
    report: Report,
    engine: Engine,
    linker: Linker | None = None,
    before: Corrected | None = None,
) -> None:
    """Give every article of a window to all writers, with word links, and count what the report says of it.

    Flags that were dismissed ``before`` stay so, where the memory does not know better.
    """
    laid: list[Written] = []
    with report.stage("writing"):
        for read, segments in window.articles:
            if (one := window.kept.get(read.id)) is None:
                one = _made(read, segments, window, engine.provenance, before)
                report.left_behind += window.corrected.left_behind(read, [segment.text for segment in segments])
            if engine.glossary is not None:
                entries = _count_terms(one[1], engine.glossary, report)
                one = one if read.id in window.kept else (replace(one[0], terms=entries), one[1])
            laid.append(one)
    if linker is not None:
        with report.stage("linking"):
            linked = iter(linker.link([pair for _, pairs in laid for pair in pairs]))
            laid = [(article, list(islice(linked, len(pairs)))) for article, pairs in laid]
    with report.stage("writing"):
        _give(laid, writers, report, engine.provenance)


def _give(laid: Iterable[Written], writers: Sequence[Writer], report: Report, provenance: Provenance) -> None:
    for article, pairs in laid:
        for writer in writers:
            writer.add(article, pairs)
        if article.provenance and arithmetic.is_alike(article.provenance, provenance):
            report.arithmetic.update(article.arithmetic)
        report.words += sum(len(pair.segment.text.split()) for pair in pairs)
        report.references += sum(pair.reference.segments for pair in pairs if pair.reference)
        report.flags.update(flag for pair in pairs for flag in pair.translation.flags)


def in_all(report: Report, engine: Engine) -> Provenance:
    """Return how the corpus was made: as the engine does, and with the arithmetic of all that went into it."""
    if engine.provenance.arithmetic is None:
        return engine.provenance
    return replace(engine.provenance, arithmetic=tuple(sorted(report.arithmetic)))


def _count_terms(pairs: Iterable[Pair], glossary: Glossary, report: Report) -> tuple[Entry, ...]:
    """Return the entries whose terms stand in an article, and count those that the machine was to keep to, and kept."""
    found: dict[Entry, None] = {}
    for pair in pairs:
        by_hand = pair.origin is Origin.HUMAN
        copied = not by_hand and pair.translation.score is None and pair.translation.text == pair.segment.text
        if copied or not (terms := glossary.terms(pair.segment.text)):
            continue
        asked = dict.fromkeys(term.entry for term in terms)
        found |= asked
        if not by_hand:
            report.terms += len(asked)
            report.terms_kept += len(asked) - len(glossary.missing(terms, pair.translation.text))
    return tuple(found)


def _made(
    read: Article, segments: Sequence[Segment], window: Window, provenance: Provenance, before: Corrected | None
) -> Written:
    """Return an article that was read with its pairs, and with how these were made."""
    pairs = _pairs(read, segments, window, provenance.languages)
    if before is not None:
        pairs = [before.judged(pair, window.corrected) for pair in pairs]
    others = arithmetic.went_into(pairs, provenance, window.others)
    return replace(read, arithmetic=others, provenance=provenance), pairs


def _pairs(article: Article, segments: Sequence[Segment], window: Window, languages: tuple[str, str]) -> list[Pair]:
    """Return an article's segments with their translations: a person's wins over the machine's."""
    corrected = window.corrected.of(article, [segment.text for segment in segments])
    pairs = [
        Pair(segment, window.known[segment.text])
        if text is None
        else Pair(
            segment, Translation(text, None), Origin.HUMAN, machine=window.corrected.machine.get((segment.text, text))
        )
        for segment, text in zip(segments, corrected, strict=True)
    ]
    pairs = consistent(pairs, languages)
    if window.corrected.dismissed:
        pairs = [window.corrected.judged(pair) for pair in pairs]
    if (references := window.references.get(article.id)) is None:
        return pairs
    return [replace(pair, reference=found) for pair, found in zip(pairs, references, strict=True)]
