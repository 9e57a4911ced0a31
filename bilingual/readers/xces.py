"""Alignments in the form of XCES, as OPUS has them: links between the sentences of documents that lie beside.

    <linkGrp fromDoc="en/a.xml.gz" toDoc="fr/a.xml.gz"><link xtargets="1;1 2"/> …

Documents hold ``<s id="1">`` with text, or with words in ``<w>``. A path leads nowhere but into the folder of the file.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bilingual.errors import InputError
from bilingual.io import xml
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.wording import encodable, for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT: Final = "cesAlign"
# Links to a pair of documents: more than any text has sentences.
_MOST_LINKS: Final = 2_000_000
# Where documents may lie in the folder besides the path that is given.
_FOLDERS: Final = ("", "xml", "raw", "parsed")
_HEADS: Final = frozenset({"head", "title"})
# A token that stands against the one before it, or the one behind it, in both languages.
_TIGHT_BEFORE = re.compile(r" (?=[.,)\]}…]|'(?:s|re|ve|ll|d|m|t)\b|n't\b)")
_TIGHT_BEHIND = re.compile(r"(?<=[(\[{]) |(?<=\w['’]) ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: its text, and the number of its paragraph; ``heads`` says that this is a heading."""

    text: str
    paragraph: int
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """Two documents with their links: ``links`` are ranges of sentences of each, counted from 0, in order.

    ``names`` are the documents as the file has them, ``places`` where they are.
    """

    names: tuple[str, str]
    places: tuple[Source, Source]
    sentences: tuple[list[Sentence], list[Sentence]]
    links: list[tuple[tuple[int, int], tuple[int, int]]]


def read(source: Source) -> Iterator[Linked | InputError]:
    """Yield pairs of documents, or what is wrong with one. Raises InputError where all is lost."""
    names: tuple[str, str] | None = None
    links: list[tuple[list[str], list[str]]] = []
    last: Any = None
    for _, link in xml.units(source, ROOT, frozenset({"link"})):
        group = link.getparent()
        if group is not last:
            if names is not None:
                yield _documents(source, names, links)
            last, links = group, []
            names = (group.get("fromDoc") or "", group.get("toDoc") or "")
        first, _, second = (link.get("xtargets") or "").partition(";")
        links.append((first.split(), second.split()))
        if len(links) > _MOST_LINKS:
            raise source.error(f"line {link.sourceline}: too many links in a group", "Split it")
    if names is None:
        raise source.error("there is no link in it", "Name a file of links between sentences, as OPUS has them")
    yield _documents(source, names, links)


def _documents(
    source: Source, names: tuple[str, str], links: Sequence[tuple[list[str], list[str]]]
) -> Linked | InputError:
    """Return two documents with their links; what is wrong with them where they cannot be read or do not fit."""
    try:
        places = tuple(_place(source, name) for name in names)
        found = [_sentences(place) for place in places]
        ranges = [_ranges(source, names[side], list(found[side]), [link[side] for link in links]) for side in (0, 1)]
    except InputError as error:
        return InputError(error.message, error.remedy)
    return Linked(
        names,
        (places[0], places[1]),
        (list(found[0].values()), list(found[1].values())),
        list(zip(ranges[0], ranges[1], strict=True)),
    )


def _place(source: Source, name: str) -> Source:
    """Return where a document is. Raises InputError where it is not in the folder of the file."""
    shown = for_terminal(shortened(name)) or "nothing"
    folder = (source.path or Path()).parent
    bare = name.removesuffix(".gz")
    if not name or "\0" in name or "\\" in name or Path(name).is_absolute() or os.pardir in Path(name).parts:
        raise source.error(f"it names the document '{shown}', which is no path within its folder", "Correct it")
    try:
        root = Path(os.path.realpath(folder))
        for within in _FOLDERS:
            for one in (name, bare, f"{bare}.gz"):
                path = folder / within / one
                if path.is_file():
                    if root not in Path(os.path.realpath(path)).parents:
                        raise source.error(
                            f"it names the document '{shown}', which lies outside its folder", "Put it there"
                        )
                    return Source(bare.removesuffix(".xml"), encodable(str(path)), path)
    except (OSError, ValueError) as error:
        raise source.error(f"the document '{shown}' cannot be reached", "Check the path") from error
    raise source.error(f"the document '{shown}' is not there", "Put it where the file says, beside the file")


def _sentences(place: Source) -> dict[str, Sentence]:
    """Return the sentences of a document by their ids, in order. Raises InputError."""
    found: dict[str, Sentence] = {}
    total, paragraph, last = 0, 0, None
    for _, element in xml.units(place, (), frozenset({"s"})):
        above = next((one for one in element.iterancestors() if xml.local_name(one) in {"p", *_HEADS}), None)
        if above is None or above is not last:
            paragraph += 1
            last = above
        text = _text(element)
        total += len(text)
        if total > MAX_ARTICLE_BYTES:
            raise place.error("it is larger than any text", "Split it")
        identity = element.get("id") or str(len(found) + 1)
        if identity in found:
            raise place.error(
                f"line {element.sourceline}: the id '{for_terminal(shortened(identity))}' stands twice", "Correct it"
            )
        found[identity] = Sentence(text, paragraph, above is not None and xml.local_name(above) in _HEADS)
    if not found:
        raise place.error("there is no sentence in it", "Name a document with sentences, <s>, as OPUS has them")
    return found


def _text(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    words = [" ".join("".join(word.itertext()).split()) for word in element.iter("{*}w")]
    if not words:
        return " ".join("".join(element.itertext()).split())
    return joined(words)


def joined(words: Sequence[str]) -> str:
    """Return words as a sentence: without the spaces that neither French nor English writes.

    >>> joined(["L'", "été", ",", "il", "lit", "(", "peu", ")", "."]), joined(["He", "does", "n't", "."])
    ("L'été, il lit (peu).", "He doesn't.")
    """
    return _TIGHT_BEHIND.sub("", _TIGHT_BEFORE.sub("", " ".join(filter(None, words))))


def _ranges(source: Source, name: str, ids: list[str], links: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Return the sentences of links as ranges: each sentence in one, in order. Raises InputError."""
    number = {identity: place for place, identity in enumerate(ids)}
    at, found = 0, []
    for wanted in links:
        places = [number.get(identity, -1) for identity in wanted]
        if -1 in places:
            missing = for_terminal(shortened(wanted[places.index(-1)]))
            raise source.error(
                f"a link names the sentence '{missing}', which '{for_terminal(shortened(name))}' has not",
                "Fetch both of one release",
            )
        # What no link names lies before the next one that is named.
        first = places[0] if places else at
        if first < at or places != list(range(first, first + len(places))):
            raise source.error(
                f"its links to '{for_terminal(shortened(name))}' are in another order than the sentences",
                "Sort them, or align both documents anew",
            )
        found.append((first, first + len(places)))
        at = first + len(places)
    return found
