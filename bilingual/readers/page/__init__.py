"""Text → paragraphs and metadata: what is prose, of which kind, and what the rest says about the article.

The text is taken apart into its lines; each step cuts them further or settles what they are. What no step is sure about
is body, so that prose is never dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.data import Kind, Metadata, Paragraph
from bilingual.readers.page import boilerplate, colophons, headings, invitations
from bilingual.readers.page.names import distinct
from bilingual.readers.page.pieces import Aside, Pieces, Step, lines, settle

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS: Final[tuple[Step, ...]] = (
    boilerplate.cut_stamp,
    colophons.set_aside_colophon,
    boilerplate.set_aside_sure_boilerplate,
    invitations.set_aside_appeals,
    boilerplate.cut_rows,
    boilerplate.cut_credits,
    boilerplate.cut_kind_labels,
    boilerplate.set_aside_edge_boilerplate,
    boilerplate.set_aside_sections,
    boilerplate.mark_labelled_bylines,
    headings.set_aside_repeats,
    headings.mark_headline,
    boilerplate.set_aside_topic,
    headings.mark_divisions,
    headings.mark_captions,
    boilerplate.mark_edge_bylines,
    headings.cut_glued_headings,
    headings.mark_subheadings,
    headings.mark_lead,
)


# Where the language's words are not known, shapes and neighbours still tell headings; no line but our own is set aside.
SHAPE_STEPS: Final[tuple[Step, ...]] = (
    colophons.set_aside_colophon,
    headings.mark_headline,
    headings.mark_subheadings,
    headings.mark_lead,
)


def analyse(text: str, language: str = "fr") -> tuple[tuple[Paragraph, ...], Metadata]:
    r"""Return the paragraphs of ``text``, with offsets in characters, and what it says about itself.

    What dates, bylines and boilerplate look like is known of French; in another ``language`` such lines are prose.
    Paragraphs ascend, do not overlap, hold no line break, and neither begin nor end with white space.

    >>> paragraphs, metadata = analyse("Le Mali avance Publié le 2 août 2023 | L'Essor\n\nIl avance.")
    >>> [paragraph.kind.value for paragraph in paragraphs]
    ['headline', 'body']
    >>> metadata.title, metadata.date, metadata.publisher
    ('Le Mali avance', '2023-08-02', "L'Essor")
    """
    pieces = take_apart(text, STEPS if language == "fr" else SHAPE_STEPS)
    paragraphs = (Paragraph(piece.start, piece.end, piece.role) for piece in pieces if isinstance(piece.role, Kind))
    return tuple(paragraphs), gather(pieces)


def take_apart(text: str, steps: Iterable[Step] = STEPS) -> Pieces:
    """Return the pieces of ``text``, each with a role: a kind of prose, or what it is aside from the prose."""
    pieces = lines(text)
    for step in steps:
        pieces = step(pieces)
    return [settle(piece, piece.role or Kind.BODY) for piece in pieces]


def gather(pieces: Pieces) -> Metadata:
    """Return what all the pieces of an article say about it."""
    facts = [piece.facts for piece in pieces]
    # A line that dates the article knows its publisher better than one that signs it.
    by_trust = [p.facts for p in pieces if p.role is not Kind.BYLINE] + [
        p.facts for p in pieces if p.role is Kind.BYLINE
    ]
    return Metadata(
        title=" ".join(piece.text for piece in pieces if piece.role is Kind.HEADLINE) or None,
        date=_date(pieces),
        publisher=next((fact.publisher for fact in by_trust if fact.publisher), None),
        site=next((fact.site for fact in by_trust if fact.site), None),
        authors=distinct(author for fact in facts for author in fact.authors),
        section=next((fact.section for fact in facts if fact.section), None),
        credits=tuple(dict.fromkeys(holder for fact in facts for holder in fact.credits)),
        reading_time=next((fact.reading_time for fact in facts if fact.reading_time), None),
    )


def _date(pieces: Pieces) -> str | None:
    """Return the date of publication, then of the page's stamp, then of a change; the most precise that agrees."""
    roles = (Aside.DATE, Aside.STAMP, Aside.MODIFIED)
    dates = [piece.facts.date for role in roles for piece in pieces if piece.role is role and piece.facts.date]
    return _most_precise(dates[0], dates) if dates else None


def _most_precise(date: str, others: Iterable[str]) -> str:
    """Return the longest of ``others`` that only adds to ``date``, or ``date`` itself.

    >>> _most_precise("2023-08", ["2022-08-02", "2023-08-02"])
    '2023-08-02'
    """
    return max((other for other in others if other.startswith(date)), key=len, default=date)
