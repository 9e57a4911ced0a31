from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers import table
from bilingual.readers.fields import ANYWHERE, Fields
from bilingual.readers.rows import NoTextError

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(st.sampled_from("aé «»\"',;\t|\n=#"), min_size=1, max_size=12).map(lambda text: f"Il dit {text}x.")


def _read(
    folder: Path, content: str | bytes, name: str = "t.csv", fields: Fields = ANYWHERE
) -> list[Article | InputError]:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(table.read(Source("t", name, folder / name), "fr", "auto", fields))


def _texts(found: list[Article | InputError]) -> list[str]:
    assert all(isinstance(one, Article) for one in found), found
    return [one.text for one in found if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "id,titre,texte\n1,Le vote,Été.\n"),
        ("t.csv", "id;titre;texte\r\n1;Le vote;Été.\r\n".encode("cp1252")),
        ("t.csv", "sep=;\r\nid;titre;texte\r\n1;Le vote;Été.\r\n"),
        ("t.csv", "\ufeffid,titre,texte\n1,Le vote,Été.\n"),
        ("t.csv", "id\ttitre\ttexte\r\n1\tLe vote\tÉté.\r\n".encode("utf-16")),
        ("t.csv", "id|Titre|TEXTE\r1|Le vote|Été.\r"),
        ("t.tsv", "id\ttitre\ttexte\n1\tLe vote\tÉté.\n"),
        ("t.tsv", '"id"\t"titre"\t"texte"\n"1"\t"Le vote"\t"Été."\n'),
        ("t.csv", '"id","titre","texte","x"\n"1","Le vote","Été.",\n\n'),
    ],
)
def test_a_row_is_an_article_however_the_table_is_written(tmp_path: Path, name: str, content: str | bytes) -> None:
    [found] = _read(tmp_path, content, name)
    assert isinstance(found, Article)
    assert (found.id, found.text, found.metadata.title) == ("1", "Le vote\n\nÉté.", "Le vote")


def test_a_row_is_called_by_the_line_that_it_begins_in(tmp_path: Path) -> None:
    found = _read(tmp_path, 'texte,date\n"Un.\nDeux.",02/03/2024\nTrois.,inconnue\n')
    assert [(one.id, one.source, one.metadata.date) for one in found if isinstance(one, Article)] == [
        ("t-2", "t.csv:2", "2024-03-02"),
        ("t-4", "t.csv:4", None),
    ]


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_what_the_csv_module_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], mark: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=mark)
    writer.writerows([["id", "texte"], *([str(number), text] for number, text in enumerate(texts))])
    assert _texts(_read(tmp_path_factory.mktemp("t"), stream.getvalue())) == texts


def test_quotes_that_do_not_close_are_text_in_a_table_with_tabs(tmp_path: Path) -> None:
    content = 'id\ttexte\n1\t"Je pars, dit-il.\n2\tIl dit "oui" hier.\n3\tUn écran de 12".\n'
    assert _texts(_read(tmp_path, content, "t.tsv")) == ['"Je pars, dit-il.', 'Il dit "oui" hier.', 'Un écran de 12".']


def test_commas_that_nothing_quotes_belong_to_a_text_in_the_last_column(tmp_path: Path) -> None:
    assert _texts(_read(tmp_path, "id,texte\n1,Oui, non, si.\n")) == ["Oui, non, si."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('id,texte\n1,Un.\n2,"Deux.\n3,Trois.\n', "line 3 opens a quote that nothing closes"),
        ("id,texte\n1,Un.\n2,\n", "line 3 is no article (no prose in it)"),
        ("id,texte\n1,Un.\n2\n", "line 3 is no article (no text among its fields: id)"),
        ("id,texte\n1,Été.\n2,".encode() + b"d\xe9j\xe0 \xc3\xa9\n", "line 3 is no article (no UTF-8 at byte"),
    ],
)
def test_a_bad_row_is_told_and_the_others_are_read(tmp_path: Path, content: str | bytes, said: str) -> None:
    first, error = _read(tmp_path, content)
    assert isinstance(first, Article)
    assert said in str(error)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "id,fr,en\n1,a,b\n",
            "no text among its fields: id, fr, en. Name the one that has the texts with --text-field",
        ),
        ("(any)", "no text among its fields: (any)"),
        ("", "its first line is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no text among its fields"),
    ],
)
def test_a_table_without_texts_says_what_it_has(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(NoTextError) as caught:
        _read(tmp_path, content)
    assert said in str(caught.value)


def test_a_person_may_name_the_column(tmp_path: Path) -> None:
    assert _texts(_read(tmp_path, "id,fr,en\n1,Un.,b\n", fields=Fields(text="FR"))) == ["Un."]


def test_a_cell_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROW_BYTES", 10_000)
    with pytest.raises(InputError, match="begins a cell that nothing ends"):
        _read(tmp_path, 'id,texte\n1,"' + "Un.\n" * 10_000)
    with pytest.raises(InputError, match="line 2 is too long"):
        _read(tmp_path, "id,texte\n1," + "x" * 100_000)


def test_parquet_is_read_alike(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet as writer

    from bilingual.readers import parquet

    when = [1_709_373_600_123_456_789, None]
    columns = {
        "id": [1, 2],
        "texte": ["<p>Un.</p>", "Deux."],
        "quand": pa.array(when, pa.timestamp("ns", tz="Europe/Paris")),
        "auteurs": [["Awa Diallo"], []],
    }
    path = tmp_path / "t.parquet"
    writer.write_table(pa.table(columns), path)
    one, two = parquet.read(Source("t", "t.parquet", path), "fr", "auto", Fields(date="quand"))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, one.text, one.metadata.date, one.metadata.authors) == ("1", "Un.", "2024-03-02", ("Awa Diallo",))
    assert (two.source, two.metadata.date) == ("t.parquet:2", None)
    with pytest.raises(NoTextError, match="no text in a field 'x'"):
        list(parquet.read(Source("t", "t.parquet", path), "fr", "auto", Fields(text="x")))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="no Parquet table, or damaged"):
        list(parquet.read(Source("t", "t.parquet", path), "fr"))


def test_without_pyarrow_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    from bilingual.readers import parquet

    with pytest.raises(InputError, match=r"reading Parquet needs the package pyarrow\. Install it with .*pyarrow"):
        list(parquet.read(Source("t", "t.parquet", tmp_path / "t.parquet")))
