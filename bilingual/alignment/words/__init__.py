"""Two sentences → word links."""
from __future__ import annotations
from typing import NamedTuple
class Link(NamedTuple):
    fr_start: int
    fr_end: int
    en_start: int
    en_end: int
