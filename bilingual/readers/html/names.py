"""What a page's authors call its parts: the words of classes and ids."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")
# No page's own name is longer; what is may be data.
_LONGEST = 400
_MOST_WORDS_OF_A_NAME = 5


@lru_cache(maxsize=4096)  # pages give the same classes to their elements again and again
def words(name: str) -> tuple[str, ...]:
    """Return the words of a class or id in lower case.

    >>> words("relatedArticles__list"), words("lire_aussi")
    (('related', 'articles', 'list'), ('lire', 'aussi'))
    """
    return tuple(word for word in _BETWEEN.split(_HUMP.sub("-", name[:_LONGEST]).lower()) if word)


@lru_cache(maxsize=4096)
def _runs(name: str) -> frozenset[str]:
    """Return every run of the words of a class or id, with hyphens between."""
    parts = words(name)
    return frozenset(
        "-".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, min(len(parts), start + _MOST_WORDS_OF_A_NAME) + 1)
    )


def is_called(element: Any, names: frozenset[str]) -> bool:  # noqa: ANN401 - lxml ships no types
    """Tell whether the classes or the id of an lxml ``element`` have one of ``names`` in them.

    >>> from lxml.html import fromstring
    >>> is_called(fromstring('<div class="main articles-lies"></div>'), frozenset({"articles-lies"}))
    True
    """
    classes, own = element.get("class"), element.get("id")
    return bool(classes or own) and _has((classes or "")[: _LONGEST * 4], own or "", names)


@lru_cache(maxsize=8192)
def _has(classes: str, own: str, names: frozenset[str]) -> bool:
    return any(not _runs(name).isdisjoint(names) for name in (*classes.split(), own) if name)
