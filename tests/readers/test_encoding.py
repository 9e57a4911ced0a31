"""Bytes → text: what is read, under which name, and what is refused with which words."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.readers.encoding import decode

TEXT = "L’été, à Saint-Pétersbourg : « cœur » coûte 5 €…\r\nÀ l’œuvre.\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_reads_what_sites_write(raw: bytes, encoding: str) -> None:
    assert decode(raw) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"fin de l'\xe9t\xe9", "fin de l'été"),
        (b"Se\xf1or Mu\xf1oz", "Señor Muñoz"),
        (b"\xc9\xbb et \xe9\xe8\xe0\xe7\xf4", "É» et éèàçô"),
        (b"\xe9t\xe9\r\n\x1a", "été\r\n\x1a"),
    ],
    ids=["truncated sequence without any UTF-8", "foreign names", "UTF-8 by accident", "end of file of DOS"],
)
def test_reads_windows_1252_where_utf8_is_out_of_the_question(raw: bytes, text: str) -> None:
    assert decode(raw) == (text, "windows-1252")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty. "),
        (b" \n\t\r\n", "the file is empty. "),
        (codecs.BOM_UTF8, "the file is empty. "),
        (b"abc\x00d\x00ef", "this is a binary file, not a text. "),
        (bytes(range(1, 32)) * 5, "this is a binary file, not a text. "),
        (b"%PDF-1.7 \xe9", "this is a PDF document, not a text. "),
        (b"PK\x03\x04 mimetype", "this is a zip archive or an office document, not a text. "),
        (
            "Un été".encode("utf-16-le") + b"\x01\xd8b\x00",
            "the file looks like UTF-16-LE, and is damaged at offset 12. ",
        ),
        (TEXT.encode("utf-32"), "the file is UTF-32. "),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", "the file is damaged UTF-16: bad bytes at offset 4. "),
        (codecs.BOM_UTF16_LE + b"a\x00b", "the file is damaged UTF-16: bad bytes at offset 4. "),
        ("Été à".encode()[:-1], "the file is damaged UTF-8: bad byte 0xc3 at offset 6. "),
        ("été".encode() + b"\xff" + "à l’été".encode(), "the file is damaged UTF-8: bad byte 0xff at offset 5. "),
        ("é’".encode() + b"\xe9\xe8", "the file is damaged UTF-8: bad byte 0xe9 at offset 5. "),
        (codecs.BOM_UTF8 + b"\xe9t\xe9", "the file is damaged UTF-8: bad byte 0xe9 at offset 3. "),
        (b"\xe9t\xe9 \x81", "the file is neither UTF-8 (offset 0) nor Windows-1252 (offset 4). "),
        ("Привет, мир".encode("cp1251"), "the file is neither UTF-8 (offset 0) nor French in Windows-1252. "),
    ],
)
def test_refuses(raw: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(raw)
    assert str(caught.value).startswith(message)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le cœur du problème coûte 15 €.", "iso-8859-15"),
        ("L'ŒUVRE et le nœud, à Fœtus", "iso-8859-15"),
        ("Un été à 20 €", "iso-8859-15"),
        ("Un été de ½ heure, 1½ kg, ¼ de lait et 3¾", "windows-1252"),
        ("L’œuvre coûte 5 €", "windows-1252"),
        ("Un été à Bamako", "windows-1252"),
        ("l´été, Noe¨l", "windows-1252"),
    ],
)
def test_tells_the_two_single_byte_encodings_apart(text: str, encoding: str) -> None:
    assert decode(text.encode("cp1252" if encoding == "windows-1252" else encoding, "ignore")) == (
        text.encode("cp1252" if encoding == "windows-1252" else encoding, "ignore").decode(encoding),
        encoding,
    )


def test_a_tail_of_zeros_is_no_text() -> None:
    assert decode("Un été.\n".encode() + bytes(500)) == ("Un été.\n", "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        text, encoding = decode(raw)
    except InputError:
        return
    assert text.strip()
    # What was read can be written back, but for the byte-order mark.
    encodings = {
        name: [name] for name in ("utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16-le", "utf-16-be")
    }
    marks = [codecs.BOM_UTF16_LE + text.encode("utf-16-le"), codecs.BOM_UTF16_BE + text.encode("utf-16-be")]
    written = [text.encode(name) for name in encodings[encoding]] if encoding in encodings else marks
    assert raw.rstrip(b"\0") in [one.rstrip(b"\0") for one in written]  # a tail of zeros is no text


@given(st.text(alphabet="aeinrst éèêàçùôîœÉÀ«»’…€.\n", min_size=1).filter(str.strip))
def test_french_survives_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
