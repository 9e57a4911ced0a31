"""How far a page says a translation can be believed: by the band of its trust, its flags, and how it was repaired."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, Bands, band, value_in
from bilingual.data import Origin

if TYPE_CHECKING:
    from bilingual.data import Pair

# What was done to get a better translation, by how ``Translation.repaired`` begins.
REPAIRS = {
    "copy": "there was nothing to translate, so it stays as it is",
    "n-best": "another of the model’s best translations was taken",
    "no-repeat": "it was translated again without repetitions",
    "phrases": "it was translated in small parts, without repetitions",
    "clauses": "it was translated clause by clause",
    "true-case": "it was translated in small letters",
}
# How it begins where a glossary asked for it.
_GLOSSARY = "glossary"


def marks(pair: Pair, bands: Bands = BANDS) -> tuple[str, ...]:
    """Return the classes of the mark beside a translation, none for one that can be trusted as far as is known."""
    found = band(pair.translation, bands)
    unsure = found is not None and found is not bands[0]
    return (
        *([found.name] if found and unsure else []),
        *(["flagged"] if flags_beyond_score(pair) else ["repaired"] if pair.translation.repaired else []),
        *([Origin.HUMAN.value] if pair.origin is Origin.HUMAN else []),
    )


def is_doubtful(pair: Pair, bands: Bands = BANDS) -> bool:
    """Whether a reader should look at a translation again: it is flagged, or in the lowest band."""
    return bool(pair.translation.flags) or band(pair.translation, bands) is bands[-1]


def explain(pair: Pair, languages: tuple[str, str] = checks.FRENCH_ENGLISH, bands: Bands = BANDS) -> str:
    """Return what the mark beside a translation means, in words, with what the checks have to show for each flag."""
    translation, flags = pair.translation, flags_beyond_score(pair)
    value, found = value_in(translation, bands), band(translation, bands)
    parts = []
    if pair.origin is Origin.HUMAN:
        parts.append("Corrected by a person")
    if flags:
        shown = ((flag, checks.evidence(flag, pair.segment.text, translation, languages)) for flag in flags)
        parts.append("Flagged: " + "; ".join(_phrase(flag) + (f" ({it})" if it else "") for flag, it in shown))
    if translation.repaired:
        parts.append(_repair(str(translation.repaired)))
    if found is not None and value is not None and found is not bands[0]:
        parts.append(f"{found.of.title()} {_cut(value)}: {found.words}")
    return ". ".join(parts)


def flags_beyond_score(pair: Pair) -> list[str]:
    """Return the flags that the mark of the band does not show already."""
    return [flag for flag in pair.translation.flags if flag != LOW_SCORE]


def _cut(probability: float) -> str:
    """Return a probability with two decimals, cut off: rounded, it could seem to be in the band above its own.

    >>> _cut(0.5996)
    '0.59'
    """
    return f"{math.floor(100 * probability) / 100:.2f}"


def _repair(record: str) -> str:
    """Return what a record of a repair says to a person; the record itself where another program gave it.

    >>> _repair("true-case"), _repair("theirs")
    ('Repaired: it was translated in small letters', 'Repaired: theirs')
    >>> _repair("glossary stand-in: ONU → UN")
    'Translated again to keep to the glossary: ONU → UN'
    """
    way, _, reasons = record.partition(": ")
    if way.split(" ")[0] == _GLOSSARY:
        return "Translated again to keep to the glossary" + (f": {reasons}" if reasons else "")
    if way not in REPAIRS:
        return f"Repaired: {record}"
    faults = "; ".join(map(_phrase, reasons.split(", "))) if reasons else ""
    return f"Repaired: {REPAIRS[way]}" + (f". The first translation was flagged: {faults}" if faults else "")


def _phrase(flag: str) -> str:
    """Return what a flag says, as a part of a sentence.

    >>> _phrase("empty"), _phrase("theirs")
    ('there is no translation', 'theirs')
    """
    text = checks.explain(flag).rstrip(".")
    return text[:1].lower() + text[1:]
