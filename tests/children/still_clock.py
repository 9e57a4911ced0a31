"""``python -m bilingual.offline`` with a clock that stands still: no progress is shown, however slow the machine is."""

from __future__ import annotations

from functools import partial

from bilingual import offline
from bilingual.io import network


def _block() -> list[str]:
    """Block the network, and only then import what could try it."""
    tried = network.block()
    from bilingual.cli import progress

    progress.meter = partial(progress.meter, clock=lambda: 0.0)
    return tried


if __name__ == "__main__":
    offline.block = _block  # type: ignore[attr-defined]
    offline.main()
