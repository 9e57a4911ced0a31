"""One translation as a memory holds it, the checksum of its row, and what is counted of many."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.data import Basis, Origin, Repair, Translation

if TYPE_CHECKING:
    from bilingual.data import Provenance


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence's translation and what made it; the fields are those of a line of ``bilingual memory export``."""

    source_language: str
    target_language: str
    model: str
    model_sha256: str
    settings: str
    source: str
    target: str
    score: float | None
    flags: str
    repaired: str = ""
    basis: str = ""
    arithmetic: str = ""

    @classmethod
    def of(cls, made_by: Provenance, source: str, made: Translation, arithmetic: str | None = None) -> Entry:
        """Return the entry of a translation; its ``arithmetic`` is that of ``made_by`` where none is given."""
        return cls(
            made_by.source_language,
            made_by.target_language,
            made_by.model,
            made_by.model_sha256,
            made_by.settings,
            source,
            made.text,
            made.score,
            " ".join(made.flags),
            str(made.repaired or ""),
            str(made.basis),
            next(iter(made_by.arithmetic or ()), "") if arithmetic is None else arithmetic,
        )

    @property
    def checksum(self) -> int:
        """CRC-32 over all fields but the model's name, which is for people."""
        return row_checksum(self.seed, self.source, self.target, self.score, self.flags, self.repaired, self.basis)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What decides on translations, on any machine."""
        return self.source_language, self.target_language, self.model_sha256, self.settings

    @property
    def made_by(self) -> tuple[str, ...]:
        """What tells engines apart: the key, and how the machine computed."""
        return *self.key, self.arithmetic

    def as_of(self, engine: Entry) -> Entry:
        """Return the same with what made it taken from an entry of another engine."""
        return replace(
            self,
            source_language=engine.source_language,
            target_language=engine.target_language,
            model=engine.model,
            model_sha256=engine.model_sha256,
            settings=engine.settings,
            arithmetic=engine.arithmetic,
        )

    @property
    def seed(self) -> int:
        """The checksum's part that all entries of an engine share."""
        # Those of which no arithmetic is known keep the checksum that they had before there was a column for it.
        parts = self.made_by if self.arithmetic else self.key
        # In a damaged file they may be of any type.
        return zlib.crc32("\0".join(map(str, parts)).encode())


def correction(languages: tuple[str, str], source: str, target: str) -> Entry:
    """Return a correction as an entry, whose checksum is its row's."""
    return Entry(*languages, Origin.HUMAN.value, "", "", source, target, None, "")


def translation_of(target: str, score: float | None, flags: str, repaired: str, basis: str) -> Translation:
    """Return the translation that an entry with these fields is of."""
    return Translation(target, score, tuple(flags.split()), Repair.parse(repaired), Basis.parse(basis))


def row_checksum(  # noqa: PLR0913, PLR0917 - a column each
    seed: int, source: str, target: str, score: float | None, flags: str, repaired: str = "", basis: str = ""
) -> int:
    """Return the CRC-32 of a row; ``seed`` is its engine's part."""
    row = f"{source}\0{target}\0{score!r}\0{flags}"
    # Rows from before these columns were there keep their checksum.
    new = "" if (repaired, basis) == ("", "") else f"\0{repaired}\0{basis}"
    return zlib.crc32(f"{row}{new}".encode(), seed)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a memory holds of one engine, in sentences and in characters."""

    source_language: str
    target_language: str
    model: str
    model_sha256: str
    settings: str
    sentences: int
    source_characters: int
    target_characters: int
    arithmetic: str = ""
