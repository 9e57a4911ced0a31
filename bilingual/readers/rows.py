"""A row with named fields → the article in it: a line of JSON, an object of a list, a row of a table.

A fact that cannot be read is left out and noted, the article never is. What the row says wins over what is found in the
text. A ``language`` must be that of the sources, where it is a code at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.languages import ISO_639_1, ISO_639_2, NAMES, tag
from bilingual.lexicon.folding import fold_line
from bilingual.readers import facts, stated, written_dates
from bilingual.readers.fields import ANYWHERE, Fields, Row, candidates, seen
from bilingual.readers.mending import mojibake_note
from bilingual.readers.prose import prose_of
from bilingual.readers.wrapped import unwrapped, with_metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bilingual.io.source import Source

T = TypeVar("T")

# What no article reaches; what is larger is read past in pieces, so that it cannot fill the memory.
MAX_ROW_BYTES = 64 * 1024**2
# How far into the text its own title may begin, in characters.
_TITLE_WITHIN = 50
# Errors of one file that are kept until an article is found in it.
_MOST_HELD = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its number, and what it is called (``line 3``); ``raw_sha256`` is of its bytes.

    ``alone`` says that nothing else is in the file.
    """

    number: int
    name: str
    raw_sha256: str
    encoding: str = "utf-8"
    alone: bool = False


@dataclass(frozen=True, slots=True)
class How:
    """How rows are read: the language of their texts, what to do with line breaks, and the fields that were named."""

    language: str = "fr"
    line_breaks: str = "auto"
    fields: Fields = ANYWHERE


class NoTextError(InputError):
    """A row, or a whole file, has no field with a text. ``fields`` are the names that it has."""

    def __init__(self, message: str, remedy: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.fields = fields


class NoArticleError(ValueError):
    """A row is no article; says why. ``fields`` are its names where it has no text, None where that is not it."""

    def __init__(self, message: str, fields: tuple[str, ...] | None = None) -> None:
        super().__init__(message)
        self.fields = fields


NAME_IT: Final = "Name the one that has the texts with --text-field"
# What is called so by those who have texts and their translations in one file.
_TRANSLATED: Final = ({"fr", "en"}, {"source", "target"}, {"translation"})


def remedy_of(names: Iterable[str]) -> str:
    """Return what to do with rows of which no field has a text by its name.

    >>> remedy_of(["id", "fr", "en"])
    'Name the one that has the texts with --text-field, or make a corpus of its translations with bilingual align'
    """
    folded = {name.strip().casefold() for name in names}
    pairs = any(one <= folded for one in _TRANSLATED)
    return f"{NAME_IT}, or make a corpus of its translations with bilingual align" if pairs else NAME_IT


def read(items: Iterable[tuple[Place, Any] | InputError], source: Source, how: How) -> Iterator[Article | InputError]:
    """Yield the article of each row, or what is wrong with it. Raises NoTextError where no row has a text.

    Until some row is an article, those without a text are only counted: it may be no file of articles at all.
    """
    held: list[InputError] = []
    without: NoTextError | None = None
    count = 0
    # Of what is behind the first part, whoever parted the file saw that an article stands before it.
    started = source.within is not None and source.within.start > 0
    for item in items:
        found = item if isinstance(item, InputError) else _found(item, source, how)
        if not started and isinstance(found, NoTextError):
            without, count = without or found, count + 1
            held += [found] * (len(held) < _MOST_HELD)
            continue
        if not started:
            started = True
            yield from held
            if count > len(held):
                yield source.error(f"{count - len(held):,} more lines have no text", NAME_IT)
        yield found
    if not started and without is not None:
        names = without.fields
        raise NoTextError(*_no_text(source, names, how.fields), names)


def _no_text(source: Source, names: tuple[str, ...], fields: Fields) -> tuple[str, str]:
    if not names:
        error = source.error("it holds no objects with named fields", "Give an object with a text for each article")
        return error.message, error.remedy
    error = source.error(missing(names, fields), remedy_of(names))
    return error.message, error.remedy


def missing(names: Iterable[str], fields: Fields) -> str:
    """Return what to say of a row or table without a text.

    >>> missing(["id", "nom"], Fields()), missing(["id"], Fields(text="corps"))
    ('no text among its fields: id, nom', "no text in a field 'corps' (it has id)")
    """
    shown = seen(list(names))
    return (
        f"no text in a field '{fields.text}' (it has {shown})" if fields.text else f"no text among its fields: {shown}"
    )


def _found(item: tuple[Place, Any], source: Source, how: How) -> Article | InputError:
    place, value = item
    try:
        return article(value, place, source, how)
    except RecursionError:
        return source.error(f"{place.name} is no article (something in it is nested too deep)", "Correct or remove it")
    except NoArticleError as error:
        reason = f"{place.name} is no article ({error})"
        if error.fields is None:
            return source.error(reason, "Correct or remove it")
        told = source.error(reason, f"{NAME_IT}, or remove it")
        return NoTextError(told.message, told.remedy, error.fields)


def article(value: Any, place: Place, source: Source, how: How) -> Article:  # noqa: ANN401 - whatever it holds
    """Return the article of a row. Raises NoArticleError."""
    if not isinstance(value, Mapping):
        raise NoArticleError("no object with named fields", ())
    row = with_metadata(unwrapped(value, how.fields))
    text, has_markup = _text(row, how.fields)
    _refuse_other(row, how.language, how.fields)
    told = stated.Stated(row, how.fields)
    title = told.first("title", stated.title_of)
    # A title that is not in the text is prose too, to be translated: it goes in front.
    if title and not fold_line(text[: _TITLE_WITHIN + len(title)]).startswith(fold_line(title)):
        text = f"{title}\n\n{text}"
    # Mark-up says itself where lines end.
    prose = prose_of(text, how.language, "keep" if has_markup else how.line_breaks)
    found = prose.metadata
    if not prose.paragraphs:
        raise NoArticleError("no prose in it")
    metadata = replace(
        found,
        title=title or found.title,
        date=told.first("date", written_dates.read) or found.date,
        publisher=told.first("publisher", stated.publisher_of) or found.publisher,
        site=told.first("site", stated.site_of) or found.site,
        authors=told.first("authors", lambda value: facts.names_of(value) or None) or found.authors,
        section=told.first("section", stated.section_of) or found.section,
        url=told.first("url", stated.url_of),
        license=told.first("license", stated.license_of),
    )
    return Article(
        id=_id(row, place, source),
        text=text,
        paragraphs=prose.paragraphs,
        metadata=metadata,
        language=how.language,
        source=source.name if place.alone else f"{source.name}:{place.number}",
        sha256=place.raw_sha256,
        encoding=place.encoding,
        notes=(*mojibake_note(text), *prose.notes, *told.notes),
        joined=prose.joined,
    )


def _text(row: Row, fields: Fields) -> tuple[str, bool]:
    """Return the text of a row, and whether it had mark-up. Raises NoArticleError."""
    empty = False
    for _, value in candidates(row, "text", fields):
        if (text := facts.text_of(value)) is not None:
            return text, facts.has_markup(value)
        empty = empty or (isinstance(value, str) and not value.strip())
    if empty or _is_null(row, fields):
        raise NoArticleError("no prose in it")
    raise NoArticleError(missing(map(str, row), fields), tuple(map(str, row)))


def _is_null(row: Row, fields: Fields) -> bool:
    """Whether a row has a field of texts, and nothing in it.

    >>> _is_null({"id": 1, "text": None}, Fields()), _is_null({"id": 1}, Fields())
    (True, False)
    """
    return any(candidates({name: "" for name, value in row.items() if value is None}, "text", fields))


def _refuse_other(row: Row, language: str, fields: Fields) -> None:
    """Raise NoArticleError where a row says that it is in another language: ``de``, ``de-CH``, ``deu``, ``German``.

    >>> _refuse_other({"language": "de"}, "fr", Fields())
    Traceback (most recent call last):
    bilingual.readers.rows.NoArticleError: it is in 'de', not in 'fr'
    >>> _refuse_other({"lang": "fr-CA"}, "fr", Fields()), _refuse_other({"lang": "français"}, "fr", Fields())
    (None, None)
    >>> _refuse_other({"language": "zh-TW"}, "zt", Fields()), _refuse_other({"lang": ["en", "fra"]}, "fr", Fields())
    (None, None)
    """
    stated = next((value for _, value in candidates(row, "language", fields)), None)
    codes = {code for said in (stated if isinstance(stated, list) else [stated]) if (code := _code(said))}
    if codes and not codes & {language, tag(language).partition("-")[0]}:
        raise NoArticleError(f"it is in '{min(codes)}', not in '{language}'")


def _code(said: object) -> str | None:
    """Return the language that a tag or an English name means, None where that is not known."""
    if not isinstance(said, str):
        return None
    primary = said.strip().replace("_", "-").partition("-")[0].lower()
    code = ISO_639_2.get(primary, primary)
    if code in ISO_639_1:
        return code
    return next((code for code, names in NAMES.items() if primary in map(str.casefold, names)), None)


def _id(row: Row, place: Place, source: Source) -> str:
    """Return the row's own id, or the file's with the row's number."""
    for _, said in candidates(row, "id", Fields()):
        # A data frame makes such numbers of a column with gaps.
        value = int(said) if isinstance(said, float) and said.is_integer() else said
        if isinstance(value, (bool, list, float)):
            continue
        name = facts.text_of(value) if isinstance(value, Mapping) else facts.clean(str(value))
        if name and name.strip() and name.casefold() not in facts.ABSENT:
            return name
    return source.id if place.alone else f"{source.id}-{place.number}"
