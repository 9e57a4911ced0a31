"""One pair of texts after another → their beads; texts that do not belong together are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.alignment import Verdict, align_sentences, judge
from bilingual.errors import InputError
from bilingual.pipeline.aligning import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Finds the beads of pairs of texts, with translations by a model and with anchors, where there are some."""

    def __init__(self, run: Run, aid: Aid | None, anchors: Anchored | None, *, accept_doubtful: bool) -> None:
        self._run = run
        self._aid = aid
        self._anchors = anchors
        self._accept_doubtful = accept_doubtful

    def beads(self, bitext: Bitext) -> Sequence[Bead] | None:
        """Return the beads of a pair of texts; None where they do not belong together, which is said and reported."""
        ours, theirs = bitext.sentences()
        self._run.listener.read(len(ours))
        translations = self._aid.translations(bitext) if self._aid and bitext.beads is None else None
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
        if short or self._accept_doubtful:
            self._run.listener.note(f"{said}, as far as can be told: look at what comes of them")
            return beads
        reading.skip(InputError(said, _REMEDIES[verdict]), self._run)
        return None
