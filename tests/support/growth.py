"""How the work for a text grows with its length, without a limit in seconds that a slow machine could miss."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# How often to measure before a ratio is believed: whatever else the machine does can only make a measurement longer.
_ROUNDS = 5
# Four times the text is four times the work, sixteen times where it grows with the square.
_MOST = 8


def grows_with_its_length(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Tell whether ``work`` on ``make(4)`` takes about four times the processor time of ``make(1)``, and not more.

    ``make`` is given how long a text to return.
    """
    small, large = make(1), make(4)
    work(small)  # whatever is made at the first use alone
    least = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        for index, text in enumerate((small, large)):
            start = time.process_time()
            work(text)
            least[index] = min(least[index], time.process_time() - start)
        if least[1] < _MOST * least[0]:
            return True
    return False
