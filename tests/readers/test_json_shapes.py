"""JSON in all the shapes in which programs write articles; ``test_jsonl.py`` has what is said of single lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers import jsonl
from bilingual.readers.rows import NoTextError

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = '{"id": "a", "text": "Été un."}', '{"id": "b", "text": "Deux."}'
PRETTY = json.dumps(json.loads(ONE), indent=2, ensure_ascii=False)


def _read(folder: Path, content: str | bytes, name: str = "f.json") -> list[Article | InputError]:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(jsonl.read(Source("f", name, folder / name)))


@pytest.mark.parametrize("name", ["f.json", "f.jsonl"])
@pytest.mark.parametrize(
    "content",
    [
        f"{ONE}\n{TWO}\n",
        f"[{ONE},{TWO}]",
        f"[\n{ONE},\n{TWO}\n]\n",
        f"{PRETTY}\n{TWO}",
        f"[{PRETTY},\n{TWO}]",
        f"{ONE},\n{TWO},\n",
        f'{{"status": "ok", "articles": [{ONE}, {TWO}]}}',
        f'{{"response": {{"numFound": 2, "docs": [{ONE}, {TWO}]}}}}',
        f'{{"hits": {{"total": 2, "hits": [{{"_source": {ONE}}}, {{"_source": {TWO}}}]}}}}',
        f'{{"@graph": [{ONE}, {TWO}]}}',
        f'{{"@graph": [{{"@id": "#o", "name": "Le Journal"}}, {ONE}, {{"@type": "WebPage"}}, {TWO}]}}',
        f'{{"query": {{"pages": {{"7": {ONE}, "9": {TWO}}}}}}}',
        f'{{"data": {{"posts": [{{"node": {ONE}}}, {{"node": {TWO}}}]}}}}',
        f"[[{ONE}], [{TWO}]]",
        f'{{"x": {ONE}, "y": {TWO}}}',
        '{"id": {"0": "a", "1": "b"}, "text": {"0": "Été un.", "1": "Deux."}}',
        '{"columns": ["id", "text"], "index": [0, 1], "data": [["a", "Été un."], ["b", "Deux."]]}',
        f"[{ONE},{TWO}]".encode("utf-16"),
        f"\ufeff{ONE}\n{TWO}\n".encode(),
        f"{ONE}\n{TWO}\n".encode("cp1252"),
        f"[{ONE},{TWO}]".encode("cp1252"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "bytes",
)
def test_two_articles_in_any_shape(tmp_path: Path, content: str | bytes, name: str) -> None:
    found = _read(tmp_path, content, name)
    assert [(one.id, one.text, one.source) for one in found if isinstance(one, Article)] == [
        ("a", "Été un.", f"{name}:1"),
        ("b", "Deux.", f"{name}:2"),
    ]
    assert len(found) == 2


def test_a_line_may_be_an_answer_of_a_service(tmp_path: Path) -> None:
    lines = f'{{"data": [{ONE}, {TWO}]}}\n{{"data": [{TWO}], "meta": {{}}}}\n'
    found = _read(tmp_path, lines, "f.jsonl")
    assert [(one.id, one.source) for one in found if isinstance(one, Article)] == [
        ("a", "f.jsonl:1"),
        ("b", "f.jsonl:1"),
        ("b", "f.jsonl:2"),
    ]


def test_what_elasticsearch_reads_in_bulk_says_what_to_do_in_every_second_line(tmp_path: Path) -> None:
    found = _read(tmp_path, f'{{"index": {{"_id": "3"}}}}\n{ONE}\n{{"index": {{}}}}\n{TWO}\n', "f.jsonl")
    assert [one.id for one in found if isinstance(one, Article)] == ["a", "b"]
    assert len(found) == 2


def test_a_graph_names_the_publisher_that_an_article_refers_to(tmp_path: Path) -> None:
    article = '{"@type": "NewsArticle", "articleBody": "Un.", "publisher": {"@id": "#o"}, "author": [{"@id": "#p"}]}'
    nodes = '{"@id": "#o", "name": "Le Journal"}, {"@id": "#p", "name": "Awa Diallo"}'
    [found] = _read(tmp_path, f'{{"@graph": [{nodes}, {article}]}}')
    assert isinstance(found, Article)
    assert (found.metadata.publisher, found.metadata.authors) == ("Le Journal", ("Awa Diallo",))


def test_a_row_whose_text_is_null_has_no_prose(tmp_path: Path) -> None:
    [error, found] = _read(tmp_path, f'{{"id": 1, "text": null}}\n{ONE}\n', "f.jsonl")
    assert "line 1 is no article (no prose in it)" in str(error)
    assert isinstance(found, Article)


@pytest.mark.parametrize("said", ['"en-GB"', '"eng"', '"English"', '["en"]'])
def test_an_article_in_another_language_is_told_however_that_is_said(tmp_path: Path, said: str) -> None:
    [error, found] = _read(tmp_path, f'{{"text": "Yes.", "lang": {said}}}\n{ONE}\n', "f.jsonl")
    assert "it is in 'en', not in 'fr'" in str(error)
    assert isinstance(found, Article)


@pytest.mark.parametrize("content", [ONE.replace('"id": "a", ', ""), '{\n"text": "Été un."\n}\n'])
def test_an_article_alone_has_the_name_of_its_file(tmp_path: Path, content: str) -> None:
    [found] = _read(tmp_path, content)
    assert isinstance(found, Article)
    assert (found.id, found.source) == ("f", "f.json")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"[{ONE}, {{bad}}, {TWO}]", ["a", "item 2 is no article (no JSON). Correct or remove it.", "b"]),
        (f'[{ONE}, {{"id": 1}}, {TWO}]', ["a", "item 2 is no article (no text among its fields: id)", "b"]),
        (f'[{{"id": 1}}, {ONE}]', ["item 1 is no article (no text among its fields: id)", "a"]),
        (f"[{ONE}, 3, null, {TWO}]", ["a", "item 2 is no article", "item 3 is no article", "b"]),
    ],
)
def test_what_is_no_article_among_others_is_told(tmp_path: Path, content: str, said: list[str]) -> None:
    found = _read(tmp_path, content)
    for one, start in zip(found, said, strict=True):
        assert (one.id == start) if isinstance(one, Article) else (start in str(one))


def test_what_came_before_a_cut_is_read(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(f'[{ONE}, {{"text": "De', encoding="utf-8")
    found = jsonl.read(Source("f", "f.json", tmp_path / "f.json"))
    assert isinstance(next(found), Article)
    with pytest.raises(InputError, match="cut short behind item 1"):
        next(found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"name": "p", "version": "1"}', "no text among its fields: name, version. Name the one that has the texts"),
        ("(any)", "it is no JSON"),
        ("null", "no objects with named fields"),
        ("[1, 2]", "no objects with named fields"),
        ('{"id": 1}\n' * 1_000, "no text among its fields: id"),
    ],
)
def test_a_file_without_any_text_is_one_error(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(NoTextError) as caught:
        _read(tmp_path, content)
    assert said in str(caught.value)


def test_many_lines_without_a_text_before_the_first_article_are_not_all_told(tmp_path: Path) -> None:
    found = _read(tmp_path, '{"id": 1}\n' * 1_000 + ONE, "f.jsonl")
    assert isinstance(found[-1], Article)
    assert len(found) < 200
    assert "900 more lines have no text" in str(found[-2])


def test_a_list_of_any_length_is_read_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 10_000)
    items = ",".join(f'{{"id": {number}, "text": "Il pleut ici."}}' for number in range(4_000))
    assert [one.id for one in _read(tmp_path, f'{{"n": 1, "articles": [{items}]}}') if isinstance(one, Article)] == [
        str(number) for number in range(4_000)
    ]
