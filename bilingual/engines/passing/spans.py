"""Finds in a sentence what must come out as it went in: pure functions of the sentence and a model's vocabulary."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bilingual.engines.passing.kinds import Kind, Span
from bilingual.engines.passing.lacking import EQUATION, SUPERSCRIPT, lacking
from bilingual.lexicon import carried
from bilingual.lexicon.small_words import FRENCH_EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.engines.passing.vocabulary import Vocabulary


_FOOTNOTE: Final = (
    rf"\[(?:\d{{1,3}}|[a-z]|n(?:ote)?\.? ?\d{{1,3}})\]|(?:(?<=[^\W\d_]{{4}})|(?<=[.!?»”,;)]))[{SUPERSCRIPT}]+(?!\w)"
)
# In the order in which they are tried at each place.
_KINDS: Final = {
    "code": (carried.CODE, Kind.THING),
    "formula": (carried.FORMULA, Kind.THING),
    "tag": (carried.TAG, Kind.ASIDE),
    "angled": (rf"<(?:{carried.EMAIL}|https?://[^<>\s]+)>", Kind.THING),
    "url": (carried.URL, Kind.THING),
    "email": (carried.EMAIL, Kind.THING),
    "host": (carried.HOST, Kind.THING),
    "path": (carried.PATH, Kind.THING),
    "file": (carried.FILE, Kind.THING),
    "handle": (carried.HANDLE, Kind.THING),
    "variable": (carried.VARIABLE, Kind.VALUE),
    "identifier": (carried.IDENTIFIER, Kind.THING),
    "equation": (EQUATION, Kind.VALUE),
    "requirement": (carried.REQUIREMENT, Kind.THING),
    "account": (carried.ACCOUNT, Kind.THING),
    "phone": (carried.PHONE, Kind.THING),
    "endless": (carried.ENDLESS, Kind.THING),
    "footnote": (_FOOTNOTE, Kind.ASIDE),
    "star": (r"(?<![\w*])\*{1,3}(?=\w[^*]*\*)|(?<=[^\s*])\*{1,3}(?![\w*])", Kind.ASIDE),
    "emoji": (carried.EMOJI, Kind.ASIDE),
    "bar": (r"(?<=\s)[<>]{1,3}(?=\s)|(?:^|(?<=\s))\|+(?=\s|$)|^\|+|\|+$", Kind.BAR),
}
_THINGS: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _KINDS.items()))
_WITH_PUNCTUATION: Final = frozenset(("url", "host", "endless"))
_LIST_MARKS: Final = "\\-*+•◦‣⁃▪▫●○■□◆◇►▶▸➤➢✓✔✗✘·→⇒"
_BEGINS_LINE: Final = re.compile(
    rf"\s*(?:(?:\*{{2,3}}|[{_LIST_MARKS}]|#{{1,6}}|>{{1,3}}|(?:\d{{1,3}}|[a-zA-Z])\)|\[[ xX]\])\s+|[•◦‣▪■●►▶→]\s*)+"
)
_LINK: Final = re.compile(r"(!?\[)([^\[\]]+)(\]\([^\s()]+\))")
# What any of these may hold, besides some signs and a word that is too long.
_SIGNS: Final = (
    r"[./:][A-Za-z/\\]|%[sd(\d]|\(\)|\[[\w ]|\+\d|0\d[ .\-\u00a0\u202f]\d\d|\d-\d+-\d|\d[ \u00a0\u202f]\d{4}|[a-zD]:\d"
)
_ALSO: Final = "=@#`|{}<>\\_~·*"
_LONGEST_WORD: Final = 19
# Marks that a vocabulary may lack while it has others that serve as well.
_ALIKE: Final = {
    "‹": "«", "›": "»", "„": "“", "‟": "“", "❝": "“", "❞": "”", "〝": "“", "〞": "”", "‐": "-", "‑": "-", "‒": "–",
    "―": "—", "⸺": "—", "ʼ": "’", "´": "’", "‘": "’", "＇": "'", "＂": '"', "‛": "’", "‚": "“", "﹣": "-", "⁃": "-",
    "\u2028": " ", "\u2029": " ",
}  # fmt: skip
_LOW_QUOTED: Final = re.compile(r"„([^„“”]*)[“”]")
_SINGLE_QUOTED: Final = re.compile(r"(?<!\w)‘(\s?\w[^‘’]*(?:(?<=\w)’\w[^‘’]*)*)’(?!\w)")


def touches(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether anything of a sentence must pass around the model, or be hidden from it.

    Nearly all sentences cost one search, and a look at how they begin and how long their words are.
    """
    if (
        _glance(vocabulary).search(sentence) is None
        and _BEGINS_LINE.match(sentence) is None
        and all(len(word) <= _LONGEST_WORD for word in sentence.split())
    ):
        return False
    text = shown(sentence, vocabulary)
    return text != sentence or bool(find(text, vocabulary))


@lru_cache(maxsize=8)
def _glance(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"{vocabulary.unless(_ALSO)}|{_SIGNS}")


def shown(sentence: str, vocabulary: Vocabulary) -> str:
    """Return a sentence as the model may see it: without what is invisible, and with marks of which it has the like."""
    sentence = carried.INVISIBLE.sub("", sentence)
    if "‘" in sentence and "‘" not in vocabulary.source:
        sentence = _SINGLE_QUOTED.sub(r"“\1”", sentence)
    if "„" in sentence and "„" not in vocabulary.source:
        sentence = _LOW_QUOTED.sub(r"“\1”", sentence)
    for mark in {mark for mark in sentence if mark in _ALIKE} - vocabulary.source:
        sentence = sentence.replace(mark, _ALIKE[mark])
    return sentence


def find(sentence: str, vocabulary: Vocabulary, besides: frozenset[str] = frozenset()) -> list[Span]:
    """Return what must come out of a sentence (one that ``shown`` made) as it went in, in order, without overlap.

    ``besides`` are signs that the model is said to lack, too.
    """
    spans: list[Span] = []
    if (link := _LINK.fullmatch(sentence.strip(" .,"))) and (at := sentence.find(link[0])) >= 0:
        return [
            Span(at, at + len(link[1]), Kind.MARK),
            Span(at + link.start(3), at + len(link[0]), Kind.ASIDE),
        ]
    if (mark := _BEGINS_LINE.match(sentence)) and mark.end() < len(sentence):
        spans.append(Span(mark.start(), len(mark[0].rstrip()), Kind.MARK))
    spans += _things(sentence, mark.end() if spans and mark else 0)
    spans += lacking(sentence, vocabulary, spans, besides)
    return _merged(sorted(spans, key=lambda span: span.start))


def _things(sentence: str, start: int) -> Iterator[Span]:
    for match in _THINGS.finditer(sentence, start):
        name = match.lastgroup or ""
        end = match.start() + len(carried.bare(match[0])) if name in _WITH_PUNCTUATION else match.end()
        if end > match.start() and _is_thing(name, match[0]):
            yield Span(match.start(), end, _KINDS[name][1])


def _is_thing(name: str, text: str) -> bool:
    if name == "url":
        return not text.endswith(("://", ":")) and len(text) > len("www.")
    if name == "host":
        return not text.replace(".", "").isdigit()
    return True


def _merged(spans: list[Span]) -> list[Span]:
    """Return spans in order as they are, but one for those that touch or overlap."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        elif merged and span.start == merged[-1].end and Kind.BAR not in (span.kind, merged[-1].kind):
            kind = span.kind if merged[-1].kind in (Kind.ASIDE, Kind.MARK) else merged[-1].kind
            merged[-1] = Span(merged[-1].start, span.end, kind)
        else:
            merged.append(span)
    return merged


def is_small_word(word: str) -> bool:
    """Whether a French word needs another one behind it, so that what follows has a part in the grammar.

    >>> is_small_word("À"), is_small_word("l’"), is_small_word("maire")
    (True, True, False)
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return plain.rstrip("'’") in FRENCH_EMPTY or plain.endswith(("'", "’"))
