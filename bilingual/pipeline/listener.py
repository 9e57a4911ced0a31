"""Who hears how a run goes."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.errors import InputError
    from bilingual.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a run is, in numbers that several machines add up; what each is, ``Listener`` says where it hears it.

    >>> Counts(articles=1, size=10) + Counts(articles=2)
    Counts(articles=3, sentences=0, reused=0, new_characters=0, size=10, translated=0, translated_characters=0)
    """

    articles: int = 0
    sentences: int = 0
    reused: int = 0
    new_characters: int = 0
    size: int = 0
    translated: int = 0
    translated_characters: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))


class Listener:
    """Hears how a run goes, from several threads. This one says nothing; those in ``progress.py`` show it."""

    def note(self, message: str) -> None:
        """Hear something that a person should know, on one line."""

    def skipped(self, error: InputError) -> None:
        """Hear that a source was left out, and why."""

    def expecting(self, size: int) -> None:
        """Hear how many bytes the sources have in all."""

    def read(self, segments: int) -> None:
        """Hear that an article of so many sentences was read."""

    def found(self, reused: int, new: int, new_characters: int, size: int) -> None:
        """Hear how many sentences of a window the memory had, and how many (of how many characters) it had not.

        ``size`` is how many bytes of the sources the window comes from.
        """

    def translated(self, sentences: int, characters: int) -> None:
        """Hear that so many more sentences are translated."""

    def counted(self, counts: Counts) -> None:
        """Hear how far a run on several machines is, all together."""

    def finished(self, report: Report) -> None:
        """Called once, with the report, when the corpus is written."""


class Noting(Listener):
    """Passes notes on to ``say``, and hears nothing else."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def note(self, message: str) -> None:
        """Pass it on."""
        self._say(message)
