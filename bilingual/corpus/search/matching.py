"""A query → what SQLite's full-text search is asked, and → where in a text the words are that it asks for.

What a person typed never reaches SQLite as it stands: only folded words do, which are letters and figures, each phrase
in quotation marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.corpus.search.folding import FOLDED, is_of, spans_of
from bilingual.corpus.search.index import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.corpus.search.query import Query, Term
    from bilingual.data import Span


def wanted_of(query: Query) -> str:
    """Return what every hit matches and no hit that is excluded, as FTS5 reads it; empty where nothing is wanted.

    >>> from bilingual.corpus.search.query import parse
    >>> wanted_of(parse('fr:"la coop*" =Mali -en:=NEAR', ("fr", "en")))
    '((({source} : "la coop" *)) AND (({source target} : "mali"))) NOT (({target} : "near"))'
    """
    if not query.wanted:
        return ""
    wanted = " AND ".join(f"({_any(terms)})" for terms in query.wanted)
    return f"({wanted}) NOT ({_any(query.excluded)})" if query.excluded else wanted


def excluded_of(query: Query) -> str:
    """Return what no hit matches, for a query in which nothing is wanted; else empty."""
    return "" if query.wanted or not query.excluded else _any(query.excluded)


def _any(terms: Iterable[Term]) -> str:
    return " OR ".join(f"({part})" for term in terms for part in _parts(term))


def _parts(term: Term) -> list[str]:
    if not any(term.bases):
        columns = " ".join(COLUMNS[side] for side in term.sides)
        return [f"{{{columns}}} : {_phrase(term.words)}{' *' if term.begins else ''}"]
    return [
        f"{{{COLUMNS[side]} {COLUMNS[side + 2]}}} : ({' OR '.join(_phrase([base]) for base in term.bases[side])})"
        for side in term.sides
    ]


def _phrase(words: Iterable[str]) -> str:
    # Folded words hold no quotation marks; doubled they would be taken for themselves.
    return '"' + " ".join(words).replace('"', '""') + '"'


def matches(terms: Iterable[Term], text: str, side: int, language: str) -> list[Span]:
    """Return where in the text of a side these terms stand, in characters, in order; of two that overlap, the longer.

    >>> from bilingual.corpus.search.query import parse
    >>> [(term,)] = parse("airain", ("fr", "en")).wanted
    >>> matches([term], "Une loi d’airain.", 0, "fr")
    [(10, 16)]
    """
    spans = spans_of(text)
    written = [text[start:end] for start, end in spans]
    found = {
        (spans[at][0], spans[at + len(term.words) - 1][1])
        for term in terms
        if side in term.sides
        for at in _places(term, written, side, language)
    }
    return _apart(found)


def nodes_in(
    choices: Iterable[Sequence[Term]], text: str, side: int, language: str
) -> tuple[list[Span], list[list[Span]]]:
    """Return where a side's words stand, in characters; and, for each choice of terms, where one of them does.

    The latter are numbers of words, the first and the last, in order; of two that overlap, the longer.

    >>> from bilingual.corpus.search.query import parse
    >>> nodes_in(parse('"loi d’airain" une OR loi', ("fr", "en")).wanted, "Une loi d’airain.", 0, "fr")[1]
    [[(1, 3)], [(0, 0), (1, 1)]]
    """
    spans = spans_of(text)
    written = [text[start:end] for start, end in spans]
    found = []
    for choice in choices:
        places = {
            (at, at + len(term.words))
            for term in choice
            if side in term.sides
            for at in _places(term, written, side, language)
        }
        found.append([(start, end - 1) for start, end in _apart(places)])
    return spans, found


def _places(term: Term, written: Sequence[str], side: int, language: str) -> list[int]:
    """Return at which words of a text a term begins."""
    if bases := term.bases[side]:
        return [at for at, word in enumerate(written) if is_of(word, language, bases)]
    folded, size = [FOLDED[word] for word in written], len(term.words)
    last = term.words[-1]
    return [
        at
        for at in range(len(folded) - size + 1)
        if tuple(folded[at : at + size - 1]) == term.words[:-1]
        and (folded[at + size - 1].startswith(last) if term.begins else folded[at + size - 1] == last)
    ]


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
