"""The rows of a glossary in text: with tabs, or CSV with semicolons or commas as spreadsheets save it.

The text is UTF-8 or UTF-16, or Windows-1252, which spreadsheets of Western languages still write, where no other byte
of it is UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from bilingual.io.cells import said_delimiter
from bilingual.io.peeked import as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.io.source import Source

TAB: Final = "\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARK = b"\xef\xbb\xbf"


def rows(raw: bytes, source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line with its number, two at least; what is for people is left out. Raises InputError."""
    lines = _lines(raw, source)
    said = said_delimiter(lines[0]) if lines else None
    delimiter = said or delimiter_of(lines)
    for number, line in enumerate(lines, start=1):
        if not line.strip() or is_comment(line, delimiter) or (said and number == 1):
            continue
        if "\r" in line:
            raise source.error(f"line {number} holds carriage returns", "Save the glossary with line feeds")
        cells = _split(line, delimiter)
        if len(cells) == 1:
            named = {TAB: "tab", ";": "semicolon", ",": "comma"}.get(delimiter, f"'{delimiter}'")
            raise source.error(f"line {number} has no {named}", f"Write source, {named}, target")
        yield number, cells


def delimiter_of(lines: Sequence[str]) -> str:
    r"""Return what parts the cells of a glossary: tabs where there is one, else what stands in most lines.

    >>> delimiter_of(["ONU\tUN"]), delimiter_of(["a, b;c, d", "ONU;UN"]), delimiter_of(["ONU,UN"])
    ('\t', ';', ',')
    """
    terms = [line for line in lines if line.strip() and not is_comment(line, ";")]
    if any(TAB in line for line in terms):
        return TAB
    shares = {mark: sum(len(_split(line, mark)) > 1 for line in terms) for mark in ";,"}
    best = max(shares, key=lambda mark: shares[mark])
    return best if terms and shares[best] else TAB


def is_comment(line: str, delimiter: str) -> bool:
    r"""Whether a line is for people: `#MeToo`, a tab and a target are a term.

    >>> is_comment("# People", TAB), is_comment("#people", TAB), is_comment("#MeToo\t#MeToo", TAB)
    (True, True, False)
    """
    return line.startswith("#") and (delimiter not in line or line[1:2] in tuple("# \t"))


def _split(line: str, delimiter: str) -> list[str]:
    if delimiter == TAB:
        return line.split(TAB)  # where a quote may be part of a term
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])


def _lines(raw: bytes, source: Source) -> list[str]:
    """Return the lines of a glossary without their ends. Raises InputError."""
    _, stream, _ = as_utf8(io.BytesIO(raw))
    whole = stream.read().removeprefix(_MARK)
    parts = [line.rstrip(b"\r") for line in whole.split(b"\n")]
    try:
        return [part.decode() for part in parts]
    except UnicodeDecodeError as error:
        text = _windows_1252(whole)
        if text is not None:
            return [line.rstrip("\r") for line in text.split("\n")]
        number = next(number for number, part in enumerate(parts, start=1) if not _is_utf8(part))
        raise source.error(f"line {number} is not UTF-8", "Save the glossary as UTF-8 text") from error


def _windows_1252(raw: bytes) -> str | None:
    r"""Return a text in Windows-1252, None where some of its lines are UTF-8, or it is no text at all.

    >>> _windows_1252("nappe phréatique;groundwater".encode("cp1252")), _windows_1252("é\n".encode() + b"\xe9")
    ('nappe phréatique;groundwater', None)
    """
    if any(_is_utf8(line) and not line.isascii() for line in raw.split(b"\n")):
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return (
        text if text.replace("\t", "").replace("\r", "").replace("\n", "").replace("\u00ad", "").isprintable() else None
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
