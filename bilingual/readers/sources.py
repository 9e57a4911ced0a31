"""What a person names → the articles in it: the one way to read sources, for builds, estimates and pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.readers import READERS, discovery, read, suffix_of
from bilingual.readers.fields import Fields
from bilingual.readers.rows import NoTextError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article
    from bilingual.options import Options

_GLOSSARIES = frozenset({"glossary.tsv", "glossary.csv", "glossary.tbx"})


def articles_of(
    names: Sequence[str], language: str, options: Options, unread: Counter[str]
) -> Iterator[tuple[Article | InputError, int]]:
    """Yield every article, or what is wrong with it, and how many bytes were read for it.

    ``names`` are files, folders and ``-`` for standard input. ``unread`` gets the files of folders that nothing reads,
    by suffix; a table or JSON in a folder is one of them where it has no text, since it may be about anything. A
    glossary in a folder (the run's own, or one that is called so) is left without a word.
    """
    fields = Fields(options.text_field, options.title_field, options.date_field)

    def pass_over(path: Path) -> bool:
        if options.read_as is None and not _is_glossary(path, options):
            unread[suffix_of(path)] += 1
        return options.read_as is None or _is_glossary(path, options)

    for source in discovery.find(names, READERS, pass_over):
        if isinstance(source, InputError):
            yield source, 0
            continue
        if source.found and source.path is not None and _is_glossary(source.path, options):
            continue
        before = 0
        try:
            for item in read(source, language, options.line_breaks, fields, options.read_as):
                yield item, source.position - before
                before = source.position
        except NoTextError as error:
            if source.found and source.path is not None:
                unread[suffix_of(source.path)] += 1
            else:
                yield InputError(error.message, error.remedy), source.position - before
        except InputError as error:
            yield error, source.position - before


def _is_glossary(path: Path, options: Options) -> bool:
    """Whether a file in a folder is a glossary: by its name, or since it is that of the run."""
    if path.name.casefold() in _GLOSSARIES:
        return True
    try:
        return options.glossary is not None and options.glossary.samefile(path)
    except OSError:
        return False
