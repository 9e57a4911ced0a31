"""Where a model runs: on the processor, or on a graphics card that CTranslate2 sees."""

from __future__ import annotations

from bilingual.errors import UsageError


def cuda_devices() -> tuple[int, str]:
    """Return how many CUDA devices CTranslate2 can use, and in words why there is none where that is known."""
    import ctranslate2

    try:
        return int(ctranslate2.get_cuda_device_count()), ""
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
        import ctranslate2

        found = f"CTranslate2 {ctranslate2.__version__} sees no CUDA device"
        raise UsageError(
            f"no device for --device cuda: {found}{f' ({reason})' if reason else ''}",
            "Leave --device out to use the processor, or check the card's driver and that this CTranslate2 has CUDA",
        )
    return "cpu"
