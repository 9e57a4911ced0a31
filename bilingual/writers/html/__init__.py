"""Pages for people: one side-by-side page per article, and an index of them all.

A page is one file that needs nothing else: style and script are inlined, and its Content-Security-Policy allows
those two by their hashes and forbids every request. Sentence 2 of paragraph 4 has the address ``page.html#p4s2``.
"""

from __future__ import annotations

import base64
import hashlib
import math
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bilingual.article import Kind
from bilingual.files import output_errors, page_name, write_text
from bilingual.writers.base import Writer
from bilingual.writers.html import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment

    from bilingual.article import Article, Metadata, Pair, Provenance

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

    ``headline`` is the translated headline, empty where the article has none. ``log_probability`` is the sum over the
    ``scored`` sentences of their scores (mean log-probability per token, natural log).
    """

    id: str
    page: str
    metadata: Metadata
    headline: str
    sentences: int
    flagged: int
    scored: int
    log_probability: float

    @property
    def href(self) -> str:
        """The page's address from any other page: a file name in which no character can pass for a scheme."""
        return quote(self.page, safe="")


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


def summary(article: Article, pairs: Sequence[Pair]) -> Entry:
    """Return what the index shows of an article."""
    scores = [pair.translation.score for pair in pairs if pair.translation.score is not None]
    headline = [pair for pair in pairs if pair.segment.kind is Kind.HEADLINE]
    return Entry(
        id=article.id,
        page=f"{page_name(article.id)}.html",
        metadata=article.metadata,
        headline=" ".join(pair.translation.text for pair in headline),
        sentences=len(pairs),
        flagged=sum(bool(pair.translation.flags) for pair in pairs),
        scored=len(scores),
        log_probability=math.fsum(scores),
    )


def token_probability(entries: Iterable[Entry]) -> float | None:
    """Return exp of the mean score over all scored sentences: the geometric mean probability per token, 0 to 1.

    It tells how sure the model was of its words, not how right they are. None where nothing was scored.
    """
    known = list(entries)
    scored = sum(entry.scored for entry in known)
    return math.exp(math.fsum(entry.log_probability for entry in known) / scored) if scored else None


class HtmlWriter(Writer):
    """Write ``folder/html/index.html`` and a page for each article beside it.

    Pages wait in a hidden folder beside those of an earlier run, and replace them only when this run has ended well. Of
    each article only its index entry stays in memory, and the article itself until the next one comes, for a page links
    to both neighbours. Raises OutputError.
    """

    def __init__(self, folder: Path, provenance: Provenance) -> None:
        self._folder = folder / "html"
        self._provenance = provenance
        self._entries: list[Entry] = []
        self._held: tuple[Article, Sequence[Pair]] | None = None
        with output_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._staging = tempfile.TemporaryDirectory(prefix=".pages.", dir=self._folder)

    @property
    def main(self) -> Path:
        """The index."""
        return self._folder / "index.html"

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the page of the article before this one, and keep this one until its next neighbour is known."""
        entry = summary(article, pairs)
        self._release(entry)
        self._entries.append(entry)
        self._held = (article, pairs)

    def close(self) -> None:
        """Write the last page and the index, and publish all."""
        with self._staging as staging:
            self._release(None)
            index = self._environment.get_template("index.html.j2").render(
                entries=self._entries, score=token_probability(self._entries)
            )
            with output_errors(self._folder):
                for entry in self._entries:
                    (Path(staging) / entry.page).replace(self._folder / entry.page)
        # Last, so that the index never names a page that is not there.
        write_text(self.main, index)

    def abort(self) -> None:
        """Remove the pages that were waiting."""
        self._staging.cleanup()

    def _release(self, following: Entry | None) -> None:
        if self._held is None:
            return
        article, pairs = self._held
        self._held = None
        entry = self._entries[-1]
        paragraphs = blocks(pairs)
        front = next((i for i, block in enumerate(paragraphs) if block.kind not in _FRONT), len(paragraphs))
        page = self._environment.get_template("article.html.j2").render(
            article=article,
            entry=entry,
            front=paragraphs[:front],
            rest=paragraphs[front:],
            headed=any(block.element == "h1" for block in paragraphs),
            origins={pair.origin for pair in pairs},
            score=token_probability([entry]),
            previous=self._entries[-2] if len(self._entries) > 1 else None,
            following=following,
        )
        write_text(Path(self._staging.name) / entry.page, page)

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
