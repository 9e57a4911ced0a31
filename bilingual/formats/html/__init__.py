"""Pages for people: one side-by-side page per article, and an index of them all.

A page is one file that needs nothing else: style and script are inlined, and its Content-Security-Policy allows
those two by their hashes and forbids every request. Sentence 2 of paragraph 4 has the address ``page.html#p4s2``.
The index alone loads something: what it searches, from scripts of ours beside it (``siblings.py``). With shared assets
all pages take style and script from ``html/assets/``, which makes thousands of small ones a fifth of the size.

The first thousand pages lie in ``html/`` with ``index.html``, the second thousand in ``html/2/``, and so on. An index
page lists 2,000 articles, the next 2,000 are in ``index-2.html``, and so on; each of them can search and filter all. A
page that would come out as it stands is not rendered again.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.attention import attention, dismissed
from bilingual.checks.confidence.bands import bands_of
from bilingual.data import Kind
from bilingual.formats.base import Writer
from bilingual.formats.html.entries import Entry, Totals, mark, mean_trust, summary, token_probability
from bilingual.formats.html.environment import LINKED, SCRIPTS, SHARED, design, script, style, template
from bilingual.formats.html.pictures import article_lengths, over_time
from bilingual.formats.html.siblings import Siblings
from bilingual.formats.telling import in_words, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.html.pictures import Picture
    from bilingual.io.output import OutputFolder

# Articles to a folder: what file managers show without delay.
PAGES_PER_FOLDER = 1_000
# Articles to an index page: what browsers show without delay, and without the script.
ARTICLES_PER_INDEX = 2_000
_FORMAT = "html"
# What a kind of page has of style and script.
_ASSETS = {"css": style, "js": script}

# A front page sets these above the line that says who wrote the article and when.
_FRONT = {Kind.HEADLINE, Kind.LEAD}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its number in the article, its kind, the HTML element for it, and its sentences."""

    number: int
    kind: Kind
    element: str
    pairs: tuple[Pair, ...]


def blocks(pairs: Iterable[Pair]) -> list[Block]:
    """Group an article's pairs into its paragraphs. The first headline is the page's ``h1``.

    Where one of two aligned texts has something more behind a heading, that is a block of its own.
    """
    result: list[Block] = []
    headed = False
    for (number, _), group in groupby(pairs, key=lambda pair: (pair.segment.paragraph, pair.segment.kind)):
        members = tuple(group)
        kind = members[0].segment.kind
        element = "h2" if kind in {Kind.HEADLINE, Kind.SUBHEADING} else "p"
        if kind is Kind.HEADLINE and not headed:
            element, headed = "h1", True
        result.append(Block(number, kind, element, members))
    return result


def index_name(number: int) -> str:
    """Return the name of an index page by its number, from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


def article_page(  # noqa: PLR0913, PLR0917 - all that a page is made of
    article: Article,
    pairs: Sequence[Pair],
    provenance: Provenance,
    entry: Entry,
    neighbours: tuple[Entry | None, Entry | None],
    index: str,
    shared: bool = False,  # noqa: FBT001, FBT002 - as the templates know it
    name: str = "article.html.j2",
    more: Mapping[str, object] | None = None,
) -> str:
    """Return the page of an article, listed in an ``index`` page; ``neighbours`` are the ones before and behind it.

    Another template than an article's own, by its ``name``, may know ``more``.
    """
    paragraphs = blocks(pairs)
    front = next((i for i, block in enumerate(paragraphs) if block.kind not in _FRONT), len(paragraphs))
    limits = bands_of(provenance)
    linked = any(pair.links for pair in pairs)
    context: dict[str, object] = {
        "kind": LINKED if linked else "article",
        "provenance": provenance,
        "here": posixpath.dirname(entry.page),
        "shared": shared,
        "index": index,
        "article": article,
        "entry": entry,
        "front": paragraphs[:front],
        "rest": paragraphs[front:],
        "linked": linked,
        "served": False,
        "told": told(article, pairs, provenance.languages),
        "terms": in_words(article, pairs, provenance.languages) if linked else (),
        "headed": any(block.element == "h1" for block in paragraphs),
        "origins": {pair.origin for pair in pairs},
        "asked": Counter(attention(pair, limits) for pair in pairs),
        "marked": any(pair.translation.score is not None or pair.translation.flags for pair in pairs),
        "score": token_probability(entry),
        "trust": mean_trust(entry),
        "previous": neighbours[0],
        "following": neighbours[1],
    }
    return template(name).render(context | dict(more or {}))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A corpus under review: the address of what is to check, as seen from the index, and what tells it from others."""

    queue: str
    corpus: str


class HtmlWriter(Writer):
    """Write a page for each article, and index pages.

    Of each article only its index entry stays in memory until its index page is written (those of the first one until
    the end), and the article itself until the next one comes, for a page links to both neighbours. ``assets`` says
    where style and script are: ``inline``, or ``shared`` by all pages; None leaves that as it is in the folder.
    Where the corpus is ``reviewed``, a server gives the pages of articles, and there are but the index pages, and what
    they search.
    """

    def __init__(
        self,
        output: OutputFolder,
        provenance: Provenance,
        assets: str | None = None,
        *,
        reviewed: Reviewed | None = None,
    ) -> None:
        self._output = output
        self._provenance = provenance
        self._assets = assets
        self._reviewed = reviewed
        self._totals = Totals()
        self._first: list[Entry] = []  # the entries of index.html, once there is a second index page
        self._entries: list[Entry] = []  # those of the current index page
        self._previous: Entry | None = None
        self._siblings = Siblings(output, provenance.languages, bands_of(provenance)[0].of)
        self._held: tuple[Article, Sequence[Pair], Entry, str] | None = None

    @property
    def main(self) -> Path:
        """The first index page."""
        return self._output.path / "html" / index_name(1)

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the page of the article before this one, and keep this one until its next neighbour is known."""
        folder = self._totals.articles // PAGES_PER_FOLDER + 1
        number = self._totals.articles // ARTICLES_PER_INDEX + 1
        bands = bands_of(article.provenance or self._provenance)
        entry = summary(article, pairs, "" if folder == 1 else str(folder), bands)
        self._release(entry)
        if len(self._entries) == ARTICLES_PER_INDEX:
            self._turn(number)
        self._entries.append(entry)
        self._totals.add(entry)
        self._siblings.add(entry, pairs, [mark(pair, bands) for pair in pairs])
        if self._reviewed is None:
            self._held = (article, pairs, entry, index_name(number))

    def close(self) -> None:
        """Write the last page and the last index pages."""
        self._release(None)
        self._siblings.close()
        if self._shared:
            self._write_shared()
        pages = max(0, self._totals.articles - 1) // ARTICLES_PER_INDEX + 1
        if pages > 1:
            self._write_index(pages, self._entries, pages)
        self._write_index(1, self._first or self._entries, pages)

    def _turn(self, number: int) -> None:
        """Close the full index page, and begin page ``number``."""
        if number == 2:  # noqa: PLR2004 - the first index page waits for the totals
            self._first = self._entries
        else:
            self._write_index(number - 1, self._entries, None)
        self._entries = []

    def _write_index(self, number: int, entries: Sequence[Entry], pages: int | None) -> None:
        """Write an index page; ``pages`` is how many there are in all, None where it is only known that more follow."""
        text = template("index.html.j2").render(
            kind="index",
            provenance=self._provenance,
            here="",
            shared=self._shared,
            queue=self._reviewed.queue if self._reviewed else "",
            corpus=self._reviewed.corpus if self._reviewed else "",
            entries=entries,
            totals=self._totals,
            score=token_probability(self._totals),
            trust=mean_trust(self._totals),
            number=number,
            pages=pages,
            previous=index_name(number - 1) if number > 1 else None,
            following=index_name(number + 1) if number != pages else None,
            per_page=ARTICLES_PER_INDEX,
            pictures=self._pictures() if number == 1 else (),
        )
        with self._output.create(f"html/{index_name(number)}", _FORMAT) as stream:
            stream.write(text)

    def _pictures(self) -> tuple[Picture, ...]:
        drawn = (over_time(self._totals.months), article_lengths(self._totals.lengths))
        return tuple(picture for picture in drawn if picture)

    def _write_shared(self) -> None:
        """Write style and scripts as files that all pages share."""
        files = {f"{kind}.{suffix}": made(kind) for kind in SCRIPTS for suffix, made in _ASSETS.items()}
        for name, text in files.items():
            path, key = f"html/{SHARED}/{name}", hashlib.sha256(text.encode()).hexdigest()
            if not self._output.keep(path, _FORMAT, key):
                with self._output.create(path, _FORMAT, key) as stream:
                    stream.write(text)

    def _release(self, following: Entry | None) -> None:
        """Write the held-back article, now that the next one is known."""
        if self._held is None:
            return
        article, pairs, entry, index = self._held
        previous, self._previous = self._previous, entry
        name = f"html/{entry.page}"
        key = self._key(article, pairs, index, previous, following)
        if self._output.keep(name, _FORMAT, key):
            return
        text = article_page(
            article, pairs, article.provenance or self._provenance, entry, (previous, following), index, self._shared
        )
        with self._output.create(name, _FORMAT, key) as stream:
            stream.write(text)

    def _key(self, article: Article, pairs: Sequence[Pair], index: str, *neighbours: Entry | None) -> str:
        """Return a digest of all that a page follows from."""
        names = [entry and (entry.page, entry.metadata.title, entry.opening, entry.id) for entry in neighbours]
        about: tuple[object, ...] = (article.id, article.metadata, article.language, article.source, article.sha256)
        # No page names an arithmetic, and a corpus says of it what no engine does.
        made = replace(article.provenance or self._provenance, arithmetic=None)
        if article.target is not None:
            about += (article.target.source, article.target.sha256)
        if article.terms:
            about += article.terms
        # A mark says what the checks find.
        lines = [repr((self._design, self._shared, checks.version(), made, about, index, names))]
        # The article's text and the offsets stand for the source sentences; repr of the pairs would be slow.
        lines += [
            f"{pair.segment.start} {pair.segment.end} {pair.segment.kind} {pair.segment.paragraph} {pair.origin} "
            f"{pair.translation.score} {pair.translation.trust} {pair.translation.flags} "
            f"{pair.translation.repaired or ''} {pair.translation.text}"
            + (f" {pair.segment.spans}" if pair.segment.spans else "")
            + (f" {pair.reference} {pair.dismissed}" if pair.reference or pair.dismissed else "")
            + (f" {pair.links}" if pair.links else "")
            + (f" {pair.machine}" if pair.machine else "")
            + (f" {sorted(dismissed(pair))}" if dismissed(pair) else "")
            for pair in pairs
        ]
        lines.append(article.text)
        return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _design(self) -> str:
        return design()

    @cached_property
    def _shared(self) -> bool:
        """Whether pages share style and script: what was said, or else what stands in the folder."""
        if self._assets is not None:
            return self._assets == "shared"
        return any(row.name == f"html/{SHARED}/index.css" for row in self._output.standing())
