"""Folders of texts in two languages → which file is the translation of which: as a list says, by names, by content.

What a list names (``--pairs``) is settled first, then what names tell (``naming.py``), then what the texts themselves
say (``alignment/pairing.py``). A pair is taken where it is sure; what has no partner is told, each with the reason.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bilingual.alignment import Sentence, align_sentences
from bilingual.alignment.judging import similarity
from bilingual.alignment.pairing import Profile, pair_documents, profile
from bilingual.alignment.spoken import spoken
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.languages import english_name
from bilingual.pipeline.aligning.naming import pair_names, plain
from bilingual.pipeline.aligning.units import PAIRS_ALONE
from bilingual.readers import READERS, discovery, read, suffix_of
from bilingual.readers.sources import fields_of, told
from bilingual.segmentation import segments_of
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Article
    from bilingual.options import Options

# Characters of a text by which its language is told, and at most by which its partner is sought.
_SAMPLE: Final = 20_000
_MOST_CHARACTERS: Final = 2_000_000


@dataclass(slots=True)
class Paired:
    """What came of a folder: pairs of sources, the French one first, and the files without a partner, with reasons.

    ``ready`` are files of pairs that are aligned already; ``ways`` says how many pairs were found in which way.
    """

    pairs: list[tuple[Source, Source]] = field(default_factory=list)
    alone: list[tuple[str, str]] = field(default_factory=list)
    ready: list[Source] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    def add(self, source: Source, target: Source, way: str) -> None:
        """Take a pair that was found in some way."""
        self.pairs.append((source, target))
        self.ways[way] += 1

    def notes(self) -> Iterator[str]:
        """Yield what a person should know, a line each."""
        if self.pairs:
            ways = ", ".join(f"{number:,} by {way}" for way, number in self.ways.items())
            yield f"{count(len(self.pairs), 'pair')} of texts: {ways}"
        for name, why in self.alone:
            yield f"'{name}' has no partner: {why}"
        if self.unread:
            yield told(self.unread)


def paired(folder: Path, options: Options, listed: Iterable[tuple[Source, Source]] = ()) -> Paired:
    """Pair the files of a folder; those in ``listed`` are pairs already. Raises InputError where nothing is in it."""
    found = Paired()
    for source, target in listed:
        found.add(source, target, "the list")
    known = {os.path.realpath(source.path) for pair in found.pairs for source in pair if source.path}
    here = [source for source in sources_in(folder, found) if os.path.realpath(source.path or "") not in known]
    left = _by_names(folder, here, found)
    if left:
        _by_content(left, options, found)
    return found


def sources_in(folder: Path, found: Paired) -> Iterator[Source]:
    """Yield the texts in a folder; files that cannot be reached are without a partner. Raises InputError."""

    def pass_over(path: Path) -> bool:
        if suffix_of(path).partition(".gz")[0] in PAIRS_ALONE:
            found.ready.append(Source(path.stem, encodable(str(path)), path, found=True))
        else:
            found.unread[suffix_of(path)] += 1
        return True

    for source in discovery.find([str(folder)], READERS, pass_over):
        if not isinstance(source, InputError):
            yield source
        elif not (found.pairs or found.ready):
            raise source


def _by_names(folder: Path, sources: Sequence[Source], found: Paired) -> list[Source]:
    """Take the pairs that names tell, first those of one format; return the other sources."""
    left = list(sources)
    for whole in (True, False):
        names = [_name(source, folder) if whole else source.id for source in left]
        pairs, alone = pair_names(names)
        for one, other in pairs:
            source, target = left[one], left[other]
            source.id = plain(source.id)
            found.add(source, target, "names")
        left = [left[number] for number in alone]
    return left


def _name(source: Source, folder: Path) -> str:
    return encodable(source.path.relative_to(folder).as_posix()) if source.path else source.id


def _by_content(sources: Sequence[Source], options: Options, found: Paired) -> None:
    """Take the pairs that texts tell; all else has no partner."""
    sides: dict[str, list[tuple[Source, Profile]]] = {"fr": [], "en": []}
    for source in sources:
        try:
            article = the_article(source, "fr", options)
        except InputError as error:
            found.alone.append((source.name, error.message.removeprefix(f"'{source.name}': ")))
            continue
        language = spoken(article.text[:_SAMPLE])
        if language not in sides:
            why = f"it looks like {english_name(language)}" if language else "it does not show which language it is in"
            found.alone.append((source.name, why))
            continue
        sides[language].append((source, profile(_paragraphs(article), language)))
    ours, theirs = sides["fr"], sides["en"]

    def look(one: int, other: int) -> int:
        fr, en = (
            _sentences(the_article(source, language, options))
            for source, language in ((ours[one][0], "fr"), (theirs[other][0], "en"))
        )
        return similarity(fr, en, align_sentences(fr, en))

    matches = pair_documents([one for _, one in ours], [one for _, one in theirs], look)
    for match in matches:
        found.add(ours[match.fr][0], theirs[match.en][0], "content")
    taken = {match.fr for match in matches}, {match.en for match in matches}
    for side, used in zip((ours, theirs), taken, strict=True):
        for number, (source, _) in enumerate(side):
            if number not in used:
                found.alone.append((source.name, "no text of the other language is clearly its translation"))
    found.alone.sort()


def the_article(source: Source, language: str, options: Options) -> Article:
    """Return the one article of a source. Raises InputError where there is another number of them."""
    found: Article | None = None
    for item in read(source, language, options.line_breaks, fields_of(options), options.read_as):
        if isinstance(item, InputError):
            raise item
        if found is not None:
            raise source.error("it holds more articles than one", "Give each a file of its own")
        found = item
    if found is None:
        raise source.error("it holds no article", "Name two files of which each holds one text")
    return found


def _paragraphs(article: Article) -> Iterator[str]:
    for one in article.paragraphs:
        if one.start < _MOST_CHARACTERS:
            yield article.text[one.start : one.end]


def _sentences(article: Article) -> list[Sentence]:
    return [Sentence(segment.text, segment.paragraph) for segment in segments_of(article)]
