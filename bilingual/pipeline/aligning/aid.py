"""Translations by a model that help to align: those that the memory has, and what the engine makes of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.pipeline.translating import recalled

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.memory import Memory
    from bilingual.pipeline.aligning.bitexts import Bitext
    from bilingual.pipeline.run import Run


class Aid:
    """Translates sentences for alignment; all is kept at once, so that a run that was stopped goes on."""

    def __init__(self, engine: Engine, memory: Memory, run: Run) -> None:
        self._engine, self._memory, self._run = engine, memory, run
        memory.use(engine.provenance)

    def translations(self, bitext: Bitext) -> list[str]:
        """Return a translation of each source sentence."""
        report, listener = self._run.report, self._run.listener
        texts = [segment.text for segment in bitext.source_segments]
        distinct = list(dict.fromkeys(texts))
        with report.stage("looking up"):
            found = recalled(distinct, self._engine, self._memory, same_arithmetic=self._run.same_arithmetic)
            known = {text: remembered.translation.text for text, remembered in found.items()}
        new = [text for text in distinct if text not in known]
        listener.found(len(known), len(new), sum(map(len, new)), bitext.size)
        with report.stage("translating"):
            for batch in self._engine.translate(new):
                made = [(new[index], translation) for index, translation in batch]
                self._memory.store(made)
                known.update((text, translation.text) for text, translation in made)
                report.translated += len(made)
                listener.translated(len(made), sum(len(text) for text, _ in made))
        report.reused += len(distinct) - len(new)
        return [known[text] for text in texts]
