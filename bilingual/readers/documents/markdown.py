"""Markdown (CommonMark with tables, footnotes and what stands in front of it), by markdown-it-py, which rich brings.

Programs in it stay in the text and are no prose; what is set in by four blanks is prose like all else.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from bilingual.data import Kind, Metadata
from bilingual.errors import InputError
from bilingual.readers.documents import laid_out, properties
from bilingual.readers.documents.laid_out import Block
from bilingual.readers.documents.marked_up import blocks_of
from bilingual.readers.encoding import decode
from bilingual.readers.mending import mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.data import Article
    from bilingual.io.source import Source

# What takes seconds to parse.
_MAX_BYTES = 4 * 1024**2
# Brackets that nothing closes: looking for their ends takes time that grows with the square of their number.
_MOST_OPEN = 5_000
_FRONT: Final = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_PERCENT: Final = re.compile(r"(?:%[^\n]*(?:\n|$)){1,3}")
_PAIR: Final = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
_LISTED: Final = re.compile(r"\s*-\s+(.*)")
_LONGEST_FRONT = 1 << 16
# Pandoc's own: fences of parts, and attributes behind headings.
_PANDOC: Final = re.compile(r"^[ \t]{0,3}:{3,}.*$", re.MULTILINE)
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[#.][^{}\n]*\}[ \t]*$")
_ALONE: Final = re.compile(r"<p><img\b[^>]*></p>")
_ALT: Final = re.compile(r'\balt="([^"]*)"')
_DEEPEST = 60


def read(source: Source, language: str = "fr", line_breaks: str = "auto") -> Iterator[Article]:  # noqa: ARG001 - Markdown says itself where paragraphs end
    """Yield the one article of a Markdown file. Raises InputError."""
    raw = source.read()
    if len(raw) > _MAX_BYTES:
        raise source.error(f"it has more than {_MAX_BYTES // 1024**2} MB, which no article in Markdown has", "Split it")
    try:
        text, encoding = decode(raw, language)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    mended = mend(text)
    facts, body = _front(mended.text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = _blocks(body, source)
    digest = hashlib.sha256(raw).hexdigest()
    origin = laid_out.Origin(source, source.id, source.name, digest, language, "keep", mended.encoding(encoding))
    found = laid_out.article(blocks, facts, origin, mended.notes)
    if found is None:
        raise source.error("no prose in it", "Remove it, or put the article's text into it")
    yield found


def _blocks(text: str, source: Source) -> list[Block]:
    from lxml import html
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    if text.count("[") - text.count("]") > _MOST_OPEN:
        raise source.error("it has thousands of brackets that nothing closes", "Remove them")
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("code")
    parser = parser.use(footnote_plugin)
    try:
        rendered = parser.render(_PANDOC.sub("", text))
    except (RecursionError, ValueError) as error:
        raise source.error("something in it is nested too deep", "Save it as text (.txt)") from error
    rendered = _ALONE.sub(_captioned, rendered)
    page = f"<html><body>{rendered}</body></html>".replace("\0", "\ufffd")
    tree: Any = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    return [_plain(one.block) for one in blocks_of(tree)]


def _captioned(image: re.Match[str]) -> str:
    """Return a picture that is a paragraph as its caption."""
    alt = _ALT.search(image[0])
    return f"<figure><figcaption>{alt[1]}</figcaption></figure>" if alt else ""


def _plain(block: Block) -> Block:
    if block.kind in {Kind.HEADLINE, Kind.SUBHEADING}:
        return Block(_ATTRIBUTES.sub("", block.text.rstrip()), block.kind, block.level)
    return block


def _front(text: str) -> tuple[Metadata, str]:
    r"""Return what stands in front of the text about it, and the text: YAML, TOML, or Pandoc's lines.

    >>> facts, text = _front("---\ntitle: \"Le port\"\nauthor:\n  - Awa Diallo\ndate: 2023-08-02\n---\nIl dort.")
    >>> facts.title, facts.authors, facts.date, text
    ('Le port', ('Awa Diallo',), '2023-08-02', 'Il dort.')
    """
    text = text.lstrip("\ufeff\n")
    if text.startswith("%") and (lines := _PERCENT.match(text)):
        said = dict(
            zip(("title", "author", "date"), (line[1:].strip() for line in lines[0].splitlines()), strict=False)
        )
        return _metadata({name: [value] for name, value in said.items()}), text[lines.end() :]
    found = _FRONT.match(text[:_LONGEST_FRONT])
    if not found:
        return Metadata(), text
    values = _of_toml(found[2]) if found[1] == "+++" else _of_yaml(found[2])
    if not values and found[2].strip():
        return Metadata(), text  # a rule over a paragraph
    return _metadata(values), text[found.end() :]


def _of_toml(text: str) -> dict[str, list[str]]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {
        name.lower(): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in table.items()
        if not isinstance(value, dict)
    }


def _of_yaml(text: str) -> dict[str, list[str]]:
    """Return names and values of as much YAML as stands in front of articles: strings, and lists of them."""
    values: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        if pair := _PAIR.fullmatch(line.rstrip()):
            name, value = pair[1].lower(), pair[2].strip()
            listed = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            values[name] = [bare for one in listed if (bare := _bare(one))]
        elif name and (item := _LISTED.fullmatch(line.rstrip())):
            named = _PAIR.fullmatch(item[1])
            values[name].append(_bare(named[2] if named else item[1]))
    return values


def _bare(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        with suppress(ValueError, RecursionError):
            text = json.loads(value)
            if isinstance(text, str):
                return text
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value.lstrip("|>").strip() if value in {"|", ">", "|-", ">-"} else value


def _metadata(values: dict[str, list[str]]) -> Metadata:
    def first(*names: str) -> str | None:
        return next((value for name in names for value in values.get(name, ()) if value), None)

    return properties.metadata(
        title=first("title", "titre"),
        authors=values.get("author") or values.get("authors") or values.get("auteur") or values.get("auteurs") or [],
        date=first("date", "published", "publishdate"),
        publisher=first("publisher", "source", "journal"),
        license=first("license", "licence", "rights"),
        url=first("url", "canonical", "link"),
    )
