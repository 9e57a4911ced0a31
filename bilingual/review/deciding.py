"""What a person did with a segment → what is recorded of it, and what others said of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.corpus.correcting import keeping, taking_back
from bilingual.errors import UsageError
from bilingual.memory.decisions import Action, Decision
from bilingual.memory.places import places_of
from bilingual.review.acts import What

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.corpus.correcting import Found
    from bilingual.data import Article, Pair
    from bilingual.memory import Memory
    from bilingual.memory.remarks import Remark, Remarks
    from bilingual.review.acts import Act

# Between the notes of two who wrote one at once.
_BESIDE = " · "


@dataclass(frozen=True, slots=True)
class Remarked:
    """What people said of a segment: a ``note``, "" for none, and of its correction and what was dismissed."""

    note: str
    remarks: Sequence[Remark]

    @classmethod
    def of(cls, remarks: Remarks, article: Article, pairs: Sequence[Pair]) -> list[Remarked]:
        """Return that of each segment of an article."""
        places = places_of(article, [pair.segment.text for pair in pairs])
        return [
            cls(remarks.note(pair.segment.text, place), remarks.of(pair))
            for pair, place in zip(pairs, places, strict=True)
        ]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.note or self.remarks)

    @property
    def said(self) -> str:
        """The remarks as pages read them: JSON, or "" for none."""
        said = [{"action": one.action, "flag": one.flag, "by": one.by, "reason": one.reason} for one in self.remarks]
        return json.dumps(said, ensure_ascii=False) if said else ""


def decided(act: Act, found: Found, memory: Memory, languages: tuple[str, str], by: str | None) -> list[Decision]:
    """Return what to record of an act that is no note, nothing where it is so already.

    Raises UsageError, also of a flag that the segment does not have, InputError where there is nothing to take back.
    """
    match act.what:
        case What.EDIT:
            return keeping(found, act.text, memory, languages, by=by)
        case What.ACCEPT:
            return keeping(found, None, memory, languages, by=by)
        case What.UNDO:
            return taking_back(found, memory, languages, by=by)
    pair = found.pair
    if act.flag not in pair.translation.flags:
        raise UsageError(f"'{pair.segment.id}' has no flag '{act.flag}'", "Load the page again")
    blank = Decision(languages=languages, source=pair.segment.text, target=pair.translation.text, by=by)
    if (act.flag in pair.dismissed) == (act.what is What.DISMISS):
        return []
    action = Action.DISMISS if act.what is What.DISMISS else Action.RESTORE
    return [replace(blank, action=action.value, flag=act.flag, reason=act.reason or None)]


def noted(act: Act, found: Found, remarks: Remarks, languages: tuple[str, str], by: str | None) -> list[Decision]:
    """Return what to record of a note; what somebody else noted meanwhile stays beside it."""
    pair, place = found.pair, found.place
    now = remarks.note(pair.segment.text, place)
    if act.text == now:
        return []
    text = act.text if now in {"", act.was} else _BESIDE.join(filter(None, (now, act.text)))
    if text == now:
        return []
    blank = Decision(languages=languages, source=pair.segment.text, target=pair.translation.text, by=by)
    blank = replace(blank, article=place.article, text_sha256=place.text_sha256, occurrence=place.occurrence)
    return [replace(blank, action=Action.NOTE.value, reason=text or None)]
