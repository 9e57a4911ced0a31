"""What a page says that a person did, taken type by type: nothing that comes from a browser is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bilingual.corpus.matching import tidied
from bilingual.errors import UsageError
from bilingual.memory.remarks import MOST_LETTERS
from bilingual.records import loads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Sentences to a request, flags to a sentence.
MOST_IDS = 500
_MOST_ACTS = 50
_REMEDY = "Load the page again"


class What(StrEnum):
    """What a person can do with a sentence."""

    EDIT = "edit"
    ACCEPT = "accept"
    UNDO = "undo"
    DISMISS = "dismiss"
    RESTORE = "restore"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did: ``flag`` is what was judged, ``reason`` why.

    ``text`` is the new translation of an edit, or a note, where ``was`` is the one that was in sight.
    """

    what: What
    text: str = ""
    flag: str = ""
    reason: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a sentence, by its id; ``expected`` is the translation that was in sight."""

    id: str
    source: str
    expected: str
    acts: tuple[Act, ...]


def done_of(body: bytes) -> Done:
    """Return what a request says. Raises UsageError.

    >>> done_of(b'{"id": "a:1:1", "fr": "Oui.", "expected": "No.", "acts": [{"what": "edit", "text": " Yes. "}]}').acts
    (Act(what=<What.EDIT: 'edit'>, text='Yes.', flag='', reason='', was=''),)
    """
    said = fields(body)
    acts = said.get("acts")
    if not isinstance(acts, list) or not 0 < len(acts) <= _MOST_ACTS or not all(isinstance(one, dict) for one in acts):
        raise UsageError("it does not say what was done", _REMEDY)
    return Done(text_in(said, "id"), text_in(said, "fr"), text_in(said, "expected"), tuple(map(_act, acts)))


def ids_of(body: bytes) -> Sequence[str]:
    """Return the ids that a request names. Raises UsageError."""
    ids = fields(body).get("ids")
    if not isinstance(ids, list) or len(ids) > MOST_IDS or not all(isinstance(one, str) for one in ids):
        raise UsageError("it does not name sentences", _REMEDY)
    return ids


def fields(body: bytes) -> Mapping[str, Any]:
    """Return the object in a request. Raises UsageError."""
    try:
        said = loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("it is no JSON", _REMEDY) from error
    if not isinstance(said, dict):
        raise UsageError("it is no object", _REMEDY)
    return said


def text_in(said: Mapping[str, Any], name: str) -> str:
    """Return a text that a request has, "" for none. Raises UsageError for anything else, and for half a character."""
    value = said.get(name, "")
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"its '{name}' is no text", _REMEDY)
    return value


def _act(said: Mapping[str, Any]) -> Act:
    what = text_in(said, "what")
    if what not in set(What):
        raise UsageError("it does not say what was done", _REMEDY)
    text, reason, was = (tidied(text_in(said, name)) for name in ("text", "reason", "was"))
    act = Act(What(what), text, text_in(said, "flag"), reason, was)
    if act.what is What.EDIT and not act.text:
        raise UsageError("the translation is empty", "Write it, or undo the edit")
    if act.what is What.NOTE and len(text) > MOST_LETTERS:
        raise UsageError(f"a note has {MOST_LETTERS:,} characters at most", "Shorten it")
    if act.what in {What.DISMISS, What.RESTORE} and not act.flag:
        raise UsageError("it names no flag", _REMEDY)
    return act
