"""What a person names to be aligned → texts in pairs: two files, folders, files of pairs that are aligned already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bilingual.errors import InputError, UsageError
from bilingual.formats import moses_rows
from bilingual.io.source import STDIN, Source
from bilingual.pipeline.aligning import ready
from bilingual.pipeline.aligning.bitexts import Bitext
from bilingual.pipeline.aligning.folders import Paired, paired, the_article
from bilingual.pipeline.aligning.listed import read_list
from bilingual.pipeline.aligning.reading import bitexts as of_names
from bilingual.pipeline.aligning.reading import note
from bilingual.pipeline.aligning.units import LANGUAGES, PAIRS_ALONE, XCES
from bilingual.readers import READERS
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.options import Options
    from bilingual.pipeline.run import Run

    # A pair of files with one text each, French first; else a folder, or a file of pairs.
    Named = tuple[str, str] | str

# The suffix of workbooks, which builds do not read.
_WORKBOOK: Final = ".xlsx"
# Kinds of which a file may hold texts, or pairs: what is in two of them tells.
# A text, or one side of pairs line by line; a feed, or links of sentences.
_MAY_LINK: Final = frozenset({".txt", ".xml"})
_EITHER: Final = frozenset({".tsv", ".csv", ".jsonl", ".ndjson", ".jl"})
_SAY = "Name a French text and its English translation, a folder of both, or a file of pairs such as .tmx"


def named(sources: Sequence[str], options: Options) -> list[Named]:
    """Return what sources on a command line mean: two files of texts are a pair, others stand for themselves.

    Raises UsageError for a text that stands alone.
    """
    if len(sources) == 2 and _are_texts(sources, options):  # noqa: PLR2004 - a French and an English one
        return [(sources[0], sources[1])]
    found: list[Named] = []
    for name in sources:
        files = _line_by_line(name)
        if files is not None and any(str(file) in found for file in files):
            continue  # both of a pair line by line were named
        if not _is_folder(name) and files is None and _is_text(name):
            raise UsageError(f"'{encodable(name)}' is one text, with nothing to align it with", _SAY)
        found.append(name)
    return found


def _are_texts(sources: Sequence[str], options: Options) -> bool:
    if any(map(_is_folder, sources)):
        return False
    if options.read_as is not None:
        return True
    kinds = [_kind(name) for name in sources]
    if any(kind in PAIRS_ALONE or kind == _WORKBOOK for kind in kinds):
        return False
    if all(kind in _EITHER for kind in kinds):
        return not all(_has_pairs(name) for name in sources)
    files = [_line_by_line(name) for name in sources]
    return not (files[0] is not None and files[0] == files[1])


def _is_text(name: str) -> bool:
    """Whether a file holds a text and no pairs, as far as its name tells."""
    return name == STDIN or (_kind(name) in READERS and _kind(name) not in _EITHER | _MAY_LINK)


def _kind(name: str) -> str:
    return Source.of(Path(name)).format if name != STDIN else ""


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def files_of(sources: Iterable[Named]) -> list[str]:
    """Return the names of all files and folders."""
    return [name for one in sources for name in ((one,) if isinstance(one, str) else one)]


def places_of(sources: Iterable[Named]) -> list[str]:
    """Return the names of all that articles may say that they come from.

    Those of a file of links are documents in its folder.
    """
    found: list[str] = []
    for name in files_of(sources):
        found += [name] if (files := _line_by_line(name)) is None else map(str, files)
        if _kind(name) == XCES:
            found.append(str(Path(name).parent))
    return found


def _line_by_line(name: str) -> tuple[Path, Path] | None:
    """Return two files of which a name is one, or what both have in common (``x.fr`` and ``x.en``)."""
    path = Path(name)
    if name == STDIN or "\0" in name:
        return None
    if moses_rows.language_of(path, LANGUAGES) is None and (path.exists() or _kind(name) in READERS):
        return None
    return moses_rows.files_of(path, LANGUAGES)


def _has_pairs(name: str) -> bool:
    """Whether the first row of a file has both texts."""
    from bilingual.pipeline.aligning.units import LeftOut, units

    try:
        next(units(Source.of(Path(name)), LeftOut()), None)
    except InputError:
        return False
    return True


def bitexts(
    sources: Sequence[Named], options: Options, run: Run, pairs: Path | None = None
) -> Iterator[Bitext | InputError]:
    """Yield the texts that sources hold in pairs, or what is wrong with some. ``pairs`` is a list for the one folder.

    Raises UsageError for a list that is wrong, or has no folder.
    """
    folders = [name for name in sources if isinstance(name, str) and _is_folder(name)]
    if pairs is not None and len(folders) != 1:
        raise UsageError(
            f"a list of pairs is for one folder, not for {count(len(folders), 'folder')}",
            "Name the folder of its files",
        )
    for name in sources:
        if isinstance(name, tuple):
            yield from of_names([name], options, run)
        elif _is_folder(name):
            yield from _in_folder(Path(name), options, run, pairs)
        elif not (Path(name).exists() or _line_by_line(name)):
            yield InputError(f"no such file or folder '{encodable(name)}'", "Check the path")
        else:
            yield from ready.bitexts(Source.of(Path(name)), run, _line_by_line(name))


def _in_folder(folder: Path, options: Options, run: Run, pairs: Path | None) -> Iterator[Bitext | InputError]:
    """Yield the pairs of a folder, and the files in it that hold pairs; what has no partner is told."""
    listed = read_list(pairs, folder) if pairs is not None else []
    with run.report.stage("pairing"):
        try:
            found = paired(folder, options, listed)
        except InputError as error:
            yield InputError(error.message, error.remedy)
            return
    for line in found.notes():
        run.listener.note(line)
    run.report.alone += [name for name, _ in found.alone]
    if not found.pairs and not found.ready:
        yield _no_pair(folder, found)
    for source, target in found.pairs:
        yield _read(source, target, options, run)
    for file in found.ready:
        yield from ready.bitexts(file, run)


def _no_pair(folder: Path, found: Paired) -> InputError:
    texts = count(len(found.alone), "text")
    return InputError(
        f"no two of the {texts} in '{encodable(str(folder))}' are clearly translations of each other",
        "Say which are in a list, with --pairs",
    )


def _read(source: Source, target: Source, options: Options, run: Run) -> Bitext | InputError:
    before = source.position + target.position
    try:
        articles = [
            the_article(one, language, options) for one, language in zip((source, target), LANGUAGES, strict=True)
        ]
    except InputError as error:
        return InputError(error.message, error.remedy)
    for article in articles:
        note(article, run)
    with run.report.stage("segmenting"):
        return Bitext.of(articles[0], articles[1], source.position + target.position - before)
