"""How the work for a text grows with its length, without a limit in seconds that a slow machine could miss.

Most of the work is that of regular expressions, whose steps nobody counts. What can be had is the processor time of the
thread that does it: it knows nothing of other processes and of waiting, and only its ratio is looked at, with a factor
of two to spare on either side.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# How often to measure before a bad ratio is believed: whatever else the machine does can only make one larger.
_ROUNDS = 10
# Four times the text is four times the work, sixteen times where it grows with the square.
_MOST = 8


def grows_with_its_length(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Tell whether ``work`` on ``make(4)`` takes about four times the processor time of ``make(1)``, and not more.

    ``make`` is given how long a text to return.
    """
    texts = make(1), make(4)
    work(texts[0])  # whatever is made at the first use alone
    least = [float("inf"), float("inf")]
    collecting = gc.isenabled()
    gc.disable()  # what other tests have left to look through is none of this work
    try:
        for _ in range(_ROUNDS):
            least = [min(known, _time(work, text)) for known, text in zip(least, texts, strict=True)]
            if least[1] < _MOST * least[0]:
                return True
    finally:
        if collecting:
            gc.enable()
    return False


def _time(work: Callable[[str], object], text: str) -> float:
    """Return the seconds of processor time that this thread works on a text."""
    start = time.thread_time()
    work(text)
    return time.thread_time() - start
