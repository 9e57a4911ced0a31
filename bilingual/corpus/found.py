"""What a comparison of a file with a corpus finds: of its rows, of their sentences, and of flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.corpus.judging import Verdict


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of which nothing comes: where it stands, its id, and the reason."""

    place: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a row makes of a sentence: everywhere where ``article`` is None, else in that place.

    ``mixed`` is whether the file gives the sentence other translations elsewhere. ``segments`` are how many it changes.
    ``reason`` and ``by`` are why, and who says so, empty where the file does not tell.
    """

    place: str
    id: str
    source: str
    article: str | None
    text_sha256: str | None
    occurrence: int | None
    before: str
    after: str
    verdict: Verdict
    segments: int
    mixed: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a row says of a flag of a translation: that it is none (``dismiss``), or is one after all (``restore``).

    ``known`` is whether the memory has it so already.
    """

    place: str
    id: str
    source: str
    target: str
    flag: str
    action: str
    known: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that is new: on a segment, or where ``article`` is None on its sentence; "" takes the one before back."""

    place: str
    id: str
    source: str
    article: str | None
    text_sha256: str | None
    occurrence: int | None
    target: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A row of a file as its table has it: the keys by which segments are looked up, and what a person said."""

    number: int
    place: str
    id: str
    source: str
    target: str
    state: str
    key: str
    id_key: str | None
    has_context: int
    file: str | None
    before: str | None
    after: str | None
    action: str
    flag: str
    reason: str
    note: str
    by: str
