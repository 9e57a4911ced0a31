"""Hits and lines of a concordance for programs: records of JSON Lines, and the cells of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilingual.corpus.search.kwic import Line

if TYPE_CHECKING:
    from bilingual.corpus.search.hits import Hit

_FACTS = ("id", "date", "publisher", "title", "kind", "origin", "score", "trust", "flags")
_OF_LINES = ("language", "left", "node", "right", "counterpart", "aligned")


def record(found: Hit | Line, languages: tuple[str, str]) -> dict[str, Any]:
    """Return a hit or a line as JSON takes it; places are in characters of their texts."""
    hit = found.hit if isinstance(found, Line) else found
    made = hit.pair.translation
    values = {
        "id": hit.id,
        "date": hit.date,
        "publisher": hit.publisher,
        "title": hit.title,
        "kind": hit.pair.segment.kind.value,
        "origin": hit.pair.origin.value,
        "score": made.score,
        "trust": made.trust,
        "flags": list(made.flags),
    }
    if not isinstance(found, Line):
        texts = dict(zip(languages, hit.texts, strict=True))
        marks = {language: list(map(list, hit.matches[side])) for side, language in enumerate(languages)}
        return values | {"translation": texts, "matches": marks}
    return values | {
        "language": languages[found.side],
        "left": found.left,
        "node": found.word,
        "right": found.right,
        "aligned": found.aligned,
        "counterpart": [list(span) for span in found.counterparts],
    }


def header(languages: tuple[str, str], *, kwic: bool) -> tuple[str, ...]:
    """Return the names of the columns of a table."""
    return (*_FACTS, *(_OF_LINES if kwic else languages))


def cells(found: Hit | Line, languages: tuple[str, str]) -> tuple[str, ...]:
    """Return the cells of a row of it; of a counterpart, its words."""
    values = record(found, languages)
    facts = {name: "" if values[name] is None else str(values[name]) for name in _FACTS}
    facts["flags"] = " ".join(values["flags"])
    if isinstance(found, Line):
        words = " … ".join(found.aligned[slice(*span)] for span in found.counterparts)
        facts |= {name: str(values[name]) for name in _OF_LINES if name != "counterpart"} | {"counterpart": words}
        return tuple(facts[name] for name in (*_FACTS, *_OF_LINES))
    return (*(facts[name] for name in _FACTS), *found.texts)
