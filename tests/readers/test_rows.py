from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.io.source import Source
from bilingual.readers.fields import ANYWHERE, Fields
from bilingual.readers.rows import How, NoArticleError, Place, article
from tests.support.places import DATA

if TYPE_CHECKING:
    from bilingual.data import Article

CASES = json.loads((DATA / "readers" / "rows.json").read_text(encoding="utf-8"))
SOURCE = Source("f", "f.jsonl", None)


def _article(row: object, fields: Fields = ANYWHERE, language: str = "fr") -> Article:
    return article(row, Place(3, "line 3", "0"), SOURCE, How(language, fields=fields))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_row_of_any_program_is_an_article(case: dict[str, Any]) -> None:
    found = _article(case["row"])
    facts = {name: value for name, value in asdict(found.metadata).items() if value}
    expected = {name: tuple(value) if isinstance(value, list) else value for name, value in case["facts"].items()}
    # What the text itself is taken to say counts only where the row says nothing.
    assert {name: value for name, value in facts.items() if name in expected or name != "title"} == expected
    assert (found.id, found.text) == (case.get("id", "f-3"), case["text"])
    wanted = case.get("notes", [])
    assert len(found.notes) == len(wanted)
    assert all(note.startswith(start) for note, start in zip(found.notes, wanted, strict=True)), found.notes


def test_a_person_may_name_the_fields() -> None:
    fields = Fields(text="post.raw", title="t", date="Quand")
    row = {"post": {"raw": "Il pleut."}, "T": "Le vote", "quand": "2 mars 2024", "text": "x", "title": "y"}
    found = _article(row, fields)
    assert (found.text, found.metadata.title, found.metadata.date) == ("Le vote\n\nIl pleut.", "Le vote", "2024-03-02")
    assert _article({"corps": "Il pleut."}, Fields(text="corps", date="Quand")).notes == ("has no field 'Quand'",)
    with pytest.raises(NoArticleError, match=r"no text in a field 'corps' \(it has id, text\)"):
        _article({"id": 1, "text": "Il pleut."}, Fields(text="corps"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": 1, "titre": "x"}, "no text among its fields: id, titre"),
        ({"text": 3}, "no text among its fields: text"),
        ({"text": " "}, "no prose in it"),
        ({"text": "Oui.", "lang": "de-CH"}, "it is in 'de', not in 'fr'"),
        (["Oui."], "no object with named fields"),
        ({f"\x1b{number}": 0 for number in range(20)}, "and 8 more"),
    ],
)
def test_what_is_no_article_says_why(row: object, reason: str) -> None:
    with pytest.raises(NoArticleError) as caught:
        _article(row)
    assert reason in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_values_nested_without_end_are_no_harm() -> None:
    deep: Any = "Oui."
    for _ in range(500):
        deep = [{"name": deep}]
    found = _article({"text": "Il pleut.", "authors": deep, "date": [[[]]], "publisher": deep, "url": deep, "id": deep})
    assert found.text == "Il pleut."
    with pytest.raises(NoArticleError):
        _article({"text": deep})
