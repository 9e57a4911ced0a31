r"""What a person decided about a translation, and the line of JSON that keeps it.

``checksum`` is the start of the SHA-256 of all the other fields, so that a line that a power cut left half written, or
somebody changed, is known: ``jq -cS 'del(.checksum)' | tr -d '\n' | sha256sum`` gives the same digits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

# What other readers of JSON can count.
_MOST = 2**53
_CHECKSUM = "checksum"
_CHECKSUM_DIGITS = 16
# Stands among ``more`` where it is known, so that other lines stay as they were.
WAS = "was"
_TEXTS = ("target", "article", "text_sha256", "flag", "reason", "by")


class Action(StrEnum):
    """What a person did; ``correct`` and ``confirm`` give the translation that stands, ``undo`` takes the last back.

    ``dismiss`` says of a flag of a translation that it may stand so, ``restore`` takes that back: another name than
    ``undo``, which older versions would take for one of the sentence's correction. ``note`` says something of it.
    """

    CORRECT = "correct"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    RESTORE = "restore"
    UNDO = "undo"
    NOTE = "note"


# The actions that give a translation.
TRANSLATING = frozenset({Action.CORRECT.value, Action.CONFIRM.value})
# Those about a flag of a translation.
JUDGING = frozenset({Action.DISMISS.value, Action.RESTORE.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of a corrections file, with its fields in their order but for the checksum.

    ``seq`` counts the lines of a file. ``target`` is the translation: a person's, or for ``confirm`` the machine's,
    approved. Where ``article`` (its id), ``text_sha256`` (of its text) and ``occurrence`` (of the sentence in it, from
    1) are None, it is about the sentence wherever it stands. ``flag`` is what ``dismiss`` is about, of the
    sentence with this ``target`` in whatever place; ``by`` is who did it, ``reason`` why or, of ``note``, what it says.
    ``action`` may be one that this version does not know, and ``more`` holds the fields that it does not.
    """

    seq: int = 0
    languages: tuple[str, str]
    source: str
    target: str | None = None
    article: str | None = None
    text_sha256: str | None = None
    occurrence: int | None = None
    action: str = Action.CORRECT.value
    flag: str | None = None
    reason: str | None = None
    by: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def was(self) -> str | None:
        """What the machine had made of what is corrected, where the line says so: older ones do not.

        >>> Decision(languages=("fr", "en"), source="Oui.", target="Yes.", more={"was": "Yea."}).was
        'Yea.'
        """
        said = self.more.get(WAS)
        return said if isinstance(said, str) and said and not _is_half(said) else None

    @property
    def place(self) -> str:
        """The place that it is about, as one string, empty for every place of the sentence."""
        place = (self.article, self.text_sha256, self.occurrence)
        return "" if place == (None, None, None) else json.dumps(place, ensure_ascii=False)

    def line(self) -> bytes:
        """Return the line with its checksum and line feed."""
        record = {name: getattr(self, name) for name in _NAMES} | dict(self.more)
        return json.dumps(record | {_CHECKSUM: _checksum(record)}, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """Return what a line says. Raises ValueError, with the reason, where it cannot be trusted.

        >>> decision = Decision(seq=3, languages=("fr", "en"), source="Oui.", target="Yes.")
        >>> Decision.parse(decision.line()) == decision
        True
        >>> Decision.parse(decision.line().replace(b"Yes", b"Yea"))
        Traceback (most recent call last):
        ValueError: its checksum does not fit
        """
        try:
            record = json.loads(line, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise ValueError("it is no JSON") from error
        if not isinstance(record, dict):
            raise ValueError("it is no object")  # noqa: TRY004 - one error for all that may be wrong with a line
        if record.pop(_CHECKSUM, None) != _checksum(record):
            raise ValueError("its checksum does not fit")
        known = {name: record.pop(name, None) for name in _NAMES}
        languages = known["languages"]
        if not isinstance(languages, list) or [type(code) for code in languages] != [str, str]:
            raise ValueError("it does not name two languages")
        _require(known)
        texts = [known["source"], known["action"], *languages, *(known[name] or "" for name in _TEXTS)]
        if any(map(_is_half, texts)):
            raise ValueError("it has half a character")
        return cls(**known | {"languages": tuple(languages), "more": record})


_NAMES = tuple(one.name for one in fields(Decision) if one.name != "more")


def _require(known: Mapping[str, Any]) -> None:
    """Raise ValueError where a field has no value that it may have."""
    if not isinstance(known["source"], str) or not isinstance(known["action"], str):
        raise ValueError("it has no source or no action")  # noqa: TRY004
    if not all(known[name] is None or isinstance(known[name], str) for name in _TEXTS):
        raise ValueError("it has something else where a text belongs")
    if not _is_count(known["seq"]) or not (known["occurrence"] is None or _is_count(known["occurrence"])):
        raise ValueError("it has something else where a number belongs")
    if known["action"] in TRANSLATING and not (known["target"] or "").strip():
        raise ValueError("it has no translation")


def _is_half(text: str) -> bool:
    """Whether a text holds half a character, which no file takes."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _checksum(record: Mapping[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_CHECKSUM_DIGITS]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON's")
