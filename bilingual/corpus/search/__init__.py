"""A corpus asked for words, in either language or both: ``bilingual search`` and ``bilingual.search``."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.corpus.search import places
from bilingual.corpus.search.filters import Wanted, parse_dates
from bilingual.corpus.search.hits import Hit
from bilingual.corpus.search.kwic import Line
from bilingual.corpus.search.query import parse
from bilingual.corpus.search.results import SORTS, Counts, Found
from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.options import AnyPath

__all__ = ["SORTS", "Counts", "Found", "Hit", "Line", "Wanted", "parse_dates", "search"]

# How often a search is begun where what it reads is renewed meanwhile.
_TRIES = 5


def search(  # noqa: PLR0913 - what makes a search
    folder: AnyPath,
    query: str,
    wanted: Wanted | None = None,
    *,
    sort: str = "corpus",
    reverse: bool = False,
    limit: int | None = None,
    note: Callable[[str], None] | None = None,
) -> Found:
    """Return what a query finds in the corpus in ``folder``: hits, lines of a concordance, counts.

    docs/search.md says how a query is written. A word is found in all the forms that the lexicon knows. ``limit`` is
    the most hits or lines, None for all. An index is made first where none fits, and ``note`` hears of that. Raises
    UsageError for what is no query, InputError where there is no corpus or it is damaged, OutputError where no index
    can be written.
    """
    for left in reversed(range(_TRIES)):
        before = places.state(Path(folder))
        held = contextlib.ExitStack()
        try:
            corpus = Corpus(folder)
            asked = parse(query, corpus.languages)
            connection, parts = places.opened(corpus, held, note)
            held.callback(connection.close)
            return Found(
                connection, parts, corpus.languages, asked, wanted or Wanted(), held=held, sort=sort, reverse=reverse,
                limit=limit,
            )  # fmt: skip
        except BaseException as error:
            held.close()
            # Another corpus may have been published, or shards renewed, while these were being read.
            if not left or not isinstance(error, InputError) or places.state(Path(folder)) == before:
                raise
    raise AssertionError
