"""What a file that comes back from another program is read as, whatever its format: rows, a segment each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.errors import InputError
    from bilingual.io.lines import BoundedLines
    from bilingual.io.source import Source

# What no segment with all that belongs to it reaches; a longer line is refused before it fills the memory.
MAX_ROW_BYTES = 16 * 1024**2


class State(Enum):
    """What the program says of a translation: nothing, that it is not done yet, or that a person found it right."""

    GIVEN = auto()
    UNFINISHED = auto()
    CONFIRMED = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """Where a segment without an id of ours stands: its file, and the sentences before and after it; None: unknown.

    ``alone`` is whether its translation is for that place and no other, else it may stand for the sentence.
    """

    file: str | None = None
    before: str | None = None
    after: str | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """What a row says besides its texts, empty where it says nothing.

    ``action`` is what a person did, in the words of ``ACTIONS``: ``flag`` is what was dismissed, ``reason`` why it was
    done, ``by`` who did it, ``note`` what there is to say of the sentence.
    """

    action: str = ""
    flag: str = ""
    reason: str = ""
    note: str = ""
    by: str = ""


NO_REMARK = Remark()
# What a person can do with a segment, by the word in a file of corrections: the English becomes that of the row; it is
# right as it is; a flag of it is none; that was wrong; there is something to say of it.
ACTIONS = ("edit", "accept", "dismiss", "restore", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of such a file. ``place`` tells a person where it stands; ``id`` is that of the corpus, or empty.

    Of a unit that may hold several of our segments, ``parts`` are the pieces that a program cut it into. ``article`` is
    what the file calls the text that it is part of, ``kind`` that of a paragraph, both empty where it says nothing;
    ``machine`` is whether it says that a machine translated it. ``remark`` is what else a person said.
    """

    place: str
    id: str
    source: str
    target: str
    state: State = State.GIVEN
    context: Context | None = None
    parts: tuple[Row, ...] = ()
    article: str = ""
    kind: str = ""
    machine: bool = False
    remark: Remark = NO_REMARK


def too_long(source: Source, lines: BoundedLines) -> InputError:
    """Return an error about the line that was asked for last."""
    return source.error(f"line {lines.number} is too long for a segment", "Split or remove it")
