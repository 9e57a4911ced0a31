"""Which machines computed what goes into a corpus: said of each article, and refused where only one is wanted."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from bilingual.data import UNKNOWN_ARITHMETIC, Origin, Provenance
from bilingual.errors import InputError, ModelError
from bilingual.formats.corpus import records
from bilingual.io.published import Published
from bilingual.io.regular import read_regular
from bilingual.pipeline.report import REPORT
from bilingual.records import ARTICLES, provenance_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bilingual.data import Pair

# What no report of a build reaches.
_MOST_BYTES = 64 * 1024**2
OTHERS = (
    "the arithmetic differs: some sentences were computed as {others}, and this machine computes as {own}; they are "
    "taken as they are (--same-arithmetic takes none of them)"
)


def own(provenance: Provenance) -> str:
    """Return the arithmetic of an engine, empty where it has none."""
    return next(iter(provenance.arithmetic or ()), "")


def went_into(pairs: Iterable[Pair], provenance: Provenance, others: Mapping[str, str]) -> tuple[str, ...]:
    """Return, sorted, the arithmetics of these pairs' machine translations; nothing where the engine knows of none.

    ``others`` maps sentences to the arithmetic that made them where it was not the engine's own.
    """
    if provenance.arithmetic is None:
        return ()
    mine = own(provenance)
    found = {others.get(pair.segment.text, mine) for pair in pairs if pair.origin is not Origin.HUMAN}
    return tuple(sorted(digest or UNKNOWN_ARITHMETIC for digest in found))


def refuse_others(folder: Path, provenance: Provenance) -> None:
    """Raise ModelError where the corpus in ``folder`` has translations of this model that other machines computed.

    One made with another model or other settings is none to go on with, and nothing of it is taken. What nobody knows
    the arithmetic of does not count: it is translated again.
    """
    found = {digest for made in _provenances(folder) if is_alike(made, provenance) for digest in made.arithmetic or ()}
    if others := found - {own(provenance), UNKNOWN_ARITHMETIC}:
        raise ModelError(
            f"the arithmetic differs: the corpus in '{folder}' was computed as {', '.join(sorted(others))}, "
            f"and this machine computes as {own(provenance) or UNKNOWN_ARITHMETIC}",
            "Leave out --same-arithmetic to go on with it, or choose another folder with --out",
        )


def is_alike(one: Provenance, other: Provenance) -> bool:
    """Whether a memory would take what the one made for what the other makes."""
    return (one.languages, one.model_sha256, one.settings) == (other.languages, other.model_sha256, other.settings)


def _provenances(folder: Path) -> Iterator[Provenance]:
    """Yield what the corpus in a folder says of how it was made: its report, or without a whole one each article."""
    wrong = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
    with contextlib.suppress(*wrong):
        yield provenance_of(json.loads(read_regular(folder / REPORT, _MOST_BYTES)))
        return
    with contextlib.suppress(InputError, *wrong), Published(folder).together(ARTICLES) as [articles]:
        for _, record in records(articles):
            yield provenance_of(record)
