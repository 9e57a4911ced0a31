"""Steps that tell what stands around the prose: stamps, date rows, credits, sections, boilerplate, bylines."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.data import Kind, Metadata
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page import french
from bilingual.readers.page.bylines import byline, is_labelled
from bilingual.readers.page.controls import is_boilerplate
from bilingual.readers.page.credits import credit, credit_behind
from bilingual.readers.page.datelines import Row, row, row_behind, site_behind, stamp
from bilingual.readers.page.patterns import lazy
from bilingual.readers.page.pieces import Aside, Cut, Piece, Pieces, cut, settle, unsettled
from bilingual.readers.page.sections import section
from bilingual.readers.page.shapes import could_be_headline, is_division, is_title
from bilingual.readers.page.typography import loose, starts_lower

_LONGEST_CAPTION = 350
_FEWEST_CAPTION_WORDS = 2
_DATED = {Aside.DATE, Aside.MODIFIED}
_KIND_LABELS = {
    Kind.CAPTION: lazy(rf"{loose(french.CAPTION)}\s{{0,3}}:(?=\s*\S)", re.IGNORECASE),
    Kind.LEAD: lazy(rf"{loose(french.LEAD)}\s{{0,3}}:(?=\s*\S)", re.IGNORECASE),
}


def first_prose(pieces: Pieces) -> int:
    """Return the index of the first open piece that is neither boilerplate nor a headline, or the number of pieces."""
    texts = ((i, pieces[i].text) for i in unsettled(pieces))
    return next(
        (i for i, text in texts if not could_be_headline(text) and not is_boilerplate(text, amid_prose=False)),
        len(pieces),
    )


def last_prose(pieces: Pieces) -> int:
    """Return the index of the last open piece that is neither like a title nor a byline nor boilerplate, or -1."""
    texts = ((i, pieces[i].text) for i in reversed(unsettled(pieces)))
    return next(
        (i for i, text in texts if not (is_title(text) or byline(text) or is_boilerplate(text, amid_prose=False))), -1
    )


def cut_stamp(pieces: Pieces) -> Pieces:
    """Cut the stamp and the site's name off the first line, which may hold a page's title or prose between them."""
    if not pieces:
        return pieces
    first, *rest = pieces
    opening, site = stamp(first.text), site_behind(first.text)
    cuts = [opening] if opening else []
    if site:
        cuts += [Cut(site[0]), Cut(len(first.text), Aside.STAMP, Metadata(site=site[1]))]
    return [*cut(first, *cuts), *rest]


def cut_rows(pieces: Pieces) -> Pieces:
    """Cut rows of dates, authors and reading times off: whole lines, before prose, and behind a headline."""
    top, bottom = first_prose(pieces), last_prose(pieces)
    rows = [row(piece.text) if piece.role is None else None for piece in pieces]
    # A chronicle has lines that are only a date between its paragraphs; there, none of them dates the article.
    chronicle = any(
        found and not found.labelled and found.end == len(pieces[i].text) and top < i < bottom
        for i, found in enumerate(rows)
    )
    result: Pieces = []
    for i, (piece, found) in enumerate(zip(pieces, rows, strict=True)):
        at_edge = not top < i < bottom
        if found and _is_row(piece, found, at_edge=at_edge, before_prose=i <= top, chronicle=chronicle):
            result += cut(piece, *found.cuts)
        elif piece.role is None and (behind := row_behind(piece.text)):
            start, tail = behind
            result += cut(piece, Cut(start), *(replace(clause, end=start + clause.end) for clause in tail.cuts))
        else:
            result.append(piece)
    return result


def _is_row(piece: Piece, found: Row, *, at_edge: bool, before_prose: bool, chronicle: bool) -> bool:
    """Tell whether the row that ``piece`` begins with may be set aside where it stands."""
    dated = any(clause.role in _DATED for clause in found.cuts)
    if found.end == len(piece.text):
        return (found.labelled and (dated or before_prose)) or (at_edge and not chronicle)
    behind = piece.text[found.end :].lstrip()
    return before_prose and found.labelled and not starts_lower(behind) and behind[0] not in {",", ";", "."}


def cut_credits(pieces: Pieces) -> Pieces:
    """Set aside lines that credit a picture, and cut credits off captions."""
    first = next(iter(unsettled(pieces)), None)
    result: Pieces = []
    for i, piece in enumerate(pieces):
        if piece.role is not None or len(piece.text) > _LONGEST_CAPTION:
            result.append(piece)
        elif (holders := credit(piece.text)) is not None:
            result.append(settle(piece, Aside.CREDIT, Metadata(credits=holders)))
        elif behind := credit_behind(piece.text):
            start, holders = behind
            caption = i != first and len(piece.text[:start].split()) >= _FEWEST_CAPTION_WORDS
            end = len(piece.text[:start].rstrip(" \t\u00a0-–—/|(["))
            role = Kind.CAPTION if caption else None
            result += cut(piece, Cut(end, role), Cut(len(piece.text), Aside.CREDIT, Metadata(credits=holders)))
        else:
            result.append(piece)
    return result


def cut_kind_labels(pieces: Pieces) -> Pieces:
    """Cut "Légende :" and "Chapô :" off, which say what the rest of their line is."""
    result: Pieces = []
    for piece in pieces:
        matches = ((kind, label.match(piece.text)) for kind, label in _KIND_LABELS.items() if piece.role is None)
        kind, match = next(((kind, match) for kind, match in matches if match), (None, None))
        cuts = (Cut(match.end(), Aside.LABEL), Cut(len(piece.text), kind)) if match else ()
        result += cut(piece, *cuts) if cuts else [piece]
    return result


def set_aside_sure_boilerplate(pieces: Pieces) -> Pieces:
    """Set aside the lines that are boilerplate wherever they stand."""
    return [
        settle(piece, Aside.BOILERPLATE)
        if piece.role is None and is_boilerplate(piece.text, amid_prose=True)
        else piece
        for piece in pieces
    ]


def set_aside_edge_boilerplate(pieces: Pieces) -> Pieces:
    """Set aside share buttons and tags before and after the prose."""
    top, bottom = first_prose(pieces), last_prose(pieces)
    return [
        settle(piece, Aside.BOILERPLATE)
        if piece.role is None and not top < i < bottom and is_boilerplate(piece.text, amid_prose=False)
        else piece
        for i, piece in enumerate(pieces)
    ]


def set_aside_sections(pieces: Pieces) -> Pieces:
    """Set aside the names of sections before the prose, if another line there can be the headline."""
    top = first_prose(pieces)
    found = {i: section(pieces[i].text) for i in unsettled(pieces) if i < top}
    if all(named and named[0] == len(pieces[i].text) for i, named in found.items()):
        return pieces
    result: Pieces = []
    for i, piece in enumerate(pieces):
        if named := found.get(i):
            result += cut(piece, Cut(named[0], Aside.SECTION, Metadata(section=named[1])))
        else:
            result.append(piece)
    return result


def set_aside_topic(pieces: Pieces) -> Pieces:
    """Set aside a line before the prose that only repeats the topic before the headline's colon."""
    headline = next((piece.text for piece in pieces if piece.role is Kind.HEADLINE), "")
    topic = fold_line(headline.partition(":")[0]) if ":" in headline else ""
    top = first_prose(pieces)
    return [
        settle(piece, Aside.SECTION, Metadata(section=piece.text))
        if piece.role is None and i < top and topic and fold_line(piece.text) == topic
        else piece
        for i, piece in enumerate(pieces)
    ]


def mark_labelled_bylines(pieces: Pieces) -> Pieces:
    """Mark the lines that say by their words alone who wrote the article, wherever they stand."""
    result: Pieces = []
    for piece in pieces:
        signed = byline(piece.text) if piece.role is None and is_labelled(piece.text) else None
        result.append(settle(piece, Kind.BYLINE, signed.facts) if signed and signed.labelled else piece)
    return result


def mark_edge_bylines(pieces: Pieces) -> Pieces:
    """Mark the lines that can be bylines where bylines stand: between headline and prose, and after the prose.

    In a play such lines name who is on the stage.
    """
    bottom = last_prose(pieces)
    if bottom < 0:
        return pieces
    play = next((i for i, piece in enumerate(pieces) if is_division(piece.text)), len(pieces))
    headline = next((fold_line(piece.text) for piece in pieces if piece.role is Kind.HEADLINE), None)
    result: Pieces = []
    amid = headline is None
    for i, piece in enumerate(pieces):
        signed = byline(piece.text) if piece.role is None and i < play and (not amid or i > bottom) else None
        # A name that the headline mentions stands under a photograph of its bearer.
        pictured = signed and i < bottom and headline and fold_line(piece.text) in headline
        if signed and not pictured:
            result.append(settle(piece, Kind.BYLINE, signed.facts))
            continue
        amid = amid or (piece.role is None and not is_title(piece.text))
        result.append(piece)
    return result
