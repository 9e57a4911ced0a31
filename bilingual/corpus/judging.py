"""What comes of a translation in a file: nothing new, a correction, an approval, or nothing that can be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bilingual.corpus.matching import as_windows, opened, sentence_key, tidied, unquoted
from bilingual.data import Origin
from bilingual.formats.csv import unguard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.memory import Memory
    from bilingual.memory.places import Decided


# Quotation marks of a source.
_MARKS = frozenset('«»“”„"')


class Verdict(Enum):
    """What comes of a row: nothing new, what the memory knows, a correction, or the machine's words approved."""

    SAME = "same"
    KNOWN = "known"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says: of segments in their places (``placed``) or of their sentence, ``confirmed`` by a person.

    ``deliberate`` is whether it says that a person meant it, so that it is not what a program left unchanged.
    """

    source: str
    target: str
    confirmed: bool
    placed: bool
    deliberate: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A segment as the corpus has it, with its place and flags; ``spot`` is the place as a memory names it."""

    id: str
    article: str
    sha256: str
    occurrence: int
    source: str
    target: str
    origin: str
    spot: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, the translation before and after, and how many segments it is about."""

    verdict: Verdict
    before: str
    after: str
    segments: int

    @property
    def values(self) -> tuple[str, str, str, int]:
        """All of it as a database takes it."""
        return self.before, self.after, self.verdict.value, self.segments


def judge(said: Said, group: Sequence[Standing], memory: Memory, languages: tuple[str, str]) -> Judged | str:
    """Return what comes of what a file says of segments that have one source, or the reason why nothing does."""
    if not said.confirmed and all(one.target == said.target and one.origin != Origin.HUMAN for one in group):
        return Judged(Verdict.SAME, said.target, said.target, len(group))
    source = group[0].source
    if not source:
        return "it has no source that it could be a translation of"
    decided = memory.decided(languages, [source])
    if not said.placed:
        # What was said of a place stands there, whatever is said of the sentence.
        own = decided.places.get(source, {})
        group = [segment for segment in group if segment.spot not in own] or group
    after = _meant(said, group)
    if differing := [segment for segment in group if segment.target != after]:
        return _of_another(said, after, group, differing, decided, memory, languages)
    if said.confirmed and any(segment.origin != Origin.HUMAN for segment in group):
        return Judged(Verdict.CONFIRMED, after, after, len(group))
    by_hand = [one for one in group if one.origin == Origin.HUMAN and _in_force(one, decided) is None]
    # The memory does not know what a person wrote, though nobody took it back.
    lost = bool(by_hand) and not memory.taken_back(languages, [source])
    return Judged(Verdict.CORRECTED if lost else Verdict.SAME, after, after, len(group))


def _of_another(  # noqa: PLR0913, PLR0917 - all that it depends on
    said: Said,
    after: str,
    group: Sequence[Standing],
    differing: Sequence[Standing],
    decided: Decided,
    memory: Memory,
    languages: tuple[str, str],
) -> Judged | str:
    """Return what comes of a translation that the corpus does not have."""
    if not after.strip():
        return "its translation is empty"
    source, before = group[0].source, differing[0].target
    known = {_in_force(segment, decided) for segment in group} if said.placed else {decided.sentences.get(source)}
    if known == {after}:
        return Judged(Verdict.KNOWN, before, after, len(differing))
    by_hand = any(segment.origin == Origin.HUMAN for segment in differing)
    if (
        not (said.confirmed or said.deliberate)
        and _MARKS & {*source}
        and after in {opened(one.target) for one in differing}
    ):
        return "it lost its quotation marks, as in a spreadsheet that opened a .tsv: bilingual correct can mean it"
    if by_hand and not (said.confirmed or said.deliberate) and memory.was_translated(languages, source, after):
        return "it has the machine's translation, which was corrected since"
    return Judged(Verdict.CORRECTED, before, after, len(differing))


def _meant(said: Said, group: Sequence[Standing]) -> str:
    """Return the translation without what the program did to it."""
    after = said.target
    if said.source != group[0].source:  # a program's spaces around the source stand around the translation too
        after = tidied(after)
        after = next((one.target for one in group if sentence_key(one.target) == sentence_key(after)), after)
    if all(segment.target != after for segment in group):
        if not said.deliberate:  # else whoever read the file took off what was put around a cell
            after = unguard(unquoted(after) or after)
        # Nobody wrote the question marks that an encoding put into a text.
        after = next((one.target for one in group if as_windows(one.target) == after), after)
    return after


def _in_force(segment: Standing, decided: Decided) -> str | None:
    """Return what people wrote for a segment, by its place or its sentence."""
    return decided.places.get(segment.source, {}).get(segment.spot, decided.sentences.get(segment.source))
