"""Tables that other programs saved: which encoding their bytes are in.

A byte-order mark settles the matter; what decodes as UTF-8 is hardly ever anything else. Of the single-byte encodings
the bytes beyond ASCII tell: spreadsheets save Windows-1252, on old Macintoshes that of Macintoshes, for DOS code page
850, and other systems ISO 8859-15. The one that gives the most letters that French has is taken.
"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import TYPE_CHECKING

from bilingual.io.peeked import wide_encoding

if TYPE_CHECKING:
    from bilingual.io.source import Source

_CHUNK_BYTES = 1 << 16
_BEGINNING = 1 << 12
# The likeliest one first: of equally good ones that is taken.
_SINGLE_BYTE = ("cp1252", "iso-8859-15", "mac-roman", "cp850")
_COMMON = frozenset("éèàêçôîùâû’œ«»\u00a0")
_FRENCH = _COMMON | frozenset("äæëïöüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ‹›‘“”–—…€°")
# Of what is no UTF-8, the most that may be letters in UTF-8: more is UTF-8 that was damaged.
_MOST_SOUND = 0.25


def encoding_of(source: Source) -> str:
    """Return the encoding of a table, which is read once for it. Raises InputError where none can be told."""
    with source.open() as stream:
        beginning = stream.read(_BEGINNING)
        if wide := wide_encoding(beginning):
            return wide
        if beginning.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise source.error("it is an office document, not a table of text", "Save it as .csv or .xlsx")
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        number, sound, bad = 1, 0, Counter[int]()
        first_bad = 0
        chunk = beginning
        while chunk:
            text = decoder.decode(chunk)
            if not text.isascii():
                found = Counter(character for character in text if not character.isascii())
                wrong = {ord(one) - 0xDC00: times for one, times in found.items() if "\udc80" <= one <= "\udcff"}
                if wrong and not bad:
                    before = text[: next(i for i, one in enumerate(text) if "\udc80" <= one <= "\udcff")]
                    first_bad = number + before.count("\n")
                bad.update(wrong)
                sound += sum(found.values()) - sum(wrong.values())
            number += text.count("\n")
            chunk = stream.read(_CHUNK_BYTES)
    if not bad:
        return "utf-8"
    if sound > sum(bad.values()) * _MOST_SOUND or (encoding := _single_byte(bad)) is None:
        raise source.error(f"line {first_bad} is not UTF-8", "Save it as UTF-8")
    return encoding


def _single_byte(bad: Counter[int]) -> str | None:
    """Return the encoding in which the bytes beyond ASCII are letters of French, None where they are in none.

    >>> [_single_byte(Counter("été à l’œuvre".encode(name, "replace"))) for name in ("cp1252", "mac-roman", "cp850")]
    ['cp1252', 'mac-roman', 'cp850']
    """
    beyond = {byte: times for byte, times in bad.items() if byte > 0x7F}  # noqa: PLR2004 - ASCII

    def letters(encoding: str, among: frozenset[str]) -> int:
        return sum(times for byte, times in beyond.items() if bytes([byte]).decode(encoding, "replace") in among)

    # What French has most of counts twice.
    best = max(_SINGLE_BYTE, key=lambda encoding: letters(encoding, _FRENCH) + letters(encoding, _COMMON))
    return best if 2 * letters(best, _FRENCH) > sum(beyond.values()) else None
