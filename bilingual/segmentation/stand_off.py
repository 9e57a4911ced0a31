"""Text that is not one stretch of its source: pieces in a row, and where each character of them stands.

The rule is that of the record (docs/formats.md): the text is the pieces in a row, each run of white space that holds a
line break made one space. What lies in no piece, such as the hyphen of a word that was broken, is not in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Span

# All at which str.splitlines breaks a line.
_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_RUN = re.compile(rf"[^\S{_BREAKS}]*[{_BREAKS}]\s*")


@dataclass(frozen=True, slots=True)
class Joined:
    """A text, and its ``parts``: (offset in it, start, end) of each stretch of the source that it is made of.

    They ascend. A part is as long in the text as in the source, or is a space there for all its characters.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        r"""Return the stretches of the source that ``text[start:end]`` is made of; those that touch are one.

        >>> joined("Il a re-\ncruté\nun an.", [(0, 7), (9, 21)]).pieces(3, 14)
        ((3, 7), (9, 16))
        """
        found: list[Span] = []
        for number in range(max(0, bisect_right(self.parts, (start, 1 << 62)) - 1), len(self.parts)):
            at, begin, stop = self.parts[number]
            if at >= end or start >= end:
                break
            length = (self.parts[number + 1][0] if number + 1 < len(self.parts) else len(self.text)) - at
            if length == stop - begin:  # else a space stands for all of it
                begin, stop = begin + max(0, start - at), min(stop, begin + end - at)
            if begin >= stop:
                continue
            if found and found[-1][1] == begin:
                begin = found.pop()[0]
            found.append((begin, stop))
        return tuple(found)


def joined(source: str, pieces: Sequence[Span]) -> Joined:
    r"""Return the text that pieces of a source make, by the rule above.

    >>> joined("> l'été\n> dernier", [(2, 8), (10, 17)]).text
    "l'été dernier"
    """
    raw = "".join(source[start:end] for start, end in pieces)
    texts, parts, length = [], [], 0
    at, runs = 0, deque(match.span() for match in _RUN.finditer(raw))
    for start, end in pieces:
        stop = at + end - start
        while at < stop:
            while runs and runs[0][1] <= at:
                runs.popleft()
            begin, behind = runs[0] if runs else (len(raw), len(raw))
            if at < begin:
                behind = min(begin, stop)
                part = raw[at:behind]
            else:
                behind = min(behind, stop)
                part = " " if at == begin else ""
            if part:
                parts.append((length, end - (stop - at), end - (stop - behind)))
            texts.append(part)
            length += len(part)
            at = behind
    return Joined("".join(texts), tuple(parts))


def composed(source: str, pieces: Sequence[Span]) -> str:
    r"""Return the text that pieces of a source make, and nothing of where it stands.

    >>> composed("Le conseil muni-\ncipal a\n voté.", [(0, 15), (17, 31)])
    'Le conseil municipal a voté.'
    """
    return _RUN.sub(" ", "".join(source[start:end] for start, end in pieces))
