"""The documents as the tests read them: pages, their sections, tables, code and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "models/*.md", "output/README.md")
    for path in sorted(ROOT.glob(pattern))
)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    """Return the text of a page, named from the project's root."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, title: str) -> str:
    """Return what stands under a heading, such as ``## Flags``, up to the next of any level."""
    return re.split(r"^#{1,6} ", page(name).split(f"\n{title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """Return what stands in backticks in the first column of the tables of a text."""
    rows = (line.split("|")[1] for line in text.splitlines() if line.startswith("|"))
    return [name for cell in rows for name in re.findall("`([^`]+)`", cell)]


def anchors(name: str) -> set[str]:
    """Return what a link to a page can name behind ``#``: its headings, as GitHub makes identifiers of them."""
    titles = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title) for title in _HEADING.findall(page(name)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def code_lines(name: str) -> Iterator[str]:
    """Yield the lines of a page's blocks of code, without their indentation."""
    text = page(name)
    for block in _FENCED.findall(text):
        yield from block.splitlines()[1:-1]
    for line in _FENCED.sub("", text).splitlines():
        if line.startswith("    "):
            yield line.strip()


def inline_code(name: str) -> list[str]:
    """Return what stands in backticks within the prose of a page, on one line each."""
    prose = "\n".join(line for line in _FENCED.sub("", page(name)).splitlines() if not line.startswith("    "))
    return [" ".join(code.split()).replace(r"\|", "|") for code in re.findall(r"`([^`]+)`", prose)]
