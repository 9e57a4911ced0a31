"""Links between sentences as OPUS has them, and documents beside them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers.xces import Linked, Sentence, read

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = (
    '<?xml version="1.0" encoding="utf-8"?>\n<text><head><s id="h">{0}</s></head>\n'
    '<p id="1"><s id="1">{1}</s><s id="2"><w>L\'</w><w>été</w> <w>.</w></s></p><p><s id="3">{2}</s></p></text>'
)


def put(folder: Path, links: str, *, first: str = "en/a.xml.gz", second: str = "fr/a.xml") -> Source:
    """Write links and both documents, the English one packed."""
    for language in ("fr", "en"):
        (folder / language).mkdir(exist_ok=True)
    (folder / "fr" / "a.xml").write_text(DOCUMENT.format("Titre", "Oui &amp; non.", "Bien."), encoding="utf-8")
    with gzip.open(folder / "en" / "a.xml.gz", "wt", encoding="utf-8") as stream:
        stream.write(DOCUMENT.format("Title", "Yes.", "Well."))
    path = folder / "en-fr.xml"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n<cesAlign>'
        f'<linkGrp targType="s" fromDoc="{first}" toDoc="{second}">{links}</linkGrp></cesAlign>'
    )
    return Source.of(path)


def link(targets: str) -> str:
    return f'<link xtargets="{targets}"/>'


def test_links_are_ranges_of_sentences(tmp_path: Path) -> None:
    source = put(tmp_path, "".join(map(link, ("h;h", "1 2;1", ";2", "3;3"))))
    [found] = read(source)
    assert isinstance(found, Linked)
    assert found.links == [((0, 1), (0, 1)), ((1, 3), (1, 2)), ((3, 3), (2, 3)), ((3, 4), (3, 4))]
    assert found.sentences[1] == [
        Sentence("Titre", 1, heads=True),
        Sentence("Oui & non.", 2),
        Sentence("L'été.", 2),
        Sentence("Bien.", 3),
    ]
    assert [place.id for place in found.places] == ["en/a", "fr/a"]


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ("9;1", "a link names the sentence '9', which 'en/a.xml.gz' has not"),
        ("2;1", None),
        ("1 3;1", "its links to 'en/a.xml.gz' are in another order than the sentences"),
        ("2 1;1", "its links to 'en/a.xml.gz' are in another order than the sentences"),
    ],
)
def test_links_that_do_not_fit_are_told(tmp_path: Path, links: str, message: str | None) -> None:
    source = put(tmp_path, link(links))
    [found] = read(source)
    if message is None:
        assert isinstance(found, Linked)
    else:
        assert isinstance(found, InputError)
        assert found.message == f"'{source.name}': {message}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../secret.xml", "it names the document '../secret.xml', which is no path within its folder"),
        ("/etc/passwd", "it names the document '/etc/passwd', which is no path within its folder"),
        ("C:\\a", "it names the document 'C:\\a', which is no path within its folder"),
        ("", "it names the document 'nothing', which is no path within its folder"),
        ("fr/link.xml", "it names the document 'fr/link.xml', which lies outside its folder"),
        ("fr/none.xml", "the document 'fr/none.xml' is not there"),
        ("fr", "the document 'fr' is not there"),
        ("x" * 5_000, "the document '"),
    ],
)
def test_documents_lie_in_the_folder(tmp_path: Path, name: str, message: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.xml").write_text('<text><s id="1">Oui.</s></text>')
    source = put(folder, link("1;1"), second=name)
    (folder / "fr" / "link.xml").symlink_to(tmp_path / "secret.xml")
    [found] = read(source)
    assert isinstance(found, InputError)
    assert message in found.message


def test_what_is_wrong_with_one_pair_leaves_the_others(tmp_path: Path) -> None:
    source = put(tmp_path, link("1;1"))
    assert source.path is not None
    text = source.path.read_text()
    group = text[text.index("<linkGrp") : text.index("</cesAlign>")]
    source.path.write_text(text.replace(group, group.replace("fr/a", "fr/none") + group))
    first, second = read(source)
    assert isinstance(first, InputError)
    assert isinstance(second, Linked)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("<text/>", "there is no sentence in it"),
        ('<text><s id="1">a</s><s id="1">b</s></text>', "the id '1' stands twice"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><text><s id="1">&e;</s></text>', "it declares entities"),
        ("<text><s", "it is no sound XML"),
    ],
)
def test_a_document_that_is_damaged_is_told(tmp_path: Path, document: str, message: str) -> None:
    source = put(tmp_path, link("1;1"))
    (tmp_path / "fr" / "a.xml").write_text(document)
    [found] = read(source)
    assert isinstance(found, InputError)
    assert message in found.message


@pytest.mark.parametrize(("text", "message"), [("<cesAlign/>", "there is no link in it"), ("<rss/>", "it is <rss>")])
def test_a_file_without_links_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    with pytest.raises(InputError, match=message):
        list(read(Source.of(tmp_path / "a.xml")))
