"""Lines whose kind a page's mark-up tells → text, paragraphs and metadata: what is furniture among them is set aside.

The facts and most steps are those of plain text; what there has to be told by shape, mark-up says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bilingual.data import Kind, Metadata, Paragraph
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import boilerplate, gather, headings, invitations
from bilingual.readers.page.credits import credit, credit_behind
from bilingual.readers.page.dates import date_at, time_at
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.pieces import Aside, Cut, Piece, Pieces, Step, cut, settle
from bilingual.readers.page.typography import stops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Before the kinds of the mark-up are taken: furniture is furniture also where it is marked up as a heading.
_FURNITURE: Final[tuple[Step, ...]] = (
    boilerplate.set_aside_sure_boilerplate,
    invitations.set_aside_appeals,
    invitations.set_aside_links,
    invitations.set_aside_teasers,
    invitations.set_aside_orders,
    invitations.set_aside_comments,
)
_ASIDES: Final[tuple[Step, ...]] = (
    boilerplate.cut_rows,
    boilerplate.cut_credits,
    boilerplate.cut_kind_labels,
    boilerplate.set_aside_edge_boilerplate,
    boilerplate.set_aside_sections,
    boilerplate.mark_labelled_bylines,
    boilerplate.set_aside_topic,
    headings.mark_captions,
    lambda pieces: _unless_many(boilerplate.mark_edge_bylines, pieces),
)
_REPEAT_WITHIN = 8
_MOST_SITE_WORDS = 10
_MOST_BYLINES = 4
_MINUTE = lazy(r"\d{1,3}(?:\s?\+\s?\d{1,2})?\s?['’′]")
_LONGEST_HEADING = 140
_FEWEST_TITLE_WORDS = 5
_CLOCK = lazy(r"\d\s?(?:h|:)\s?\d{0,2}\D{0,12}$", re.IGNORECASE)
_AROUND_TIMES = " \t\u00a0-–—:•·|."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, of a kind that its mark-up tells; ``credit`` is whom it says apart that a picture is of."""

    kind: Kind
    text: str
    credit: str = ""


def analyse_marked(
    lines: Sequence[Line], titles: Sequence[str], language: str = "fr"
) -> tuple[str, tuple[Paragraph, ...], Metadata]:
    r"""Return the article's text, its paragraphs, and what its lines say about it.

    ``titles`` are what the page calls itself, the one to show first; it becomes the headline, where it stands in the
    ``lines`` or else in front of them. The text has a line for each paragraph, with an empty line between. As with
    plain text, furniture is known of French alone.

    >>> lines = [Line(Kind.BODY, text) for text in ("Le port", "À lire aussi : La mer", "Il dort.")]
    >>> analyse_marked(lines, ["Le port"])[0]
    'Le port\n\nIl dort.\n'
    """
    headed = _headed(lines, titles)
    pieces = _pieces(headed)
    marked = {piece.start: line for piece, line in zip(pieces, headed, strict=True)}
    pieces = _without_repeats(pieces, titles)
    french = language == "fr"
    for step in _FURNITURE if french else ():
        pieces = step(pieces)
    pieces = [part for piece in pieces for part in _as_marked(piece, marked[piece.start], french=french)]
    pieces = _with_lead(pieces)
    for step in (*_ASIDES, _without_times) if french else ():
        pieces = step(pieces)
    # A path of sections is cut off by now before the title that it ended in.
    pieces = [settle(piece, piece.role or Kind.BODY) for piece in _without_repeats(pieces, titles)]
    text, paragraphs = _text(pieces)
    return text, paragraphs, gather(pieces)


def _headed(lines: Sequence[Line], titles: Sequence[str]) -> list[Line]:
    """Return ``lines`` with the title among them as the headline."""
    if not titles:
        return list(lines)
    title = fold_line(titles[0])
    for number, line in enumerate(lines):
        if fold_line(line.text) == title:
            return [*lines[:number], Line(Kind.HEADLINE, line.text), *lines[number + 1 :]]
    return [Line(Kind.HEADLINE, titles[0]), *lines]


def _pieces(lines: Sequence[Line]) -> Pieces:
    """Return ``lines`` as pieces of one text; headings stand apart, as they would in a text."""
    pieces: Pieces = []
    start = 0
    for line in lines:
        role = Kind.HEADLINE if line.kind is Kind.HEADLINE else None
        pieces.append(Piece(start, line.text, int(line.kind is Kind.SUBHEADING), role))
        start += len(line.text) + 1
    return pieces


def _without_repeats(pieces: Pieces, titles: Sequence[str]) -> Pieces:
    """Set aside the lines near the beginning that repeat a title, also with the site's name or a section behind it."""
    known = [folded for title in titles if (folded := fold_line(title))]
    return [
        settle(piece, Aside.REPEAT)
        if piece.role is None and number <= _REPEAT_WITHIN and _repeats(fold_line(piece.text), known)
        else piece
        for number, piece in enumerate(pieces)
    ]


def _repeats(line: str, titles: Sequence[str]) -> bool:
    """Tell whether a folded line is one of the folded ``titles``, or a long one of them with a few words behind."""
    if line in titles:
        return True
    return any(
        line.startswith(f"{title} ")
        and len(title.split()) >= _FEWEST_TITLE_WORDS
        and len(line.split()) - len(title.split()) <= _MOST_SITE_WORDS
        for title in titles
    )


def _as_marked(piece: Piece, line: Line, *, french: bool) -> Iterator[Piece]:
    """Yield an open piece with the kind of its line, the credit of a caption apart."""
    if piece.role is not None or line.kind in {Kind.BODY, Kind.HEADLINE}:
        yield piece
    elif line.kind is Kind.CAPTION and french:
        yield from _caption(piece, line.credit)
    elif line.kind is Kind.SUBHEADING and stops(piece.text) and len(piece.text) > _LONGEST_HEADING:
        yield piece  # a standfirst that is marked up as a heading
    else:
        yield settle(piece, line.kind)


def _caption(piece: Piece, holder: str) -> Iterator[Piece]:
    """Yield a caption, and whom it credits: ``holder``, or what its own words say."""
    said = credit(holder) or (holder,) if holder else ()
    whole = said if piece.text == holder else credit(piece.text)
    behind = credit_behind(piece.text)
    if whole is not None:
        yield settle(piece, Aside.CREDIT, Metadata(credits=whole or said))
    elif behind:
        start, holders = behind
        end = len(piece.text[:start].rstrip(" \t\u00a0-–—/|(["))
        yield from cut(
            piece, Cut(end, Kind.CAPTION), Cut(len(piece.text), Aside.CREDIT, Metadata(credits=(*holders, *said)))
        )
    else:
        yield settle(piece, Kind.CAPTION, Metadata(credits=said))


def _with_lead(pieces: Pieces) -> Pieces:
    """Mark a long heading with a full stop that stands right under the headline as the lead."""
    prose = [
        i for i, piece in enumerate(pieces) if not isinstance(piece.role, Aside) and piece.role is not Kind.CAPTION
    ]
    for before, i in pairwise(prose):
        if pieces[before].role is Kind.HEADLINE and pieces[i].role is None and pieces[i].gap:
            return [settle(piece, Kind.LEAD) if number == i else piece for number, piece in enumerate(pieces)]
    return pieces


def _unless_many(mark: Step, pieces: Pieces) -> Pieces:
    """Return what ``mark`` makes of the pieces, or these where it finds so many bylines that people are listed."""
    marked = mark(pieces)
    return marked if sum(piece.role is Kind.BYLINE for piece in marked) <= _MOST_BYLINES else pieces


def _without_times(pieces: Pieces) -> Pieces:
    """Set aside the lines that are only a time of day, as over the posts of a live blog."""
    return [settle(piece, Aside.DATE) if piece.role is None and is_time(piece.text) else piece for piece in pieces]


def is_time(text: str) -> bool:
    """Tell whether a line is a time of day, with or without its date, or a match's minute, and nothing else.

    >>> is_time("14h32"), is_time("12 mars 2024 à 14:32"), is_time("12 mars 2024"), is_time("14h32 : le feu est éteint")
    (True, True, False, False)
    """
    text = text.strip(_AROUND_TIMES)
    if _MINUTE.fullmatch(text):
        return True
    if (end := time_at(text, 0)) is not None:
        return end == len(text)
    found = date_at(text, 0)
    return found is not None and found.end == len(text) and _CLOCK.search(text) is not None


def _text(pieces: Pieces) -> tuple[str, tuple[Paragraph, ...]]:
    r"""Return the pieces that are prose as one text, and where in it each is.

    >>> _text([Piece(0, "Un", 0, Kind.HEADLINE), Piece(3, "Deux.", 0, Kind.BODY)])[0]
    'Un\n\nDeux.\n'
    """
    paragraphs = []
    texts = []
    position = 0
    for piece in pieces:
        if isinstance(piece.role, Kind):
            texts.append(piece.text)
            paragraphs.append(Paragraph(position, position + len(piece.text), piece.role))
            position += len(piece.text) + 2
    return "\n\n".join(texts) + "\n", tuple(paragraphs)
