"""What must come out of a sentence as it went in, and how it can."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a thing is in its sentence, which says how it can pass.

    An ``ASIDE`` (emoji, footnote marks, tags) has no part in the grammar: the sentence is whole without it. A ``THING``
    (an address, a name in another script) may have one or stand beside it, a ``VALUE`` (a number with its sign) has
    one. A ``MARK`` begins a line, a ``BAR`` parts the cells of a table.
    """

    ASIDE = "aside"
    THING = "thing"
    VALUE = "value"
    MARK = "mark"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence, from a character up to, not including, another."""

    start: int
    end: int
    kind: Kind
