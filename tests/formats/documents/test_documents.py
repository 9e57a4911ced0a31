"""What holds for all documents: a file an article, what is read back, the same bytes, what others changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bilingual.data import Kind, Metadata, Translation
from bilingual.errors import InputError, OutputError
from bilingual.formats.documents import writing
from bilingual.formats.documents.docx import DocxWriter
from bilingual.formats.documents.laid_out import Layout, laid_out, plain
from bilingual.formats.documents.markdown import MarkdownWriter
from bilingual.formats.documents.odt import OdtWriter
from bilingual.readers.documents.laid_out import clean
from tests.support.bitexts import TEXT, texts, tricky
from tests.support.letters import PEOPLE, listed, read, uneven, write
from tests.support.pages import PROVENANCE, make, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from bilingual.data import Article
    from bilingual.formats.documents.writing import DocumentWriter

KINDS = ("docx", "odt", "txt", "md")
DOCUMENTS = tuple(name for kind in KINDS for name in (kind, f"{kind}-target", f"{kind}-source"))


def paragraphs(article: Article) -> list[tuple[str, str]]:
    return [(one.kind.value, article.text[one.start : one.end]) for one in article.paragraphs]


@pytest.mark.parametrize("kind", ["txt", "md"])
@pytest.mark.parametrize("layout", ["", "-target", "-source"])
def test_golden(tmp_path: Path, golden: Callable[[str, str], None], kind: str, layout: str) -> None:
    articles = [three_articles()[0], *tricky(), listed(), uneven()]
    files = write(tmp_path, articles, f"{kind}{layout}")
    golden(f"documents/{kind}{layout}.{kind}", "\n=====\n".join(content.decode() for content in files.values()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_an_article_named_after_its_id_and_its_language(tmp_path: Path, name: str) -> None:
    kind, _, layout = name.partition("-")
    suffix = {"": "", "target": ".en", "source": ".fr"}[layout] + f".{kind}"
    files = write(tmp_path, [three_articles()[0], *tricky()], name)
    assert list(files) == [f"{name}/a{suffix}", f"{name}/hard_é_1-4a3d23ae{suffix}"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back(tmp_path: Path, kind: str) -> None:
    for written in (three_articles()[0], listed()):
        for name, content in write(tmp_path / written[0].id, [written], f"{kind}-source").items():
            article = read(tmp_path, name, content)
            found = paragraphs(article)
            wanted: dict[int, list[str]] = {}
            for pair in written[1]:
                wanted.setdefault(pair.segment.paragraph, []).append(pair.segment.text)
            assert [text for _, text in found] == [" ".join(sentences) for sentences in wanted.values()]
            kinds = [
                next(one.segment.kind for one in written[1] if one.segment.paragraph == number) for number in wanted
            ]
            if kind in {"docx", "odt"}:
                assert [one for one, _ in found] == kinds
            assert (found[0][0], article.metadata.title) == ("headline", written[0].metadata.title)
            if kind != "txt":
                assert (article.metadata.date, article.metadata.authors) == ("2023-08-02", ("Awa Diallo", "Jean Petit"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_and_a_colophon_are_no_sentences(tmp_path: Path, kind: str) -> None:
    article, pairs = listed()
    shown = (article, pairs[1:2])
    for layout, text in (("source", "Il faut tout acheter."), ("target", "It must all be bought.")):
        [(name, content)] = write(tmp_path / layout, [shown], f"{kind}-{layout}").items()
        assert [said for _, said in paragraphs(read(tmp_path, name, content))] == [text]


@pytest.mark.parametrize("writer", [DocxWriter, OdtWriter, MarkdownWriter])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(side=st.one_of(TEXT, st.text(st.sampled_from("*_`[]()<>#+-=:|~$^@&;.1a \\!{}\"'/"), max_size=24)))
def test_any_text_stays_text(tmp_path_factory: pytest.TempPathFactory, writer: type[DocumentWriter], side: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    # Words around it, as a line of signs alone is none that a reader takes for prose.
    for said in (f"{side} reste ici pour nous, dit le maire.", f"Le maire dit {side}"):
        # What the reader of a text mends is its own affair, as is what it takes for no prose ("follow us on").
        assume(_is_prose(folder, "a.txt", f"{plain(said)}\n".encode(), said))
        article, pairs = texts("a", (said, "x"))
        content = writer.render(laid_out(article, pairs, PROVENANCE, Layout.SOURCE))
        assume(_is_prose(folder, f"a.{writer.NAME}", content))
        assert _seen(plain(said)) in _seen(read(folder, f"a.{writer.NAME}", content).text)


def _is_prose(folder: Path, name: str, content: bytes, said: str = "") -> bool:
    """Tell whether a reader takes what a file has for prose, with a sentence in it as it is."""
    try:
        return _seen(plain(said)) in _seen(read(folder, name, content).text)
    except InputError:
        return False


def _seen(text: str) -> str:
    """Return the characters of a text that show, which is what a reader of documents keeps."""
    return "".join(clean(text).split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_bytes_twice(tmp_path: Path, name: str) -> None:
    articles = [*three_articles(), *tricky(), listed(), uneven()]
    assert write(tmp_path / "one", articles, name) == write(tmp_path / "two", articles, name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_that_would_come_out_the_same_is_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, [listed(), uneven()], name)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / name).iterdir()}
    write(tmp_path, [listed(), uneven()], name)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / name).iterdir()} == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_of_articles_that_are_no_more_go(tmp_path: Path, name: str) -> None:
    assert len(write(tmp_path, [listed(), uneven()], name)) == 2
    [left] = write(tmp_path, [uneven()], name)
    assert Path(left).name.startswith("uneven")


def test_a_document_that_somebody_edited_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, [listed()], "docx")
    (tmp_path / "docx" / "liste.docx").write_bytes(b"mine")
    with pytest.raises(OutputError, match="was changed since"):
        write(
            tmp_path,
            [(replace(listed()[0], metadata=Metadata()), listed()[1])],
            "docx",
        )
    assert (tmp_path / "docx" / "liste.docx").read_bytes() == b"mine"


def test_an_article_without_a_word_in_a_language_has_no_document_in_it(tmp_path: Path) -> None:
    nothing = make("only", [(Kind.BODY, [("", Translation("Here alone.", None))])], Metadata())
    assert write(tmp_path / "source", [nothing], "odt-source") == {}
    assert list(write(tmp_path / "target", [nothing], "odt-target")) == ["odt-target/only.en.odt"]


def test_files_are_spread_over_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PAGES_PER_FOLDER", 2)
    files = write(tmp_path, [texts(f"a{number}", ("Oui.", "Yes.")) for number in range(5)], "txt-target")
    assert list(files) == [f"txt-target/{name}.en.txt" for name in ("2/a2", "2/a3", "3/a4", "a0", "a1")]


@pytest.mark.parametrize("name", ["docx", "odt", "md-target"])
def test_what_an_article_says_of_itself_can_hold_anything(tmp_path: Path, name: str) -> None:
    odd = 'a\x01\x00b\ufffe\n---\n<b> & "quoted" \\ \ud800'
    article, pairs = listed()
    facts = Metadata(odd, "2022", odd, odd, (odd, odd), odd, (odd,), None, odd, odd)
    [(file, content)] = write(tmp_path, [(replace(article, metadata=facts), pairs)], name).items()
    assert len(read(tmp_path, file, content).paragraphs) >= len(pairs)


def test_names_cannot_lead_anywhere(tmp_path: Path) -> None:
    files = write(tmp_path, [texts(name, ("Oui.", "Yes.")) for name in ("../../x", "con", "A", "a/b", "é" * 300)], "md")
    assert len({name.casefold() for name in files}) == 5
    assert {Path(name).parent.as_posix() for name in files} == {"md"}


def test_translations_of_people_are_called_so(tmp_path: Path) -> None:
    [content] = write(tmp_path, [uneven()], "txt-target", PEOPLE).values()
    assert content.decode().endswith("Translated by people, and aligned by weights 1, with bilingual\n")
