"""Pages for people: one side-by-side page per article, and an index of them all.

A page is one file that needs nothing else: style and script are inlined, and its Content-Security-Policy allows
those two by their hashes and forbids every request. Sentence 2 of paragraph 4 has the address ``page.html#p4s2``.

The first thousand pages lie in ``html/`` with ``index.html``, the second thousand in ``html/2/`` with
``index-2.html`` for them, and so on. A page that would come out as it stands is not rendered again.
"""

from __future__ import annotations

import base64
import hashlib
import math
import posixpath
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from bilingual.article import Kind
from bilingual.files import page_name
from bilingual.writers.base import Writer
from bilingual.writers.html import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from bilingual.article import Article, Metadata, Pair, Provenance
    from bilingual.output import OutputFolder

# Articles to a folder and to an index page: what file managers and browsers show without delay.
PAGES_PER_FOLDER = 1_000
_FORMAT = "html"

# A front page sets these above the line that says who wrote the article and when.
_FRONT = {Kind.HEADLINE, Kind.LEAD}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its number in the article, its kind, the HTML element for it, and its sentences."""

    number: int
    kind: Kind
    element: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index and the neighbouring pages know of an article.

    ``page`` is the page's path within ``html/``. ``headline`` is the translated headline, empty where the article has
    none. ``log_probability`` is the sum over the ``scored`` sentences of their scores (mean log-probability per token,
    natural log).
    """

    id: str
    page: str
    metadata: Metadata
    headline: str
    sentences: int
    flagged: int
    scored: int
    log_probability: float


@dataclass(slots=True)
class Totals:
    """The sums of some entries."""

    articles: int = 0
    sentences: int = 0
    flagged: int = 0
    scored: int = 0
    log_probability: float = 0.0

    def add(self, entry: Entry) -> None:
        """Count one more article."""
        self.articles += 1
        self.sentences += entry.sentences
        self.flagged += entry.flagged
        self.scored += entry.scored
        self.log_probability += entry.log_probability


def blocks(pairs: Iterable[Pair]) -> list[Block]:
    """Group an article's pairs into its paragraphs. The first headline is the page's ``h1``."""
    result: list[Block] = []
    headed = False
    for number, group in groupby(pairs, key=lambda pair: pair.segment.paragraph):
        members = tuple(group)
        kind = members[0].segment.kind
        element = "h2" if kind in {Kind.HEADLINE, Kind.SUBHEADING} else "p"
        if kind is Kind.HEADLINE and not headed:
            element, headed = "h1", True
        result.append(Block(number, kind, element, members))
    return result


def summary(article: Article, pairs: Sequence[Pair], folder: str) -> Entry:
    """Return what the index shows of an article whose page is in ``folder``."""
    scores = [pair.translation.score for pair in pairs if pair.translation.score is not None]
    headline = [pair for pair in pairs if pair.segment.kind is Kind.HEADLINE]
    return Entry(
        id=article.id,
        page=posixpath.join(folder, f"{page_name(article.id)}.html"),
        metadata=article.metadata,
        headline=" ".join(pair.translation.text for pair in headline),
        sentences=len(pairs),
        flagged=sum(bool(pair.translation.flags) for pair in pairs),
        scored=len(scores),
        log_probability=math.fsum(scores),
    )


def token_probability(of: Entry | Totals) -> float | None:
    """Return exp of the mean score over all scored sentences: the geometric mean probability per token, 0 to 1.

    It tells how sure the model was of its words, not how right they are. None where nothing was scored.
    """
    return math.exp(of.log_probability / of.scored) if of.scored else None


def href(page: str, folder: str) -> str:
    """Return the address of a page as seen from a folder; no character in it can pass for a scheme.

    >>> href("2/a:b.html", ""), href("a.html", "2")
    ('2/a%3Ab.html', '../a.html')
    """
    return quote(posixpath.relpath(page, folder or "."), safe="/")


def _index_name(number: int) -> str:
    return "index.html" if number == 1 else f"index-{number}.html"


class HtmlWriter(Writer):
    """Write a page for each article, and index pages with a thousand articles each.

    Of each article only its index entry stays in memory until its index page is written (that of the first thousand
    until the end), and the article itself until the next one comes, for a page links to both neighbours.
    """

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        self._output = output
        self._provenance = provenance
        self._totals = Totals()
        self._first: list[Entry] = []  # the entries of index.html, once there is a second index page
        self._entries: list[Entry] = []  # those of the current index page
        self._previous: Entry | None = None
        self._held: tuple[Article, Sequence[Pair], Entry] | None = None

    @property
    def main(self) -> Path:
        """The first index page."""
        return self._output.path / "html" / _index_name(1)

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the page of the article before this one, and keep this one until its next neighbour is known."""
        number = self._totals.articles // PAGES_PER_FOLDER + 1
        entry = summary(article, pairs, "" if number == 1 else str(number))
        self._release(entry)
        if len(self._entries) == PAGES_PER_FOLDER:
            self._turn(number)
        self._entries.append(entry)
        self._totals.add(entry)
        self._held = (article, pairs, entry)

    def close(self) -> None:
        """Write the last page and the last index pages."""
        self._release(None)
        pages = max(0, self._totals.articles - 1) // PAGES_PER_FOLDER + 1
        if pages > 1:
            self._write_index(pages, self._entries, pages)
        self._write_index(1, self._first or self._entries, pages)

    def _turn(self, number: int) -> None:
        """Begin index page ``number``."""
        if number == 2:  # noqa: PLR2004 - the first index page waits for the totals
            self._first = self._entries
        else:
            self._write_index(number - 1, self._entries, None)
        self._entries = []

    def _write_index(self, number: int, entries: Sequence[Entry], pages: int | None) -> None:
        """Write an index page; ``pages`` is how many there are in all, None where it is only known that more follow."""
        text = self._environment.get_template("index.html.j2").render(
            here="",
            entries=entries,
            totals=self._totals,
            score=token_probability(self._totals),
            number=number,
            pages=pages,
            previous=_index_name(number - 1) if number > 1 else None,
            following=_index_name(number + 1) if number != pages else None,
            per_page=PAGES_PER_FOLDER,
        )
        with self._output.create(f"html/{_index_name(number)}", _FORMAT) as stream:
            stream.write(text)

    def _release(self, following: Entry | None) -> None:
        """Write the article that is held."""
        if self._held is None:
            return
        article, pairs, entry = self._held
        previous, self._previous = self._previous, entry
        name = f"html/{entry.page}"
        key = self._key(article, pairs, previous, following)
        if self._output.keep(name, _FORMAT, key):
            return
        folder = posixpath.dirname(entry.page)
        paragraphs = blocks(pairs)
        front = next((i for i, block in enumerate(paragraphs) if block.kind not in _FRONT), len(paragraphs))
        text = self._environment.get_template("article.html.j2").render(
            here=folder,
            index=_index_name(int(folder or 1)),
            article=article,
            entry=entry,
            front=paragraphs[:front],
            rest=paragraphs[front:],
            headed=any(block.element == "h1" for block in paragraphs),
            origins={pair.origin for pair in pairs},
            score=token_probability(entry),
            previous=previous,
            following=following,
        )
        with self._output.create(name, _FORMAT, key) as stream:
            stream.write(text)

    def _key(self, article: Article, pairs: Sequence[Pair], *neighbours: Entry | None) -> str:
        """Return a digest of all that a page follows from."""
        names = [entry and (entry.page, entry.metadata.title, entry.id) for entry in neighbours]
        about = (article.id, article.metadata, article.language, article.source, article.sha256)
        lines = [repr((self._design, self._provenance, about, names))]
        # The article's text and the offsets stand for the source sentences; repr of the pairs would be slow.
        lines += [
            f"{pair.segment.start} {pair.segment.end} {pair.segment.kind} {pair.segment.paragraph} {pair.origin} "
            f"{pair.translation.score} {pair.translation.flags} {pair.translation.text}"
            for pair in pairs
        ]
        lines.append(article.text)
        return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _design(self) -> str:
        """A digest of the templates, the style and the script."""
        digest = hashlib.sha256()
        for folder in ("templates", "assets"):
            for file in sorted((resources.files(__package__) / folder).iterdir(), key=lambda file: file.name):
                digest.update(file.read_bytes())
        return digest.hexdigest()

    @cached_property
    def _environment(self) -> Environment:
        # Late: only a run that writes pages pays for jinja2.
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup

        environment = Environment(
            loader=PackageLoader("bilingual.writers.html"),
            autoescape=True,
            undefined=StrictUndefined,
            # Whatever strangers' files hold, it passes through here before it is escaped.
            finalize=lambda value: display.printable(value) if type(value) is str else value,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= {
            "count": display.count,
            "date_words": display.date_words,
            "href": href,
            "language_name": display.language_name,
            "short_digest": display.short_digest,
            "typeset": display.typeset,
        }
        environment.tests["date"] = display.is_date
        style, script = _asset("reader.css"), _asset("reader.js")
        environment.globals |= {
            "provenance": self._provenance,
            "policy": Markup(content_security_policy(style, script)),  # noqa: S704 - ours, made of two hashes
            "style": Markup(style),  # noqa: S704 - our own file
            "script": Markup(script),  # noqa: S704 - our own file
            "token_probability": token_probability,
        }
        return environment


def content_security_policy(style: str, script: str) -> str:
    """Return the policy that allows this style and this script, inlined as they stand, and forbids every request.

    Directives and hash sources are those of https://www.w3.org/TR/CSP3/.
    """
    return (
        f"default-src 'none'; style-src '{_hash_source(style)}'; script-src '{_hash_source(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")
