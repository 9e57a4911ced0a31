"""Regular expressions that are compiled when they are first used: some take tens of milliseconds, and few runs all."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern until it is asked for anything of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        # Called for what is not there yet: the next time it is found on the instance at once.
        compiled = re.compile(self._pattern, self._flags)
        for attribute in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "pattern", "flags"):
            setattr(self, attribute, getattr(compiled, attribute))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, as far as its methods go, compiled at the first use of one.

    >>> lazy("[a-z]+").fullmatch("mali") is not None
    True
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
