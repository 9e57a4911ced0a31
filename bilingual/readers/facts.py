"""What stands in a field → the text, the name or the names in it: objects and lists hold them, and so does HTML."""

from __future__ import annotations

import ast
import html
import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from bilingual.readers import markup
from bilingual.readers.page.typography import one_line

if TYPE_CHECKING:
    from urllib.parse import SplitResult

# Under what objects have the text that they stand for: WordPress, JSON-LD, Mongo, feeds.
_INNER: Final = (
    "rendered",
    "raw",
    "text",
    "html",
    "value",
    "@value",
    "#text",
    "content",
    "plain",
    "body",
    "paragraphs",
    "$oid",
    "$numberLong",
)
_NAMED: Final = (
    "name",
    "full_name",
    "fullName",
    "fullname",
    "nom",
    "label",
    "title",
    "display_name",
    "@value",
    "value",
    "rendered",
    "#text",
)
_GIVEN: Final = (("givenName", "familyName"), ("first_name", "last_name"), ("firstName", "lastName"), ("prenom", "nom"))
# What data frames and programs write where there is nothing.
ABSENT: Final = frozenset({"nan", "none", "null", "n/a", "nat", "undefined"})
_ADDRESS: Final = ("http://", "https://", "www.")
# A list as Python prints it, in a cell of a table; a longer one is none.
_MOST_PRINTED = 10_000
_PREFIXES = ("par ", "by ")
_DEEPEST = 8


class NoNameError(ValueError):
    """There is something, but no name in it."""


def clean(text: str) -> str:
    r"""Return text that can be encoded: JSON can hold halves of characters, which become U+FFFD.

    >>> clean("a\ud800b")
    'a\ufffdb'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(value: Any, depth: int = _DEEPEST) -> str | None:  # noqa: ANN401 - whatever a row can hold
    r"""Return the text in a value: a string, an object that has one, or a list of paragraphs; None where there is none.

    >>> text_of({"rendered": "<p>Oui.</p>"}), text_of(["Un.", {"text": "Deux."}]), text_of(3)
    ('Oui.', 'Un.\n\nDeux.', None)
    """
    if isinstance(value, str):
        return markup.plain(clean(value)) if value.strip() else None
    if isinstance(value, Mapping) and depth:
        inner = (text_of(value[name], depth - 1) for name in _INNER if name in value)
        return next((text for text in inner if text), None)
    if isinstance(value, (list, tuple)) and depth:
        return "\n\n".join(text.strip("\n") for item in value if (text := text_of(item, depth - 1))) or None
    return None


def has_markup(value: Any, depth: int = _DEEPEST) -> bool:  # noqa: ANN401
    """Whether there is HTML in a value.

    >>> has_markup({"rendered": "Un<br>deux"}), has_markup(["&lt;p&gt;Un&lt;/p&gt;"]), has_markup("Un < deux")
    (True, True, False)
    """
    if isinstance(value, str):
        return markup.is_html(value) or ("&lt;" in value and markup.is_html(html.unescape(value)))
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    return bool(depth) and any(has_markup(item, depth - 1) for item in inner)


def name_of(value: Any, depth: int = _DEEPEST) -> str | None:  # noqa: ANN401
    """Return the name in a value, on one line; None where there is nothing. Raises NoNameError.

    >>> name_of({"@type": "Organization", "name": "Le Journal"}), name_of(["Sport", "Ville"]), name_of(1984)
    ('Le Journal', 'Sport', '1984')
    >>> name_of({"id": 3})
    Traceback (most recent call last):
    bilingual.readers.facts.NoNameError: is no name
    """
    if is_absent(value):
        return None
    if isinstance(value, str):
        return one_line(markup.plain(clean(value)))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    found = None
    if isinstance(value, (list, tuple)) and depth:
        found = next((name for item in value if (name := name_of(item, depth - 1))), None)
    elif isinstance(value, Mapping) and depth:
        found = _name_in(value, depth)
    if found is None:
        raise NoNameError("is no name")
    return found


def is_absent(value: object) -> bool:
    """Whether a value stands where there is none: a data frame writes NaN there.

    >>> [is_absent(value) for value in (None, " ", "NaN", float("nan"), {}, [], 0)]
    [True, True, True, True, True, True, False]
    """
    if isinstance(value, str):
        return not value.strip() or value.strip().casefold() in ABSENT
    return value is None or value in ({}, [], ()) or (isinstance(value, float) and math.isnan(value))


def _name_in(value: Mapping[str, Any], depth: int) -> str | None:
    for given, family in _GIVEN:
        if isinstance(value.get(given), str) and isinstance(value.get(family), str):
            return name_of(f"{value[given]} {value[family]}")
    for name in (*_NAMED, *_INNER):
        if isinstance(value.get(name), (str, list, Mapping)) and (found := name_of(value[name], depth - 1)):
            return found
    return None


def names_of(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the names of people in a value: a list, an object, a string with semicolons or bars. Raises NoNameError.

    >>> names_of([{"name": "Jean Test"}, "Awa Diallo"]), names_of("Jean Test; Awa Diallo"), names_of("['Jean Test']")
    (('Jean Test', 'Awa Diallo'), ('Jean Test', 'Awa Diallo'), ('Jean Test',))
    """
    if isinstance(value, str):
        listed = _printed(value)
        value = listed if listed is not None else [part for part in re.split("[;|]", value) if part.strip()]
    items = value if isinstance(value, (list, tuple)) else [value]
    names = []
    for item in items:
        if isinstance(item, (int, float)) and not is_absent(item):
            raise NoNameError("is no name")  # the number of a person in some program
        name = name_of(item)
        if name is not None and name.casefold().startswith(_ADDRESS):
            raise NoNameError("is no name")
        if name is not None:
            names.append(_without_prefix(name))
    return tuple(names)


def _without_prefix(name: str) -> str:
    """Return a name without the word that signs with it.

    >>> _without_prefix("Par Jean Test"), _without_prefix("Parfait Koné")
    ('Jean Test', 'Parfait Koné')
    """
    for prefix in _PREFIXES:
        if name.casefold().startswith(prefix):
            return name[len(prefix) :].lstrip()
    return name


def _printed(text: str) -> list[Any] | None:
    """Return the list that a cell holds as JSON or as Python prints it, None where it holds none."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]") and len(text) <= _MOST_PRINTED):
        return None
    for parse in (json.loads, ast.literal_eval):
        try:
            found = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, list):
            return found
    return None


def address_of(value: Any, depth: int = _DEEPEST) -> str | None:  # noqa: ANN401
    """Return the web address in a value, None where there is none.

    >>> address_of("https://ex.fr/1"), address_of({"@id": "https://ex.fr/1"}), address_of("Le Monde")
    ('https://ex.fr/1', 'https://ex.fr/1', None)
    """
    if isinstance(value, str):
        text = clean(value).strip()
        return text if text.startswith(_ADDRESS) and len(text.split()) == 1 and text.isprintable() else None
    if isinstance(value, Mapping) and depth:
        inner = (address_of(value[name], depth - 1) for name in ("@id", "url", "href", *_INNER) if name in value)
        return next((address for address in inner if address), None)
    if isinstance(value, (list, tuple)) and depth:
        return next((address for item in value if (address := address_of(item, depth - 1))), None)
    return None


def host_of(address: str) -> str | None:
    """Return the host of a web address, None where it names none.

    >>> host_of("https://www.ex.fr/1?a=b"), host_of("www.ex.fr"), host_of("http://[")
    ('www.ex.fr', 'www.ex.fr', None)
    """
    parts = _split(address)
    return parts.hostname if parts else None


def is_home(address: str) -> bool:
    """Whether a web address is that of a site, not of a page in it.

    >>> is_home("https://www.ex.fr/"), is_home("www.ex.fr"), is_home("https://www.ex.fr/1")
    (True, True, False)
    """
    parts = _split(address)
    return parts is not None and parts.path in {"", "/"} and not parts.query


def _split(address: str) -> SplitResult | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return None
