"""Articles of one name told apart by numbers: in a build as they are read, in shards when these are read as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

    from bilingual.io.distinct import Distinct


def unique(article_id: str, taken: Distinct, doubles: Counter[str]) -> str:
    """Return ``article_id``, with a number behind it where another article has it, also where only case differs.

    ``doubles`` counts those that had to be numbered, so that many articles of one name do not take long.

    >>> from collections import Counter
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
