"""Subtitles, SubRip (.srt) and WebVTT (https://www.w3.org/TR/webvtt1/): their cues joined to running text.

The cues' words stand one behind the other with a space between; where someone else speaks, or nobody for a while, a new
paragraph begins. What each cue shows is a stretch of the text, with its times, in ``cues`` of the article.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bilingual import wording
from bilingual.data import Article, Kind, Metadata, Paragraph
from bilingual.errors import InputError
from bilingual.readers.documents.broken_words import joined
from bilingual.readers.documents.laid_out import clean
from bilingual.readers.encoding import decode
from bilingual.readers.mending import mend
from bilingual.readers.page.typography import starts_lower, stops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Cue
    from bilingual.io.source import Source

# With blanks as programs that read pictures leave them, and a sign before what begins before the film: 00 : 00 : 01 , 5
_COLON, _POINT = r"[ \t]?:[ \t]?", r"[ \t]?[.,][ \t]?"
_CLOCK = rf"(-?)(?:(\d{{1,4}}){_COLON})?(\d{{1,2}}){_COLON}(\d{{1,2}})(?:{_POINT}(\d{{1,3}})\d*)?"
_TIMES: Final = re.compile(rf"\s*{_CLOCK}[ \t]*(?:-{{1,2}}>|→)[ \t]*{_CLOCK}(?:[ \t].*)?")
# What is meant for times, and cannot be read as such: 00:00:O1,000 --> 00:00:02,000
_LOST: Final = re.compile(rf"\s*-?\d{{1,4}}{_COLON}[\w:., \t]{{2,20}}-{{1,2}}>.{{0,99}}")
_NUMBER: Final = re.compile(r"\s*\d{1,9}\s*")
# <i>, <c.yellow>, <00:00:01.000>, </font>, and the codes of other formats that programs leave: {\an8}, {y:i}.
_TAG: Final = re.compile(
    r"</?(?:[a-z][^<>\n]{0,200}|\d{1,4}:[\d:.]{1,12})>|\{(?:\\|[a-zA-Z]:)[^{}\n]{0,100}\}", re.IGNORECASE
)
# How characters are read, which stands above them or behind.
_RUBY: Final = re.compile(r"<rt(?:\.[^<>\s]*)?>[^<>\n]{0,100}(?:</rt>)?", re.IGNORECASE)
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\n]{1,100})>")
# Blocks of WebVTT that are no cues.
_ASIDE: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_DASH: Final = re.compile(r"\s*[-–—‐]\s*(?=\S)")
_MUSIC: Final = re.compile(r"[\s♪♫♬#*]*")
# Milliseconds without a word that end a paragraph behind a full stop, and anywhere.
_PAUSE, _LONG_PAUSE = 1_500, 4_000
# Characters without a full stop behind which a cue's end is taken for one, and a share of full stops that is too small
# for sentences to be told at all: of characters to one.
_LONGEST, _RARE = 800, 1_500
_LATEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown from ``start`` to ``end`` (milliseconds): a line for each who speaks, and who, where it is said."""

    start: int
    end: int
    lines: tuple[str, ...]
    voice: str = ""


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:  # noqa: ARG001 - cues are joined by what they say
    """Yield the one article of a file of subtitles. Raises InputError."""
    raw = source.read()
    try:
        text, encoding = decode(raw, language)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    mended = mend(text)
    lost: list[str] = []
    shown = _rolled_off(list(_cues(mended.text, language, lost)))
    if not shown:
        raise source.error("no cues in it", "Name a file of subtitles (.srt or .vtt), or read it with --as txt")
    text, paragraphs, cues = _joined(shown)
    if not paragraphs:
        raise source.error("its cues have no words", "Remove it")
    yield Article(
        id=source.id,
        text=text,
        paragraphs=paragraphs,
        metadata=Metadata(),
        language=language,
        source=source.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=mended.encoding(encoding),
        notes=(*mended.notes, *_told(lost)),
        cues=cues,
    )


def _cues(text: str, language: str, lost: list[str]) -> Iterator[_Shown]:  # noqa: C901 - a case a kind of row
    """Yield the cues of a file in the order of their times; ``lost`` gets the times that cannot be read."""
    found: list[_Shown] = []
    times: tuple[int, int] | None = None
    lines: list[str] = []
    aside = False

    def close() -> None:
        if times is not None and (one := _shown(*times, lines, language)):
            found.append(one)

    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, row in enumerate(rows):
        if match := _TIMES.fullmatch(row):
            # What stands right above is a number or a name of the cue, not the words of the one before.
            if lines and (_NUMBER.fullmatch(lines[-1]) or (number > 1 and not rows[number - 2].strip())):
                lines.pop()
            close()
            groups = match.groups()
            times, lines, aside = (_milliseconds(groups[:5]), _milliseconds(groups[5:])), [], False
        elif not row.strip() and times is not None and not _goes_on(rows, number):
            close()
            times, lines = None, []
        elif not aside and _LOST.fullmatch(row):
            # Its words are shown when those before it end.
            if lines and _NUMBER.fullmatch(lines[-1]):
                lines.pop()
            close()
            lost.append(row)
            end = times[1] if times is not None else max((one.end for one in found), default=0)
            times, lines = (end, end), []
        elif _ASIDE.match(row) and times is None:
            aside = True
        elif times is not None and not aside:
            lines.append(row)
    close()
    yield from sorted(found, key=lambda one: one.start)


def _told(lost: Sequence[str]) -> Iterator[str]:
    """Yield what to say of times that cannot be read."""
    if lost:
        one = lost[0].strip()[:40]
        yield f"has {wording.count(len(lost), 'cue')} whose times cannot be read, such as '{one}': they have none"


def _goes_on(rows: Sequence[str], number: int) -> bool:
    """Whether what stands behind an empty row belongs to the same cue: no number and times come there."""
    following = [row for row in rows[number + 1 : number + 4] if row.strip()][:2]
    if not following or _ASIDE.match(following[0]):
        return False
    return not any(_TIMES.fullmatch(row) for row in following)


def _milliseconds(parts: Sequence[str | None]) -> int:
    """Return a time in milliseconds, of its sign, hours, minutes, seconds and a fraction; none is before 0.

    >>> _milliseconds(["", "01", "02", "03", "5"]), _milliseconds(["", None, "02", "03", None])
    (3723500, 123000)
    """
    sign, *clock, fraction = parts
    hours, minutes, seconds = (int(part or 0) for part in clock)
    time = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((fraction or "0").ljust(3, "0"))
    return 0 if sign else min(time, _LATEST)


def _shown(start: int, end: int, rows: Sequence[str], language: str) -> _Shown | None:
    """Return a cue with the rows that one person says as one line, None where it has no words."""
    whole = "\n".join(rows)
    voices = _VOICE.findall(whole)
    lines: list[str] = []
    for row in _TAG.sub("", _RUBY.sub("", whole)).split("\n"):
        line = clean(html.unescape(row)).replace("\n", " ")
        if _MUSIC.fullmatch(line):
            continue
        if lines and not _DASH.match(line):
            # Before a capital it may be somebody who is cut short.
            broken = starts_lower(line)
            lines[-1] = joined([lines[-1], line], language=language) if broken else f"{lines[-1]} {line}"
        else:
            lines.append(line)
    voice = " ".join(voices[0].split()) if voices else ""
    return _Shown(start, max(start, end), tuple(lines), voice) if lines else None


def _rolled_off(cues: list[_Shown]) -> list[_Shown]:
    """Return cues without the words that the one before shows too: captions of live speech roll up line by line."""
    kept: list[_Shown] = []
    before = ""
    for one in cues:
        whole = " ".join(one.lines)
        near = bool(kept) and one.start - kept[-1].end <= _PAUSE
        if near and whole == before and len(whole.split()) > 1:
            kept[-1] = _Shown(kept[-1].start, max(kept[-1].end, one.end), kept[-1].lines, kept[-1].voice)
            continue
        new = one
        if near and len(one.lines) == 1:
            overlap = _overlap(before, whole)
            if overlap and whole[overlap:].strip():
                new = _Shown(one.start, one.end, (whole[overlap:].strip(),), one.voice)
        kept.append(new)
        before = whole
    return kept


def _overlap(before: str, after: str) -> int:
    """Return how many characters of a cue are the last words of the one before, which must be three and more.

    >>> _overlap("Bonjour à tous, nous voici", "nous voici dans la ville"), _overlap("Il est là", "là où il est")
    (0, 0)
    >>> _overlap("Bonjour à tous, nous voici ici", "nous voici ici dans la ville")
    14
    """
    words, known = after.split(), before.split()
    for count in range(min(len(words), len(known)), 2, -1):
        if words[:count] == known[-count:]:
            return len(" ".join(words[:count]))
    return 0


def _joined(cues: Sequence[_Shown]) -> tuple[str, tuple[Paragraph, ...], tuple[Cue, ...]]:
    """Return the running text of cues, its paragraphs, and where in it each cue is."""
    size = sum(len(line) for one in cues for line in one.lines)
    told = sum(stops(line) for one in cues for line in one.lines) * _RARE >= size
    texts: list[str] = []
    placed: list[Cue] = []
    paragraphs: list[Paragraph] = []
    begin = position = since = 0
    before: _Shown | None = None
    for one in cues:
        start = -1
        for number, line in enumerate(one.lines):
            if before is not None or number:
                apart = number > 0 or (before is not None and _is_apart(before, one, told=told, since=since))
                if apart:
                    paragraphs.append(Paragraph(begin, position, Kind.BODY))
                    begin, since = position + 1, 0
                texts.append("\n" if apart else " ")
                position += 1
            start = position if start < 0 else start
            texts.append(line)
            position += len(line)
            since = 0 if stops(line) else since + len(line)
        placed.append((one.start, one.end, start, position))
        before = one
    paragraphs.append(Paragraph(begin, position, Kind.BODY))
    return "".join(texts) + "\n", tuple(paragraphs), tuple(placed)


def _is_apart(before: _Shown, after: _Shown, *, told: bool, since: int) -> bool:
    """Tell whether a cue begins a paragraph; ``since`` is how many characters there are since a full stop."""
    last, first = before.lines[-1], after.lines[0]
    pause = after.start - before.end
    if not told or since > _LONGEST or pause >= _LONG_PAUSE:
        return not (pause < _PAUSE and told and starts_lower(first)) or since > _LONGEST
    if after.voice != before.voice and after.voice:
        return True
    if not stops(last):
        return bool(_DASH.match(first)) and not starts_lower(first)
    return pause >= _PAUSE or _DASH.match(first) is not None or len(before.lines) > 1
