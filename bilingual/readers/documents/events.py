"""XML of a document as events, so that it takes no more memory than the text in it; what declares entities is refused.

No document of an office program has a DOCTYPE, and what one declares could grow without bounds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from bilingual.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bilingual.io.source import Source


class Handler(Protocol):
    """What hears the events. Names of elements come as ``listen`` is asked to give them."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that it ends."""

    def data(self, text: str) -> None:
        """Hear some of the text in it."""


class _Target:
    """Passes on to a handler what lxml tells."""

    def __init__(self, handler: Handler, source: Source, *, whole_names: bool, doctype: bool) -> None:
        self._handler = handler
        self._source = source
        self._name = str if whole_names else _local
        self._doctype = doctype
        self.data = handler.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        named = {_local(name): value for name, value in attributes.items()} if attributes else {}
        self._handler.start(self._name(tag), named)

    def end(self, tag: str) -> None:
        self._handler.end(self._name(tag))

    def doctype(self, *_: object) -> None:
        if not self._doctype:
            raise self._source.error("it declares entities, which can hide anything", "Save it again")

    def comment(self, _: str) -> None: ...

    def pi(self, *_: object) -> None: ...

    def close(self) -> None: ...


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def listen(chunks: Iterable[bytes], handler: Handler, source: Source) -> None:
    """Tell ``handler`` of all that is in some XML, names without their namespaces.

    No document of an office program has two of one name that differ. Raises InputError for what is no XML or declares
    entities.
    """
    for _ in heard(chunks, handler, source):
        pass


def heard(
    chunks: Iterable[bytes], handler: Handler, source: Source, *, whole_names: bool = False, doctype: bool = False
) -> Iterator[None]:
    """Tell ``handler`` of what is in each of the pieces of some XML, and yield behind each. Raises InputError.

    ``whole_names`` are those with their namespaces, as lxml writes them. A ``doctype`` may be there where who calls has
    seen that none declares an entity.
    """
    from lxml import etree

    target = _Target(handler, source, whole_names=whole_names, doctype=doctype)
    parser = etree.XMLParser(target=target, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield
        parser.close()
    except InputError:
        raise
    except etree.XMLSyntaxError as error:
        raise source.error(f"it is no sound XML ({error.msg})", "Save it again") from error
    yield
