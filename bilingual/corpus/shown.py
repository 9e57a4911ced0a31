"""What the pages and the book of a corpus show, sentence by sentence, held against the corpus.

Both come from a folder that may be a stranger's: they are read bounded, and nothing outside them is.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError
from bilingual.formats.epub import joined
from bilingual.formats.html.display import for_html, typeset
from bilingual.formats.xlsx_rows import DAMAGE
from bilingual.io.files import page_name
from bilingual.io.regular import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Article, Pair
    from bilingual.io.published import Published

    Written = tuple[Article, Sequence[Pair]]

BOOK = "corpus.epub"
PAGES = "html/index.html"
# What no page or chapter of an article that people read reaches.
_MOST_BYTES = 128 * 1024**2
_CHAPTER = re.compile(r"EPUB/chapter-(\d{1,9})\.xhtml")
_FRAGMENT = re.compile(r"p(\d+)s(\d+)")
_EXPORT_AGAIN = "Export again"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands somewhere, its white space evened out: what it is called, its source and its target."""

    name: str
    source: str
    target: str


def compare_pages(
    articles: Iterable[Written],
    files: Published,
    names: Sequence[str],
    languages: tuple[str, str],
    tell: Callable[[str], None],
) -> int:
    """Hold the pages in a folder against its articles; return how many sentences they show.

    ``names`` are those of all pages but the indexes. Raises InputError for what cannot be read.
    """
    by_stem = {name.rpartition("/")[2].removesuffix(".html"): name for name in names}
    count = 0
    for article, pairs in articles:
        name = by_stem.pop(page_name(article.id), None)
        if name is None:
            if pairs:
                tell(f"{PAGES}: '{article.id}' has no page")
            continue
        shown = _sentences(files, name)
        count += len(shown)
        _compare(name, shown, [_on_page(pair, languages) for pair in pairs], article.id, tell)
    for name in by_stem.values():
        tell(f"{name}: the corpus has no such article")
    return count


def compare_book(
    articles: Iterable[Written], files: Published, languages: tuple[str, str], tell: Callable[[str], None]
) -> int:
    """Hold the chapters of a book against the articles that it was made of; return how many segments it shows.

    Raises InputError for what is no such book.
    """
    count = 0
    with_text = ((article, pairs) for article, pairs in articles if pairs)
    for written, chapter in zip_longest(with_text, _chapters(files)):
        if chapter is None:
            tell(f"{BOOK}: '{written[0].id}' has no chapter")
            return count
        name, paragraphs = chapter
        if written is None:
            tell(f"{BOOK}: the corpus has nothing for {name}")
            return count
        article, pairs = written
        _compare(f"{BOOK}, {name}", paragraphs, _in_book(pairs, languages), article.id, tell)
        count += len(pairs)
    return count


def _compare(
    name: str, shown: Sequence[_Shown], wanted: Sequence[_Shown], article: str, tell: Callable[[str], None]
) -> None:
    """Tell of the first difference, if there is any."""
    for there, here in zip_longest(shown, wanted):
        if there is None or here is None or (there.source, there.target) != (here.source, here.target):
            what = (here or there).name
            tell(f"{name}: '{article}:{what}' is another than in the corpus")
            return


def _on_page(pair: Pair, languages: tuple[str, str]) -> _Shown:
    segment = pair.segment
    texts = zip((segment.text, pair.translation.text), languages, strict=True)
    source, target = (_even(for_html(typeset(text, language))) for text, language in texts)
    return _Shown(f"{segment.paragraph}:{segment.sentence}", source, target)


def _in_book(pairs: Sequence[Pair], languages: tuple[str, str]) -> list[_Shown]:
    """Return the paragraphs that a book shows."""
    found = []
    for number, group in groupby(pairs, key=lambda pair: pair.segment.paragraph):
        members = list(group)
        source = joined((pair.segment.text for pair in members), languages[0])
        target = joined((pair.translation.text for pair in members), languages[1])
        found.append(_Shown(f"{number}:{members[0].segment.sentence}", _even(source), _even(target)))
    return found


def _sentences(files: Published, name: str) -> list[_Shown]:
    from lxml import etree, html

    path = files.path(name)
    try:
        raw = read_regular(path, _MOST_BYTES)
        document = html.document_fromstring(
            raw, parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        )
    except (OSError, etree.LxmlError, ValueError) as error:
        raise InputError(f"'{name}' cannot be read as a page of ours ({error})", _EXPORT_AGAIN) from error
    found = []
    for pair in document.iterfind(".//span[@class='pair']"):
        place = _FRAGMENT.fullmatch(pair.get("id") or "")
        source, target = (pair.find(f".//span[@class='{side}']/bdi") for side in ("source", "target"))
        if place and source is not None and target is not None:
            texts = (_even(side.text_content()) for side in (source, target))
            found.append(_Shown(f"{place[1]}:{place[2]}", *texts))
    return found


def _chapters(files: Published) -> Iterator[tuple[str, list[_Shown]]]:
    """Yield the chapters of a book that have text, in their order. Raises InputError."""
    from lxml import etree

    try:
        with open_regular(files.path(BOOK)) as raw, zipfile.ZipFile(raw) as book:
            found = [(int(match[1]), name) for name in book.namelist() if (match := _CHAPTER.fullmatch(name))]
            for number, name in sorted(found):
                with book.open(name) as stream:
                    content = stream.read(_MOST_BYTES + 1)
                if len(content) > _MOST_BYTES:
                    raise InputError(f"'{BOOK}' has a chapter without end", _EXPORT_AGAIN)
                parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
                if paragraphs := list(_paragraphs(etree.fromstring(content, parser))):
                    yield f"chapter {number}", paragraphs
    except (*DAMAGE, etree.LxmlError) as error:
        raise InputError(f"'{BOOK}' is no book of ours ({error})", _EXPORT_AGAIN) from error


def _paragraphs(root: Any) -> Iterator[_Shown]:  # noqa: ANN401 - lxml ships no types
    body = root.find("{*}body")
    children = [] if body is None else list(body)
    for source, target in pairwise(children):
        if "target" in (target.get("class") or "").split():
            yield _Shown("", *(_even("".join(side.itertext())) for side in (source, target)))


def _even(text: str) -> str:
    """Return a text without what white space it has where: neither format keeps line breaks and the like."""
    return " ".join(text.split())
