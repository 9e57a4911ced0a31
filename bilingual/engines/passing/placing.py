"""Where in a translation a thing belongs that its sentence was translated without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bilingual.engines import stand_ins
from bilingual.lexicon.small_words import ENGLISH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\S+")
_NO_WORD = re.compile(r"[^\w]+")
_STOPS = '.!?…»”") '
_INNER = ".,;:!?…)»”"


@dataclass(frozen=True, slots=True)
class Thing:
    """What is put back: its ``text`` with what sets it off, and how it stood in its sentence.

    ``behind`` is what came behind it, ``share`` how much of the sentence without it before it, from 0 to 1. ``last``
    says that no more than the final stop came behind it, ``clings`` that it clung to the word behind it.
    """

    text: str
    behind: str
    share: float
    last: bool
    clings: bool


def place(text: str, thing: Thing, guide: str, number: int | None) -> int:
    """Return at which character of a translation a thing belongs.

    ``guide`` is a translation of the same sentence with a number in place of the thing, empty where there is none.

    >>> place("The mayor spoke.", Thing(" 🙂", " a parlé.", 0.5, False, False), "Mayor 7731 spoke.", 7731)
    9
    """
    if thing.last:
        return len(text.rstrip(_STOPS)) if thing.behind.strip() else len(text)
    words = list(_WORD.finditer(text))
    index = 0
    spots = stand_ins.places(number, guide) if number else []
    if len(spots) == 1:
        before, after = guide[: spots[0][0]], guide[spots[0][1] :]
        index = _aligned(_bare(before), _bare(after), [_NO_WORD.sub("", word[0]).lower() for word in words])
    if not index and thing.share:
        index = max(1, round(len(words) * thing.share))
        while index < len(words) and words[index - 1][0].lower() in ENGLISH_EMPTY:
            index += 1  # not between an article and its noun
    if index <= 0 or not words:
        return 0
    end = words[min(index, len(words)) - 1].end()
    if index >= len(words):
        return len(text.rstrip(_STOPS))
    if thing.behind[:1] in tuple(_INNER) or thing.behind.lstrip()[:1] in tuple(";:!?»"):
        return len(text[:end].rstrip(_INNER))
    return end - (thing.text.startswith(",") and text[end - 1] == ",")


def _bare(text: str) -> list[str]:
    words = (_NO_WORD.sub("", word).lower() for word in text.split())
    return [word for word in words if word]


def _aligned(before: Sequence[str], after: Sequence[str], words: Sequence[str]) -> int:
    """Return behind how many of some words a place is that stands between the words of another version.

    >>> _aligned(["the", "mayor"], ["has", "spoken"], ["the", "mayor", "spoke"])
    2
    """
    if before and list(before) == list(words[: len(before)]):
        return len(before)
    if after and list(after) == list(words[-len(after) :]):
        return len(words) - len(after)
    other = [*before, *after]
    blocks = SequenceMatcher(None, other, words, autojunk=False).get_matching_blocks()
    here, there = 0, 0
    for block in blocks:
        if block.a <= len(before) <= block.a + block.size:
            return block.b + len(before) - block.a
        if block.a > len(before):
            share = (len(before) - here) / max(1, block.a - here)
            return there + round(share * (block.b - there))
        here, there = block.a + block.size, block.b + block.size
    return there


def put_in(text: str, things: Sequence[tuple[int, Thing]]) -> str:
    """Return a text with things put in, each at its place; of two at one place the first comes first.

    >>> put_in("Yes.", [(3, Thing(" 🙂", ".", 1, True, False)), (3, Thing(" (@a)", ".", 1, True, False))])
    'Yes 🙂 (@a).'
    """
    for at, thing in sorted(things, key=lambda one: one[0])[::-1]:
        before, behind = text[:at], text[at:]
        if not before.strip():
            text = f"{thing.text.lstrip()}{'' if thing.clings else ' '}{behind.lstrip()}"
        elif thing.clings:
            text = before + thing.text + behind.lstrip()
        else:
            space = " " if behind[:1].isalnum() and not thing.text[-1:].isspace() else ""
            written = thing.text.removeprefix(",") if before.endswith(",") else thing.text
            text = before + written + space + behind
    return text
