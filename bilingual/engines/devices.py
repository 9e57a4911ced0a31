"""Where a model runs: on the processor, or on a graphics card that CTranslate2 sees."""

from __future__ import annotations

from bilingual.errors import UsageError
from bilingual.models.ct2_library import library


def cuda_devices() -> tuple[int, str]:
    """Return how many CUDA devices CTranslate2 can use, and in words why there is none where that is known."""
    try:
        return int(library().get_cuda_device_count()), ""
    except (RuntimeError, AttributeError) as error:  # a driver that does not fit; a build without CUDA
        return 0, str(error)


def choose(wish: str) -> str:
    """Return ``cpu`` or ``cuda`` for ``auto``, ``cpu`` or ``cuda``. Raises UsageError for a ``cuda`` that is not there.

    ``auto`` takes a CUDA device where there is one.
    """
    if wish == "cpu":
        return wish
    count, reason = cuda_devices()
    if count:
        return "cuda"
    if wish == "cuda":
        found = f"CTranslate2 {library().__version__} sees no CUDA device"
        raise UsageError(
            f"no device for --device cuda: {found}{f' ({reason})' if reason else ''}",
            "Leave --device out to use the processor, or check the card's driver and that this CTranslate2 has CUDA",
        )
    return "cpu"
