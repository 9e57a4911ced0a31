"""What other programs call the fields of an article, and finding one in a row.

The names are those that news-please, newspaper, trafilatura, Goose, Readability, Media Cloud, GDELT, WordPress
(https://developer.wordpress.org/rest-api/reference/posts/), schema.org (https://schema.org/NewsArticle), RSS, JSON Feed
and spiders of people's own write. A name is compared without case, accents and marks: ``datePublished`` is
``date_published``, and ``dc:title`` is ``title`` where nothing else is called so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from bilingual.lexicon.folding import fold
from bilingual.wording import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = Mapping[str, Any]

# By fact, in order of trust, the names that our own files have first.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(known.split())
    for name, known in {
        "id": "id articleid docid storiesid identifiant uuid guid",
        "text": (
            "text content body maintext articlebody articletext texte contenu corps corpsdutexte cleanedtext fulltext "
            "storytext bodytext contenttext textcontent articlecontent maincontent textearticle textedelarticle "
            "textcomplet plaintext contentencoded contenthtml bodyhtml contentrendered rawtext html articlehtml "
            "paragraphs paragraphes article"
        ),
        "title": (
            "title titre headline articletitle titrearticle titredelarticle heading intitule titrerendered "
            "titlerendered ogtitle metatitle titlepage titlerss"
        ),
        "date": (
            "date datepublished publishdate datepublish publisheddate publicationdate datepublication "
            "datedepublication dateparution datedeparution parution published publishedat publishedon publishedtime "
            "articlepublishedtime pubdate pubdatetime publiele publishdatetimeutc publishedutc dategmt "
            "dctermscreated dateissued issued seendate datetime timestamp datecreated createdat created datetexte "
            "datemodified datemodify modified updatedat updated lastmodified annee year"
        ),
        "authors": (
            "authors author auteurs auteur byline creator creators authorname nomauteur journaliste journalistes "
            "journalist redacteur redacteurs writer signature"
        ),
        "publisher": (
            "publisher sitename ogsitename metasitename journal newspaper medianame media outlet editeur publication "
            "sourcename sourcehostname titredepresse source"
        ),
        "site": "site hostname sourcedomain domain domaine host website siteurl sourcecommonname mediaurl sourceurl",
        "section": "section articlesection rubrique sectionname category categories categorie",
        "language": "language lang langue inlanguage",
        "url": (
            "url link lien canonicallink canonicalurl articleurl permalink finalurl pageurl webpageurl sourceurl "
            "documentidentifier ogurl uri mainentityofpage guid source"
        ),
        "license": "license licence rights usageterms licenseurl licencename licensename droits",
    }.items()
}
# What an object is wrapped in by databases and services, and what a list of articles is called in what they answer.
WRAPPERS: Final = (
    "source",
    "article",
    "item",
    "data",
    "doc",
    "document",
    "post",
    "story",
    "fields",
    "attributes",
    "page",
    "node",
)
LISTS: Final = [
    "articles",
    "items",
    "results",
    "data",
    "documents",
    "docs",
    "stories",
    "posts",
    "entries",
    "records",
    "rows",
    "hits",
    "graph",
    "news",
    "value",
    "pages",
    "list",
    "itemlistelement",
    "response",
    "feed",
    "channel",
]

# Words that names have besides: what the field is of, and how its text is.
_FILLING: Final = frozenset(
    {
        *("article", "articles", "art", "news", "actu", "page", "post", "item", "doc", "document", "the", "of", "my"),
        *("full", "raw", "clean", "cleaned", "plain", "main", "complet", "complete", "brut", "original", "value"),
        *("str", "string", "txt", "t", "s", "fr", "de", "du", "des", "la", "le", "l", "un", "une"),
    }
)
_WORDS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# Names to say of a row; more are no help.
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fields:
    """What a person calls the fields of a text, its title and its date, None where the known names are to be tried.

    A name may be a path with dots, such as ``content.rendered``.
    """

    text: str | None = None
    title: str | None = None
    date: str | None = None

    def named(self, fact: str) -> str | None:
        """Return what a person calls a fact, None for one that nobody named."""
        return {"text": self.text, "title": self.title, "date": self.date}.get(fact)


ANYWHERE: Final = Fields()


def key(name: str) -> str:
    """Return a name as names are compared.

    >>> key("Date de publication"), key("@id"), key("og:site_name")
    ('datedepublication', 'id', 'ogsitename')
    """
    return _NOT_ALPHANUMERIC.sub("", fold(name))


def candidates(row: Row, fact: str, fields: Fields) -> Iterator[tuple[str, Any]]:
    """Yield name and value of what a row may have for a fact, the likeliest first; nothing for what is absent.

    >>> list(candidates({"Titre": "Un", "dc:title": "Deux"}, "title", Fields()))
    [('Titre', 'Un'), ('dc:title', 'Deux')]
    >>> list(candidates({"post": {"raw": "Oui."}}, "text", Fields(text="post.raw")))
    [('post.raw', 'Oui.')]
    """
    if (named := fields.named(fact)) is not None:
        if (value := at(row, named)) is not None:
            yield named, value
        return
    for name in _likeliest(tuple(row), fact):
        if row[name] is not None:
            yield name, row[name]


@lru_cache(maxsize=512)  # the rows of a file have the same names
def _likeliest(names: tuple[str, ...], fact: str) -> tuple[str, ...]:
    """Return those of the names that a fact may have, the likeliest first."""
    # The very name before one that only reads like it.
    found = (
        name for keys in _keys(names) for known in NAMES[fact] for name in sorted(keys.get(known, ()), key=known.__ne__)
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _keys(names: tuple[str, ...]) -> tuple[dict[str, list[str]], ...]:
    """Return names by what they are compared as: whole, without what stands before a colon, without filling words."""
    whole: dict[str, list[str]] = {}
    bare: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for name in names:
        whole.setdefault(key(name), []).append(name)
        if ":" in name:
            bare.setdefault(key(name.rpartition(":")[2]), []).append(name)
        words = [fold(word) for word in _WORDS.findall(name)]
        kept = [word for word in words if word not in _FILLING]
        if kept and len(kept) < len(words):
            loose.setdefault("".join(kept), []).append(name)
    return whole, bare, loose


def at(row: Row, path: str) -> Any:  # noqa: ANN401 - whatever a row can hold
    """Return what a row has under a name or a path of names with dots, None where there is nothing.

    >>> at({"a.b": 1}, "a.b"), at({"A": {"b": 2}}, "a.b"), at({"a": 1}, "a.b")
    (1, 2, None)
    """
    if path in row:
        return row[path]
    wanted = key(path)
    whole = next((name for name in row if name.casefold() == path.casefold()), None)
    if whole is None and wanted and "." not in path:
        whole = next((name for name in row if key(name) == wanted), None)
    if whole is not None:
        return row[whole]
    first, dot, rest = path.partition(".")
    inner = at(row, first) if dot else None
    return at(inner, rest) if isinstance(inner, Mapping) else None


def unwrapped(row: Row, fields: Fields) -> Row:
    """Return a row without what wraps it, such as the ``_source`` of Elasticsearch, if something does.

    >>> unwrapped({"_id": "7", "_source": {"text": "Oui."}}, Fields())
    {'_id': '7', 'text': 'Oui.'}
    """
    if fields.text is not None or any(isinstance(value, (str, list)) for _, value in candidates(row, "text", fields)):
        return row
    for name, inner in row.items():
        if key(name) in WRAPPERS and isinstance(inner, Mapping) and any(candidates(inner, "text", fields)):
            return {**{other: value for other, value in row.items() if other != name}, **inner}
    return row


def rows_of(record: Row, fields: Fields) -> list[Row]:
    """Return the rows in an object that holds many: a service's answer, or a table as pandas writes it; else none.

    Of lists those under known names are taken, else the longest one.

    >>> rows_of({"status": "ok", "articles": [{"text": "Oui."}]}, Fields())
    [{'text': 'Oui.'}]
    >>> rows_of({"text": {"0": "Un.", "1": "Deux."}, "id": {"0": 5}}, Fields())
    [{'text': 'Un.', 'id': 5}, {'text': 'Deux.'}]
    >>> rows_of({"0": {"text": "Un."}, "1": {"text": "Deux."}}, Fields())
    [{'text': 'Un.'}, {'text': 'Deux.'}]
    >>> rows_of({"columns": ["text"], "data": [["Un."]]}, ANYWHERE), rows_of({"text": "Oui.", "a": [{}]}, ANYWHERE)
    ([{'text': 'Un.'}], [])
    """
    if any(_holds_text(value) for _, value in candidates(record, "text", fields)):
        return []
    if unwrapped(record, fields) is not record:
        return []
    return _table_in(record, fields) or _listed(record)


def _holds_text(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(isinstance(inner, str) and not name.isdigit() for name, inner in value.items())
    return isinstance(value, str) or (isinstance(value, list) and bool(value) and isinstance(value[0], str))


def _table_in(record: Row, fields: Fields) -> list[Row]:
    """Return the rows of a table: by columns, by rows under their names, or split into names and cells."""
    columns, data = record.get("columns"), record.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [dict(zip(map(str, columns), row, strict=False)) for row in data]
    if not record or not all(isinstance(value, Mapping) for value in record.values()):
        return []
    if any(candidates(record, "text", fields)):
        names = dict.fromkeys(name for column in record.values() for name in column)
        return [{column: cells[name] for column, cells in record.items() if name in cells} for name in names]
    rows: list[Row] = list(record.values())
    return rows if all(any(candidates(row, "text", fields)) for row in rows) else []


def _listed(record: Row, depth: int = 3) -> list[Row]:
    found = [(key(name) in LISTS, value) for name, value in record.items() if _is_list(value)]
    named = [row for known, value in found if known for row in value]
    if named or found:
        return named or max((value for _, value in found), key=len)
    inner = [value for value in record.values() if isinstance(value, Mapping)]
    return [row for value in inner for row in _listed(value, depth - 1)] if depth else []


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value[:3])


def seen(names: Iterator[str] | list[str]) -> str:
    """Return the names of fields for an error.

    >>> seen(["id", "titre"]), seen([])
    ('id, titre', 'none')
    """
    shown = [printable(shortened(name)) or "''" for name in names]
    more = f" and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    return ", ".join(shown[:_MOST_SHOWN]) + more or "none"
