"""Pairs → the same with word links: what the memory has, and what is made of the others, with a model or without.

What a person corrected is linked without a model, so that whoever renews a corpus needs none.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.alignment.words import link_words
from bilingual.checks import FOREIGN
from bilingual.checks.digest import digest
from bilingual.data import Origin
from bilingual.engines import attention
from bilingual.errors import OutputError, UsageError
from bilingual.languages import english_name
from bilingual.pipeline.reported import read_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.data import Links, Pair
    from bilingual.engines.attention import Attention
    from bilingual.formats.corpus import Corpus
    from bilingual.memory import Memory
    from bilingual.options import Options
    from bilingual.pipeline.overlay import Written

LANGUAGES = ("fr", "en")
# What decides on links, all the way down.
_FOLDERS = ("alignment/words", "lexicon")


@dataclass(slots=True)
class Linker:
    """Links the words of pairs. With ``attention`` a model has a say, which is loaded when it is first asked.

    ``pairs`` counts those that were looked at, each pair of texts once a call; ``reused`` those of them that the memory
    had.
    """

    memory: Memory
    attention: Attention | None = None
    # Whether the memory may be written to.
    keeps: bool = True
    pairs: int = 0
    reused: int = 0
    found: int = 0

    def link(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Return the pairs with links; those that have some keep them. Raises ModelError, and OutputError."""
        new = [pair for pair in pairs if pair.links is None and _can_have(pair)]
        by_hand = {_texts(pair) for pair in new if pair.origin is Origin.HUMAN or self.attention is None}
        others = {_texts(pair) for pair in new if pair.origin is not Origin.HUMAN and self.attention is not None}
        plain, heard = self._of(by_hand, None), self._of(others, self.attention)
        linked = []
        for pair in pairs:
            if pair.links is None:
                known = plain if pair.origin is Origin.HUMAN or self.attention is None else heard
                pair = replace(pair, links=known.get(_texts(pair), ()))  # noqa: PLW2901 - the same pair
            linked.append(pair)
            self.found += len(pair.links or ())
        return linked

    def record(self) -> dict[str, Any]:
        """Return what a report says of links."""
        return {
            "attention": self.attention is not None,
            "pairs": self.pairs,
            "reused": self.reused,
            "links": self.found,
        }

    def _of(self, texts: set[tuple[str, str]], model: Attention | None) -> dict[tuple[str, str], Links]:
        wanted, version = sorted(texts), version_with(model.model_sha256 if model else "")
        known = self.memory.links(version, LANGUAGES, wanted)
        new = [pair for pair in wanted if pair not in known]
        self.pairs += len(wanted)
        self.reused += len(known)
        made: dict[tuple[str, str], Links] = {}
        # One after another: the tables of all of them may be too much.
        for number, table in model.of(new) if model and new else ():
            made[new[number]] = tuple(link_words(*new[number], table))
        # What is too long for a model has links all the same.
        made |= {pair: tuple(link_words(*pair)) for pair in new if pair not in made}
        if self.keeps:
            # A memory that may only be read is no reason to stop: links can be made again.
            with suppress(OutputError):
                self.memory.keep_links(version, LANGUAGES, made)
        return known | made


def linker(
    options: Options,
    memory: Memory,
    given: Attention | None = None,
    note: Callable[[str], None] | None = None,
    grown: Corpus | None = None,
) -> Linker | None:
    """Return what links the words of a run, None where nobody asked for that.

    The attention is the ``given`` one, else that of the model that ``options`` ask for. Where a corpus has ``grown``
    that has links, it gets more of them, as the last build made them. Raises what ``attention.load`` raises.
    """
    if not options.attention and grown is not None and has_links(grown):
        options = replace(options, words=True, attention=said_attention(grown.folder))
    if not _wanted(options, given):
        return None
    return Linker(memory, given or (attention.load(options, note=note) if options.attention else None))


def refuse_impossible(options: Options, languages: tuple[str, str], given: Attention | None = None) -> None:
    """Raise UsageError where words are to be linked of languages whose words cannot be."""
    if _wanted(options, given) and languages != LANGUAGES:
        there = " to ".join(map(english_name, languages))
        raise UsageError(f"words are linked from French to English, not from {there}", "Leave out --words")


def _wanted(options: Options, given: Attention | None) -> bool:
    """Whether words are to be linked: attention is good for nothing else."""
    return options.words or options.attention or given is not None


def has_links(articles: Iterable[Written]) -> bool:
    """Whether a corpus has word links: its first pair tells, as all lines have the same fields."""
    return next((pair.links is not None for _, pairs in articles for pair in pairs), False)


def said_attention(folder: Path) -> bool:
    """Whether the report of a corpus says that the last links were made with a model."""
    said = read_report(folder).get("linked")
    return isinstance(said, dict) and said.get("attention") is True


def relinked(articles: Iterable[Written], memory: Memory, *, with_attention: bool) -> Iterator[Written]:
    """Yield the articles of a corpus that has links, with links of those pairs that have none now.

    Those that the memory has of the model that translated an article are taken where ``with_attention`` says that a
    build would, all others made without.
    """
    for article, pairs in articles:
        made = article.provenance
        if with_attention and made is not None:
            new = {_texts(pair) for pair in pairs if pair.links is None and pair.origin is not Origin.HUMAN}
            known = memory.links(version_with(made.model_sha256), LANGUAGES, new)
            pairs = [  # noqa: PLW2901 - the same pairs
                replace(pair, links=known.get(_texts(pair)))
                if pair.links is None and pair.origin is not Origin.HUMAN
                else pair
                for pair in pairs
            ]
        yield article, Linker(memory, keeps=False).link(pairs)


def version_with(model_sha256: str) -> str:
    """Return what a memory knows links by: the version of what makes them, and of the model that had a say."""
    return f"{version()} {model_sha256}".rstrip()


@cache
def version() -> str:
    """Return the version of what links words: the digest of code and data."""
    return digest(Path(__file__).parents[1], _FOLDERS)


def _texts(pair: Pair) -> tuple[str, str]:
    return pair.segment.text, pair.translation.text


def _can_have(pair: Pair) -> bool:
    """Whether a pair has words to link: both sides have some, in their languages."""
    return bool(pair.segment.text and pair.translation.text) and FOREIGN not in pair.translation.flags
