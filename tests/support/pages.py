"""A small bitext by hand, and what tests need to look into the pages made of it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from bilingual.data import Article, Kind, Metadata, Pair, Paragraph, Provenance, Repair, Segment, Translation
from bilingual.formats.html import HtmlWriter
from bilingual.formats.html.environment import SCRIPTS, STYLES, script, style
from bilingual.io.output import OutputFolder
from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ASSETS = ROOT / "bilingual" / "formats" / "html" / "assets"
PROVENANCE = Provenance("argos", "translate-fr_en", "1.9", "ab" * 32, "fr", "en", 4, 0.2, "int8", "0.1.0")

FULL = Metadata(
    title="Le marché couvert rouvre",
    date="2023-08-02",
    publisher="Le Courrier",
    site="courrier.example",
    authors=("Awa Diallo", "Jean Petit"),
    section="Ville",
    credits=("Studio Nord",),
    reading_time=2,
)

# (kind, sentences of the paragraph as (French, translation)): every kind, a flag, a missing score, several sentences.
MARKET = (
    (Kind.HEADLINE, [("Le marché couvert rouvre", Translation("The covered market reopens", -0.2))]),
    (Kind.LEAD, [("Deux ans de travaux : c'est fini !", Translation("Two years of work: it's over!", -0.4))]),
    (
        Kind.CAPTION,
        [("La halle, hier.", Translation("The hall, yesterday.", -0.1, repaired=Repair("n-best", ("names",))))],
    ),
    (
        Kind.BODY,
        [
            ("« Enfin ! » s'écrie une marchande.", Translation("“At last!” cries a trader.", -0.3)),
            ("Elle rit.", Translation("She laughs.", None)),
            ("Il y avait 10 000 visiteurs.", Translation("There were 1,000 visitors.", -1.25, ("numbers", "length"))),
        ],
    ),
    (Kind.SUBHEADING, [("Un long chantier", Translation("A long building site", -0.5))]),
    (Kind.BODY, [("Le toit a coûté cher & <beaucoup>.", Translation("The roof was dear & <very>.", -0.6))]),
    (Kind.BYLINE, [("Envoyée spéciale", Translation("Special correspondent", -0.7))]),
)


# What a page puts where French has an ordinary space that may not break a line.
SPACES = str.maketrans("\u00a0\u202f", "  ")


def make(
    name: str, paragraphs: Iterable[tuple[Kind, list[tuple[str, Translation]]]], metadata: Metadata = FULL
) -> tuple[Article, list[Pair]]:
    text, spans, pairs = "", [], []
    for number, (kind, sentences) in enumerate(paragraphs, 1):
        first = len(text)
        for sentence, (source, translation) in enumerate(sentences, 1):
            segment = Segment(name, number, sentence, kind, len(text), len(text) + len(source), source)
            pairs.append(Pair(segment, translation))
            text += source + " "
        spans.append(Paragraph(first, len(text) - 1, kind))
        text += "\n"
    return Article(name, text, tuple(spans), metadata, "fr", f"articles/{name}.txt", "cd" * 32, "utf-8"), pairs


def in_browser(call: str, *names: str) -> str:
    """Return what a browser evaluates to ``call`` a function of ours, whose name the built page has lost."""
    scripts = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names)
    return f"(given) => {{ {scripts}\nreturn {call}; }}"


def write(
    folder: Path,
    articles: Sequence[tuple[Article, list[Pair]]],
    provenance: Provenance = PROVENANCE,
    assets: str | None = None,
) -> dict[str, str]:
    with OutputFolder(folder) as output:
        with HtmlWriter(output, provenance, assets) as writer:
            for article, pairs in articles:
                writer.add(article, pairs)
            writer.close()
        output.publish()
    return {path.name: path.read_bytes().decode() for path in (folder / "html").rglob("*.html")}


def without_assets(page: str, kind: str) -> str:
    """Return a page with our style and script named in place of what they hold, and of the hashes of that.

    Fails unless the page has each of them once, exactly as it was built of the files, and allows that by its hash.
    """
    for element, names, built in (
        ("style", STYLES[kind], style(kind)),
        ("script", ("french.json", *SCRIPTS[kind]), script(kind)),
    ):
        digest = base64.b64encode(hashlib.sha256(built.encode()).digest()).decode()
        for ours, name in (
            (f"<{element}>{built}</{element}>", f"<{element}>{' '.join(names)}</{element}>"),
            (f"{element}-src 'sha256-{digest}'", f"{element}-src 'sha256-of-the-{element}'"),
        ):
            assert page.count(ours) == 1
            page = page.replace(ours, name)
    return page


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def find(self, *, name: str = "", **attributes: str) -> list[Element]:
        """Return the descendants of that name with those attributes (class: one of its classes), in order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not name or child.name == name) and all(
                    value in child.attributes.get(key.rstrip("_"), "").split() for key, value in attributes.items()
                ):
                    found.append(child)
                found += child.find(name=name, **attributes)
        return found

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class Page(HTMLParser):
    """A page as a tree. Strict: what is opened is closed, and no attribute or id comes twice."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert self.open == [self.root]
        ids = [element.attributes["id"] for element in self.root.find() if "id" in element.attributes]
        assert len(ids) == len(set(ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(text: str) -> Element:
    return Page(text).root


def three_articles() -> list[tuple[Article, list[Pair]]]:
    untitled = make("b", [(Kind.BODY, [("Bonjour.", Translation("Hello.", None))])], Metadata(date="2022-08"))
    return [make("a", MARKET), untitled, make("c", MARKET, replace(FULL, title="Troisième"))]
