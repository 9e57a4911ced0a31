"""Pairs that are aligned already → articles with their translations and beads, some thousand segments at a time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bilingual.alignment import Bead, Sentence, rate
from bilingual.alignment.spoken import spoken
from bilingual.data import Article, Kind, Metadata, Paragraph, Segment
from bilingual.errors import InputError
from bilingual.languages import code_among
from bilingual.pipeline.aligning.bitexts import Bitext
from bilingual.pipeline.aligning.units import LANGUAGES, XCES, LeftOut, Unit, name_of, units
from bilingual.readers import xces
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bilingual.io.source import Source
    from bilingual.pipeline.run import Run

    # A sentence, what its paragraph is known by, and the kind of that.
    Piece = tuple[str, object, Kind]

# What an article has at most: more of one is its next part.
_MOST_UNITS: Final = 5_000
_MOST_CHARACTERS: Final = 8_000_000


def bitexts(source: Source, run: Run, files: tuple[Path, Path] | None = None) -> Iterator[Bitext | InputError]:
    """Yield the articles of a file of pairs, or what is wrong with it. ``files`` are two line by line."""
    try:
        yield from _linked(source) if source.format == XCES and files is None else _grouped(source, run, files)
    except InputError as error:
        yield InputError(error.message, error.remedy)  # a new one: tracebacks hold whole files


def _grouped(source: Source, run: Run, files: tuple[Path, Path] | None) -> Iterator[Bitext]:
    """Yield an article for each that units name in a row, or for some thousand units that name none."""
    left_out, number, some, position = LeftOut(), 0, False, 0
    names = [source.name] * 2 if files is None else [encodable(str(file)) for file in files]
    for part, is_last in _parts(units(source, left_out, files)):
        some = True
        name = part[0].article
        number = 0 if name else number + 1
        identity = name or (source.id if number == 1 and is_last else f"{source.id}-{number}")
        size, position = source.position - position, source.position
        with run.report.stage("reading"):
            bitext = _of_units(part, identity, names, size)
        yield bitext
    if told := left_out.told():
        if not some:
            raise source.error(f"it has nothing but {told}", "Translate its text with bilingual build, or name another")
        run.listener.note(f"'{source.name}': {told} left out")
    if not some:
        raise source.error("there is no pair of texts in it", "Name a file of texts and their translations")


def _parts(found: Iterable[Unit]) -> Iterator[tuple[list[Unit], bool]]:
    """Yield units in a row of one article, and whether they are the last."""
    part: list[Unit] = []
    length = 0
    for unit in found:
        if not unit.source and not unit.target:
            continue
        full = len(part) == _MOST_UNITS or length > _MOST_CHARACTERS
        if part and (full or unit.article != part[0].article):
            yield part, False
            part, length = [], 0
        part.append(unit)
        length += len(unit.source) + len(unit.target)
    if part:
        yield part, True


def _of_units(part: Sequence[Unit], identity: str, names: Sequence[str], size: int) -> Bitext:
    digest = hashlib.sha256(json.dumps([[unit.source, unit.target] for unit in part]).encode()).hexdigest()
    sides = [
        [(text, unit.paragraph, unit.kind) for unit, text in zip(part, texts, strict=True) if text]
        for texts in ([unit.source for unit in part], [unit.target for unit in part])
    ]
    places = [f"{name}:{part[0].line}" for name in names]
    ranges, at = [], (0, 0)
    for unit in part:
        end = at[0] + bool(unit.source), at[1] + bool(unit.target)
        ranges.append(((at[0], end[0]), (at[1], end[1])))
        at = end
    laid = [
        laid_out(side, _Made(identity, place, digest, language))
        for side, place, language in zip(sides, places, LANGUAGES, strict=True)
    ]
    return _bitext(laid, ranges, size)


@dataclass(frozen=True, slots=True)
class _Made:
    """What an article is made with besides its sentences."""

    identity: str
    source: str
    sha256: str
    language: str


def laid_out(pieces: Sequence[Piece], made: _Made) -> tuple[Article, list[Segment]]:
    """Return an article of sentences, paragraphs with an empty line between, and where each sentence stands."""
    texts: list[str] = []
    segments: list[Segment] = []
    paragraphs: list[Paragraph] = []
    at, last, number = 0, None, 0
    for text, paragraph, kind in pieces:
        begins = not segments or paragraph != last
        gap = "" if not segments else "\n\n" if begins else " "
        start = at + len(gap)
        at = start + len(text)
        texts += [gap, text]
        number = 1 if begins else number + 1
        if begins:
            paragraphs.append(Paragraph(start, at, kind))
        else:
            paragraphs[-1] = Paragraph(paragraphs[-1].start, at, paragraphs[-1].kind)
        spans = ((start, at),)
        segments.append(Segment(made.identity, len(paragraphs), number, paragraphs[-1].kind, start, at, text, spans))
        last = paragraph
    article = Article(
        id=made.identity,
        text="".join(texts),
        paragraphs=tuple(paragraphs),
        metadata=Metadata(),
        language=made.language,
        source=made.source,
        sha256=made.sha256,
        encoding="utf-8",
    )
    return article, segments


def _bitext(
    laid: Sequence[tuple[Article, list[Segment]]],
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    size: int,
) -> Bitext:
    [(source, ours), (target, theirs)] = laid
    fr, en = ([Sentence(segment.text) for segment in segments] for segments in (ours, theirs))
    beads = rate(fr, en, [Bead(*both) for both in whole(ranges, (len(fr), len(en)))])
    return Bitext(source, target, ours, theirs, beads, size)


def whole(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], size: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield ranges in a row that leave no sentence out: those between and behind stand alone, one by one.

    >>> list(whole([((0, 1), (1, 2)), ((1, 3), (2, 2))], (3, 2)))
    [((0, 0), (0, 1)), ((0, 1), (1, 2)), ((1, 2), (2, 2)), ((2, 3), (2, 2))]
    """
    at = 0, 0
    for fr, en in (*ranges, ((size[0], size[0]), (size[1], size[1]))):
        yield from (((number, number + 1), (at[1], at[1])) for number in range(at[0], fr[0]))
        yield from (((fr[0], fr[0]), (number, number + 1)) for number in range(at[1], en[0]))
        if fr[0] == fr[1] or en[0] == en[1]:
            yield from (((number, number + 1), (en[0], en[0])) for number in range(*fr))
            yield from (((fr[1], fr[1]), (number, number + 1)) for number in range(*en))
        else:
            yield fr, en
        at = fr[1], en[1]


def _linked(source: Source) -> Iterator[Bitext | InputError]:
    """Yield an article for each pair of documents that links name."""
    for linked in xces.read(source):
        if isinstance(linked, InputError):
            yield linked
            continue
        try:
            order = _order(source, linked)
            laid = [
                laid_out(
                    [
                        (one.text, one.paragraph, Kind.SUBHEADING if one.heads else Kind.BODY)
                        for one in linked.sentences[side]
                        if one.text
                    ],
                    _Made(_identity(linked, order), linked.places[side].name, _digest(linked.places[side]), language),
                )
                for side, language in zip(order, LANGUAGES, strict=True)
            ]
        except InputError as error:
            yield InputError(error.message, error.remedy)
            continue
        kept = [_kept(linked.sentences[side]) for side in order]
        ranges = [
            tuple((places[link[side][0]], places[link[side][1]]) for side, places in zip(order, kept, strict=True))
            for link in linked.links
        ]
        yield _bitext(laid, [(fr, en) for fr, en in ranges], 0)


def _kept(sentences: Sequence[xces.Sentence]) -> list[int]:
    """Return, for each border between sentences, how many before it have a text."""
    found = [0]
    for one in sentences:
        found.append(found[-1] + bool(one.text))
    return found


def _order(source: Source, linked: xces.Linked) -> tuple[int, int]:
    """Return which of two documents is French and which English. Raises InputError."""
    said = [
        next((code for part in name.split("/") if (code := code_among(part, LANGUAGES))), None) for name in linked.names
    ]
    for told in (
        said,
        [spoken(" ".join(one.text for one in side[:_MOST_UNITS])) for side in linked.sentences],
    ):
        if sorted(filter(None, told)) == sorted(LANGUAGES):
            return (0, 1) if told[0] == LANGUAGES[0] else (1, 0)
    names = " and ".join(f"'{place.name}'" for place in linked.places)
    raise source.error(f"{names} are not in French and English", "Name a file of links between these languages")


def _identity(linked: xces.Linked, order: tuple[int, int]) -> str:
    name = linked.places[order[0]].id
    first, slash, rest = name.partition("/")
    return name_of(rest if slash and code_among(first, LANGUAGES) else name)


def _digest(place: Source) -> str:
    return hashlib.sha256(place.read()).hexdigest()
