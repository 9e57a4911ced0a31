"""Which packages the commands of ``bilingual model`` are about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.cli.settings import merged
from bilingual.errors import ModelError

if TYPE_CHECKING:
    from bilingual.models.listing import Named
    from bilingual.models.packages import Candidate


def by_name_or_path(name: str) -> Candidate:
    """Return the package of that name that is here, or the one at that path. Raises ModelError."""
    from bilingual.models import listing, resolve

    try:
        return listing.by_name(name)
    except ModelError:
        if "\0" not in name and Path(name).exists():
            return resolve.at(Path(name))
        raise


def named() -> Named | None:
    """Return the package that the user's settings name, if they do. Raises UsageError."""
    from bilingual.models.listing import Named

    model = merged().model
    return Named(model, "BILINGUAL_MODEL" if os.environ.get("BILINGUAL_MODEL") else "bilingual.toml") if model else None
