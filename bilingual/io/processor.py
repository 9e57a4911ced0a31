"""The processor of this machine, as the system describes it."""

from __future__ import annotations

import contextlib
import platform
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
# Of what Linux says, what decides how numbers are computed: the rest are counts, clocks and addresses.
_LASTING = ("vendor_id", "cpu family", "model", "model name", "stepping", "cache size", "flags", "CPU implementer",
            "CPU architecture", "CPU variant", "CPU part", "Features")  # fmt: skip


def description(cpuinfo: Path = _CPUINFO) -> dict[str, str]:
    """Return what the system tells of the first processor that does not change; its architecture where that is all."""
    found = {"architecture": platform.machine()}
    with contextlib.suppress(OSError):
        first = cpuinfo.read_text(errors="replace").strip().partition("\n\n")[0]
        parts = (line.partition(":") for line in first.splitlines())
        lines = {key.strip(): value.strip() for key, _, value in parts}
        return found | {key: lines[key] for key in _LASTING if key in lines}
    return found | {"model name": platform.processor()}


def name(cpuinfo: Path = _CPUINFO) -> str:
    """Return the processor's name, or its architecture where the system does not tell more."""
    return description(cpuinfo).get("model name") or platform.processor() or platform.machine()


def features(cpuinfo: Path = _CPUINFO) -> frozenset[str]:
    """Return the features of the processor as Linux names them, such as ``avx512f``; none where nobody tells."""
    found = description(cpuinfo)
    return frozenset(f"{found.get('flags', '')} {found.get('Features', '')}".split())
