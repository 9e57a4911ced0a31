"""Documents of every kind: what comes out of them, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers import read
from bilingual.readers.documents import styles
from tests.support import documents
from tests.support.documents import docx, epub, odt, pdf, zipped

if TYPE_CHECKING:
    from pathlib import Path


def _articles(path: Path) -> list[Article | InputError]:
    return list(read(Source.of(path)))


def _article(path: Path) -> Article:
    [found] = _articles(path)
    assert isinstance(found, Article)
    for paragraph in found.paragraphs:
        assert found.text[paragraph.start : paragraph.end].strip()
    return found


def _lines(article: Article) -> list[tuple[str, str]]:
    return [(one.kind.value, article.text[one.start : one.end]) for one in article.paragraphs]


def _p(text: str, style: str = "", props: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{props}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _raised(text: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>'


_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mien"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>'
)
_DELETED = (
    "<w:del><w:r><w:delText>jamais </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>ailleurs </w:t></w:r></w:moveFrom>"
)
_BOX = (
    "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>En encadré.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"  # noqa: E501
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>En encadré.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (_p("Le port", "Titre") + _p("Il dort."), [("headline", "Le port"), ("body", "Il dort.")]),
        (
            _p("Sommaire 3", "TM1") + _p("Le port", "Titre") + _p("La mer", "Mien") + _p("Elle dort."),
            [("headline", "Le port"), ("subheading", "La mer"), ("body", "Elle dort.")],
        ),
        (
            _p("Il pleut.") + _p("du riz", props='<w:numPr><w:numId w:val="2"/></w:numPr>') + _p("Photo", "Lgende"),
            [("body", "Il pleut."), ("item", "du riz"), ("caption", "Photo")],
        ),
        (f"<w:p><w:r><w:t>Il ne </w:t></w:r>{_DELETED}<w:r><w:t>dort.</w:t></w:r></w:p>", [("body", "Il ne dort.")]),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Il </w:t></w:r></w:p>" + _p("dort."),
            [("body", "Il dort.")],
        ),
        (
            "<w:p><w:r><w:t>Oui.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> Caché.</w:t></w:r></w:p>",
            [("body", "Oui.")],
        ),
        (
            "<w:p><w:r><w:t>Le con</w:t><w:softHyphen/><w:t>seil</w:t><w:tab/><w:t>va\u00ad.</w:t></w:r></w:p>",
            [("body", "Le conseil va.")],
        ),
        (f"<w:p><w:r><w:t>Avant.</w:t></w:r><w:r>{_BOX}</w:r></w:p>", [("body", "Avant."), ("body", "En encadré.")]),
        (
            "<w:tbl><w:tr>"
            + "".join(f"<w:tc>{_p(text)}</w:tc>" for text in ("Bamako", "2 700 000", "Elle croît."))
            + "</w:tr></w:tbl>",
            [("item", "Bamako"), ("body", "Elle croît.")],
        ),
        (
            (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/>'  # noqa: E501
                '<w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Il pleut.</w:t></w:r></w:p>'
            ),
            [("body", "Il pleut.")],
        ),
        (
            _p("L", props='<w:framePr w:dropCap="drop"/>') + _p("e port dort, et la mer veille."),
            [("body", "Le port dort, et la mer veille.")],
        ),
        (
            f"<w:p><w:r><w:t>Il a 3 km</w:t></w:r>{_raised('2')}<w:r><w:t> ici, le 1</w:t></w:r>{_raised('er')}</w:p>",
            [("body", "Il a 3 km² ici, le 1er")],
        ),
    ],
)
def test_docx(tmp_path: Path, body: str, lines: list[tuple[str, str]]) -> None:
    assert _lines(_article(docx(tmp_path / "a.docx", body, styles=_STYLES))) == lines


def test_figures_that_stand_high_are_powers_in_odt_and_rtf_too(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    body = '<text:p>Il a 3 km<text:span text:style-name="T1">2</text:span> ici.</text:p>'
    assert _article(odt(tmp_path / "a.odt", body, style)).text == "Il a 3 km² ici.\n"
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Il a 3 km{\super 2} ici, et 4\super e\nosupersub  2.\par}")
    assert _article(tmp_path / "a.rtf").text == "Il a 3 km² ici, et 4e 2.\n"


def test_only_styles_that_are_used_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A chain of styles of 3 MB took 26 s.
    asked: list[str] = []
    told = styles.meaning

    def meaning(name: str) -> styles.Meaning:
        asked.append(name)
        return told(name)

    monkeypatch.setattr(styles, "meaning", meaning)
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="n{n}"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(500)
    )
    assert _article(docx(tmp_path / "a.docx", _p("Il dort.", "s3") * 9, styles=chain)).text
    assert len(asked) < 100


def test_docx_has_its_notes_behind_the_text_without_marks(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Il dort</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> ici.</w:t></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="0" w:type="separator">{_p("-")}</w:footnote><w:footnote w:id="2">{_p("Une note.")}</w:footnote>'  # noqa: E501
    path = docx(tmp_path / "a.docx", body + _p("Fin."), footnotes=notes)
    assert _lines(_article(path)) == [("body", "Il dort ici."), ("body", "Fin."), ("note", "Une note.")]


def test_properties_are_metadata_where_the_text_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx(path, _p("Il pleut sur la ville."))
    core = (
        '<c:p xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="urn:t"><dc:title>La pluie</dc:title>'
        "<dc:creator>Awa Diallo; Windows User</dc:creator><t:created>2023-08-02T10:00:00Z</t:created></c:p>"
    )
    import zipfile

    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("docProps/core.xml", core)
    found = _article(path).metadata
    assert (found.title, found.authors, found.date) == ("La pluie", ("Awa Diallo",), "2023-08-02")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            '<text:h text:outline-level="1">Le port</text:h><text:p>Il<text:s text:c="3"/>dort.</text:p>',
            [("headline", "Le port"), ("body", "Il dort.")],
        ),
        (
            "<text:p>Oui.</text:p><text:list><text:list-item><text:p>du riz</text:p></text:list-item></text:list>",
            [("body", "Oui."), ("item", "du riz")],
        ),
        (
            (
                "<text:p>Il dort<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Une note."
                "</text:p></text:note-body></text:note> ici.</text:p>"
            ),
            [("body", "Il dort ici."), ("note", "Une note.")],
        ),
        (
            (
                "<text:tracked-changes><text:changed-region><text:p>Supprimé.</text:p></text:changed-region>"
                '</text:tracked-changes><text:p>Oui.<text:span text:style-name="T1"> Caché.</text:span></text:p>'
            ),
            [("body", "Oui.")],
        ),
        (
            "<text:p>Avant.<draw:frame><draw:text-box><text:p>En encadré.</text:p></draw:text-box></draw:frame></text:p>",  # noqa: E501
            [("body", "Avant."), ("body", "En encadré.")],
        ),
    ],
)
def test_odt(tmp_path: Path, body: str, lines: list[tuple[str, str]]) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    assert _lines(_article(odt(tmp_path / "a.odt", body, styles))) == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"Il pleut.\par Elle rit.\par", [("body", "Il pleut."), ("body", "Elle rit.")]),
        (r"L\rquote\'e9t\'e9 co\u251?te 3\~\u8364\'80.\par", [("body", "L’été coûte 3\u00a0€.")]),
        (r"{\pard\outlinelevel0 Le port\par}{\pard Il dort.\par}", [("headline", "Le port"), ("body", "Il dort.")]),
        (
            r"Il dort{\super\chftn{\*\footnote\chftn\~\pard Une note.\par}} ici.\par",
            [("body", "Il dort ici."), ("note", "Une note.")],
        ),
        (r"Oui.{\v  Cach\'e9.}{\deleted  Non.}{\*\inconnu x}\par", [("body", "Oui.")]),
        (r"Avant.\par{\pntext\f1\'b7\tab}\ls1 du riz\par", [("body", "Avant."), ("item", "du riz")]),
        (r"{\header Page 1\par}Oui.{\field{\*\fldinst PAGE}{\fldrslt 7}}\par", [("body", "Oui.")]),
        (r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2} dit-il.\par", [("body", "Привет dit-il.")]),
    ],
)
def test_rtf(tmp_path: Path, body: str, lines: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.rtf"
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}"
    path.write_text(rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{body}}}", encoding="ascii")
    assert _lines(_article(path)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "---\ntitle: Autre\nauthor: Awa Diallo\n---\n# Le port\n\nIl **dort**\nsous la [lune](x) `ls`.\n",
            [("headline", "Le port"), ("body", "Il dort sous la lune ls.")],
        ),
        ("Oui.\n\n- du riz\n- du mil\n", [("body", "Oui."), ("item", "du riz"), ("item", "du mil")]),
        ("Il dort[^1] ici.\n\n[^1]: Une note.\n", [("body", "Il dort ici."), ("note", "Une note.")]),
        ("Oui.\n\n```python\nprint(1)\n```\n\n    Un alinéa.\n", [("body", "Oui."), ("body", "Un alinéa.")]),
        (
            "Oui.\n\n![La mer](a.png)\n\n<div>Un <del>non</del> texte.</div>\n",
            [("body", "Oui."), ("caption", "La mer"), ("body", "Un texte.")],
        ),
        ("| Ville | Nom |\n|---|---|\n| Bamako | 12 |\n", [("item", "Ville"), ("item", "Nom"), ("item", "Bamako")]),
    ],
)
def test_markdown(tmp_path: Path, text: str, lines: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    article = _article(path)
    assert _lines(article) == lines
    assert "print(1)" in article.text or "print" not in text


def test_a_chapter_of_a_book_is_an_article(tmp_path: Path) -> None:
    note = '<aside epub:type="footnote" id="n"><p><a href="#r">1</a>. Une note.</p></aside>'
    chapters = [
        '<section epub:type="titlepage"><h1>Livre</h1></section>',
        f'<h1>Le&nbsp;port</h1><p>Il dort<a epub:type="noteref" href="n.xhtml#n">1</a> ici.</p>{note}',
        "<h1>La mer</h1><p>Elle dort.</p><h1>Le vent</h1><p>Il souffle.</p>",
    ]
    meta = "<dc:title>Livre</dc:title><dc:creator>Awa Diallo</dc:creator><dc:language>fr-FR</dc:language>"
    found = [one for one in _articles(epub(tmp_path / "a.epub", chapters, meta)) if isinstance(one, Article)]
    assert [one.id for one in found] == ["a-1", "a-2", "a-3"]
    assert _lines(found[0]) == [("headline", "Le\u00a0port"), ("body", "Il dort ici."), ("note", "Une note.")]
    assert [one.metadata.title for one in found] == ["Le\u00a0port", "La mer", "Le vent"]
    assert found[0].metadata.authors == ("Awa Diallo",)


def _column(x: float, top: float, lines: list[str]) -> list[tuple[float, float, float, str]]:
    return [(x, top - 12 * number, 10, line) for number, line in enumerate(lines)]


def test_pdf_in_columns_without_its_heads_and_numbers(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    left = ["Le maire a présenté le budget de la ville", "devant les élus réunis au conseil muni-", "cipal."]
    right = ["Les travaux de la nouvelle école vont", "commencer au printemps, a-t-il dit hier."]
    # Written row by row, as some programs do.
    rows = [
        line
        for pair in zip(_column(72, 700, [*left, *left]), _column(330, 700, [*right, *right, *right]), strict=False)
        for line in pair
    ]
    pages = [[(72, 750, 9, "Le Courrier"), *rows, (300, 40, 9, str(number))] for number in (1, 2)]
    texts = [text for _, text in _lines(_article(pdf(tmp_path / "a.pdf", pages)))]
    assert "Le maire a présenté le budget de la ville devant les élus réunis au conseil municipal." in " ".join(texts)
    assert "Les travaux de la nouvelle école vont commencer au printemps, a-t-il dit hier." in " ".join(texts)
    assert not any("Courrier" in text or text in "12" for text in texts)


def test_pdf_has_headings_and_notes(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    page = [
        (72, 740, 20, "Le port"),
        *_column(72, 700, ["Il dort sous la lune, comme chaque nuit de", "cet été, et rien ne bouge."]),
        (184, 692, 6, "1"),
        (72, 60, 7, "1 Une note au bas de la page."),
    ]
    lines = _lines(_article(pdf(tmp_path / "a.pdf", [page])))
    assert lines[0] == ("headline", "Le port")
    assert ("note", "Une note au bas de la page.") in lines
    assert not any("1" in text for _, text in lines)


_P = '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>Oui.</w:t></w:r></w:p></w:body></w:document>'
_ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "parts", "said"),
    [
        ("a.docx", {"word/document.xml": _P[:60]}, "no sound XML"),
        ("a.docx", {"word/document.xml": _ENTITIES + _P}, "it declares entities"),
        ("a.docx", {"word/document.xml": " " * (65 * 1024**2)}, "it unpacks to more than 64 MB"),
        ("a.docx", {"a.txt": "x"}, "it is a zip archive, no DOCX document"),
        (
            "a.odt",
            {"word/document.xml": _P},
            "it is a DOCX document, no OpenDocument text. Rename it, or read it with --as docx",
        ),
        ("a.epub", {"word/document.xml": _P}, "it is a DOCX document, no EPUB book"),
        ("a.pdf", {"word/document.xml": _P}, "it is a DOCX document, no PDF document"),
        ("a.rtf", {"word/document.xml": _P}, "it is a DOCX document, no rich-text document"),
        ("a.docx", {"word/document.xml": "<w:document xmlns:w='urn:w'/>"}, "no prose in this document"),
    ],
)
def test_what_is_wrong_with_an_archive_is_one_line(tmp_path: Path, name: str, parts: dict[str, str], said: str) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    with pytest.raises(InputError) as error:
        _articles(zipped(tmp_path / name, parts))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"", "the file is empty"),
        ("a.docx", b"Il pleut.", "no sound DOCX document"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 99, "no sound DOCX document"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted with a password",
        ),
        ("a.odt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "an old office document"),
        ("a.docx", b"{\\rtf1 Oui.}", "it is a rich-text document, no DOCX document"),
        ("a.rtf", b"{\\rtf1 Oui.\\par", "it is cut short"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 5_000, "nested too deep"),
        ("a.md", b"[" * 9_000, "brackets"),
        ("a.srt", b"Il pleut.", "no cues in it"),
        ("a.rss", b"<svg/>", "no feed of RSS or Atom"),
        ("a.rss", _ENTITIES.encode() + b"<rss>&b;</rss>", "it declares entities"),
        ("a.warc", b"Il pleut.", "no WARC file"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    if name.endswith(".warc"):
        pytest.importorskip("warcio")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=r"^[^\n]*$") as error:
        _articles(tmp_path / name)
    assert said in str(error.value)


def test_a_pdf_without_a_text_layer_asks_for_ocr(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(InputError, match=r"no text layer.*OCR"):
        _articles(pdf(tmp_path / "a.pdf", [[]]))


def test_a_pdf_that_unpacks_without_end_is_not_opened(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    bomb = zlib.compress(b" " * (65 * 1024**2))
    stream = f"<< /Filter /FlateDecode /Length {len(bomb)} >>\nstream\n".encode() + bomb + b"\nendstream"
    path = documents.written(
        tmp_path / "a.pdf", [b"<< /Type /Catalog /Pages 3 0 R >>", stream, b"<< /Type /Pages /Kids [] /Count 0 >>"]
    )
    with pytest.raises(InputError, match="unpacks to more than 64 MB"):
        _articles(path)


@pytest.mark.parametrize(
    ("bound", "most", "said"),
    [("MAX_MEMORY", 384 * 1024**2, "more memory than any article"), ("MAX_SECONDS", 1, "longer than any article")],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems may know no such bounds")
def test_a_pdf_that_takes_all_memory_and_time_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, most: int, said: str
) -> None:
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(f"bilingual.readers.documents.pdf.{bound}", most)
    path = documents.written(tmp_path / "a.pdf", documents.forms_within_forms(20))
    with pytest.raises(InputError, match=rf"^[^\n]*{said}[^\n]*$"):
        _articles(path)


def test_a_pdf_may_come_through_a_pipe_or_compressed(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    path = pdf(tmp_path / "a.pdf", [[(72, 740, 10, "Le port dort sous la lune, et rien ne bouge.")]])
    packed = tmp_path / "b.pdf.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert _article(packed).text == _article(path).text


def test_books_in_another_language_and_locked_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is in 'en', not in 'fr'"):
        _articles(epub(tmp_path / "a.epub", ["<p>Oui.</p>"], "<dc:language>en</dc:language>"))
    lock = '<encryption><a><CipherReference URI="c0.xhtml"/></a></encryption>'
    with pytest.raises(InputError, match="encrypted"):
        _articles(epub(tmp_path / "b.epub", ["<p>Oui.</p>"], extra={"META-INF/encryption.xml": lock}))
