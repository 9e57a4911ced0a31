"""What a person names, read: folders with other things in them, standard input, and how to read what says nothing."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Article
from bilingual.options import Options
from bilingual.readers.sources import articles_of

if TYPE_CHECKING:
    from pathlib import Path


def _read(*names: Path | str, options: Options | None = None) -> tuple[list[str], list[str], Counter[str]]:
    unread = Counter[str]()
    items = [item for item, _ in articles_of(list(map(str, names)), "fr", options or Options(), unread)]
    texts = [item.text.strip() for item in items if isinstance(item, Article)]
    return texts, [str(item) for item in items if not isinstance(item, Article)], unread


def test_files_that_nothing_reads_are_counted_by_suffix(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in (
        "a.txt",
        "b.xlsx",
        "c.DOC",
        "sub/d.doc",
        "e.csv",
        "f.ppt",
        "g.json",
        "h.csv.gz",
        "Makefile",
        ".hidden",
    ):
        (tmp_path / name).write_text("Il pleut.", encoding="utf-8")
    (tmp_path / "i.json").write_text('{"name": "p"}', encoding="utf-8")
    (tmp_path / "j.jsonl").write_text('{"x": 1}\n{"x": 2}\n', encoding="utf-8")
    (tmp_path / "k.tsv").write_text("id\tfr\n1\tOui.\n", encoding="utf-8")
    (tmp_path / "h.csv.gz").unlink()
    texts, errors, unread = _read(tmp_path)
    assert (texts, errors) == (["Il pleut."], [])
    assert unread == Counter(
        {".doc": 2, ".json": 2, ".xlsx": 1, ".csv": 1, ".ppt": 1, ".jsonl": 1, ".tsv": 1, "without suffix": 1}
    )


@pytest.mark.parametrize("options", [Options(), Options(read_as="txt")])
def test_links_to_folders_are_counted_not_followed(tmp_path: Path, options: Options) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("Il vente.", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Il pleut.", encoding="utf-8")
    for name in ("loop", "c.txt"):
        (tmp_path / "in" / name).symlink_to(tmp_path / "elsewhere")
    assert _read(tmp_path / "in", options=options) == (["Il pleut."], [], Counter({"links to folders": 2}))


def test_a_glossary_in_a_folder_is_no_source_and_nothing_to_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    for name in ("glossary.tsv", "terms.csv"):
        (tmp_path / name).write_text("texte\ttext\n", encoding="utf-8")
    assert _read(tmp_path, options=Options(glossary=tmp_path / "terms.csv")) == (["Il pleut."], [], Counter())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.bz2", "Il pleut.", "nothing reads files of the kind '.bz2'. Unpack it"),
        ("a.xlsx", "Il pleut.", "nothing reads files of the kind '.xlsx'. Save it as text"),
        ("a.doc", "Il pleut.", "nothing reads files of the kind '.doc'. Save it as .docx"),
        ("a.log", "Il pleut.", "nothing reads files of the kind '.log'. Name a file of .txt"),
        (
            "a.csv",
            "id,fr\n1,Oui.\n",
            "no text among its fields: id, fr. Name the one that has the texts with --text-field",
        ),
        ("a.json", "Il pleut.", "it is no JSON. Correct it, or read it as text with --as txt"),
        ("a.parquet", "Il pleut.", "no Parquet table"),
    ],
)
def test_what_is_named_itself_is_read_or_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_text(content, encoding="utf-8")
    texts, [error], unread = _read(tmp_path / name)
    assert (texts, unread) == ([], Counter())
    assert said in error
    if not name.endswith(".csv"):
        assert _read(tmp_path / name, options=Options(read_as="txt"))[0] == ["Il pleut."]


@pytest.mark.parametrize("name", ["article", "M. Dupont parle", "12.03.2024"])
def test_a_named_file_without_a_suffix_is_a_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Il pleut.", encoding="utf-8")
    assert _read(tmp_path / name) == (["Il pleut."], [], Counter())


def test_how_to_read_holds_in_folders_for_what_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("Il pleut.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Elle rit."}\n', encoding="utf-8")
    assert _read(tmp_path, options=Options(read_as="txt")) == (["Il pleut.", "Elle rit."], [], Counter())
    assert _read(tmp_path / "b.jsonl", options=Options(read_as="txt"))[0] == ['{"text": "Elle rit."}']


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('{"id": "a", "text": "Il pleut."}\n{"text": "Elle rit."}\n', ["Il pleut.", "Elle rit."]),
        ('[{"text": "Il pleut."}]', ["Il pleut."]),
        ('{\n "content": "Il pleut."\n}\n', ["Il pleut."]),
        ("id;titre;texte\n1;;Il pleut.\n", ["Il pleut."]),
        ("[Mise à jour] Il pleut.", ["[Mise à jour] Il pleut."]),
        ("{Il pleut.}", ["{Il pleut.}"]),
        ("Texte, titre et date.", ["Texte, titre et date."]),
        ("Il pleut.", ["Il pleut."]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_standard_input_is_known_by_how_it_begins(
    monkeypatch: pytest.MonkeyPatch, content: str, texts: list[str], encoding: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode(encoding))))
    assert _read("-") == (texts, [], Counter())


def test_standard_input_is_read_as_a_person_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Il pleut."}')))
    assert _read("-", options=Options(read_as="txt"))[0] == ['{"text": "Il pleut."}']


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_a_folder_is_told_or_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    for name in ("b.txt", "c.csv", "d.pipe"):
        os.mkfifo(tmp_path / name)
    texts, errors, unread = _read(tmp_path)
    assert (texts, len(errors), unread) == (["Il pleut."], 2, Counter({".pipe": 1}))
    assert all("it is a named pipe" in error for error in errors)
