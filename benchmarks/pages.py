"""What is found of web pages: passages that people marked as the article's, and passages that are none of it.

FOLDER holds saved pages. MARKED is a JSON object with an object for each page: ``file``, its name in the folder;
``with``, a list of passages of the article; ``without``, one of passages that are none of it. trafilatura's own
evaluation has that format (its ``evaldata.json``). White space, soft hyphens and the kind of apostrophes and
quotation marks do not count. Precision is the share of the passages found that are the article's, recall the share of
the article's that were found.

    python benchmarks/pages.py FOLDER MARKED.json [--language fr] [--kinds headline,lead,subheading,body] [--quiet]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bilingual
from bilingual.data import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_ALIKE = str.maketrans({"\u00ad": None, "\u200b": None, "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Page:
    """What of a page's marked passages was ``found``, ``lost`` and, though it is none of the article, ``leaked``."""

    name: str
    found: tuple[str, ...]
    lost: tuple[str, ...]
    leaked: tuple[str, ...]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("marked", type=Path)
    parser.add_argument("--language", default="fr", help="the pages' language")
    parser.add_argument("--kinds", default=",".join(Kind), help="the kinds of paragraphs that count")
    parser.add_argument("--quiet", action="store_true", help="no line for each page with an error")
    arguments = parser.parse_args()
    marked = json.loads(arguments.marked.read_text(encoding="utf-8")).values()
    wanted = [page for page in marked if (arguments.folder / page["file"]).is_file()]
    names = [str(arguments.folder / page["file"]) for page in wanted]
    start = time.process_time()
    texts = read(names, arguments.language, {Kind(kind) for kind in arguments.kinds.split(",")})
    seconds = time.process_time() - start
    pages = [judge(page, texts.get(name, "")) for page, name in zip(wanted, names, strict=True)]
    if not arguments.quiet:
        for page in pages:
            print_errors(page)
    found, lost, leaked = (sum(len(getattr(page, what)) for page in pages) for what in ("found", "lost", "leaked"))
    print(f"pages       {len(pages)} ({len(texts)} with an article)")
    print(f"precision   {found / max(1, found + leaked):.3f} ({leaked} of {found + leaked} are none of the article)")
    print(f"recall      {found / max(1, found + lost):.3f} ({lost} of {found + lost} lost)")
    print(f"CPU         {1000 * seconds / max(1, len(pages)):.0f} ms a page, of a build without a model")


def read(names: Sequence[str], language: str, kinds: Collection[Kind]) -> dict[str, str]:
    """Return the paragraphs of some kinds of each page, by its name; a page without an article is left out."""
    languages = (language, "en" if language != "en" else "fr")
    with tempfile.TemporaryDirectory() as folder:
        options = bilingual.Options(source=languages[0], target=languages[1], out=folder, formats="jsonl")
        bilingual.build(names, options, bilingual.FakeEngine(languages=languages))
        return {
            article.source: "\n".join(article.text[p.start : p.end] for p in article.paragraphs if p.kind in kinds)
            for article, _ in bilingual.Corpus(folder)
        }


def judge(page: Mapping[str, Any], text: str) -> Page:
    """Return which of a page's marked passages stand in the text that was found."""
    text = alike(text)
    found = tuple(passage for passage in page["with"] if alike(passage) in text)
    lost = tuple(passage for passage in page["with"] if passage not in found)
    return Page(page["file"], found, lost, tuple(passage for passage in page["without"] if alike(passage) in text))


def alike(text: str) -> str:
    """Return a text without what does not count where passages are looked for."""
    return " ".join(text.translate(_ALIKE).split())


def print_errors(page: Page) -> None:
    """Print a page's errors, if there are any."""
    for what, passages in (("lost", page.lost), ("leaked", page.leaked)):
        for passage in passages:
            print(f"{page.name}: {what}: {passage}")


if __name__ == "__main__":
    main()
