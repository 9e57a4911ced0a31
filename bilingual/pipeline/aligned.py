"""An aligned pair as it was before anybody corrected it: what people wrote, checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.data import Origin, Translation
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from bilingual.data import Alignment, Pair


def as_aligned(pair: Pair, target: str, alignment: Alignment, languages: tuple[str, str]) -> Pair:
    """Return a pair with the translation that the pieces of the ``target``'s text make."""
    made = judged(pair.segment.text, composed(target, alignment.spans), languages)
    return replace(pair, translation=made, origin=Origin.ALIGNED, links=None)


def judged(source: str, text: str, languages: tuple[str, str]) -> Translation:
    """Return what people wrote for a source, with what the checks find; an empty side is all that they say of it."""
    flags = () if source and text else (checks.UNALIGNED,)
    return checks.checked(source, Translation(text, None, flags), languages)
