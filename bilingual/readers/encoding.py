r"""Bytes → text: UTF-8, UTF-16, Windows-1252 or ISO-8859-15; anything else is refused, never guessed at.

The order follows the certainty of the evidence: a byte-order mark settles the matter, as do zeros in every second byte,
and bytes that decode as UTF-8 are hardly ever anything else. Of the single-byte encodings Windows-1252 is the usual one
of French news sites, and of those of the languages that it was made for; ISO-8859-15, of old French Unix files, differs
from it in a few letters, which tell (`c\xbdur`, `15 \xa4`).
"""

from __future__ import annotations

import codecs
import re

from bilingual.errors import InputError
from bilingual.io.peeked import wide_encoding
from bilingual.languages import english_name

_SAVE_AS_UTF8 = "Save it as UTF-8 text"

_EXTRACT = "Extract its text first, and save that as UTF-8"
# What else people name .txt, told by its first bytes, and what to do with it.
_SIGNATURES = {
    b"%PDF-": ("a PDF document", "Read it with --as pdf"),
    b"{\\rtf": ("a rich-text document", "Read it with --as rtf"),
    b"PK\x03\x04": ("a zip archive or an office document", "Read it with --as docx, odt or epub, or unpack it"),
    b"\x1f\x8b": ("a gzip archive", "Unpack it, or name it with .gz behind"),
    b"\xd0\xcf\x11\xe0": ("an old office document", "Save it as .docx or .odt, and name that"),
    b"\xff\xd8\xff": ("a JPEG picture", _EXTRACT),
    b"\x89PNG": ("a PNG picture", _EXTRACT),
}

# A text holds tabs, line and page ends, the separators that str.splitlines knows, and maybe a DOS end-of-file mark.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1b\x7f]")
_MOST_CONTROL = 0.005

# In ISO-8859-15: the euro, and œ and Œ before a letter that follows them in French. In Windows-1252 these are signs
# that stand apart (¤ ½ ¼), and other bytes, which ISO-8859-15 lacks, are quotes and the like.
_LATIN_9 = re.compile(rb"\xa4|(?<![0-9])[\xbd\xbc](?=[ucdnstieUCDNSTIE])")
_NOT_LATIN_9 = re.compile(rb"[\x80-\x84\x86-\x9f]")

# Sequences of UTF-8 that French text is made of, as Windows-1252 would show them: é = "Ã©", œ = "Å“", ’ = "â€™".
_FRENCH_UTF8 = re.compile(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93\xb8]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")
# Text in Windows-1252 holds such a pair only by a rare accident; damaged UTF-8 holds little else.
_FEWEST_PAIRS_PER_BAD_BYTE = 0.25

# What French in Windows-1252 has beyond ASCII. A few others stand in foreign names; a text that is mostly made of
# others is in another encoding, such as that of old Macintoshes.
_FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»‹›‘’“”„–—…•·€£°²³§©®™½ºª\u00a0\u00ad")
_MOST_FOREIGN = 3
# The other languages that are written in Windows-1252, and their letters beyond those of French.
_WESTERN_CODES = "af ca da de en es et eu fi fo ga gl id is it lb ms nb nl nn no oc pb pt rm sq sv sw"
_WESTERN = frozenset(_WESTERN_CODES.split())
_WESTERN_LETTERS = _FRENCH | frozenset("áíóúýñãõåøßðþìòÁÍÓÚÝÑÃÕÅØÐÞÌÒ¿¡·šžŠŽ„")


def decode(raw: bytes, language: str = "fr") -> tuple[str, str]:
    r"""Return the text of ``raw`` without its byte-order mark, and the encoding's name.

    The name is ``utf-8``, ``utf-8-sig`` (with a mark), ``utf-16`` (with a mark), ``utf-16-le``, ``utf-16-be``,
    ``windows-1252`` or ``iso-8859-15``. Line ends stay as they are, as does a rare zero (``mending.py``); a tail of
    zeros is a file system's and no text. ``language`` tells what text in the last two may hold; most languages cannot
    be written in them at all.

    Raises:
        InputError: ``raw`` is empty, binary, damaged, or in an encoding that cannot be told for sure.

    >>> decode(b"\xef\xbb\xbfL'\xc3\xa9t\xc3\xa9\r\n")
    ("L'été\r\n", 'utf-8-sig')
    >>> decode(b"c\x9cur \x80")
    ('cœur €', 'windows-1252')
    >>> decode(b"c\xbdur \xa4")
    ('cœur €', 'iso-8859-15')
    """
    for signature, (name, remedy) in _SIGNATURES.items():
        if raw.startswith(signature):
            raise InputError(f"this is {name}, not a text", remedy)
    text, encoding = _decode(raw, language)
    text = text.rstrip("\0")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > max(1, len(text) * _MOST_CONTROL):
        raise InputError("this is a binary file, not a text", "Name a text file, or extract the text first")
    if not text.strip():
        raise InputError("the file is empty", "Remove it, or put the article's text into it")
    return text, encoding


def _decode(raw: bytes, language: str) -> tuple[str, str]:
    """Return text and encoding by mark, then by validity."""
    wide = wide_encoding(raw)
    if wide == "utf-32":
        raise InputError("the file is UTF-32", _SAVE_AS_UTF8)
    if wide:
        try:
            return raw.decode(wide), wide
        except UnicodeDecodeError as error:
            is_it = "is damaged UTF-16: bad bytes" if wide == "utf-16" else f"looks like {wide.upper()}, and is damaged"
            raise InputError(f"the file {is_it} at offset {error.start}", _SAVE_AS_UTF8) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = "iso-8859-15" if _LATIN_9.search(raw) and not _NOT_LATIN_9.search(raw) else "windows-1252"
        return _single_bytes(raw, encoding, error, language), encoding
    return (text[1:], "utf-8-sig") if text.startswith("\ufeff") else (text, "utf-8")


def _single_bytes(raw: bytes, encoding: str, error: UnicodeDecodeError, language: str) -> str:
    """Return ``raw`` read as Windows-1252 or ISO-8859-15, unless it is UTF-8 that ``error`` shows damaged."""
    marked = raw.startswith(codecs.BOM_UTF8)
    pairs = sum(1 for _ in _FRENCH_UTF8.finditer(raw))
    bad = sum("\udc80" <= character <= "\udcff" for character in raw.decode("utf-8", "surrogateescape"))
    if marked or pairs >= bad * _FEWEST_PAIRS_PER_BAD_BYTE:
        raise InputError(
            f"the file is damaged UTF-8: bad byte 0x{raw[error.start]:02x} at offset {error.start}",
            "Get an undamaged copy, or mend that place and save it as UTF-8",
        ) from error
    if language != "fr" and language not in _WESTERN:
        raise InputError(
            f"the file is not UTF-8: bad byte 0x{raw[error.start]:02x} at offset {error.start}", _SAVE_AS_UTF8
        ) from error
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as undefined:
        raise InputError(
            f"the file is neither UTF-8 (offset {error.start}) nor Windows-1252 (offset {undefined.start})",
            _SAVE_AS_UTF8,
        ) from undefined
    beyond_ascii = [character for character in text if not character.isascii()]
    letters = _FRENCH if language == "fr" else _WESTERN_LETTERS
    foreign = sum(character not in letters for character in beyond_ascii)
    if foreign > max(_MOST_FOREIGN, len(beyond_ascii) / 2):
        raise InputError(
            f"the file is neither UTF-8 (offset {error.start}) nor {english_name(language)} in Windows-1252",
            _SAVE_AS_UTF8,
        ) from error
    return text
