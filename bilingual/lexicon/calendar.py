"""Months and weekdays, as French and English write them.

Not from the standard library's calendar, whose names follow the machine's locale.
"""

from __future__ import annotations

from typing import Final

from bilingual.lexicon.folding import without_accents

# From January on, and from Monday on.
FRENCH_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FRENCH_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

# Abbreviated, without the full stop: which month it is, from 1 on.
FRENCH_SHORT_MONTHS: Final[dict[str, int]] = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
}  # fmt: skip
ENGLISH_SHORT_MONTHS: Final[dict[str, int]] = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
FRENCH_SHORT_WEEKDAYS: Final = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")


def french_months() -> dict[str, int]:
    """Return which month a French word is, from 1 on: the full names, and what they are abbreviated to.

    >>> months = french_months()
    >>> months["février"], months["févr"], months["mai"]
    (2, 2, 5)
    """
    return {name: number for number, name in enumerate(FRENCH_MONTHS, 1)} | FRENCH_SHORT_MONTHS


def english_months() -> dict[str, int]:
    """Return which month an English word is, from 1 on: the full names, and what they are abbreviated to.

    >>> english_months()["May"], english_months()["Sept"]
    (5, 9)
    """
    return {name: number for number, name in enumerate(ENGLISH_MONTHS, 1)} | ENGLISH_SHORT_MONTHS


def unaccented(names: dict[str, int]) -> dict[str, int]:
    """Return the names, and again without their accents, as capitals and haste write them.

    >>> unaccented({"août": 8})
    {'août': 8, 'aout': 8}
    """
    return names | {without_accents(name): number for name, number in names.items()}
