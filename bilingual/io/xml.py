r"""XML from strangers, read in bounded memory, and the characters that XML cannot hold.

XML 1.0 has no way to write most control characters (https://www.w3.org/TR/xml/#charsets). In text, each format has an
inline element that stands for one; in attributes they are escaped as ``\uXXXX``, with the backslash itself doubled.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bilingual.io.source import Source

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|(\\))")
# Bytes to an element, attribute or comment: until one is whole, the parser keeps all of it.
_MAX_BYTES = 32 * 1024**2
_DECLARATION_BYTES = 256
_SAYS_UTF_16 = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']utf-?16", re.IGNORECASE)
# Elements to a unit: what no segment has, so that one cannot fill the memory.
_MAX_ELEMENTS = 10_000


def pieces(text: str) -> Iterator[str | int]:
    r"""Yield the text in pieces that XML can hold, and between them the code points that it cannot.

    >>> list(pieces("un\x01\x02deux"))
    ['un', 1, 2, 'deux']
    """
    start = 0
    for found in _ILLEGAL.finditer(text):
        if found.start() > start:
            yield text[start : found.start()]
        yield ord(found[0])
        start = found.end()
    if start < len(text):
        yield text[start:]


def for_xml(text: str) -> str:
    r"""Replace the characters that XML cannot hold by U+FFFD, where nobody wants them back.

    >>> for_xml("a\x00b")
    'a\ufffdb'
    """
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def escape(text: str) -> str:
    r"""Return a text as an attribute can hold it.

    >>> escape("un\x01deux")
    'un\\u0001deux'
    """
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\\", "\\\\"))


def unescape(value: str) -> str:
    r"""Return the text of an attribute.

    >>> unescape(escape("a\\b\x01")) == "a\\b\x01"
    True
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", value)


def fill(element: Any, text: str, stand_in: Callable[[int, int], Any]) -> None:  # noqa: ANN401 - lxml ships no types
    """Put a text into an empty lxml element.

    ``stand_in`` makes an element for a character that XML cannot hold, from its code point and its number in the text.
    """
    last = None
    for number, piece in enumerate(pieces(text), 1):
        if isinstance(piece, int):
            last = stand_in(piece, number)
            element.append(last)
        elif last is None:
            element.text = piece
        else:
            last.tail = piece


def text_of(element: Any, code_point: Callable[[Any], int | None], inner: frozenset[str]) -> str:  # noqa: ANN401
    """Return the text in an lxml element.

    ``code_point`` tells which character an element within stands for, if any; elements with a local name of ``inner``
    are mark-up around text, and others, which stand for something that is no text, are passed over.
    """
    parts = [element.text or ""]
    for child in element:
        code = code_point(child)
        if code is not None:
            parts.append(chr(code))
        elif local_name(child) in inner:
            parts.append(text_of(child, code_point, inner))
        parts.append(child.tail or "")
    return "".join(parts)


def parse_code(digits: str | None) -> int | None:
    """Return a code point from its hexadecimal digits, None where it is none that XML needs help with.

    >>> parse_code("0001"), parse_code("41"), parse_code("x"), parse_code(None)
    (1, None, None, None)
    """
    try:
        code = int(digits or "", 16)
        chr(code).encode()  # which surrogates cannot be
        return code if _ILLEGAL.match(chr(code)) else None
    except (ValueError, OverflowError):
        return None


def local_name(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Return the name of an element without its namespace."""
    return local_name_of(str(element.tag))


def local_name_of(name: str) -> str:
    """Return a name without its namespace, as lxml writes names.

    >>> local_name_of("{urn:x}id")
    'id'
    """
    return name.rpartition("}")[2]


def units(source: Source, root: str | tuple[str, ...], names: frozenset[str]) -> Iterator[tuple[Any, Any]]:
    """Yield (the root element, the element) for each whole unit (by its local name), dropping it when it was seen.

    ``root`` is the name that the document must have, or several to choose from; where none is given, it may have any.
    Nothing outside the file is read and no entity is expanded but those of XML itself; a file that declares any is
    refused, and one that uses another, such as ``&eacute;`` of a DTD elsewhere. Raises InputError for that, for what is
    no XML, and for endless elements.
    """
    from lxml import etree

    with source.open() as stream:
        feed = _Feed(stream, source)
        events = etree.iterparse(
            feed,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding=feed.encoding,
        )
        document: Any = None
        inside, count = False, 0
        try:
            for event, element in events:
                feed.since = 0
                if document is None:
                    document = element
                    _check(document, (root,) if isinstance(root, str) else root, source)
                if event == "start":
                    count += 1
                    inside = inside or local_name(element) in names
                    if inside and count > _MAX_ELEMENTS:
                        raise source.error(f"line {element.sourceline}: too many elements in a segment", "Remove it")
                elif local_name(element) in names:
                    if (entity := next(element.iter(etree.Entity), None)) is not None:
                        raise source.error(
                            f"line {element.sourceline}: nothing in it says what '{entity.text}' stands for",
                            "Write the character itself",
                        )
                    yield document, element
                    inside = False
                if event == "end" and not inside:
                    count = 0
                    _drop(element)
        except etree.XMLSyntaxError as error:
            raise source.error(f"it is no sound XML ({error.msg})", "Export it again") from error


class _Feed:
    """Gives the parser a file, and ends it where the parser finds nothing whole for too long."""

    def __init__(self, stream: IO[bytes], source: Source) -> None:
        self._stream = stream
        self._source = source
        self._ahead = stream.read(_DECLARATION_BYTES)
        self.since = 0

    @property
    def encoding(self) -> str | None:
        """The encoding, where the file says UTF-16 in bytes that are none: a program turned it and left the word."""
        return "utf-8" if _SAYS_UTF_16.match(self._ahead) else None

    def read(self, size: int) -> bytes:
        """Return so many bytes. Raises InputError."""
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        data = data or self._stream.read(size)
        self.since += len(data)
        if self.since > _MAX_BYTES:
            raise self._source.error("something in it is too long for a segment", "Remove it")
        return data


def _check(document: Any, roots: tuple[str, ...], source: Source) -> None:  # noqa: ANN401
    definition = document.getroottree().docinfo.internalDTD
    if definition is not None and next(definition.iterentities(), None) is not None:
        raise source.error("it declares entities, which can hide anything", "Remove its DOCTYPE")
    if roots and local_name(document) not in roots:
        raise source.error(
            f"it is <{local_name(document)}>, not <{'> or <'.join(roots)}>", "Name a file of the format that it says"
        )


def _drop(element: Any) -> None:  # noqa: ANN401
    """Free what was read: the element's content, and all before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
