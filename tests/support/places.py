"""Where the project and the tests' data lie, whatever folder a test stands in."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
DATA = TESTS / "data"
GOLDEN = TESTS / "golden"
CHILDREN = TESTS / "children"
SEEDS = ROOT / "seeds"
