"""One pair of texts after another → their beads; texts that do not belong together are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.alignment import Verdict, align_sentences, judge
from bilingual.errors import InputError
from bilingual.pipeline.aligning import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.alignment import Bead
    from bilingual.pipeline.aligning.aid import Aid
    from bilingual.pipeline.aligning.anchoring import Anchored
    from bilingual.pipeline.aligning.bitexts import Bitext
    from bilingual.pipeline.run import Run

# Of texts with fewer sentences on either side it cannot be told whether they say the same.
_FEWEST: Final = 8
_ANYWAY = "or align them all the same with --accept-doubtful"
_REMEDIES: Final = {
    Verdict.ONE_LANGUAGE: f"Name a French text and its English translation, {_ANYWAY}",
    Verdict.EXCHANGED: f"Name the French text first, {_ANYWAY}",
    Verdict.UNRELATED: f"Name a text and its own translation, {_ANYWAY}",
    Verdict.REORDERED: f"Align their parts one by one, {_ANYWAY}",
}


class Search:
    """Finds the beads of pairs of texts, with anchors and with ``aid`` by a model, where there is any."""

    aid: Aid | None = None

    def __init__(self, run: Run, anchors: Anchored | None, *, accept_doubtful: bool) -> None:
        self._run = run
        self._anchors = anchors
        self._accept_doubtful = accept_doubtful

    def accepted(self, bitexts: Iterable[Bitext]) -> Iterator[tuple[Bitext, Sequence[Bead]]]:
        """Yield the pairs of texts that belong together with their beads; of the others it is said and reported."""
        for bitext in bitexts:
            if (beads := self._beads(bitext)) is not None:
                yield bitext, beads

    def _beads(self, bitext: Bitext) -> Sequence[Bead] | None:
        """Return the beads of a pair of texts, None where they do not belong together."""
        ours, theirs = bitext.sentences()
        self._run.listener.read(len(ours))
        translations = self.aid.translations(bitext) if self.aid and bitext.beads is None else None
        if translations is None:
            self._run.listener.found(len(ours), 0, 0, bitext.size)
        with self._run.report.stage("aligning"):
            if bitext.beads is not None:
                beads = bitext.beads
            elif self._anchors is not None:
                beads = self._anchors.beads(bitext, translations)
            else:
                beads = align_sentences(ours, theirs, translations=translations)
            verdict = judge(ours, theirs, beads)
        if verdict is Verdict.TRANSLATION:
            return beads
        said = f"{bitext.names} {verdict.words}"
        short = verdict is Verdict.UNRELATED and min(len(ours), len(theirs)) < _FEWEST
        known = self._anchors is not None and self._anchors.pair(bitext)
        if short or known or self._accept_doubtful:
            self._run.listener.note(f"{said}, as far as can be told: look at what comes of them")
            return beads
        reading.skip(InputError(said, _REMEDIES[verdict]), self._run)
        return None
