"""Where the segments stand that a file of anchors names by their ids: in the last corpus, or as its report has it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus
from bilingual.pipeline.reported import read_report
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from bilingual.data import Article, Pair, Span
    from bilingual.pipeline.aligning.bitexts import Bitext

_Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a segment of an article stands in the source and in the target, with its texts and those of which it is.

    Where a side is empty, its span is None and its text empty.
    """

    article: str
    spans: tuple[Span | None, Span | None]
    texts: _Sides
    sha256: _Sides


@dataclass(frozen=True, slots=True)
class Spots:
    """``by_id`` has the segments of the corpus, ``by_line`` what the last run found for lines of the file."""

    by_id: Mapping[str, Spot]
    by_line: Mapping[_Sides, Spot]

    def of(self, line: _Sides, side: int, bitext: Bitext) -> tuple[Span | None, str]:
        """Return where a side (0: source, 1: target) of a line stands, and what it says.

        There is no span where its text is to be looked for, as that of the article is another now.
        """
        spot = self.by_line.get(line) or self.by_id.get(line[side])
        if spot is None or spot.article != bitext.source.id or not spot.texts[side]:
            return None, line[side]
        same = spot.sha256[side] == (bitext.source, bitext.target)[side].sha256
        return spot.spans[side] if same else None, spot.texts[side]


def known_spots(folder: Path, ids: AbstractSet[str], lines: Collection[_Sides]) -> Spots:
    """Return where the segments with these ``ids`` stand, and what is known of ``lines`` that name one."""
    if not ids:
        return Spots({}, {})
    found = [spot for one in _list(read_report(folder).get("anchors")) if (spot := _reported(one))]
    by_line = {sides: spot for sides, spot in found if sides in lines and not ids.isdisjoint(sides)}
    by_id: dict[str, Spot] = {}
    # There may be none, or it is damaged, and is about to be replaced.
    with contextlib.suppress(InputError):
        for article, pairs in Corpus(folder):
            by_id |= {pair.segment.id: _spot(article, pair) for pair in pairs if pair.segment.id in ids}
    return Spots(by_id, by_line)


def _spot(article: Article, pair: Pair) -> Spot:
    segment, target = pair.segment, article.target
    spans = pair.alignment.spans if pair.alignment else ()
    ours = (segment.start, segment.end) if segment.start < segment.end else None
    theirs = (spans[0][0], spans[-1][1]) if spans else None
    text = composed(target.text, spans) if target else ""
    return Spot(article.id, (ours, theirs), (segment.text, text), (article.sha256, target.sha256 if target else ""))


def _reported(one: Any) -> tuple[_Sides, Spot] | None:  # noqa: ANN401 - whatever JSON can hold
    """Return what a report says of a line, None where it says nothing that can be taken."""
    if not isinstance(one, dict) or not isinstance(one.get("article"), str):
        return None
    line, texts, sha256 = (_list(one.get(name)) for name in ("line", "texts", "sha256"))
    spans = _list(one.get("spans"))
    if not all([type(part) for part in parts] == [str, str] for parts in (line, texts, sha256)):
        return None
    if len(spans) != 2 or not all(span is None or [type(part) for part in _list(span)] == [int, int] for span in spans):  # noqa: PLR2004 - both sides
        return None
    ours, theirs = (None if span is None else (span[0], span[1]) for span in spans)
    return (line[0], line[1]), Spot(one["article"], (ours, theirs), (texts[0], texts[1]), (sha256[0], sha256[1]))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
