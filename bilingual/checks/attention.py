"""Which translations a person should look at: one definition for pages, indexes and whoever else counts them.

*To check* is what a machine made or laid beside its sentence, with a severe flag or in the lowest band. *Less sure* is
what is not to check, but in the band between, or with a minor flag. What a person corrected is neither, and a flag that
a person dismissed is none.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bilingual.checks import Severity, severity_of
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, Bands, band
from bilingual.data import Origin

if TYPE_CHECKING:
    from bilingual.data import Pair

# What these say was done, and is no fault.
NO_FAULTS = frozenset({"split"})


class Attention(StrEnum):
    """How much a translation asks for a person."""

    TO_CHECK = "to-check"
    LESS_SURE = "less-sure"


def attention(pair: Pair, bands: Bands = BANDS) -> Attention | None:
    """Return how much a translation asks for a person, None where it does not.

    ``bands`` are those of its corpus.

    >>> from bilingual.data import Kind, Pair, Segment, Translation
    >>> segment = Segment("a", 1, 1, Kind.BODY, 0, 12, "Ils sont 40.")
    >>> flags = (), ("split",), ("quotes",), ("numbers", "quotes")
    >>> [attention(Pair(segment, Translation("They are 14.", None, each))) for each in flags]
    [None, None, <Attention.LESS_SURE: 'less-sure'>, <Attention.TO_CHECK: 'to-check'>]
    """
    if pair.origin is Origin.HUMAN:
        return None
    faults = standing(pair)
    found = band(pair.translation, bands)
    if found is not None and LOW_SCORE in dismissed(pair):
        found = bands[0]
    if found is bands[-1] or any(severity_of(code) is Severity.SEVERE for code in faults):
        return Attention.TO_CHECK
    if (found is not None and found is not bands[0]) or faults:
        return Attention.LESS_SURE
    return None


def standing(pair: Pair) -> tuple[str, ...]:
    """Return the flags of a pair that tell of a fault and that nobody dismissed, but for that of the lowest band."""
    gone = dismissed(pair) | NO_FAULTS | {LOW_SCORE}
    return tuple(code for code in pair.translation.flags if code not in gone)


def dismissed(pair: Pair) -> frozenset[str]:
    """Return the flags of a pair that a person found to be wrong."""
    return frozenset(pair.dismissed)


def is_to_check(pair: Pair, bands: Bands = BANDS) -> bool:
    """Whether a person should check a translation."""
    return attention(pair, bands) is Attention.TO_CHECK
