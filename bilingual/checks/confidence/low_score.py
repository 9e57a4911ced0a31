"""Is the translation in the lowest band: too little to trust, by its trust or, in older calibrations, its score?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import BANDS, Bands, band, value_in
from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation


def find(_: str, translation: Translation, bands: Bands = BANDS) -> Finding | None:
    """Return the trust, or the score as a probability per token, where it is in the lowest of the ``bands``.

    >>> from bilingual.data import Translation
    >>> find("Oui.", Translation("Owl.", -2.3, trust=0.1))
    Finding(evidence='0.10', source=(), target=())
    >>> find("Oui.", Translation("Yes.", -0.1, trust=0.97))
    """
    value = value_in(translation, bands)
    if value is None or band(translation, bands) is not bands[-1]:
        return None
    return Finding(f"{value:.2f}")
