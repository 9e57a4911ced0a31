"""Articles of one name told apart by numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

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


def unique(article_id: str, taken: Distinct, doubles: Counter[str]) -> str:
    """Return ``article_id``, with a number behind it where another article has it, also where only case differs.

    ``doubles`` counts those that had to be numbered, so that many articles of one name do not take long.

    >>> from bilingual.io.distinct import Distinct
    >>> taken, doubles = Distinct(), Counter()
    >>> unique("a", taken, doubles), unique("A", taken, doubles), unique("a", taken, doubles)
    ('a', 'A~2', 'a~3')
    """
    candidate, key = article_id, article_id.casefold()
    while not taken.add([candidate.casefold()]):
        doubles[key] += 1
        candidate = f"{article_id}~{doubles[key] + 1}"
    return candidate
