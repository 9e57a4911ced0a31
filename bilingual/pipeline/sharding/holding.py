"""What a worker is held to before it does any work: the model, the settings and the arithmetic of the plan."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.data import UNKNOWN_ARITHMETIC
from bilingual.errors import ModelError, UsageError
from bilingual.pipeline.arithmetic import own

if TYPE_CHECKING:
    from bilingual.data import Provenance

# Digits of a digest that are shown to a person.
_SHOWN = 12


def refuse_foreign(planned: Provenance, mine: Provenance, *, mixed: bool) -> None:
    """Raise ModelError where a worker would not translate as was planned, UsageError for another glossary.

    Another arithmetic is refused too, unless machines may be ``mixed``.
    """
    if planned.bilingual != mine.bilingual:
        raise ModelError(
            f"the shards are planned by bilingual {planned.bilingual}, and here is {mine.bilingual}",
            "Install the same version on every machine",
        )
    if (planned.languages, planned.model_sha256) != (mine.languages, mine.model_sha256):
        raise ModelError(
            f"the shards are made with {_model(planned)}, and here is {_model(mine)}",
            "Give every worker the same package with --model, or build with another one into another --out",
        )
    if planned.settings != mine.settings:
        raise ModelError(
            f"the shards are made with {planned.settings}, and here it is {mine.settings}",
            "Give every worker the same options",
        )
    if planned.glossary != mine.glossary:
        raise UsageError(
            "the shards are made with another glossary", "Give every worker the same --glossary, or plan anew"
        )
    if planned.calibration != mine.calibration:
        raise ModelError(
            "the shards' scores are judged by another calibration",
            "Give every worker the same one (bilingual model calibrate), or plan anew",
        )
    if not mixed and own(planned) != own(mine):
        raise ModelError(
            f"the arithmetic differs: the shards are computed as {own(planned) or UNKNOWN_ARITHMETIC}, and this "
            f"machine computes as {own(mine) or UNKNOWN_ARITHMETIC}",
            "Leave this machine out, or take what it makes as well with --mixed-machines",
        )


def beside(made: Provenance, corrections: str, words: str = "") -> dict[str, str]:
    """Return what decides on a shard's records besides its key: where one of these is another, the shard is renewed.

    ``corrections`` is the digest of what people decided, ``words`` the version of what links words, if anything does.
    """
    calibration = json.dumps(made.calibration.record(), sort_keys=True) if made.calibration else ""
    return {
        "bilingual": made.bilingual,
        "calibration": hashlib.sha256(calibration.encode()).hexdigest() if calibration else "",
        "checks": checks.version(),
        "corrections": corrections,
        "glossary": made.glossary,
        "words": words,
    }


def _model(made: Provenance) -> str:
    models = ", then ".join(f"{step.model} {step.model_version}" for step in made.models)
    return f"{models} ({made.model_sha256[:_SHOWN]})"
