"""Two texts' sentences → beads: which sentences of a translation say what which sentences of the original say.

Nothing is read but the data that ships. The same texts give the same beads on any machine: what is compared are whole
numbers, and of equals the order decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.alignment.beads import Anchor, Bead, Sentence, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Anchor", "Bead", "Sentence", "Verdict", "align_sentences", "judge", "rate"]


def align_sentences(
    fr: Sequence[Sentence],
    en: Sequence[Sentence],
    *,
    translations: Sequence[str] | None = None,
    anchors: Sequence[Anchor] = (),
) -> list[Bead]:
    """Return the beads of a French and an English text, in order: every sentence of each is in exactly one.

    A sentence without counterpart is in a bead of its own. With ``translations`` of the French sentences by a model,
    one each, fewer beads are wrong. ``anchors`` are what a person knows; they bind the search. Whether the texts belong
    together at all ``judge`` says. A hundred thousand sentences take about a minute, and memory in proportion.

    Raises UsageError where anchors contradict each other or name no sentence, and ValueError where there are not as
    many translations as French sentences.

    >>> fr = [Sentence("Il fait froid en hiver."), Sentence("Marie est à Paris, mais son frère vit à Londres.")]
    >>> en = [Sentence("It is cold in winter."), Sentence("Marie is in Paris."), Sentence("Her brother is in London.")]
    >>> [bead.shape for bead in align_sentences(fr, en)]
    [(1, 1), (1, 2)]
    """
    if translations is not None and len(translations) != len(fr):
        raise ValueError(f"{len(translations)} translations of {len(fr)} sentences")
    # Imported late: numpy takes its time, and `bilingual --help` does not need it.
    from bilingual.alignment import aligning

    return aligning.align(fr, en, translations, anchors)


def rate(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> list[Bead]:
    """Return beads of any shape, that people or other programs found, with how alike both sides of each are.

    >>> fr, en = [Sentence("La guerre est finie.")], [Sentence("The war"), Sentence("is over.")]
    >>> rate(fr, en, [Bead((0, 1), (0, 2))])[0].similarity > 0
    True
    """
    from bilingual.alignment import aligning

    return aligning.rate(fr, en, beads)


def judge(fr: Sequence[Sentence], en: Sequence[Sentence], beads: Sequence[Bead]) -> Verdict:
    """Return what two texts are to each other that ``align_sentences`` made ``beads`` of.

    >>> fr, en = [Sentence("La guerre est finie.")], [Sentence("Apples are cheap in May.")]
    >>> judge(fr, en, align_sentences(fr, en)).words
    'do not say the same'
    """
    from bilingual.alignment import judging

    return judging.judge(fr, en, beads)
