"""What speaks against a measurement: references that cannot be what people made of these sentences.

Cut-offs from such references look like any others and spoil every later build's bands, so whoever measures hears of it.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bilingual.checks import CHECKS
from bilingual.checks.confidence.chrf import BAD
from bilingual.data import Translation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.confidence.calibrating import Scored
    from bilingual.data import Calibration

# Mean chrF. What the starter makes of the 300 sentences that ship has 58 against their references, 29 against the
# sentences themselves, 24 with both columns exchanged, and 19 against references that are one line off.
LEAST_CHRF = 30.0
# Pearson's r of score and chrF: 0.5 in those 300 sentences, 0.03 where the references are one line off.
LEAST_CORRELATION = 0.1
# How many of 1 may be the sentence itself, as names and numbers are, or unrelated to it for a check that may err.
SAME, UNRELATED = 0.1, 0.1
# How many of 1 a person may have translated word for word as the model does.
OWN = 0.5
# How far a share may be from the one that is held out: a tenth, as the sentences of the smallest band are ten.
UNSTEADY = 0.1
_MOST_CHRF = 100.0


def doubts(pairs: Sequence[tuple[str, str]], scored: Sequence[Scored], languages: tuple[str, str]) -> list[str]:
    """Return what speaks against holding ``scored`` against the references in ``pairs``, a clause each; none is well.

    >>> doubts([("Oui.", "Oui.")], [], ("fr", "en"))
    ['1 of 1 references is the sentence itself']
    """
    found = []
    same = sum(source.casefold() == reference.casefold() for source, reference in pairs)
    if same > SAME * len(pairs):
        found.append(f"{_of(same, len(pairs))} the sentence itself")
    if unrelated := _unrelated(pairs, languages):
        found.append(f"{_of(unrelated, len(pairs))} unrelated to the sentence")
    if not scored:
        return found
    own = sum(one.chrf >= _MOST_CHRF for one in scored)
    if own > OWN * len(scored):
        found.append(f"{_of(own, len(scored))} word for word what the model writes")
    mean = statistics.mean(one.chrf for one in scored)
    if mean < LEAST_CHRF:
        found.append(f"translations have {mean:.0f} chrF of 100 on average, and one below {BAD:g} counts as bad")
    elif not found and (correlation := _correlation(scored)) < LEAST_CORRELATION:
        found.append(f"higher scores do not mean higher chrF (a correlation of {correlation:.2f})")
    return found


def unsteady(calibration: Calibration, held: Sequence[Sequence[Scored]]) -> list[str]:
    """Return the bands whose share of bad sentences is another by more than a tenth where it is held out, with both.

    ``held`` are the sentences of the three bands as ``held_out`` gives them.
    """
    found = []
    for name, share, band in zip(("trust", "check", "doubt"), calibration.bad_shares, held, strict=True):
        other = sum(one.chrf < BAD for one in band) / len(band) if band else None
        if share is not None and other is not None and abs(share - other) > UNSTEADY:
            found.append(f"in '{name}' {other:.0%} are bad, not {share:.0%}".replace("%", " %"))
    return found


def _of(some: int, of: int) -> str:
    return f"{some:,} of {of:,} references {'is' if some == 1 else 'are'}"


def _unrelated(pairs: Sequence[tuple[str, str]], languages: tuple[str, str]) -> int:
    """Return how many references a check finds unrelated to their sentence, 0 where these are few or nothing tells."""
    if (find := CHECKS["unrelated"].find_in(languages)) is None:
        return 0
    found = sum(find(source, Translation(reference, None)) is not None for source, reference in pairs)
    return found if found > UNRELATED * len(pairs) else 0


def _correlation(scored: Sequence[Scored]) -> float:
    """Return Pearson's r of score and chrF, 0 where either is always the same."""
    try:
        return statistics.correlation([one.score for one in scored], [one.chrf for one in scored])
    except statistics.StatisticsError:
        return 0.0
