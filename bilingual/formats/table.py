"""What TSV, CSV and spreadsheets share: the columns of a segment, and finding them again in a table that was edited.

A header is read as people and programs write it: in any case, a language by its code, with a region or by its name.
Without a column of ids, segments are found by their source.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, cast

from bilingual.data import Origin
from bilingual.errors import InputError
from bilingual.formats.remarked import IDS, NOTE, REMARKS, has_notes, is_of_notes, remark_of, says_actions
from bilingual.formats.rows import MAX_ROW_BYTES, NO_REMARK, Row, State, too_long
from bilingual.io.cells import parsed as bounded
from bilingual.io.lines import BoundedLines, TooLongError
from bilingual.io.peeked import peek, recoded, with_line_feeds
from bilingual.languages import NAMES, tag
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO

    from bilingual.data import Pair
    from bilingual.io.source import Source

    # The number of a line, and its cells.
    Line = tuple[int, Sequence[str]]
    # Names of columns, and the languages → where the id, the source and the target stand, None where it is no table.
    Find = Callable[[Sequence[str], tuple[str, str]], tuple[int | None, int | None, int] | None]

# What may stand between cells, the likeliest first.
DELIMITERS = ",;\t|"
# What people call the columns besides a language's own names.
_SOURCES = (
    "source",
    "src",
    "source text",
    "source segment",
    "source sentence",
    "segment source",
    "texte source",
    "source_text",
    "original",
    "text",
    "texte",
    "phrase",
)
_TARGETS = (
    "target",
    "tgt",
    "translation",
    "target text",
    "target segment",
    "target sentence",
    "segment cible",
    "target_text",
    "traduction",
    "cible",
    "texte cible",
)
# A column in which Weblate says that a translation is not done, and what it has there.
_FUZZY, _YES = "fuzzy", frozenset({"true", "1", "yes"})
# What languages are called in the other language of most corpora.
_IN_FRENCH = {"fr": "français", "en": "anglais", "de": "allemand", "es": "espagnol", "it": "italien", "pt": "portugais"}
_OUR_ID = re.compile(r".+:\d+:\d+")
_ALL = 3
# Lines in which the names of the columns are looked for where the first one is a title.
_TITLES = 4
# A byte-order mark of UTF-8 that a program took for Windows-1252, and with it all else in the table.
_MARK_MISREAD = "ï»¿"


def header(languages: tuple[str, str]) -> list[str]:
    """Return the names of the columns.

    >>> header(("fr", "en"))
    ['id', 'fr', 'en', 'kind', 'score', 'flags', 'repaired', 'origin']
    """
    return ["id", *languages, "kind", "score", "flags", "repaired", "origin"]


def cells(pair: Pair) -> list[str]:
    """Return what stands in the columns."""
    segment, translation = pair.segment, pair.translation
    score = "" if translation.score is None else str(translation.score)
    facts = [segment.kind.value, score, " ".join(translation.flags), str(translation.repaired or ""), pair.origin.value]
    return [segment.id, segment.text, translation.text, *facts]


def columns(names: Sequence[str], languages: tuple[str, str]) -> tuple[int | None, int, int] | None:
    """Return where the id (None: nowhere), the source and the target stand, None where a text has no column.

    >>> columns(["EN-GB", "note", "French"], ("fr", "en")), columns(["id", "fr"], ("fr", "en"))
    ((None, 2, 0), None)
    >>> columns(["ID", "Source", "Target", "en"], ("fr", "en"))
    (0, 1, 3)
    """
    folded = [" ".join(name.strip().strip("\ufeff").casefold().split()) for name in names]
    source, target = (
        _column(folded, _names_of(language), others)
        for language, others in zip(languages, (_SOURCES, _TARGETS), strict=True)
    )
    if source is None or target is None or source == target:
        return None
    return _column(folded, [*IDS], ()), source, target


def columns_by_id(names: Sequence[str], target: str) -> tuple[int, None, int] | None:
    """Return where the id and the target stand in a table without a source, None where one of them has no column.

    >>> columns_by_id(["ID", "English"], "en"), columns_by_id(["fr", "en"], "en")
    ((0, None, 1), None)
    """
    folded = [" ".join(name.strip().strip("\ufeff").casefold().split()) for name in names]
    found = _column(folded, _names_of(target), _TARGETS)
    identity = _column(folded, [*IDS], ())
    return None if found is None or identity is None or found == identity else (identity, None, found)


def _names_of(language: str) -> list[str]:
    """Return what a language's column is called, the surest name first."""
    named = [*NAMES.get(language, ()), _IN_FRENCH.get(language, language)]
    plain = [name.translate(str.maketrans("çéè", "cee")) for name in map(str.casefold, named)]
    return [language.casefold(), tag(language).casefold(), *map(str.casefold, named), *plain]


def _column(folded: Sequence[str], names: Sequence[str], others: Sequence[str]) -> int | None:
    for name in names:
        if name in folded:
            return folded.index(name)
    for number, said in enumerate(folded):
        # With a region, as in fr-FR, or within brackets behind something else.
        if any(re.fullmatch(rf"{re.escape(name)}[-_ ]\(?[\w ]+\)?|.+\({re.escape(name)}\)", said) for name in names):
            return number
    return next((folded.index(name) for name in others if name in folded), None)


class Padded(list[str]):
    """Cells of a row, as many as anybody asks for: those behind the last one that is there are empty."""

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a list has it
        """Return a cell."""
        return "" if isinstance(index, int) and index >= len(self) else super().__getitem__(index)


class NoHeaderError(InputError):
    """The first line of a table does not name its columns."""


def rows(  # noqa: PLR0913, PLR0917 - all that a kind of table may have of its own
    table: Iterable[Line],
    source: Source,
    languages: tuple[str, str],
    within: str = "",
    find: Find = columns,
    unguard: Callable[[str], str] = str,
) -> Iterator[Row]:
    """Yield the segments of a table, given as (line number, cells) with the header first.

    Only the columns of id and texts are looked at, wherever they stand, which ``find`` says, and those of what a person
    did, whose table was written for spreadsheets: ``unguard`` takes off what keeps its cells from being formulas.
    ``within`` says before the number of a line where that stands. Raises InputError, of which NoHeaderError.
    """
    lines = iter(table)
    first, names = next(((number, cells) for number, cells in lines if any(cells)), (0, ()))
    if names and names[0].startswith(_MARK_MISREAD):
        lines = ((number, [_reread(cell) for cell in cells]) for number, cells in lines)
        names = [_reread(name) for name in names]
    found = find(names, languages)
    for _ in range(_TITLES if found is None and len([name for name in names if name]) <= 1 else 0):
        # A title stands above the table.
        number, cells = next(lines, (0, ()))
        if (found := find(cells, languages)) is not None:
            first, names = number, cells
            break
    if found is None and len(names) >= _ALL and _OUR_ID.fullmatch(names[0]):
        identity, text, target = names[:_ALL]  # a table of ours, whose header somebody took away
        yield Row(f"{within}line {first}", identity, text, target)
        found = (0, 1, 2)
    if found is None:
        raise _no_header(names, source, languages)
    fuzzy = next((number for number, name in enumerate(names) if name.strip().casefold() == _FUZZY), None)
    facts = {name.strip().casefold(): number for number, name in enumerate(names)}
    for_spreadsheets = says_actions(names) or is_of_notes(names)
    remarks = REMARKS if says_actions(names) else [NOTE] if has_notes(facts) else []
    facts = {name: facts[name] for name in ("article", "kind", "origin", *remarks) if name in facts}
    for number, cells in lines:
        if not any(cells):
            continue
        values = cells[1:] if _has_row_name(cells, names, found[0]) else cells
        if len(values) <= max(column for column in found if column is not None) and not isinstance(values, Padded):
            raise source.error(
                f"line {number} has {count(len(values), 'column')}, not {len(names)}", "Correct the line"
            )
        identity, text, target = ("" if column is None else values[column] for column in found)
        if for_spreadsheets:
            identity, text, target = map(unguard, (identity, text, target))
        undone = fuzzy is not None and fuzzy < len(values) and values[fuzzy].strip().casefold() in _YES
        state = State.UNFINISHED if undone else State.GIVEN
        told = {name: values[place] for name, place in facts.items() if place < len(values)}
        remark = remark_of(told) if remarks else NO_REMARK
        yield Row(
            f"{within}line {number}",
            identity,
            text,
            target,
            State.CONFIRMED if remark.action == "accept" else state,
            article=told.get("article", ""),
            kind=told.get("kind", ""),
            machine=told.get("origin") == Origin.MT,
            remark=remark,
        )


def _no_header(names: Sequence[str], source: Source, languages: tuple[str, str]) -> NoHeaderError:
    """Return what to say of a first line that does not name the columns of both texts."""
    said = source.error(
        f"its first line names no columns '{languages[0]}' and '{languages[1]}'" if names else "it is empty",
        f"Name {languages[0]} and {languages[1]} there, with id where you have it",
    )
    return NoHeaderError(said.message, said.remedy)


def _has_row_name(values: Sequence[str], names: Sequence[str], column: int | None) -> bool:
    """Whether a line has a cell in front that the header has no name for, as R writes them."""
    if column is None or len(values) != len(names) + 1:
        return False
    return not _OUR_ID.fullmatch(values[column]) and bool(_OUR_ID.fullmatch(values[column + 1]))


def _reread(cell: str) -> str:
    """Return what a cell says in UTF-8 that was taken for Windows-1252, the cell where that cannot be told.

    >>> _reread("Ã©tÃ©"), _reread("été")
    ('été', 'été')
    """
    try:
        return cell.encode("cp1252").decode("utf-8-sig")
    except UnicodeError:
        return cell


def parsed(lines: Iterator[str], source: Source, delimiter: str) -> Iterator[Line]:
    """Yield the lines of a table with quotes as RFC 4180 has them, by number. Raises InputError."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in bounded(reader, MAX_ROW_BYTES):
            yield reader.line_num, cells
    except csv.Error as error:
        raise source.error(f"line {reader.line_num} is no CSV ({error})", "Correct the line") from error


def delimiter_of(first: str, languages: tuple[str, str], likely: str, find: Find = columns) -> str:
    """Return what stands between the cells of a header: what makes columns of it, else what comes first in it.

    >>> delimiter_of("id;fr;en", ("fr", "en"), ","), delimiter_of('"a, b"|FR|EN', ("fr", "en"), ",")
    (';', '|')
    """
    marks: list[str] = list(dict.fromkeys([likely, *DELIMITERS]))
    for mark in marks:
        try:
            names = next(csv.reader([first], delimiter=mark), [])
        except csv.Error:
            continue
        if find(names, languages):
            return mark
    found = [mark for mark in DELIMITERS[:_ALL] if mark in first]
    return min(found, key=first.index) if found else likely


def text_lines(stream: IO[bytes], source: Source, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines of a text with their line feeds, without a byte-order mark. Raises InputError.

    Where lines end with carriage returns alone, as old programs of Macintoshes have it, they end with line feeds here.
    """
    lines = None
    if encoding != "utf-8":
        stream = recoded(stream, encoding)
    try:
        lines = BoundedLines(with_line_feeds(*peek(stream)), MAX_ROW_BYTES)
        for raw in lines:
            yield raw.decode("utf-8-sig" if lines.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        number = 1 if lines is None else lines.number
        raise source.error(f"line {number} is not {encoding.upper()}", "Save it as UTF-8") from error
    except TooLongError as error:
        raise too_long(source, cast("BoundedLines", lines)) from error
