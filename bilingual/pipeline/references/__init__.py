"""Translations by people beside the machine's: found in a table, or in a folder of texts that are aligned here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from bilingual.errors import UsageError
from bilingual.wording import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Article, Reference, Segment
    from bilingual.options import AnyPath, Options
    from bilingual.pipeline.overlay import Written
    from bilingual.pipeline.run import Run, Window


# A window, or an article with its pairs.
_Item = TypeVar("_Item")


class References(Protocol):
    """Says what people made of articles."""

    def of(self, article: Article, segments: Sequence[Segment]) -> list[Reference | None]:
        """Return the reference of each segment, None where there is none."""
        ...

    def left(self) -> Iterator[str]:
        """Yield, at the end, what a person should know of those that no article wanted, a line each."""
        ...


def references(path: AnyPath, names: Sequence[str], options: Options, run: Run) -> References:
    """Return the references in a table or a folder for the articles of the sources ``names``.

    Raises InputError where they cannot be read, UsageError for a folder in languages that are not aligned.
    """
    path = Path(path)
    if not path.is_dir():
        from bilingual.pipeline.references.tables import TableReferences

        return TableReferences.read(path, options.pair)
    if options.pair != ("fr", "en"):
        raise UsageError(
            f"'{encodable(str(path))}' is a folder, and only French and English texts are aligned",
            "Give a table of references, with the columns id and the code of the target language",
        )
    from bilingual.pipeline.references.folders import FolderReferences

    return FolderReferences.read(path, names, options, run)


def laid(  # noqa: PLR0913, PLR0917 - what references are read of, and what they are laid over
    items: Iterable[_Item],
    path: AnyPath | None,
    names: Sequence[str],
    options: Options,
    run: Run,
    lay: Callable[[References, _Item, Run], _Item],
) -> Iterator[_Item]:
    """Yield windows, or written articles, with the references that ``lay`` gives them, where some are asked for.

    Raises what ``references`` raises, when the first is asked for.
    """
    if path is None:
        yield from items
        return
    found = references(path, names, options, run)
    for item in items:
        with run.report.stage("references"):
            made = lay(found, item, run)
        yield made
    for line in found.left():
        run.listener.note(line)


def in_window(found: References, window: Window, run: Run) -> Window:  # noqa: ARG001 - of one shape with ``beside``
    """Return a window with the references of its articles; those that stay keep theirs."""
    for article, segments in window.articles:
        if article.id not in window.kept:
            window.references[article.id] = found.of(article, segments)
    return window


def beside(found: References, written: Written, run: Run) -> Written:
    """Return an article that is translated with its references, which are counted."""
    article, pairs = written
    theirs = found.of(article, [pair.segment for pair in pairs])
    run.report.references += sum(one.segments for one in theirs if one)
    return article, [replace(pair, reference=one) for pair, one in zip(pairs, theirs, strict=True)]
