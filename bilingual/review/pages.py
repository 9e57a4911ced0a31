"""The pages of a review: those of the corpus, made anew with what people decided, the queue, and a sample."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bilingual.checks.attention import attention
from bilingual.checks.confidence.bands import bands_of
from bilingual.data import Metadata
from bilingual.formats.html import (
    ARTICLES_PER_INDEX,
    HtmlWriter,
    Reviewed,
    article_page,
    blocks,
    index_name,
)
from bilingual.formats.html.citing import cited
from bilingual.formats.html.entries import summary
from bilingual.formats.html.environment import href, served, template
from bilingual.formats.telling import TOLD, in_words, merged, told
from bilingual.io import temporary
from bilingual.io.inside import is_plain
from bilingual.io.output import OutputFolder
from bilingual.io.regular import open_regular
from bilingual.review.queue import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair
    from bilingual.formats.html import Block
    from bilingual.formats.telling import Told, Worded
    from bilingual.review.deciding import Remarked
    from bilingual.review.desk import Desk
    from bilingual.review.sampling import Sample
    from bilingual.review.shelf import Shelf

# Sentences to a page of the queue.
AT_ONCE = 50
# No text of a stranger's makes the name of a filter longer.
_MOST_FILTER = 500
_INDEX = "../index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its policy, which is in the page itself where there is none here."""

    text: str | bytes
    policy: str | None = None
    type: str = "text/html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence on a page of several articles: what it is, where it stands, and what stands around it there."""

    id: str
    article: str
    title: str
    publisher: str
    date: str
    kind: str
    page: str
    place: str
    before: str
    after: str
    cite: str
    block: Block
    told: Told
    remarked: Remarked
    terms: Sequence[Worded] = ()
    mark: bool | None = None
    drawn: str = ""


def enter(following: str, desk: Desk) -> Page:
    """Return the page that hands the token over, and goes on to another."""
    policy, own = served("enter")
    text = template("enter.html.j2").render(own | {"provenance": desk.shelf.provenance, "next": following})
    return Page(text, policy)


def article(desk: Desk, number: int) -> Page:
    """Return the page of an article, by its number. Raises IndexError."""
    done = desk.number
    found, pairs = desk.read(number)
    spines = desk.shelf.spines()
    provenance = found.provenance or desk.shelf.provenance
    folder = spines[number].entry.page.rpartition("/")[0]
    entry = summary(found, pairs, folder, bands_of(provenance))
    neighbours = (
        spines[number - 1].entry if number else None,
        spines[number + 1].entry if number + 1 < len(spines) else None,
    )
    policy, own = served("served")
    remarked = {pair.segment.id: said for pair, said in zip(pairs, desk.remarked(found, pairs), strict=True)}
    more = own | {
        "number": done,
        "corpus": desk.identity,
        "linked": any(pair.links for pair in pairs),
        "remarked": remarked,
        "machine": desk.machine(found, pairs),
    }
    index = index_name(number // ARTICLES_PER_INDEX + 1)
    text = article_page(found, pairs, provenance, entry, neighbours, index, name="served.html.j2", more=more)
    return Page(text, policy)


def queue(desk: Desk, filters: Mapping[str, str]) -> Page:
    """Return the first sentences of the queue that fit the filters, by facet."""
    done = desk.number
    chosen = {facet: filters.get(facet, "")[:_MOST_FILTER] for facet in FACETS}
    items = desk.queue.chosen(chosen)
    choices = desk.queue.choices(chosen)
    wanted = [(item.article, item.number) for item in items[:AT_ONCE]]
    facts: dict[str, object] = {
        "chosen": chosen,
        "choices": {facet: list(values) for facet, values in choices.items()},
        "done": len(desk.queue.done),
        "total": len(desk.queue.done) + len(desk.queue.left),
        "left": len(items),
        "sampled": None,
        "number": done,
        "noted": bool(desk.remarks.notes()),
    }
    return _several(desk, _shown(desk, wanted), facts)


def sample(desk: Desk, drawn: Sample) -> Page:
    """Return the sentences of a sample that the corpus still has."""
    done = desk.number
    ids = [one.id for one in drawn.drawn]
    places = desk.places(ids)
    shown = _shown(desk, [places[identity] for identity in ids if identity in places])
    targets = {one.id: one.target for one in drawn.drawn}
    marked = []
    for one in shown:
        now = one.block.pairs[0].translation.text
        was = targets[one.id] if targets[one.id] != now else ""
        marked.append(replace(one, mark=drawn.marks.get(one.id), drawn=was))
    facts = {"sampled": drawn, "left": len(marked), "number": done, "chosen": {}, "choices": {}, "done": 0, "total": 0}
    return _several(desk, marked, facts)


def _several(desk: Desk, items: Sequence[Shown], facts: dict[str, object]) -> Page:
    provenance = desk.shelf.provenance
    limits = bands_of(provenance)
    policy, own = served("queue")
    pairs = [pair for item in items for pair in item.block.pairs]
    context: dict[str, object] = {
        "provenance": provenance,
        "here": "review",
        "index": _INDEX,
        # What a page of one article is made of.
        "article": _Several(provenance.source_language),
        "entry": None,
        "origins": {pair.origin for pair in pairs},
        "asked": {attention(pair, limits) for pair in pairs},
        "marked": not provenance.by_people or bool(pairs),
        "items": items,
        "corpus": desk.identity,
        "told": {item.block.pairs[0].segment.id: item.told for item in items},
        "remarked": {item.block.pairs[0].segment.id: item.remarked for item in items},
    }
    more = {"linked": any(pair.links for pair in pairs), "terms": merged(item.terms for item in items)}
    return Page(template("queue.html.j2").render(context | facts | own | more), policy)


@dataclass(frozen=True, slots=True)
class _Several:
    """What stands for the article where there are several."""

    language: str
    metadata: Metadata = field(default_factory=Metadata)
    target: None = None


def _shown(desk: Desk, places: Iterable[tuple[int, int]]) -> list[Shown]:
    """Return sentences by the number of their article and their own in it, in that order."""
    wanted = list(places)
    numbers = dict.fromkeys(number for number, _ in wanted)
    read = {number: _Read.of(desk, number, [at for other, at in wanted if other == number]) for number in numbers}
    return [_of(read[number], at, place) for place, (number, at) in enumerate(wanted, 1)]


@dataclass(frozen=True, slots=True)
class _Read:
    """An article from which sentences are shown: what it tells of their flags, by segment, and how it is cited.

    ``terms`` are the entries of its glossary that stand in those with word links.
    """

    article: Article
    pairs: Sequence[Pair]
    page: str
    told: Mapping[str, Told]
    remarked: Sequence[Remarked]
    cite: str
    terms: Sequence[Worded]

    @classmethod
    def of(cls, desk: Desk, number: int, shown: Sequence[int]) -> _Read:
        article, pairs = desk.read(number)
        made = article.provenance or desk.shelf.provenance
        # It takes the whole article, and most of what is shown has no such flag.
        is_asked = any(not TOLD.isdisjoint(pairs[at].translation.flags) for at in shown)
        said = told(article, pairs, desk.shelf.languages) if is_asked else {}
        page = desk.shelf.spine(number).entry.page
        linked = [pairs[at] for at in shown if pairs[at].links]
        return cls(
            article=article,
            pairs=pairs,
            page=page,
            told=said,
            remarked=desk.remarked(article, pairs),
            cite=cited(article, made, f"/{href(page, '')}"),
            terms=in_words(article, linked, desk.shelf.languages) if linked else (),
        )


def _of(read: _Read, at: int, place: int) -> Shown:
    article, pairs = read.article, read.pairs
    pair = pairs[at]
    segment = pair.segment
    # On this page it is a paragraph of its own, by its place in the list.
    own = replace(pair, segment=replace(segment, paragraph=place, sentence=1))
    [block] = blocks([own])
    return Shown(
        id=segment.id,
        article=article.id,
        title=article.metadata.title or "",
        publisher=article.metadata.publisher or "",
        date=article.metadata.date or "",
        kind=segment.kind.value,
        page=read.page,
        place=f"p{segment.paragraph}s{segment.sentence}",
        before=pairs[at - 1].segment.text if at else "",
        after=pairs[at + 1].segment.text if at + 1 < len(pairs) else "",
        cite=read.cite,
        block=replace(block, element="p"),
        told=read.told.get(segment.id, {}),
        remarked=read.remarked[at],
        terms=read.terms,
    )


class IndexPages:
    """The index pages of a corpus and what they search, made when they are first asked for, in a folder for a while.

    None that stand in the folder of the corpus are given: these may be a stranger's, and would run beside what may
    correct. Threads may ask in turns.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stack = ExitStack()
        self._folder: Path | None = None
        self._of: Shelf | None = None

    def page(self, desk: Desk, name: str) -> Page | None:
        """Return a file of the index by its name, relative to ``html/``, None where there is none."""
        is_script = name.endswith(".js")
        if not is_plain(name) or not (is_script or name.endswith(".html")):
            return None
        with self._lock:
            folder = self._made(desk)
            try:
                with open_regular(folder / "html" / name) as stream:
                    return Page(stream.readall() or b"", type="text/javascript" if is_script else "text/html")
            except (FileNotFoundError, NotADirectoryError):
                return None

    def close(self) -> None:
        """Remove the folder."""
        self._stack.close()
        self._folder = None

    def _made(self, desk: Desk) -> Path:
        if self._folder is not None and self._of is desk.shelf:
            return self._folder
        self.close()
        shelf = desk.shelf
        temporary.sweep()
        folder = self._stack.enter_context(temporary.folder())
        with OutputFolder(folder) as output:
            reviewed = Reviewed("review/queue.html", desk.identity)
            with HtmlWriter(output, desk.shelf.provenance, "inline", reviewed=reviewed) as writer:
                for number in range(len(desk.shelf)):
                    writer.add(*desk.read(number))
                writer.close()
            output.publish()
        self._folder, self._of = folder, shelf
        return folder
