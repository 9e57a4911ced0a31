"""How an aligned corpus says that it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual import __version__
from bilingual.data import Provenance
from bilingual.data.made import ALIGN

if TYPE_CHECKING:
    from bilingual.engines import Engine

# What stands where corpora that were translated name their model.
WEIGHTS = "sentence alignment"


def provenance(languages: tuple[str, str], engine: Engine | None) -> Provenance:
    """Return how people's translations were aligned: by which weights, and with the ``engine``'s to help."""
    from bilingual.alignment import weights

    return Provenance(
        engine=ALIGN,
        model=WEIGHTS,
        model_version=weights.version(),
        model_sha256=weights.sha256(),
        source_language=languages[0],
        target_language=languages[1],
        beam_size=0,
        length_penalty=0.0,
        compute_type="",
        bilingual=__version__,
        aid=engine.provenance.models if engine else (),
    )
