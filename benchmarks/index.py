"""How long the index of a large corpus takes to open and to search, in a browser, from the disk.

Builds a corpus with the fake engine in FOLDER, of articles with dates, publishers and invented sentences made of the
words of French TEXT files, unless one of so many articles is there. Chromium opens its index, first without anything in
its caches, and searches: each search once as it comes first (its files are read), then again. Milliseconds from the key
to the frame that shows the result; of several openings, the middle one. Needs playwright (``make test-browser``).

    python benchmarks/index.py FOLDER TEXT... [--articles 20000] [--chromium /usr/bin/chromium]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

import bilingual
from benchmarks import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

OPENINGS = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
# From the address to the first paint of text, and to the end of loading.
OPENED = """[performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    performance.getEntriesByType("navigation")[0].loadEventEnd]"""
# From a query to the frame that shows its result.
SEARCH = """([query, by]) => new Promise((resolve) => {
  document.getElementById("by").value = by;
  const field = document.getElementById("query");
  const main = document.querySelector("main");
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => {
    if (main.hasAttribute("aria-busy")) setTimeout(look);
    else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  };
  look();
})"""


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    arguments = parser.parse_args()
    sentences = corpus.read_sentences(arguments.texts)
    build(arguments.folder, sentences, arguments.articles)
    sizes = {path.name: path.stat().st_size for path in (arguments.folder / "html" / "search").iterdir()}
    for kind in ("corpus", "articles", "words", "tokens", "trust", "text"):
        of = [size for name, size in sizes.items() if name.startswith(kind)]
        print(f"{kind:10} {len(of):6,} files, {sum(of) / 1e6:8.1f} MB, the largest {max(of) / 1e3:.0f} kB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=FLAGS)
        measure(browser, arguments.folder / "html" / "index.html", queries(sentences))
        browser.close()


def build(folder: Path, sentences: Sequence[str], count: int) -> None:
    """Make the corpus, unless it is there."""
    report = folder / "report.json"
    if report.is_file() and json.loads(report.read_text(encoding="utf-8"))["articles"] == count:
        return
    source = folder.with_suffix(".jsonl")
    source.parent.mkdir(parents=True, exist_ok=True)
    with source.open("w", encoding="utf-8") as stream:
        for article in invented(sentences, count):
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
    done = bilingual.build([source], bilingual.Options(out=folder, formats=("jsonl", "html")), bilingual.FakeEngine())
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"built {done.articles:,} articles, {done.segments:,} sentences "
        f"in {usage.ru_utime + usage.ru_stime:.0f} s of CPU"
    )
    print(f"stages: {done.stages}; at most {usage.ru_maxrss / 1024:.0f} MiB of memory")


def invented(sentences: Sequence[str], count: int) -> Iterator[dict[str, Any]]:
    """Yield articles of twenty sentences whose words are frequent as in the texts they come from."""
    chance = random.Random(20)
    words = [word for sentence in sentences for word in sentence.rstrip(".!?").split()[1:]]
    for number in range(count):
        text = [
            " ".join(["Alors", *chance.choices(words, k=chance.randint(8, 30)), f"fin{chance.randint(0, 10**6)}."])
            for _ in range(20)
        ]
        paragraphs = [" ".join(text[start : start + 4]) for start in range(0, len(text), 4)]
        yield {
            "id": f"n{number}",
            "title": " ".join(chance.choices(words, k=7)).capitalize(),
            "date": f"{2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "publisher": f"Journal {number % 23}",
            "text": "\n\n".join(paragraphs),
        }


def queries(sentences: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return searches of every kind, by what they are, of words that the corpus has, each with what sorts its lines."""
    words = [word.strip(",.;:!?") for sentence in sentences for word in sentence.split()[1:]]
    plain = sorted(
        {word for word in words if word.isalpha() and word.islower()}, key=lambda word: (-words.count(word), word)
    )
    long = [word for word in plain if len(word) > 6]
    rare = plain[-1]
    asked = {
        "a rare word": f'"{rare}"',
        "a common word": long[0],
        "the most common word": f'"{plain[0]}"',
        "two words": f"{long[1]} {long[2]}",
        "the two most common words": f'"{plain[0]}" "{plain[1]}"',
        "a beginning of three letters": long[3][:3],
        "a phrase": f'"{plain[1]} {plain[0]}"',
        "one word without another": f"{long[4]} -{long[5]}",
        "in one language": f"fr:{long[6]}",
        "a publisher": '"journal 7"',
        "nothing that is there": "xyzzyq",
    }
    sorted_by = {f"a common word, by {by}": (long[0], by) for by in ("left", "right", "date", "score")}
    sorted_by["a phrase, by left"] = (asked["a phrase"], "left")
    sorted_by["the most common word, by left"] = (asked["the most common word"], "left")
    return {name: (query, "") for name, query in asked.items()} | sorted_by


def measure(browser: Browser, index: Path, wanted: dict[str, tuple[str, str]]) -> None:
    """Print how long the index takes to open and to search."""
    opened = [opening(browser, index) for _ in range(OPENINGS)]
    paint, load = (statistics.median(times) for times in zip(*opened, strict=True))
    print(f"open: first paint after {paint:.0f} ms, loaded after {load:.0f} ms")
    for name, query in wanted.items():
        page = fresh(browser, index)
        first = page.evaluate(SEARCH, query)
        found, sentences = page.inner_text("#found"), page.locator("#tally").inner_text()
        page.evaluate(SEARCH, ("", ""))
        again = statistics.median([_again(page, query) for _ in range(3)])
        print(f"{name:32} first {first:6.0f} ms, warm {again:6.0f} ms   {found}; {sentences}")
        page.context.close()


def _again(page: Page, query: tuple[str, str]) -> float:
    page.evaluate(SEARCH, ("", ""))
    return float(page.evaluate(SEARCH, query))


def opening(browser: Browser, index: Path) -> list[float]:
    """Return when the first text was painted and when all was loaded, in milliseconds."""
    page = fresh(browser, index)
    times: list[float] = page.evaluate(OPENED)
    page.context.close()
    return times


def fresh(browser: Browser, index: Path) -> Page:
    """Open the index in a browser that remembers nothing."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    page.goto(index.as_uri())
    page.wait_for_timeout(500)
    return page


if __name__ == "__main__":
    main()
