"""What the fields of an article are wrapped in: objects of databases, answers of services, tables of pandas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from bilingual.readers.fields import NAMES, Fields, candidates, key

if TYPE_CHECKING:
    from bilingual.readers.fields import Row

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
    "tweet",
    "status",
    "result",
    "payload",
    "record",
    "json",
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
# What an object with the facts of a text is called, and the names of facts in it.
_METADATA: Final = frozenset({"meta", "metadata", "metadonnees", "metadatas"})
_TOLD: Final = frozenset(name for fact, names in NAMES.items() if fact not in {"id", "text"} for name in names)


def unwrapped(row: Row, fields: Fields, depth: int = 3) -> Row:
    """Return a row without what wraps it, such as the ``_source`` of Elasticsearch, if something does.

    >>> unwrapped({"_id": "7", "_source": {"text": "Oui."}}, Fields())
    {'_id': '7', 'text': 'Oui.'}
    >>> unwrapped({"data": {"article": {"text": "Oui."}}}, Fields())
    {'text': 'Oui.'}
    """
    if fields.text is not None or _has_text(row, fields):
        return row
    for name, inner in row.items():
        if not isinstance(inner, Mapping) or not (key(name) in WRAPPERS or len(row) == 1):
            continue
        within = unwrapped(inner, fields, depth - 1) if depth else inner
        if any(candidates(within, "text", fields)):
            return {**{other: value for other, value in row.items() if other != name}, **within}
    return row


def with_metadata(row: Row) -> Row:
    """Return a row with what an object in it says of its text: data sets have all but the text in one.

    >>> with_metadata({"text": "Oui.", "meta": {"title": "Un", "body": "x"}, "id": 3})
    {'title': 'Un', 'text': 'Oui.', 'meta': {'title': 'Un', 'body': 'x'}, 'id': 3}
    """
    inner = [value for name, value in row.items() if key(name) in _METADATA and isinstance(value, Mapping)]
    told = {name: fact for value in inner for name, fact in value.items() if key(name) in _TOLD}
    return {**told, **row} if told else row


def _has_text(row: Row, fields: Fields) -> bool:
    return any(isinstance(value, (str, list)) for _, value in candidates(row, "text", fields))


def rows_of(record: Row, fields: Fields) -> list[Row]:
    """Return the rows in an object that holds many: a service's answer, or a table as pandas writes it; else none.

    Of lists those under known names are taken, else the longest one.

    >>> rows_of({"status": "ok", "articles": [{"text": "Oui."}]}, Fields())
    [{'text': 'Oui.'}]
    >>> rows_of({"text": {"0": "Un.", "1": "Deux."}, "id": {"0": 5}}, Fields())
    [{'text': 'Un.', 'id': 5}, {'text': 'Deux.'}]
    >>> rows_of({"0": {"text": "Un."}, "1": {"text": "Deux."}}, Fields())
    [{'text': 'Un.'}, {'text': 'Deux.'}]
    >>> rows_of({"columns": ["text"], "data": [["Un."]]}, Fields()), rows_of({"text": "Oui.", "a": [{}]}, Fields())
    ([{'text': 'Un.'}], [])
    """
    if any(_holds_text(value) for _, value in candidates(record, "text", fields)):
        return []
    if unwrapped(record, fields) is not record:
        return []
    return _table_in(record, fields) or _listed(record, fields)


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


def _listed(record: Row, fields: Fields, depth: int = 3) -> list[Row]:
    found = [(key(name), value) for name, value in record.items() if _is_list(value)]
    named = [
        row
        for name, value in found
        if name in LISTS
        for row in (_of_graph(value, fields) if name == "graph" else value)
    ]
    if named or found:
        return named or max((value for _, value in found), key=len)
    inner = [value for value in record.values() if isinstance(value, Mapping)]
    if not depth:
        return []
    return [row for value in inner for row in _table_in(value, fields) or _listed(value, fields, depth - 1)]


def _of_graph(nodes: list[Any], fields: Fields) -> list[Row]:
    """Return the articles of a graph of JSON-LD, with what its other nodes are called where they are referred to.

    A page, its site and its publisher stand there as well: they are no articles.

    >>> person = {"@id": "#p", "@type": "Person", "name": "Awa"}
    >>> _of_graph([person, {"articleBody": "Oui.", "author": {"@id": "#p"}}], Fields())
    [{'articleBody': 'Oui.', 'author': {'name': 'Awa'}}]
    """
    rows = [node for node in nodes if isinstance(node, Mapping)]
    names = {str(row["@id"]): row["name"] for row in rows if "@id" in row and isinstance(row.get("name"), str)}

    def told(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, list):
            return [told(item) for item in value]
        if isinstance(value, Mapping) and set(value) == {"@id"} and str(value["@id"]) in names:
            return {"name": names[str(value["@id"])]}
        return value

    articles = [row for row in rows if any(candidates(row, "text", fields))]
    if not articles:
        return rows
    # What an address is wanted of keeps its reference.
    return [
        {name: value if key(name) in NAMES["url"] else told(value) for name, value in row.items()} for row in articles
    ]


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value[:3])
