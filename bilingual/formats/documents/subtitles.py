"""``srt/``: the translation of subtitles, with the times of its source, in SubRip's format, a file an article.

The sentences of a text that came as subtitles run over their cues: a translation is cut between words, so that each cue
shows the share of it that it shows of the source. Articles that have no cues are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.formats.documents.laid_out import Layout, plain
from bilingual.formats.documents.writing import FolderWriter
from bilingual.languages import WITHOUT_WORD_SPACES
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Cue, Pair, Provenance
    from bilingual.io.output import OutputFolder

# Characters to a line: what fits a screen, and what people read in time.
_LINE = 42
# What players take for mark-up or for times, up to where a sign without width keeps them from it.
_MARKUP = re.compile(r"<(?=/?[A-Za-z])|--(?=>)|\{(?=\\|[A-Za-z]:)|&(?=#?\w+;)")
_APART = "\\g<0>\N{WORD JOINER}"
_DASHES = frozenset("-–—‐")


class SrtWriter(FolderWriter):
    """Writes subtitles of the articles that came as such. Raises InputError in the end where none did."""

    NAME = "srt"

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance, Layout.TARGET)
        self._format = self.NAME
        self._others = 0

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's subtitles, where it came as such."""
        shown = list(cues_of(article, pairs, self._provenance.target_language))
        if shown:
            self._put(self._place(article), _file(shown).encode())
        else:
            self._others += 1

    def close(self) -> None:
        """Say how many articles were passed over. Raises InputError where that is all of them."""
        if not self._written:
            raise InputError(
                "no article has the times of subtitles, so that there is nothing to write as srt", "Leave srt out"
            )
        if self._others:
            self.notes = [f"srt: {count(self._others, 'article')} without the times of subtitles passed over"]


def cues_of(article: Article, pairs: Sequence[Pair], language: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield what is shown of the translation: from when to when (milliseconds), and the lines, by who speaks.

    A cue whose sentence has no word left for it goes on showing the one before.
    """
    cues = article.cues
    said: list[list[tuple[int, str]]] = [[] for _ in cues]
    # By the cue that has no words: the one that its sentence was shown in before.
    goes_on: dict[int, int] = {}
    for pair in pairs if cues else ():
        shares = _shares(pair.segment.spans or ((pair.segment.start, pair.segment.end),), cues)
        before = None
        for number, words in zip(
            shares, cut(plain(pair.translation.text), list(shares.values()), language), strict=True
        ):
            if words:
                said[number].append((pair.segment.paragraph, words))
                before = number
            elif before is not None:
                goes_on[number] = before
    ends = [cue[1] for cue in cues]
    for number, before in goes_on.items():
        if not said[number]:
            ends[before] = max(ends[before], cues[number][1])
    for cue, end, spoken in zip(cues, ends, said, strict=True):
        if spoken:
            yield cue[0], end, _by_paragraph(spoken, language)


def _by_paragraph(words: Sequence[tuple[int, str]], language: str) -> list[str]:
    """Return what is said in a cue, a line for each paragraph: another one speaks, or it is later."""
    blank = "" if language in WITHOUT_WORD_SPACES else " "
    found: dict[int, list[str]] = {}
    for paragraph, text in words:
        found.setdefault(paragraph, []).append(text)
    return [blank.join(texts) for texts in found.values()]


def _shares(spans: Sequence[tuple[int, int]], cues: Sequence[Cue]) -> dict[int, int]:
    """Return how many characters of a sentence each cue shows, by its number; of one that is in none, the nearest."""
    found: dict[int, int] = {}
    for number, (_, _, first, last) in enumerate(cues):
        size = sum(max(0, min(end, last) - max(start, first)) for start, end in spans)
        if size:
            found[number] = size
    if not found and spans:
        starts = [cue[2] for cue in cues]
        found[max(0, bisect_left(starts, spans[0][0] + 1) - 1)] = 1
    return found


def cut(text: str, shares: Sequence[int], language: str = "en") -> list[str]:
    """Return a text in as many parts as there are shares, cut between words as near to them as can be.

    While there are words enough, no part is empty.

    >>> cut("The port sleeps, and nobody wakes it.", [10, 20]), cut("Yes.", [3, 3])
    (['The port', 'sleeps, and nobody wakes it.'], ['Yes.', ''])
    """
    spaced = language not in WITHOUT_WORD_SPACES
    return _divided(text.split(" ") if spaced else list(text), shares, " " if spaced else "")


def _divided(words: Sequence[str], shares: Sequence[int], blank: str) -> list[str]:
    """Return words in as many parts as there are shares, with a blank between words."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word) + len(blank))
    total, shown, places = sum(shares), 0, [0]
    for number, share in enumerate(shares[:-1], 1):
        shown += share
        wanted = ends[-1] * shown / total
        least = min(places[-1] + 1, len(words))
        most = max(least, len(words) - (len(shares) - number))
        places.append(min(range(least, most + 1), key=lambda place: abs(ends[place] - wanted)))
    places.append(len(words))
    return [blank.join(words[start:end]) for start, end in pairwise(places)]


def _file(shown: Sequence[tuple[int, int, list[str]]]) -> str:
    """Return a file of what is shown."""
    parts = []
    for number, (start, end, lines) in enumerate(shown, 1):
        rows = "\n".join(row for line in lines for row in _rows(line))
        parts.append(f"{number}\n{_time(start)} --> {_time(end)}\n{rows}\n")
    return "\n".join(parts)


def _time(milliseconds: int) -> str:
    """Return a time as SubRip has it.

    >>> _time(3_723_045)
    '01:02:03,045'
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def _rows(line: str) -> list[str]:
    """Return a line as rows of a screen that are about as long, none of which looks as if another one spoke.

    >>> _rows("The harbour had slept for years, and nobody had dared to wake it.")
    ['The harbour had slept for years,', 'and nobody had dared to wake it.']
    """
    words: list[str] = []
    for word in line.split(" "):
        if words and (word[:1] in _DASHES or words[-1] in _DASHES):
            words[-1] += f" {word}"
        else:
            words.append(word)
    rows = _divided(words, [1] * -(-len(line) // _LINE), " ")
    return [_MARKUP.sub(_APART, row) for row in rows if row]
