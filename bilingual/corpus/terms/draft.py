"""Terms → the lines of a draft glossary, which ``--glossary`` takes as it is, and of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.corpus.terms import SORTS, Term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["COLUMNS", "SORTS", "cells", "glossary", "terms", "ways"]

COLUMNS = ("term", "count", "articles", "keyness", "ratio", "general", "linked", "varied", "translations", "forms")
_MOST_NAMED = 6


def ways(term: Term, most: int = _MOST_NAMED) -> str:
    """Return the translations of a term with their counts, for people: ``cooperation 41, co-operation 3``.

    Of those that were seen once, there is only one, where no other was.
    """
    told = [one for one in term.translations if one[1] > 1] or list(term.translations[:1])
    shown = [f"{text} {count:,}" for text, count in told[:most]]
    return ", ".join([*shown, "…"] if len(term.translations) > len(shown) else shown)


def cells(term: Term) -> list[str]:
    """Return a term as the cells of ``COLUMNS``; a bar stands between translations and between forms."""
    return [
        term.term,
        str(term.count),
        str(term.articles),
        f"{term.keyness:.2f}",
        f"{term.ratio:.2f}",
        str(term.general),
        str(term.linked),
        "yes" if term.is_varied else "",
        " | ".join(f"{text} {count}" for text, count in term.translations),
        " | ".join(term.forms),
    ]


def glossary(found: Iterable[Term]) -> Iterator[str]:
    """Yield the lines of a glossary: each term with its most frequent translation; the note has all with their counts.

    A term whose translation is not sure is a comment; one of which none is known is left out.
    """
    yield "# A draft: correct the targets, and remove what is no term. What is not sure is a comment."
    yield "source\ttarget\tnote"
    for term in found:
        # What begins with a sharp and is parted by a tab is a term, unless a space follows.
        if term.translations and not term.term.startswith("#"):
            line = f"{term.term}\t{term.target or term.translations[0][0]}\t{ways(term)}"
            yield line if term.target else f"# {line}"
