"""The blocks of a document → its article: their text, a block a line, and what each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bilingual.data import Article, Kind, Metadata, Paragraph
from bilingual.lexicon.folding import fold_line
from bilingual.readers.page.pieces import Aside
from bilingual.readers.page.told import analyse_told
from bilingual.readers.page.typography import stops
from bilingual.segmentation.wrapping import unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bilingual.io.source import Source
    from bilingual.readers.page.pieces import Role
    from bilingual.segmentation.wrapping import Unwrapped

# Layout alone: where a word may be broken, marks of no width, of direction, and of objects that are no text.
_UNSEEN: Final = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFC, 0x200E, 0x200F, *range(0x202A, 0x202F)])
# Lines end with line feeds alone; ends of pages, and what else str.splitlines breaks at, become such.
_BREAKS: Final = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE: Final = re.compile(r"[ \t\0-\x08\x0e-\x1f\x7f]+")
# What no article has, and takes a while.
MAX_BLOCKS, MAX_CHARACTERS = 50_000, 16_000_000
# So far into a document its first heading is its headline, behind lines so long at most: kickers, dates, names.
_TITLE_WITHIN = 5
_LONGEST_ABOVE = 120
# Signs of programs, and what share of a prose text they can be.
_SIGNS: Final = frozenset("{}[]()=<>_/\\|#$&@`~^*+;")
_MOST_SIGNS = 0.07


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document; ``kind`` is None where the document does not say, or says what everything is.

    ``level`` is that of a heading, from 1, and 0 for a title. ``cell`` says that it stands in a table of columns,
    ``fixed`` that it is set line by line, as programs and texts are that came without mark-up, ``silent`` that it
    belongs to the text and is no prose. An empty one is an empty line.
    """

    text: str
    kind: Kind | None = None
    level: int = 0
    cell: bool = False
    fixed: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence blocks came: the file, what its articles are called there, and what is the same for all of them."""

    source: Source
    id: str
    name: str
    sha256: str
    language: str = "fr"
    line_breaks: str = "auto"
    encoding: str = "utf-8"

    def part(self, number: int) -> Origin:
        """Return the same for one of several articles of the file."""
        return replace(self, id=f"{self.id}-{number}", name=f"{self.name}:{number}")


def clean(text: str) -> str:
    r"""Return the text of a block without what is layout: soft hyphens, marks of no width, runs of blanks.

    Line feeds stay, as they stand for breaks within a paragraph, and no-break spaces, which French typography sets.

    >>> clean(" Le con\u00adseil\u00a0:\t oui \n\n non")
    'Le conseil\xa0: oui\nnon'
    """
    if not text.isascii():
        text = text.translate(_UNSEEN)
    lines = (_SPACE.sub(" ", line).strip() for line in _BREAKS.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def article(blocks: Iterable[Block], facts: Metadata, origin: Origin, notes: Sequence[str] = ()) -> Article | None:
    """Return the article that the blocks of a document make, None where there is no prose.

    ``facts`` are what the document says of itself; what its lines say comes first, but for the title of one that has no
    headline. Raises InputError for a document that is too long for one.
    """
    held: list[Block] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += len(block.text)
        if len(held) > MAX_BLOCKS or size > MAX_CHARACTERS:
            many = f"{MAX_BLOCKS:,} paragraphs" if len(held) > MAX_BLOCKS else f"{MAX_CHARACTERS:,} characters"
            raise origin.source.error(f"it has more than {many}, which no article has", "Split it")
    text, roles = _laid_out(held, facts)
    told = any(isinstance(role, Kind) for role in roles.values())
    # Who styles paragraphs does not break their lines.
    line_breaks = "keep" if told and origin.line_breaks == "auto" else origin.line_breaks
    view = unwrapped(text, origin.language, line_breaks)
    if view is None:
        paragraphs, found = analyse_told(text, roles.get, origin.language)
    else:
        paragraphs, found = _of_view(text, view, roles, origin.language)
    if not paragraphs:
        return None
    return Article(
        id=origin.id,
        text=text,
        paragraphs=paragraphs,
        metadata=merged(found, facts),
        language=origin.language,
        source=origin.name,
        sha256=origin.sha256,
        encoding=origin.encoding,
        notes=(*notes, *((view.note,) if view else ())),
        joined=view.breaks if view else 0,
    )


def merged(found: Metadata, facts: Metadata) -> Metadata:
    """Return what lines say of their article, and besides what the document has among its properties."""
    return replace(
        found,
        title=found.title or facts.title,
        date=found.date or facts.date,
        publisher=found.publisher or facts.publisher,
        site=found.site or facts.site,
        authors=found.authors or facts.authors,
        section=found.section or facts.section,
        url=facts.url,
        license=facts.license,
    )


def _of_view(
    text: str, view: Unwrapped, roles: Mapping[int, Role], language: str
) -> tuple[tuple[Paragraph, ...], Metadata]:
    """Return the paragraphs of a text whose lines were joined, with offsets into it."""

    def told(start: int) -> Role:
        pieces = view.pieces(start, start + 1)
        return roles.get(pieces[0][0]) if pieces else None

    paragraphs, found = analyse_told(view.text, told, language)
    return tuple(_in_source(paragraph, view, text) for paragraph in paragraphs), found


def _in_source(paragraph: Paragraph, view: Unwrapped, text: str) -> Paragraph:
    pieces = view.pieces(paragraph.start, paragraph.end)
    start, end = pieces[0][0], pieces[-1][1]
    same = text[start:end] == view.text[paragraph.start : paragraph.end]
    return Paragraph(start, end, paragraph.kind, () if same else pieces)


def _laid_out(blocks: Sequence[Block], facts: Metadata) -> tuple[str, dict[int, Role]]:
    """Return the text of blocks, and by the offset of a line what it is, where that is told."""
    cleaned = [replace(block, text=_cleaned(block)) for block in blocks]
    headline = _headline([block for block in cleaned if block.text], facts)
    texts: list[str] = []
    roles: dict[int, Role] = {}
    position, empty = 0, True
    for block in cleaned:
        if not block.text and empty:
            continue
        empty = not block.text
        role = Kind.HEADLINE if block is headline else _role(block)
        start = position
        for line in block.text.split("\n"):
            if role is not None:
                roles[start] = role
            start += len(line) + 1
        texts.append(block.text)
        position += len(block.text) + 1
    return "\n".join(texts).rstrip("\n") + "\n", roles


def _cleaned(block: Block) -> str:
    """Return the text of a block; what is a heading is one whatever lines it is set in."""
    text = clean(block.text)
    return text.replace("\n", " ") if block.kind in {Kind.HEADLINE, Kind.SUBHEADING} else text


def _role(block: Block) -> Role:
    """Return what a block is, as far as the document tells."""
    if block.silent or (block.cell and not any(map(str.isalpha, block.text))):
        return Aside.LABEL
    if block.fixed and is_program(block.text):
        return Aside.LABEL
    if block.kind is Kind.HEADLINE:  # a second title: of a part
        return Kind.SUBHEADING
    if block.cell and block.kind is None:
        return Kind.BODY if stops(block.text) else Kind.ITEM
    return block.kind


def is_program(text: str) -> bool:
    r"""Tell whether a text that is set line by line is a program or what one prints, and no prose or verse.

    >>> is_program("for (i = 0; i < n; i++) { sum += i; }"), is_program("Sous le pont Mirabeau\ncoule la Seine ;")
    (True, False)
    """
    seen = [character for character in text if not character.isspace()]
    signs = sum(character in _SIGNS for character in seen)
    return signs > len(seen) * _MOST_SIGNS


def _headline(blocks: Sequence[Block], facts: Metadata) -> Block | None:
    """Return the block that is the headline: the title, the first heading near the top, or what has the title's words.

    None where nothing tells.
    """
    titles = (block for block in blocks if block.kind is Kind.HEADLINE)
    if (title := next(titles, None)) is not None:
        return title
    top = []
    for block in blocks[:_TITLE_WITHIN]:
        if block.kind in {None, Kind.BODY} and len(block.text) > _LONGEST_ABOVE:
            break
        top.append(block)
    headings = [block for block in top if block.kind is Kind.SUBHEADING]
    if headings:
        return min(headings, key=lambda block: block.level)
    known = fold_line(facts.title) if facts.title else ""
    return next((block for block in top if known and block.kind is None and fold_line(block.text) == known), None)
