"""What stands between matched marks: parentheses, and the quotation marks of scripts that have one for each side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def enclosed(
    marks: Iterable[tuple[int, str]], closing: Mapping[str, str], longest: int, most_unclosed: int = 0
) -> list[tuple[int, int]]:
    """Return (open, close) offsets of the outermost matched pairs among ``marks`` (offset, mark), ascending.

    ``closing`` maps an opening mark to the one that closes it. What is longer than ``longest`` characters counts as
    two stray marks. So many as ``most_unclosed`` marks that nothing closes may stand inside a pair.

    >>> enclosed(enumerate("(a[b])(c"), {"(": ")", "[": "]"}, 100)
    [(0, 5)]
    """
    ends = frozenset(closing.values())
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, mark in marks:
        if mark in closing:
            stack.append((closing[mark], at))
        elif mark in ends:
            within_reach = range(1, min(len(stack), most_unclosed + 1) + 1)
            depth = next((depth for depth in within_reach if stack[-depth][0] == mark), 0)
            if not depth:
                continue
            opened = stack[-depth][1]
            del stack[-depth:]
            if at - opened <= longest:
                while found and found[-1][0] > opened:
                    found.pop()
                found.append((opened, at))
    return found
