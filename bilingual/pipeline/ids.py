"""Articles that are read, each with an id of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.formats.ids import unique
from bilingual.pipeline.places import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Article, Pair
    from bilingual.io.distinct import Distinct

# An article on its way into a corpus, its pairs where the corpus has it already, and how many bytes were read for it.
Arriving = tuple["Article", "Sequence[Pair] | None", int]


def numbered(articles: Iterable[tuple[Article, int]], taken: Distinct) -> Iterator[Arriving]:
    """Yield articles that were read, each with an id of its own; ``taken`` gets that, folded, and its marks."""
    doubles = Counter[str]()
    for article, size in articles:
        found = replace(article, id=unique(article.id, taken, doubles))
        taken.add(marks_of(article.source, article.sha256, article.id, found.id))
        yield found, None, size
