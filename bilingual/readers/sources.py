"""What a person names → the articles in it: the one way to read sources, for builds, estimates and pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.readers import READERS, discovery, read, suffix_of
from bilingual.readers.fields import Fields
from bilingual.readers.rows import NoTextError
from bilingual.wording import count

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bilingual.data import Article
    from bilingual.io.source import Source
    from bilingual.options import Options

_GLOSSARIES = frozenset({"glossary.tsv", "glossary.csv", "glossary.tbx"})


def articles_of(
    names: Sequence[str], language: str, options: Options, unread: Counter[str]
) -> Iterator[tuple[Article | InputError, int]]:
    """Yield every article, or what is wrong with it, and how many bytes were read for it.

    ``names`` are files, folders and ``-`` for standard input; ``unread`` is as ``sources_in`` has it.
    """
    return articles_in(sources_in(names, options, unread), language, options, unread)


def articles_in(
    sources: Iterable[Source | InputError], language: str, options: Options, unread: Counter[str]
) -> Iterator[tuple[Article | InputError, int]]:
    """Do as ``articles_of`` does with sources that are found already, or of which it is known what is wrong."""
    fields = fields_of(options)
    for source in sources:
        if isinstance(source, InputError):
            yield source, 0
            continue
        before = 0
        try:
            for item in read(source, language, options.line_breaks, fields, options.read_as):
                yield item, source.position - before
                before = source.position
        except InputError as error:
            if (wrong := left(source, error, unread)) is not None:
                yield wrong, source.position - before
        unread.update(source.passed)


def fields_of(options: Options) -> Fields:
    """Return what the options say of the fields of tables and JSON."""
    return Fields(options.text_field, options.title_field, options.date_field)


def sources_in(names: Sequence[str], options: Options, unread: Counter[str]) -> Iterator[Source | InputError]:
    """Yield the sources of files, folders and standard input, or what is wrong with one.

    ``unread`` gets the files of folders that nothing reads, by suffix, and links to other folders; ``left`` adds those
    in which there is no text, and ``articles_of`` what is no article in files of many. A glossary in a folder (the
    run's own, or one that is called so) is left without a word.
    """

    def pass_over(path: Path) -> bool:
        passed = options.read_as is None or path.is_dir()
        if passed and not _is_glossary(path, options):
            unread[suffix_of(path)] += 1
        return passed or _is_glossary(path, options)

    for source in discovery.find(names, READERS, pass_over):
        in_folder = None if isinstance(source, InputError) or not source.found else source.path
        if in_folder is None or not _is_glossary(in_folder, options):
            yield source


def left(source: Source | InputError, error: InputError, unread: Counter[str]) -> InputError | None:
    """Return what is wrong with a source, None where it is only counted as unread.

    That is a table or JSON in a folder without a text: it may be about anything.
    """
    if not isinstance(error, NoTextError):
        return error
    if not isinstance(source, InputError) and source.found and source.path is not None:
        unread[suffix_of(source.path)] += 1
        return None
    return InputError(error.message, error.remedy)


def told(unread: Mapping[str, int]) -> str:
    """Return how many files nothing reads, by suffix, the most frequent first.

    >>> told({".pdf": 1, ".docx": 2})
    '3 files not read: .docx 2, .pdf 1'
    """
    order = sorted(unread.items(), key=lambda item: -item[1])
    kinds = ", ".join(f"{name} {number:,}" for name, number in order)
    return f"{count(sum(unread.values()), 'file')} not read: {kinds}"


def _is_glossary(path: Path, options: Options) -> bool:
    """Whether a file in a folder is a glossary: by its name, or since it is that of the run."""
    if path.name.casefold() in _GLOSSARIES:
        return True
    try:
        return options.glossary is not None and options.glossary.samefile(path)
    except OSError:
        return False
