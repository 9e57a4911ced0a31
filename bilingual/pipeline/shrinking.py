"""Which articles of a folder's last corpus a build drops: asked about before it translates, or said when it is done.

A build writes the articles of its sources, and no others. Whoever names one new file and the folder of a large corpus
most likely wants to add it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bilingual.errors import UsageError
from bilingual.io.lines import that_fit
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.pipeline.places import Named, file_of, marks_of
from bilingual.records import ARTICLES
from bilingual.wording import count, for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.io.distinct import Distinct

# So many that leave are named.
_SHOWN = 3


_REMEDY = "Add to the corpus with --add; or drop what is not named with --replace"


def refuse(folder: Path, names: Sequence[str], remedy: str = _REMEDY) -> None:
    """Raise UsageError where the corpus in ``folder`` has articles of other sources than those with these names."""
    named = Named(names)
    outside, example = 0, ""
    for _, source, sha256 in _articles(folder):
        if not named.have(source, sha256):
            outside += 1
            example = example or file_of(source)
    if outside:
        verb = "is" if outside == 1 else "are"
        raise UsageError(
            f"{count(outside, 'article')} of the corpus in '{folder}' {verb} not from the sources named now, such as "
            f"'{for_terminal(example)}': this build would drop {'it' if outside == 1 else 'them'}",
            remedy,
        )


def left(folder: Path, names: Sequence[str], there: Distinct) -> str | None:
    """Say on one line which articles of the corpus in ``folder`` a build of these sources does not have, if any.

    ``there`` is what ``ids.numbered`` says of those that it has.
    """
    named, gone, shown = Named(names), 0, list[str]()
    for identity, source, sha256 in _articles(folder):
        if named.are_at(source):
            stays = bool(there.known(marks_of(source, sha256, identity)))
        else:  # it was named from elsewhere, or is dropped
            stays = named.have(source, sha256) and bool(there.known([identity.casefold()]))
        if not stays:
            gone += 1
            if gone <= _SHOWN:
                shown.append(f"'{for_terminal(shortened(identity))}'")
    if not gone:
        return None
    more = f" and {gone - _SHOWN:,} more" if gone > _SHOWN else ""
    went = f"{'is' if gone == 1 else 'are'} not in its sources any more and left it"
    return f"{count(gone, 'article')} of the corpus {went}: {', '.join(shown)}{more}"


def _articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield id, source and digest of the articles of a corpus; what is damaged, a build replaces."""
    path = folder / ARTICLES
    if not path.is_file():
        return
    with Source.of(path).open() as stream:
        for line in that_fit(stream, 8 * MAX_ARTICLE_BYTES):
            try:
                record = json.loads(line)
                facts = record["id"], record["source"], record["sha256"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if all(isinstance(fact, str) for fact in facts):
                yield facts
