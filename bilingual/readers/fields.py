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
            "paragraphs paragraphes extract article"
        ),
        "title": (
            "title titre headline articletitle titrearticle titredelarticle heading intitule titrerendered "
            "titlerendered webtitle ogtitle metatitle titlepage titlerss"
        ),
        "date": (
            "date datepublished publishdate datepublish publisheddate publicationdate datepublication "
            "datedepublication dateparution datedeparution parution published publishedat publishedon publishedtime "
            "articlepublishedtime webpublicationdate pubdate pubdatetime publiele publishdatetimeutc publishedutc "
            "dategmt dctermscreated dateissued issued seendate datetime timestamp datecreated createdat created "
            "datetexte datemodified datemodify modified updatedat updated lastmodified annee year"
        ),
        "authors": (
            "authors author auteurs auteur byline creator creators authorname nomauteur journaliste journalistes "
            "journalist redacteur redacteurs writer signature user"
        ),
        "publisher": (
            "publisher sitename ogsitename metasitename journal newspaper medianame media outlet editeur publication "
            "sourcename sourcehostname titredepresse source"
        ),
        "site": "site hostname sourcedomain domain domaine host website siteurl sourcecommonname mediaurl sourceurl",
        "section": "section articlesection rubrique sectionname category categories categorie",
        "language": "language lang langue inlanguage",
        "url": (
            "url link lien canonicallink canonicalurl articleurl permalink finalurl respondedurl requestedurl pageurl "
            "webpageurl weburl sourceurl documentidentifier ogurl uri mainentityofpage guid source"
        ),
        "license": "license licence rights usageterms licenseurl licencename licensename droits",
    }.items()
}
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


def seen(names: Iterator[str] | list[str]) -> str:
    """Return the names of fields for an error.

    >>> seen(["id", "titre"]), seen([])
    ('id, titre', 'none')
    """
    shown = [printable(shortened(name)) or "''" for name in names]
    more = f" and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    return ", ".join(shown[:_MOST_SHOWN]) + more or "none"
