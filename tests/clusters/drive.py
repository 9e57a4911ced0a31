"""A run that can be killed: ``drive.py ADDRESS OUT WATCHED SOURCE`` builds on a cluster with watched engines."""

from __future__ import annotations

import sys
from pathlib import Path

from bilingual import FakeEngine, Options
from bilingual.cluster.running import build_on_ray
from tests.clusters.nodes import Watched

if __name__ == "__main__":
    address, out, watched, source = sys.argv[1:]
    build_on_ray(
        [source],
        Options(out=Path(out)),
        FakeEngine(),
        address=address,
        piece_bytes=1000,
        make=Watched(watched),
    )
