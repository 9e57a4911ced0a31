"""A file of anchors: a French sentence, a tab and its English, each by its text or by the id of its segment.

An empty side says that the other has no counterpart. Blank lines, lines that begin with ``#``, and what stands behind
a second tab say nothing. An id is that of a segment of the corpus in the output folder; as segments are numbered anew
when beads change, the report of a run keeps where each line with an id was found, and the next run takes that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bilingual.alignment import Anchor, Bead, align_sentences
from bilingual.errors import InputError, UsageError
from bilingual.io.regular import read_regular
from bilingual.pipeline.aligning.bitexts import pieces
from bilingual.pipeline.aligning.finding import Found, Sought
from bilingual.pipeline.aligning.spots import Spots, known_spots
from bilingual.segmentation.stand_off import composed
from bilingual.wording import count, for_terminal, shortened, why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.options import AnyPath
    from bilingual.pipeline.aligning.bitexts import Bitext

_MOST_BYTES: Final = 64 * 1024**2
_ID = re.compile(r"\S.*:\d+:\d+")
_SIDES: Final = ("French", "English")
# Lines that an error names.
_NAMED = 3


@dataclass(slots=True)
class _Line:
    """A line of the file: its number, both sides, and why it has not bound anything yet."""

    number: int
    sides: tuple[str, str]
    reason: str = ""
    bound: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called in an error."""
        shown = (f"'{for_terminal(shortened(side))}'" if side else "nothing" for side in self.sides)
        return f"line {self.number} ({' = '.join(shown)})"


class Anchored:
    """The anchors of a file, bound to one pair of texts after another."""

    def __init__(self, path: str, lines: Sequence[_Line], spots: Spots) -> None:
        self._path = path
        self._lines = lines
        self._spots = spots

    @classmethod
    def read(cls, path: AnyPath, folder: Path) -> Anchored:
        """Read a file; ``folder`` has the corpus whose ids it names. Raises UsageError and InputError."""
        path = Path(path)
        try:
            text = read_regular(path, _MOST_BYTES).decode("utf-8-sig")
        except FileNotFoundError as error:
            raise UsageError(f"no such file '{path}'", "Check the path") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"'{path}' cannot be read ({why(error)})", "Give it as UTF-8") from error
        lines = list(_lines(text, str(path)))
        ids = {side for line in lines for side in line.sides if _ID.fullmatch(side)}
        return cls(str(path), lines, known_spots(folder, ids, {line.sides for line in lines}))

    def beads(self, bitext: Bitext, translations: Sequence[str] | None) -> list[Bead]:
        """Return the beads of a pair of texts, as the anchors bind them.

        Raises UsageError where two contradict each other, or one does not say which sentence it means.
        """
        owners: dict[Anchor, _Line] = {}
        sought = Sought(bitext.source_segments), Sought(bitext.target_segments)
        for line in self._lines:
            for anchor in self._anchors(line, bitext, sought):
                owners.setdefault(anchor, line)
        ours, theirs = bitext.sentences()
        try:
            return align_sentences(ours, theirs, translations=translations, anchors=list(owners))
        except UsageError as error:
            message = error.message
            for anchor, line in owners.items():
                message = message.replace(f"'{anchor}'", line.name)
            raise UsageError(f"'{self._path}': {message}", error.remedy) from error

    def _anchors(self, line: _Line, bitext: Bitext, sought: tuple[Sought, Sought]) -> list[Anchor]:
        """Return what a line says of a pair of texts; nothing where it is about others."""
        texts = (bitext.source, bitext.target)
        segments = (bitext.source_segments, bitext.target_segments)
        found: list[Found | None] = []
        for number, side in enumerate(line.sides):
            if not side:
                found.append(None)
                continue
            spot, wanted = self._spots.of(line.sides, number, bitext)
            at = sought[number].find(wanted, spot)
            if at is None:
                is_id = _ID.fullmatch(side) and wanted == side
                where = "no segment of the corpus" if is_id else f"not in '{texts[number].source}'"
                line.reason = line.reason or f"its {_SIDES[number]} is {where}"
                return []
            found.append(at)
        for number, at in enumerate(found):
            if at is not None and at.times > 1:
                raise UsageError(
                    f"'{self._path}': the {_SIDES[number]} of {line.name} stands {count(at.times, 'time')} in "
                    f"'{texts[number].source}'",
                    "Name it by the id of its segment, or add a sentence that stands beside it",
                )
        line.bound.append(
            {
                "line": list(line.sides),
                "article": bitext.source.id,
                "spans": [at and [at.start, at.end] for at in found],
                "texts": [
                    "" if at is None else composed(text.text, pieces(text.text, some[slice(*at.sentences)]))
                    for at, text, some in zip(found, texts, segments, strict=True)
                ],
                "sha256": [text.sha256 for text in texts],
            }
        )
        ours, theirs = ([None] if at is None else list(range(*at.sentences)) for at in found)
        return [Anchor(one, other) for one in ours for other in theirs]

    def pair(self, bitext: Bitext) -> bool:
        """Whether some line says that sentences of these texts, of which it bound some, belong together."""
        return any(all(line.sides) for line in self._lines for one in line.bound if one["article"] == bitext.source.id)

    def refuse_unused(self) -> None:
        """Raise UsageError where a line has bound nothing."""
        if unused := [line for line in self._lines if not line.bound]:
            named = "; ".join(f"{line.name}: {line.reason or 'no text was there'}" for line in unused[:_NAMED])
            more = f"; and {len(unused) - _NAMED:,} more" if len(unused) > _NAMED else ""
            raise UsageError(f"'{self._path}' has anchors that are not found: {named}{more}", "Correct or remove them")

    def record(self) -> list[dict[str, Any]]:
        """Return where each line was found, for the report."""
        return [one for line in self._lines for one in line.bound]


def _lines(text: str, path: str) -> list[_Line]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) < len(_SIDES):
            raise InputError(f"line {number} of '{path}' has no tab", "Put one between the French and the English")
        if not any(cells[:2]):
            raise InputError(f"line {number} of '{path}' names no sentence", "Put one on either side of the tab")
        found.append(_Line(number, (cells[0], cells[1])))
    return found
