"""Windows of sentences → their translations: what the memory has, and what the engine makes of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.io.distinct import Distinct
from bilingual.pipeline import adding, arithmetic
from bilingual.pipeline.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Engine
    from bilingual.memory import Memory, Remembered
    from bilingual.pipeline.dropping import Corrected
    from bilingual.pipeline.run import Run, Window


def translated(
    windows: Iterable[Window],
    engine: Engine,
    memory: Memory,
    run: Run,
    before: Corrected | None,
) -> Iterator[Window]:
    """Fill in the windows' translations from the memory and, where it has none, from the engine, which fills it.

    Once a correction of those ``before`` would be dropped, the rest is only counted, and UsageError says so.
    """
    report = run.report
    memory.use(engine.provenance)
    mine, told = arithmetic.own(engine.provenance), False
    seen, overlay = Distinct(), Overlay(memory, engine.provenance.languages)
    for window in windows:
        with report.stage("looking up"):
            if window.kept:
                report.distinct += seen.add(_kept(window, overlay, engine, run))
                memory.use(engine.provenance)  # again, as it may have been asked what another model made
            read = [segments for article, segments in window.articles if article.id not in window.kept]
            texts = list(dict.fromkeys(segment.text for segments in read for segment in segments))
            window.corrected = memory.decided(engine.provenance.languages, texts)
            if before is not None and before.would_lose_some(texts, window.corrected, memory):
                continue
            # What is corrected in some place alone may stand in others.
            wanted = [text for text in texts if text not in window.corrected.sentences]
            there = recalled(
                wanted, engine, memory, same_arithmetic=run.same_arithmetic, let_pass=window.corrected.let_pass
            )
            window.known = {text: found.translation for text, found in there.items()}
            window.others = {text: found.arithmetic for text, found in there.items() if found.arithmetic != mine}
            new = [text for text in wanted if text not in window.known]
            report.distinct += seen.add(texts)
        if not told and (others := sorted(set(window.others.values()) - {""})) and mine:
            run.listener.note(arithmetic.OTHERS.format(others=", ".join(others), own=mine))
            told = True
        run.listener.found(len(texts) - len(new), len(new), sum(map(len, new)), window.size)
        with report.stage("translating"):
            for batch in engine.translate(new):
                made = [(new[index], translation) for index, translation in batch]
                memory.store(made)
                window.known.update((text, _trusted(text, translation, engine)) for text, translation in made)
                report.translated += len(made)
                run.listener.translated(len(made), sum(len(text) for text, _ in made))
                if run.stop.is_set():
                    return
        report.reused = report.distinct - report.translated
        yield window
    if before is not None:
        before.refuse(memory)


def _kept(window: Window, overlay: Overlay, engine: Engine, run: Run) -> list[str]:
    """Lay what people decided over the articles that stay as they are; return their sentences."""
    kept = overlay.lay(list(window.kept.values()))
    for article, pairs in kept:
        window.kept[article.id] = adding.alike(article, pairs, engine.provenance), pairs
    if said := adding.other_model((article for article, _ in kept), engine.provenance):
        run.note_once(said)
    return [pair.segment.text for _, pairs in kept for pair in pairs]


def _trusted(text: str, made: Translation, engine: Engine) -> Translation:
    """Return a translation with its trust, which one from the memory has in its basis alone."""
    return checks.recalled(text, made, engine.provenance.languages, engine.provenance.calibration)


def recalled(
    texts: Sequence[str],
    engine: Engine,
    memory: Memory,
    *,
    same_arithmetic: bool,
    let_pass: Callable[[str, str], bool] = lambda *_: False,
) -> dict[str, Remembered]:
    """Return what the memory has of ``texts`` as the engine would make it today, and renew what differs.

    A translation that people ``let_pass`` stays the same, even if today's checks would have it repaired: what was said
    of its flags holds for these words alone. A glossary may still ask for others.
    """
    known: dict[str, Remembered] = {}
    renewed: dict[str, list[tuple[str, Translation]]] = {}
    for text, remembered in memory.recall(texts, same_arithmetic=same_arithmetic).items():
        before = remembered.translation
        if settled := let_pass(text, before.text):
            before = replace(before, settled=True)
        if (made := engine.recall(text, before)) is not None:
            is_new = made is not before
            made = replace(made, settled=False) if settled else made
            known[text] = replace(remembered, translation=_trusted(text, made, engine))
            if is_new:
                renewed.setdefault(remembered.arithmetic, []).append((text, made))
    for digest, items in renewed.items():
        memory.store(items, digest)
    return known
