"""The files beside the index that its search reads: data in scripts of our own, as a page on a disk can read no others.

A page from a disk may not read its neighbours, but may run scripts that its policy lets pass. Each file in
``html/search/`` is one call, ``bilingual.data("name", …)``, of JSON in which nothing can end its string or the script:

- ``articles-1.js``: what the table and its filters know of 2,000 articles, in rows of ``_row``.
- ``words-1-1.js``: the words of a block (``search.py``), in several files by the alphabet.
- ``tokens-1-1.js``, ``tokens-1-2.js``: the words of its sentences in a row, source and target (``tokens.py``).
- ``trust-1.js``: how far each of its sentences is to be trusted, in hundredths and 1 more; 0 where nobody knows.
- ``text-1.js``: the sentences of some articles, each as number, source, target, how far it is to be trusted (in
  hundredths, null where nobody knows), whether to check it, and its word links, if any.
- ``corpus.js``: which of them there are, and where each begins.
- ``program.js``: what searches them (``environment.program``).

They are written as the articles come, so that memory does not grow: a block of words is written when it is full.
One that would come out as it stands is not written again. Beyond ``MOST_TEXTS`` articles (or sentences) only facts can
be searched, beyond ``MOST_ARTICLES`` nothing: what the page says of that is in ``corpus.js``.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual.formats.html import display
from bilingual.formats.html.environment import program
from bilingual.formats.html.search import WordIndex
from bilingual.formats.html.tokens import spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Pair
    from bilingual.formats.html.entries import Entry
    from bilingual.io.output import OutputFolder

FOLDER = "html/search"
# How many articles are searched in all their text, and how many sentences of theirs.
MOST_TEXTS, MOST_SENTENCES = 20_000, 2_000_000
# How many articles the filters know, and a search by their facts.
MOST_ARTICLES = 100_000
# How many publishers the filters offer.
MOST_PUBLISHERS = 500
# Rows to a file of articles.
ROWS = 2_000
# A block of words is full with so many sentences, or articles.
BLOCK_SENTENCES, BLOCK_ARTICLES = 1 << 15, 5_000
# About how many characters a file of words or text has: what a browser loads and reads in a moment.
SIZE = 1 << 16

_FORMAT = "html"
# What could end a script, begin a comment in it or break its line.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def script(name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    r"""Return the script that hands a value to the page under a name.

    >>> print(script("text-1", "</script>\u2028 \\u0022 é"))
    bilingual.data("text-1", "\u003c/script\u003e\u2028 \\u0022 é");
    <BLANKLINE>
    """
    return f"bilingual.data({_json(name)}, {_json(value)});\n"


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(slots=True)
class _Block:
    """The words of some articles that follow each other; the first of them, and its first sentence."""

    article: int
    sentence: int
    words: WordIndex = field(default_factory=WordIndex)
    trusts: list[str] = field(default_factory=list)


class Siblings:
    """Writes the files beside the index, as the articles come."""

    def __init__(self, output: OutputFolder, languages: tuple[str, str], of: str) -> None:
        """Begin. ``of`` says what the numbers of sentences are: trust, or score in older corpora."""
        self._output = output
        self._languages = languages
        self._of = of
        self._total = self._articles = self._texts = self._sentences = self._bytes = 0
        self._rows: list[list[Any]] = []
        self._held: list[list[Any]] = []
        self._held_size = 0
        self._block = _Block(0, 0)
        self._blocks: list[dict[str, Any]] = []
        self._begins: list[int] = []
        self._publishers: set[str] = set()

    def add(self, entry: Entry, pairs: Sequence[Pair], marks: Sequence[tuple[int | None, bool]]) -> None:
        """Take the next article, with the trust of each pair (in hundredths) and whether to check it in ``marks``."""
        self._total += 1
        if self._articles >= MOST_ARTICLES:
            return
        with_text = self._texts == self._articles < MOST_TEXTS and self._sentences + len(pairs) <= MOST_SENTENCES
        self._rows.append(_row(entry))
        facts = entry.metadata
        if (publisher := facts.publisher or facts.site) and len(self._publishers) < MOST_PUBLISHERS:
            self._publishers.add(display.for_html(publisher))
        named = (facts.title, *facts.authors, facts.section, facts.publisher, facts.site, entry.id)
        held = [_sentence(pair, *mark) for pair, mark in zip(pairs, marks, strict=True)] if with_text else []
        # As they are shown, so that the page counts the same words in them.
        texts = [(one[1], one[2]) for one in held]
        self._block.words.add([one for one in named if one], texts)
        self._articles += 1
        if with_text:
            self._texts += 1
            self._sentences += len(pairs)
            self._block.trusts += [spelled(0 if trust is None else trust + 1) for trust, _ in marks]
            self._hold(held)
        if len(self._rows) == ROWS:
            self._write_rows()
        if self._block.words.sentences >= BLOCK_SENTENCES or self._block.words.articles >= BLOCK_ARTICLES:
            self._write_block()

    def close(self) -> None:
        """Write the last files, and the one that names them all."""
        if not self._articles:
            return
        if self._rows:
            self._write_rows()
        if self._held:
            self._write_text()
        if self._block.words.articles:
            self._write_block()
        known = {
            "languages": self._languages,
            "of": self._of,
            "total": self._total,
            "articles": self._articles,
            "texts": self._texts,
            "sentences": self._sentences,
            "rows": ROWS,
            "bytes": self._bytes,
            "publishers": sorted(self._publishers),
            "blocks": self._blocks,
            "begins": self._begins,
        }
        self._write("corpus", known)
        self._put("program", program())

    def _hold(self, sentences: list[Any]) -> None:
        """Keep an article's sentences until there are enough for a file."""
        if not self._held:
            self._begins.append(self._texts - 1)
        self._held.append(sentences)
        self._held_size += sum(len(one[1]) + len(one[2]) for one in sentences)
        if self._held_size >= SIZE:
            self._write_text()

    def _write_text(self) -> None:
        self._write(f"text-{len(self._begins)}", self._held)
        self._held, self._held_size = [], 0

    def _write_rows(self) -> None:
        self._write(f"articles-{(self._articles - 1) // ROWS + 1}", self._rows)
        self._rows = []

    def _write_block(self) -> None:
        block, number = self._block, len(self._blocks) + 1
        firsts = []
        for first, text in block.words.shards(SIZE):
            firsts.append(first)
            self._write(f"words-{number}-{len(firsts)}", text)
        if block.words.sentences:
            for side, tokens in enumerate((block.words.source, block.words.target), 1):
                self._write(f"tokens-{number}-{side}", tokens.texts())
            self._write(f"trust-{number}", "".join(block.trusts))
        self._blocks.append({"article": block.article, "sentence": block.sentence, "words": firsts})
        self._block = _Block(self._articles, self._sentences)

    def _write(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        text = script(name, value)
        self._bytes += len(text)
        self._put(name, text)

    def _put(self, name: str, text: str) -> None:
        path, key = f"{FOLDER}/{name}.js", hashlib.sha256(text.encode()).hexdigest()
        if self._output.keep(path, _FORMAT, key):
            return
        with self._output.create(path, _FORMAT, key) as stream:
            stream.write(text)


def _row(entry: Entry) -> list[Any]:
    """Return what the table and its filters know of an article, as ``assets/data.js`` names it."""
    facts = entry.metadata
    date = facts.date or ""
    texts = (
        *(entry.page, facts.title or "", entry.opening, entry.headline, facts.publisher or facts.site or "", date),
        *(entry.id, ", ".join(facts.authors), facts.section or ""),
    )
    return [*map(display.for_html, texts), entry.sentences, entry.to_check, int(display.is_date(date))]


def _sentence(pair: Pair, trust: int | None, to_check: bool) -> list[Any]:  # noqa: FBT001 - as marks are
    """Return what the search shows of a sentence."""
    segment, translation = pair.segment, pair.translation
    facts = [
        f"{segment.paragraph}.{segment.sentence}",
        display.for_html(segment.text),
        display.for_html(translation.text),
        trust,
        int(to_check),
    ]
    # Offsets count code points, as Python does.
    return [*facts, [number for link in pair.links for number in link]] if pair.links else facts
