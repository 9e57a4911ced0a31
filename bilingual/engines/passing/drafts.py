"""A text that a model is given for a sentence, and how what it makes of that becomes a translation of the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.engines import stand_ins
from bilingual.engines.passing.kinds import Kind, Span
from bilingual.engines.passing.placing import Thing, place, put_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bilingual.data import Translation

# What may stand behind the last thing of a sentence.
ENDS = re.compile(r"[\s.!?…»”\")\]]*")
_FRENCH_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+,\d+")


@dataclass(frozen=True, slots=True)
class Removed:
    """What is left out of a sentence: a stretch with what sets it off, and the thing in it."""

    start: int
    end: int
    span: Span

    def is_last(self, core: str) -> bool:
        """Whether nothing but the final stop comes behind it in its sentence."""
        return ENDS.fullmatch(core, self.end) is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence (``core``) without what is ``removed``, and with ``numbers`` in place of spans.

    ``languages`` are those of the translation.
    """

    core: str
    removed: Sequence[Removed]
    numbers: Mapping[Span, int]
    languages: tuple[str, str]

    @property
    def text(self) -> str:
        """What the model is given."""
        return "".join(self._pieces())

    def finished(self, found: Sequence[Translation], guide: str, guides: Mapping[Span, int]) -> list[Translation]:
        """Return translations of the sentence made of those of the draft, but for those that lost a number.

        ``guide`` is a translation with numbers (``guides``) for what was removed, empty where there is none.
        """
        text = self.text
        known = stand_ins.known_figures([self.core, text])
        things = self._things(len(text))
        made = []
        for one in found:
            marked = _marked(one.text, self.numbers.values())
            if marked is None or stand_ins.has_strays(marked, known):
                continue
            places = [
                place(marked, thing, guide, guides.get(removed.span))
                for thing, removed in zip(things, self.removed, strict=True)
            ]
            whole = put_in(marked, list(zip(places, things, strict=True)))
            for span, number in self.numbers.items():
                whole = whole.replace(_mark(number), written(self.core, span, self.languages))
            made.append(replace(one, text=whole))
        return made

    def _pieces(self) -> list[str]:
        """Return what the text is made of: a piece up to each thing that is removed, and the rest."""
        pieces = [""]
        at = 0
        changes: list[tuple[int, int, int | None]] = [(one.start, one.end, None) for one in self.removed]
        changes += [(span.start, span.end, number) for span, number in self.numbers.items()]
        for start, end, number in sorted(changes, key=lambda change: change[:2]):
            before, after = self.core[start - 1 : start].isalnum(), self.core[end : end + 1].isalnum()
            pieces[-1] += self.core[at:start]
            if number is None:
                pieces.append(" " if before and after else "")
            else:
                pieces[-1] += f"{' ' if before else ''}{number}{' ' if after else ''}"
            at = end
        pieces[-1] += self.core[at:]
        return pieces

    def _things(self, length: int) -> list[Thing]:
        """Return what is put back, in order; ``length`` is that of the text in characters."""
        things = []
        at = 0
        for one, piece in zip(self.removed, self._pieces(), strict=False):
            at += len(piece)
            behind = self.core[one.end :]
            clings = self.core[one.start].isspace() and behind[:1].isalnum()
            share = at / max(1, length) if self.core[: one.start].strip() else 0.0
            value = written(self.core, one.span, self.languages)
            text = self.core[one.start : one.span.start] + value + self.core[one.span.end : one.end]
            things.append(Thing(text, behind, share, one.is_last(self.core), clings))
        return things


def best_guide(found: Sequence[Translation], numbers: Collection[int]) -> Translation:
    """Return the likeliest translation that has all numbers once, or else the likeliest."""
    whole = (one for one in found if all(len(stand_ins.places(number, one.text)) == 1 for number in numbers))
    return next(whole, found[0])


def written(core: str, span: Span, languages: tuple[str, str]) -> str:
    """Return what a number stood for, with numbers as English writes them.

    >>> written("1 200,50 ₽", Span(0, 10, Kind.VALUE), ("fr", "en"))
    '1,200.50 ₽'
    """
    value = core[span.start : span.end]
    if span.kind is not Kind.VALUE or languages != ("fr", "en"):
        return value
    return _FRENCH_NUMBER.sub(lambda match: re.sub(r"\s", ",", match[0].replace(",", ".")), value)


def _mark(number: int) -> str:
    """Return what holds the place of a number until the end: a character that no text has."""
    return chr(0xFDD0 + stand_ins.NUMBERS.index(number))


def _marked(text: str, numbers: Collection[int]) -> str | None:
    """Return a translation with such a character for each number, None where one is lost, or said twice."""
    for number in numbers:
        places = stand_ins.places(number, text)
        if len(places) != 1:
            return None
        text = text[: places[0][0]] + _mark(number) + text[places[0][1] :]
    return text
