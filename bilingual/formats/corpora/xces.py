"""``xces/``: sentence alignment as OPUS has it (https://opus.nlpl.eu), for OpusTools and its kin.

``fr-en.xml`` has a link a pair, in the manner of cesAlign: ``xtargets="3;4 5"`` are sentences by their ids, and nothing
stands before or behind the semicolon where a side has no counterpart. It names the documents beside it: ``fr/ID.xml``
and ``en/ID.xml`` hold the sentences as text (OPUS calls that *raw*), those of the same name in ``xml/`` in words. A
link says, too, what is known of the pair: ``certainty``, ``score``, ``flags``, and whose the translation is.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bilingual.formats.base import FileWriter
from bilingual.formats.corpora.sentences import SIDES, links_of, paragraphs
from bilingual.formats.corpora.tokens import tokens_of
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.writing import put, within
from bilingual.io.files import page_name
from bilingual.languages import tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.formats.corpora.sentences import Link
    from bilingual.io.output import OutputFolder

FOLDER = "xces"
# Documents in words lie in it, as in OPUS.
WORDS = "xml"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_DOCTYPE = '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'
_HEADINGS = frozenset({"headline", "subheading"})


class XcesWriter(FileWriter):
    """Writes the documents of each article as it comes, and its links into the file for all."""

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        self._name = f"{FOLDER}/{'-'.join(map(tag, provenance.languages))}.xml"
        self._links = self._open.enter_context(output.create(self._name, FOLDER))
        self._links.write(f'{_DECLARATION}{_DOCTYPE}<cesAlign version="1.0">\n')
        self._written = 0

    @property
    def main(self) -> Path:
        """The path of the file with the links."""
        return self._output.path / self._name

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's documents and links, where it has any text."""
        languages = self._provenance.languages
        links = links_of(pairs, languages)
        if not links:
            return
        file = f"{within(self._written)}{page_name(article.id)}.xml"
        self._written += 1
        names = [f"{tag(language)}/{file}" for language in languages]
        for side, language, name in zip(SIDES, languages, names, strict=True):
            for folder, words in ((FOLDER, False), (f"{FOLDER}/{WORDS}", True)):
                put(self._output, f"{folder}/{name}", FOLDER, document(links, side, language, words=words).encode())
        self._links.write(f' <linkGrp targType="s" fromDoc="{_value(names[0])}" toDoc="{_value(names[1])}">\n')
        for number, link in enumerate(links):
            facts = " ".join(f'{name}="{_value(value)}"' for name, value in _facts(number, link))
            self._links.write(f"  <link {facts} />\n")
        self._links.write(" </linkGrp>\n")

    def close(self) -> None:
        """End the file of links."""
        self._links.write("</cesAlign>\n")
        super().close()


def document(links: Sequence[Link], side: int, language: str, *, words: bool) -> str:
    """Return the document of one side: its paragraphs and their sentences, a line each; ``words`` parts these."""
    lines = [f'{_DECLARATION}<text xml:lang="{tag(language)}">\n <body>\n']
    for number, (kind, sentences) in enumerate(paragraphs(links, side), 1):
        heading = ' type="head"' if kind in _HEADINGS else ""
        lines.append(f'  <p id="{number}"{heading}>\n')
        for sentence in sentences:
            if words:
                lines.append(f'   <s id="{sentence.number}">\n')
                lines += (
                    f'    <w id="{sentence.number}.{at}">{escape(token.text, quote=False)}</w>\n'
                    for at, token in enumerate(tokens_of(sentence.text, language), 1)
                )
                lines.append("   </s>\n")
            else:
                lines.append(f'   <s id="{sentence.number}">{escape(sentence.text, quote=False)}</s>\n')
        lines.append("  </p>\n")
    return "".join([*lines, " </body>\n</text>\n"])


def _facts(number: int, link: Link) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a link."""
    source, target = (" ".join(map(str, side)) for side in link.numbers)
    yield "id", f"SL{number}"
    yield "xtargets", f"{source};{target}"
    if link.certainty is not None:
        yield "certainty", f"{link.certainty:g}"
    if link.pair.translation.score is not None:
        yield "score", f"{link.pair.translation.score:g}"
    if link.pair.open_flags:
        yield "flags", " ".join(link.pair.open_flags)
    yield "origin", link.pair.origin.value


def _value(text: str) -> str:
    return escape(plain(text))
