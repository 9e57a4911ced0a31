"""Steps that tell headline, sub-headings, captions and lead from body, by their shape and their neighbours."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

from bilingual.data import Kind
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page.bylines import byline
from bilingual.readers.page.pieces import SAME_LINE, Aside, Cut, Pieces, cut, settle, unsettled
from bilingual.readers.page.shapes import LONGEST_HEADLINE, could_be_headline, is_division, is_short, is_title
from bilingual.readers.page.typography import CLOSING, final_mark, is_item, starts_lower, stops
from bilingual.segmentation import glued_heading

_REPEAT_WITHIN = 3
_SHORTEST_REPEAT = 20
_MOST_QUESTIONS = 2
_MOST_HEADLINE_LINES = 3
_MOST_KICKER_WORDS = 3
_FEWEST_WORDS_UNDER_KICKER = 5
_LONGEST_WRAPPED = 130
_FEWEST_CONTINUED = 1 / 3
_LONGEST_VERSE = 60
_FEWEST_VERSES = 0.7
_FEWEST_LINES_OF_VERSE = 4
_SHORTEST_PARAGRAPH = 50
_LONGEST_RUN = 2
# The first of two titles in a row is a chapter's, and short; else it is rather a paragraph without its full stop.
_MOST_CHAPTER_WORDS = 8
_LONGEST_LEAD = 1000
_FEWEST_GAPS = 3
_HEADING_WINDOW = 400


def set_aside_repeats(pieces: Pieces) -> Pieces:
    """Set aside a page's title that the next lines repeat, typography apart, whole or cut short; the last one stays."""
    lines = unsettled(pieces)
    if not lines[1:] or len(pieces[lines[0]].text) > LONGEST_HEADLINE * 2 or _is_verse(pieces):
        return pieces
    first = lines[0]
    title, cut_short = fold_line(pieces[first].text), pieces[first].text.endswith(("…", "..."))
    # A stamp before it or a site's name behind it shows that the line is a page's title.
    certain = any(piece.gap == SAME_LINE for piece in pieces[first : first + 2])
    if not certain and len(title) < _SHORTEST_REPEAT:
        return pieces
    repeats = [first]
    for i in lines[1 : 1 + _REPEAT_WITHIN]:
        line = fold_line(pieces[i].text[: LONGEST_HEADLINE * 2])
        if line == title or (cut_short and line.startswith(title)):
            repeats.append(i)
        elif not certain:
            break
    return [settle(piece, Aside.REPEAT) if i in repeats[:-1] else piece for i, piece in enumerate(pieces)]


def mark_headline(pieces: Pieces) -> Pieces:
    """Mark the first open line if it is short, has no full stop, and more prose follows."""
    lines = unsettled(pieces)
    if all(byline(pieces[i].text) for i in lines[1 : 1 + _REPEAT_WITHIN]):
        return pieces
    if _is_wrapped(pieces):
        headline = _wrapped_headline(pieces, lines)
        return [settle(piece, Kind.HEADLINE) if i in headline else piece for i, piece in enumerate(pieces)]
    first, second = lines[:2]
    questions = sum(final_mark(pieces[i].text) == "?" for i in lines)
    if final_mark(pieces[first].text) == "?" and questions > _MOST_QUESTIONS:
        # An interview that begins without a headline.
        return pieces
    behind = pieces[first + 1]
    dated = behind.gap == SAME_LINE and behind.role in {Aside.DATE, Aside.MODIFIED}
    if not dated and (not could_be_headline(pieces[first].text) or starts_lower(pieces[second].text)):
        return pieces
    roles = {first: Kind.HEADLINE}
    if _is_kicker(pieces, lines):
        roles = {first: Kind.SUBHEADING, second: Kind.HEADLINE}
    return [settle(piece, roles[i]) if i in roles else piece for i, piece in enumerate(pieces)]


def mark_divisions(pieces: Pieces) -> Pieces:
    """Mark the headings of acts and scenes."""
    return [
        settle(piece, Kind.SUBHEADING) if piece.role is None and is_division(piece.text) else piece for piece in pieces
    ]


def cut_glued_headings(pieces: Pieces) -> Pieces:
    """Cut sub-headings off the prose that a page's lost line break has glued them to."""
    result: Pieces = []
    for piece in pieces:
        end = glued_heading(piece.text[:_HEADING_WINDOW]) if piece.role is None else None
        result += cut(piece, Cut(end, Kind.SUBHEADING)) if end and is_title(piece.text[:end].strip()) else [piece]
    return result


def mark_captions(pieces: Pieces) -> Pieces:
    """Mark a short line between headline and prose that a credit follows."""
    lines = unsettled(pieces)
    if not lines[1:]:
        return pieces
    first = lines[0]
    credited = first + 1 < len(pieces) and pieces[first + 1].role is Aside.CREDIT
    if not credited or not is_title(pieces[first].text.rstrip(".")):
        return pieces
    return [settle(piece, Kind.CAPTION) if i == first else piece for i, piece in enumerate(pieces)]


def mark_subheadings(pieces: Pieces) -> Pieces:
    """Mark the titles that stand between paragraphs; the only one, right under the headline, is a picture's caption."""
    lines = unsettled(pieces)
    if _is_verse(pieces):
        return pieces
    wrapped, usual_gap = _is_wrapped(pieces), _usual_gap(pieces)
    runs = _runs_of_short(pieces, lines)
    roles: dict[int, Kind] = {}
    for n, i in enumerate(lines[:-1]):
        if (runs[n] > _LONGEST_RUN and not wrapped) or not is_title(pieces[i].text):
            continue
        following = pieces[lines[n + 1]]
        alone = pieces[i].gap > usual_gap and following.gap > usual_gap
        if (wrapped and not alone) or not _ended(pieces, i, wrapped=wrapped) or starts_lower(following.text):
            continue
        chapter = len(pieces[i].text.split()) <= _MOST_CHAPTER_WORDS and is_title(following.text) and n + 2 < len(lines)
        if _is_paragraph(following.text) or chapter:
            roles[i] = Kind.SUBHEADING
    caption = _caption(pieces, lines, roles)
    if caption is not None:
        roles[caption] = Kind.CAPTION
    return [settle(piece, roles[i]) if i in roles else piece for i, piece in enumerate(pieces)]


def mark_lead(pieces: Pieces) -> Pieces:
    """Mark the first paragraph under the headline if it lacks its full stop, or a wider gap sets it off."""
    headline = _headline(pieces)
    lines = [i for i in unsettled(pieces) if headline is not None and i > headline]
    if not lines[1:] or _is_wrapped(pieces) or _is_verse(pieces):
        return pieces
    first = lines[0]
    text = pieces[first].text
    if len(text) > _LONGEST_LEAD or any(piece.role is Kind.SUBHEADING for piece in pieces[headline:first]):
        return pieces
    gaps = [pieces[i].gap for i in lines[1:]]
    set_off = len(gaps) >= _FEWEST_GAPS and gaps[0] > max(gaps[1:])
    unterminated = not stops(text) and final_mark(text) not in tuple(";:,") and not is_title(text) and not is_item(text)
    if set_off or (unterminated and not starts_lower(pieces[lines[1]].text)):
        return [settle(piece, Kind.LEAD) if i == first else piece for i, piece in enumerate(pieces)]
    return pieces


def _headline(pieces: Pieces) -> int | None:
    """Return the index of the headline's last line."""
    return max((i for i, piece in enumerate(pieces) if piece.role is Kind.HEADLINE), default=None)


def _wrapped_headline(pieces: Pieces, lines: list[int]) -> set[int]:
    """Return the indices of the lines of a headline that is set off from hard-wrapped prose."""
    usual_gap = _usual_gap(pieces)
    block = [lines[0]]
    for i in lines[1:]:
        if pieces[i].gap > usual_gap:
            break
        block.append(i)
    texts = [pieces[i].text for i in block[: _MOST_HEADLINE_LINES + 1]]
    fits = len(block) <= min(_MOST_HEADLINE_LINES, len(lines) - 1) and could_be_headline(" ".join(texts))
    return set(block) if fits and not any(map(stops, texts[:-1])) else set()


def _is_kicker(pieces: Pieces, lines: list[int]) -> bool:
    """Tell whether the first of ``lines`` is a word or two over a headline, which then is the second."""
    if not lines[2:]:
        return False
    first, second, third = (pieces[i].text for i in lines[:3])
    behind = pieces[lines[1] + 1]
    # A headline is what a date stands under.
    dated = behind.role in {Aside.DATE, Aside.MODIFIED}
    return (
        is_title(first)
        and len(first.split()) <= _MOST_KICKER_WORDS
        and is_title(second)
        and len(second.split()) >= _FEWEST_WORDS_UNDER_KICKER
        and (_is_paragraph(third) or dated)
        and behind.role is not Aside.CREDIT
    )


def _caption(pieces: Pieces, lines: list[int], subheadings: dict[int, Kind]) -> int | None:
    """Return the index of the title right under the headline, unless it is one sub-heading of several."""
    headline = _headline(pieces)
    if headline is None or not subheadings or headline > lines[0] or lines[0] not in subheadings:
        return None
    others = len(subheadings) > 1 or any(piece.role is Kind.SUBHEADING for piece in pieces[headline:])
    # The first of two titles in a row does not introduce the paragraph behind them.
    return lines[0] if not others or lines[1] in subheadings else None


def _runs_of_short(pieces: Pieces, lines: list[int]) -> list[int]:
    """Return for each of ``lines`` how many short lines without a full stop it stands among, itself included."""
    lengths: list[int] = []
    for short, group in groupby(lines, key=lambda i: is_short(pieces[i].text) and not is_item(pieces[i].text)):
        size = len(list(group))
        lengths += [size if short else 0] * size
    return lengths


def _ended(pieces: Pieces, index: int, *, wrapped: bool) -> bool:
    """Tell whether the paragraph before a line is over: it ends as a sentence, or an empty line lies between."""
    before = next((pieces[i] for i in range(index - 1, -1, -1) if not isinstance(pieces[i].role, Aside)), None)
    if before is None or before.role not in {None, Kind.BODY}:
        return True
    if pieces[index].gap > 0 and not wrapped:
        return final_mark(before.text) not in tuple(";,")
    return stops(before.text) or final_mark(before.text) == ":" or before.text[-1] in CLOSING


def _is_paragraph(text: str) -> bool:
    """Tell whether a line can be the paragraph, question or list that a sub-heading introduces."""
    return len(text) >= _SHORTEST_PARAGRAPH or stops(text) or is_item(text)


def _is_verse(pieces: Pieces) -> bool:
    """Tell whether most open lines are as short as verse, so that shape tells nothing."""
    lines = unsettled(pieces)
    if _is_wrapped(pieces):
        return False
    short = sum(len(pieces[i].text) < _LONGEST_VERSE for i in lines)
    return len(lines) >= _FEWEST_LINES_OF_VERSE and short > len(lines) * _FEWEST_VERSES


def _is_wrapped(pieces: Pieces) -> bool:
    """Tell whether lines often go on in the next, so that a line is no paragraph."""
    texts = [pieces[i].text for i in unsettled(pieces)]
    continued = sum(
        len(line) <= _LONGEST_WRAPPED and not stops(line) and final_mark(line) != ":" and starts_lower(following)
        for line, following in pairwise(texts)
    )
    return continued > 0 and continued >= (len(texts) - 1) * _FEWEST_CONTINUED


def _usual_gap(pieces: Pieces) -> int:
    """Return the most frequent number of empty lines before an open line."""
    gaps = Counter(pieces[i].gap for i in unsettled(pieces)[1:])
    return max(gaps, key=lambda gap: (gaps[gap], -gap), default=0)
