"""Was the model unsure of its words? The cut-off is that of the lowest band."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import BANDS, Bands, band
from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation


def find(_: str, translation: Translation, bands: Bands = BANDS) -> Finding | None:
    """Return the score as a probability per token, where it is in the lowest of the ``bands``.

    >>> from bilingual.data import Translation
    >>> find("Oui.", Translation("Owl.", -2.3))
    Finding(evidence='0.10', source=(), target=())
    >>> find("Oui.", Translation("Yes.", -0.1))
    """
    if translation.score is None or band(translation.score, bands) is not bands[-1]:
        return None
    return Finding(f"{math.exp(translation.score):.2f}")
