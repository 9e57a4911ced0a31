r"""``vertical/``: a parallel corpus for NoSketch Engine and Sketch Engine, a token a line.

Each language is a corpus by itself: ``bilingual_fr.vert`` with a ``doc`` an article, a ``p`` a paragraph and an ``s`` a
sentence, and ``registry/bilingual_fr``, which tells manatee what is in it. ``bilingual_fr-bilingual_en.align`` maps the
sentences of one to those of the other by their numbers, counted from 0, as ``mkalign`` reads it
(https://www.sketchengine.eu/documentation/mn-mapping-with-parallel-corpora/): ranges in a row that are aligned one by
one are one line, as are those without counterpart, which is what ``compressrng`` and ``fixgaps`` would make of them.

Paths are relative to the folder, which is where to run ``compilecorp``. In an attribute quotes and backslashes have a
backslash before them, as ``encodevert`` wants it; a sentence without a token is left out.
"""

from __future__ import annotations

from itertools import groupby
from typing import IO, TYPE_CHECKING

from bilingual.formats.base import FileWriter
from bilingual.formats.corpora.mapping import Mapping
from bilingual.formats.corpora.sentences import SIDES, certainty_of, links_of
from bilingual.formats.corpora.tokens import glued, tokens_of
from bilingual.formats.documents.laid_out import plain
from bilingual.languages import direction, english_name, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Mapping as Facts
    from pathlib import Path

    from bilingual.alignment.words.tokens import Token
    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.corpora.sentences import Link
    from bilingual.io.output import OutputFolder

FOLDER = "vertical"
_QUOTE, _APOSTROPHE, _BACKSLASH = '"', "'", "\\"
# Between the values of an attribute that has several.
_BETWEEN = "|"
_SEVERAL = frozenset({"authors", "flags"})
# The attributes of each structure; what nobody knows of one is left out.
STRUCTURES = {
    "doc": ("id", "title", "date", "year", "publisher", "site", "section", "authors", "url", "license"),
    "p": ("kind",),
    "s": ("id", "origin", "score", "certainty", "flags"),
}
# As it is written, and in lower case, made as it is asked for.
_ATTRIBUTES = """\
ATTRIBUTE word
ATTRIBUTE lc {
    LABEL "word in lower case"
    DYNAMIC utf8lowercase
    DYNLIB internal
    ARG1 "C"
    FUNTYPE s
    FROMATTR word
    TYPE index
    TRANSQUERY yes
}
"""


class VerticalWriter(FileWriter):
    """Writes both texts as the articles come, and how their sentences are aligned; nothing stays in memory."""

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        names = corpus_names(provenance)
        self._texts = [self._create(f"{name}.vert") for name in names]
        self._mappings = [
            Mapping(self._create(f"{ours}-{theirs}.align")) for ours, theirs in (names, tuple(reversed(names)))
        ]

    def _create(self, name: str) -> IO[str]:
        return self._open.enter_context(self._output.create(f"{FOLDER}/{name}", FOLDER))

    @property
    def main(self) -> Path:
        """The path of the source text."""
        return self._output.path / FOLDER / f"{corpus_names(self._provenance)[0]}.vert"

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article in both texts, where it has any token there."""
        languages = self._provenance.languages
        links = links_of(pairs, languages)
        words = [
            {one.number: tokens_of(one.text, language) for link in links for one in link.sides[side]}
            for side, language in zip(SIDES, languages, strict=True)
        ]
        for side, text in zip(SIDES, self._texts, strict=True):
            lines = list(_lines(links, side, words[side]))
            if lines:
                text.write(f"<doc{_attributes('doc', _facts(article))}>\n")
                text.writelines(lines)
                text.write("</doc>\n")
        for link in links:
            source, target = (sum(bool(words[side][number]) for number in link.numbers[side]) for side in SIDES)
            for mapping, counts in zip(self._mappings, ((source, target), (target, source)), strict=True):
                mapping.add(*counts)

    def close(self) -> None:
        """Write the last lines of the mappings and the registry, and complete the files."""
        for mapping in self._mappings:
            mapping.close()
        for side, name in zip(SIDES, corpus_names(self._provenance), strict=True):
            self._create(f"registry/{name}").write(registry(self._provenance, side))
        super().close()


def corpus_names(provenance: Provenance) -> tuple[str, str]:
    """Return what the corpus of either side is called: manatee knows it by the name of its registry file."""
    source, target = (f"bilingual_{tag(code).replace('-', '_').lower()}" for code in provenance.languages)
    return source, target


def registry(provenance: Provenance, side: int) -> str:
    """Return what manatee is to know of the corpus of one side."""
    names = corpus_names(provenance)
    ours, theirs = names[side], names[1 - side]
    language = english_name(provenance.languages[side])
    models = ", ".join(f"{one.model} {one.model_version}" for one in provenance.models)
    made = "aligned by" if provenance.by_people else "translated by"
    options = (
        ("NAME", f"bilingual: {language}"),
        ("INFO", f"{made} {models}"),
        ("PATH", f"{ours}/"),
        ("VERTICAL", f"{ours}.vert"),
        ("ENCODING", "UTF-8"),
        ("LANGUAGE", language),
        *([("RIGHTTOLEFT", "1")] if direction(provenance.languages[side]) == "rtl" else []),
        ("DOCSTRUCTURE", "doc"),
        ("ALIGNED", theirs),
        ("ALIGNSTRUCT", "s"),
        ("ALIGNDEF", f"{ours}-{theirs}.align"),
    )
    lines = [f'{name} "{plain(value).replace(_QUOTE, _APOSTROPHE)}"\n' for name, value in options]
    lines.append(_ATTRIBUTES)
    for structure, attributes in STRUCTURES.items():
        lines.append(f"STRUCTURE {structure} {{\n")
        for attribute in attributes:
            several = f' {{\n        MULTIVALUE yes\n        MULTISEP "{_BETWEEN}"\n    }}'
            lines.append(f"    ATTRIBUTE {attribute}{several if attribute in _SEVERAL else ''}\n")
        lines.append("}\n")
    return "".join([*lines, "STRUCTURE g\n"])


def _lines(links: Sequence[Link], side: int, words: Facts[int, list[Token]]) -> Iterator[str]:
    """Yield the lines of the paragraphs of one side: a token each, and the structures around them.

    ``words`` are the tokens of its sentences, by their numbers.
    """
    sentences = ((link.pair, one) for link in links for one in link.sides[side])
    for (_, kind), group in groupby(sentences, key=lambda found: (found[1].paragraph, found[1].kind)):
        inner: list[str] = []
        for pair, sentence in group:
            if found := words[sentence.number]:
                inner.append(f"<s{_attributes('s', _facts_of(pair))}>\n")
                for token, close in glued(found):
                    inner.append(f"<g/>\n{token.text}\n" if close else f"{token.text}\n")
                inner.append("</s>\n")
        if inner:
            yield f"<p{_attributes('p', {'kind': kind.value})}>\n"
            yield from inner
            yield "</p>\n"


def _facts(article: Article) -> Facts[str, str | None]:
    facts = article.metadata
    return {
        "id": article.id,
        "title": facts.title,
        "date": facts.date,
        "year": facts.date[:4] if facts.date else None,
        "publisher": facts.publisher,
        "site": facts.site,
        "section": facts.section,
        "authors": _several(facts.authors),
        "url": facts.url,
        "license": facts.license,
    }


def _facts_of(pair: Pair) -> Facts[str, str | None]:
    score, certainty = pair.translation.score, certainty_of(pair)
    return {
        "id": pair.segment.id,
        "origin": pair.origin.value,
        "score": None if score is None else f"{score:g}",
        "certainty": None if certainty is None else f"{certainty:g}",
        "flags": _several(pair.open_flags),
    }


def _several(values: Sequence[str]) -> str:
    return _BETWEEN.join(said for value in values if (said := plain(value).replace(_BETWEEN, "/")))


def _attributes(structure: str, facts: Facts[str, str | None]) -> str:
    """Return the attributes of a structure as they stand behind its name."""
    values = ((name, plain(facts.get(name) or "")) for name in STRUCTURES[structure])
    escaped = ((name, value.replace(_BACKSLASH, _BACKSLASH * 2).replace(_QUOTE, f"{_BACKSLASH}{_QUOTE}"))
               for name, value in values if value)  # fmt: skip
    return "".join(f' {name}="{value}"' for name, value in escaped)
