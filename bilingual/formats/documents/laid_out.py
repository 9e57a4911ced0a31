"""An article with its pairs → what a document of it shows: its paragraphs in both languages, or in one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from bilingual.data import Kind
from bilingual.formats.colophon import colophon, dateline
from bilingual.io.xml import for_xml
from bilingual.languages import space

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.data import Article, Metadata, Pair, Provenance

# What ends a line in some program, and tabs: a paragraph of a document is one line, which its reader folds.
_BREAKS = re.compile("[ ]*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029][ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*")
_BLANKS = re.compile("  +")
# Other controls, and what stands for no character at all; a text without them says the same.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


class Layout(StrEnum):
    """Which languages a document shows. Formats of one alone are called after it: ``docx-target``."""

    BOTH = "both"
    SOURCE = "source"
    TARGET = "target"

    def of(self, name: str) -> str:
        """Return what a format is called in this layout.

        >>> Layout.BOTH.of("docx"), Layout.TARGET.of("docx")
        ('docx', 'docx-target')
        """
        return name if self is Layout.BOTH else f"{name}-{self}"

    def languages(self, provenance: Provenance) -> tuple[str, ...]:
        """Return the codes of the languages that are shown, the source's first."""
        source, target = provenance.languages
        return {Layout.BOTH: (source, target), Layout.SOURCE: (source,), Layout.TARGET: (target,)}[self]

    def suffix(self, provenance: Provenance) -> str:
        """Return what a file is called behind its name, before the suffix of its format: ``.en``, or nothing."""
        return "" if self is Layout.BOTH else f".{self.languages(provenance)[0]}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, in each of the languages that are shown; empty in one where that text has nothing there.

    The kind of the first headline is HEADLINE, that of any other is SUBHEADING.
    """

    kind: Kind
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a document of an article shows, and what it says of itself.

    ``title`` is what it is called, empty where nobody says. Where no headline shows it, ``untranslated`` is the
    article's own title, in its own language. ``dateline`` and ``colophon`` are in English, a line each.
    """

    languages: tuple[str, ...]
    source_language: str
    blocks: tuple[Block, ...]
    title: str
    untranslated: str
    facts: Metadata
    dateline: str
    colophon: str


def laid_out(article: Article, pairs: Sequence[Pair], provenance: Provenance, layout: Layout) -> Document:
    """Return what a document of an article shows. Control characters are left out, and line breaks are blanks."""
    languages = layout.languages(provenance)
    blocks = tuple(_blocks(pairs, languages, layout))
    headline = next((block for block in blocks if block.kind is Kind.HEADLINE), None)
    own = plain(article.metadata.title or "")
    title, shown = own, ""
    if headline is None:
        shown = own
    elif layout is Layout.TARGET:
        title = headline.texts[-1]
    else:
        title = own or headline.texts[0] or headline.texts[-1]
    return Document(
        languages=languages,
        source_language=provenance.source_language,
        blocks=blocks,
        title=title,
        untranslated=shown,
        facts=article.metadata,
        dateline=plain(dateline(article.metadata)),
        colophon=plain(_colophon(article.metadata, pairs, provenance, layout)),
    )


def _blocks(pairs: Iterable[Pair], languages: Sequence[str], layout: Layout) -> Iterable[Block]:
    """Yield the paragraphs that say something in a language that is shown."""
    headed = False
    for (_, kind), group in groupby(pairs, key=lambda pair: (pair.segment.paragraph, pair.segment.kind)):
        members = list(group)
        sides = []
        if layout is not Layout.TARGET:
            sides.append([pair.segment.text for pair in members])
        if layout is not Layout.SOURCE:
            sides.append([pair.translation.text for pair in members])
        texts = tuple(joined(side, language) for side, language in zip(sides, languages, strict=True))
        if not any(texts):
            continue
        again = kind is Kind.HEADLINE and headed
        headed = headed or kind is Kind.HEADLINE
        yield Block(Kind.SUBHEADING if again else kind, texts)


def _colophon(facts: Metadata, pairs: Iterable[Pair], provenance: Provenance, layout: Layout) -> str:
    """Return where the article was found, what it may be used for, and who translated it."""
    said = colophon(provenance, pairs, translated=layout is not Layout.SOURCE)
    return " · ".join(part for part in (facts.url, facts.license, said) if part)


def joined(texts: Iterable[str], language: str) -> str:
    """Return the sentences of a paragraph as one line, without those that are empty."""
    return space(language).join(text for text in map(plain, texts) if text)


def plain(text: str) -> str:
    r"""Return a text as one line of a document: no control characters, a blank for each break and run of blanks.

    No-break spaces stay, as typography sets them.

    >>> plain("Un\x01\u2028deux\u202f!\t  Trois. ")
    'Un deux\u202f! Trois.'
    """
    if not text.isprintable():
        text = for_xml(_UNSEEN.sub("", _BREAKS.sub(" ", text)))
    return _BLANKS.sub(" ", text).strip(" ")
