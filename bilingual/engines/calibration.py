"""By what the scores of a model are judged: what was measured with it, or else with the starter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.confidence.bands import STARTER, UNSAID
from bilingual.models import calibrations

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.data import Calibration


def measured(model_sha256: str, note: Callable[[str], None] = lambda _: None) -> Calibration | None:
    """Return what was measured with a model: by whoever uses it, or before it shipped; None where nothing was.

    ``note`` hears of a calibration that cannot be read.
    """
    found = calibrations.find(model_sha256, note)
    shipped = (one for one in (STARTER, UNSAID) if one.model_sha256 == model_sha256)
    return found or next(shipped, None)
