"""Texts line by line, as Moses and OPUS have them: ``x.fr`` and ``x.en``, the same line of each saying the same.

A third file, ``x.ids``, may name the lines, as ours does. There are no escapes: a line is a text.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from bilingual.errors import InputError
from bilingual.formats import table
from bilingual.formats.encoding import encoding_of
from bilingual.formats.rows import Row
from bilingual.io.source import COMPRESSED, Source
from bilingual.languages import code_among
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

_IDS: Final = "ids"


def language_of(path: Path, languages: Sequence[str]) -> str | None:
    """Return which of the languages the suffix of a file says, None where it says none of them.

    >>> from pathlib import Path
    >>> [language_of(Path(name), ("fr", "en")) for name in ("a.fr-FR.gz", "a.en", "b", "b.txt")]
    ['fr', 'en', None, None]
    """
    suffix = _bare(path).suffix.removeprefix(".")
    return code_among(suffix, languages) if suffix else None


def files_of(path: Path, languages: tuple[str, str]) -> tuple[Path, Path] | None:
    """Return both files of which a path names one, or what they have in common; None where there are no two."""
    folder, stem = path.parent, _bare(path).stem if language_of(path, languages) else path.name
    found: dict[str, Path] = {}
    try:
        names = sorted(folder.glob(f"{_literal(stem)}.*"))
    except (OSError, ValueError):
        return None
    for other in names:
        bare = _bare(other)
        code = language_of(other, languages) if bare.stem == stem else None
        if code and (code not in found or other == path):
            found[code] = other
    return (found[languages[0]], found[languages[1]]) if len(found) == len(languages) else None


def rows(files: tuple[Path, Path]) -> Iterator[Row]:
    """Yield the lines of two files side by side. Raises InputError, of two of unequal length before the first row."""
    sources = [Source.of(path) for path in files]
    encodings = [encoding_of(source) for source in sources]
    lines = [sum(1 for _ in _lines(source, encoding)) for source, encoding in zip(sources, encodings, strict=True)]
    if lines[0] != lines[1]:
        raise InputError(
            f"'{sources[0].name}' has {count(lines[0], 'line')} and '{sources[1].name}' {lines[1]:,}",
            "Name two files that are aligned line by line, or align their texts with --as txt",
        )
    with ExitStack() as stack:
        sides = [
            stack.enter_context(closing(_lines(source, encoding)))
            for source, encoding in zip(sources, encodings, strict=True)
        ]
        ids = stack.enter_context(closing(_ids(files[0], lines[0])))
        for number, (text, target, identity) in enumerate(zip_longest(*sides, ids, fillvalue=""), 1):
            yield Row(f"line {number}", identity, text, target)


def _ids(path: Path, lines: int) -> Generator[str]:
    """Yield the names of lines, where a file beside this one has as many."""
    beside = path.with_name(f"{_bare(path).stem}.{_IDS}")
    if beside.is_file():
        source = Source.of(beside)
        if sum(1 for _ in _lines(source, "utf-8")) == lines:
            yield from _lines(source, "utf-8")


def _lines(source: Source, encoding: str) -> Generator[str]:
    with source.open() as stream:
        for line in table.text_lines(stream, source, encoding):
            yield line.rstrip("\r\n")


def _bare(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


def _literal(name: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in name)
