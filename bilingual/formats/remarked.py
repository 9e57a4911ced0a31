"""What tables say of segments besides their texts: what a person did with each (``corrections.tsv``), and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.formats.rows import Remark

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

NOTE = "note"
# Columns that say what a person did.
REMARKS = ("action", "flag", "reason", NOTE, "by")
# What people call the column of ids.
IDS = ("id", "ids", "key", "identifiant", "segment id", "segment_id", "clé", "tuid")
# An id, both texts, and a note.
_COLUMNS_OF_NOTES = 4


def says_actions(names: Sequence[str]) -> bool:
    """Whether a table with these columns is one of corrections, which says what a person did with each segment.

    >>> says_actions(["ID", "fr", "en", "Action"]), says_actions(["id", "fr", "en", "kind"])
    (True, False)
    """
    folded = {name.strip().strip("\ufeff").casefold() for name in names}
    return "action" in folded and not folded.isdisjoint(IDS)


def is_of_notes(names: Sequence[str]) -> bool:
    """Whether a table with these columns is one of notes alone, as the pages write it.

    >>> is_of_notes(["id", "fr", "en", "note"]), is_of_notes(["id", "fr", "en", "kind", "note"])
    (True, False)
    """
    return len(names) == _COLUMNS_OF_NOTES and has_notes([name.strip().strip("\ufeff").casefold() for name in names])


def has_notes(folded: Container[str]) -> bool:
    """Whether a table has notes on segments that it names: by the names of its columns in small letters."""
    return NOTE in folded and any(name in folded for name in IDS)


def remark_of(told: Mapping[str, str]) -> Remark:
    """Return what the cells of a row say that a person did."""
    said = {name: told[name].strip() for name in REMARKS if name in told}
    return Remark(**said | {"action": said["action"].casefold()} if "action" in said else said)
