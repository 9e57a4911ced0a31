"""What a corpus translates a word as, with examples: ``bilingual dictionary`` and ``bilingual.dictionary``."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any

from bilingual.corpus.search import search
from bilingual.corpus.search.folding import folded_words
from bilingual.corpus.terms.translations import Translations
from bilingual.errors import UsageError
from bilingual.formats.corpus import Corpus
from bilingual.glossary import Glossary
from bilingual.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.corpus.search import Line
    from bilingual.data import Span
    from bilingual.glossary.entries import Entry
    from bilingual.options import AnyPath

_LONGEST = 200
# Occurrences that are looked at: where a corpus has no links, each takes about a millisecond.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Example:
    """A segment with the word: its id, both texts, and where the word stands and what says the same."""

    id: str
    texts: tuple[str, str]
    word: Span
    counterparts: tuple[Span, ...]
    counterpart: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a corpus knows of a word or phrase in one language.

    ``forms`` and ``counterparts`` come with how often they stand in the ``seen`` occurrences that were looked at, the
    most frequent first, ``linked`` of which have a counterpart; ``segments`` is how many segments have the word in all.
    ``side`` is 0 for the source's language, 1 for the target's. ``examples`` are of different counterparts, as far as
    there are some. ``entries`` are those of the glossary, if there is one.
    """

    word: str
    side: int
    languages: tuple[str, str]
    segments: int
    seen: int
    linked: int
    forms: tuple[tuple[str, int], ...]
    counterparts: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]
    entries: tuple[Entry, ...]

    def record(self) -> dict[str, Any]:
        """Return the card as JSON takes it."""
        return {
            "word": self.word,
            "language": self.languages[self.side],
            "segments": self.segments,
            "seen": self.seen,
            "linked": self.linked,
            "forms": [{"text": text, "count": count} for text, count in self.forms],
            "counterparts": [{"text": text, "count": count} for text, count in self.counterparts],
            "examples": [
                {
                    "id": one.id,
                    **dict(zip(self.languages, one.texts, strict=True)),
                    "word": list(one.word),
                    "counterparts": [list(span) for span in one.counterparts],
                }
                for one in self.examples
            ],
            "glossary": [
                {"source": entry.source, "targets": list(entry.targets), "note": entry.note} for entry in self.entries
            ],
        }


def dictionary(  # noqa: PLR0913 - what a person decides
    folder: AnyPath,
    word: str,
    language: str | None = None,
    *,
    glossary: Glossary | None = None,
    examples: int = 3,
    most: int = MOST,
    note: Callable[[str], None] | None = None,
) -> Card:
    """Return what the corpus in ``folder`` knows of a ``word`` or phrase, in all forms that the lexicon has of a word.

    ``language`` is one of the corpus's; without it the word is looked for in the source's, then in the target's. Its
    counterparts are told by the word links of the corpus, or by links that are made of the first ``most`` occurrences.
    Without a ``glossary`` it has the entries that a corpus keeps of the one that it was built with. It is searched as
    ``search`` does, whose index ``note`` hears of. Raises UsageError for what is no word, or another language, and what
    ``search`` raises.
    """
    corpus = Corpus(folder)
    languages = corpus.languages
    if language is not None and language not in languages:
        raise UsageError(
            f"the corpus is in '{languages[0]}' and '{languages[1]}', not in '{language}'", "Name one of these"
        )
    if glossary is None and corpus.provenance.glossary:
        glossary = Glossary(corpus.entries(), languages)
    sides = (0, 1) if language is None else (languages.index(language),)
    query, card = _query(word), None
    for side in sides:
        card = _card(folder, word, f"{languages[side]}:{query}", side, glossary, examples, most, note)
        if card.segments:
            return card
    if card is None or len(sides) > 1:
        return _card(folder, word, f"{languages[0]}:{query}", 0, glossary, examples, most, note)
    return card


def _query(word: str) -> str:
    """Return what to search for: a word in all its forms, anything else as it stands.

    >>> _query(" coopération "), _query("d’airain"), _query('"en effet"')
    ('coopération', '"d’airain"', '"en effet"')
    """
    text = " ".join(word.split())
    words = folded_words(text)
    if not words or len(text) > _LONGEST:
        raise UsageError(f"'{shortened(text)}' is no word to look up", "Give a word, or a phrase in quotation marks")
    if len(words) == 1 and text.isalnum():
        return text
    return '"' + "".join(" " if mark in '"«»“”„' else mark for mark in text).strip() + '"'


def _card(  # noqa: PLR0913, PLR0917 - what a card is made of
    folder: AnyPath,
    word: str,
    query: str,
    side: int,
    glossary: Glossary | None,
    examples: int,
    most: int,
    note: Callable[[str], None] | None,
) -> Card:
    forms: Counter[str] = Counter()
    linked = 0
    with closing(search(folder, query, note=note)) as found:
        made = Translations(language=found.languages[1 - side])
        kept: dict[str, list[Example]] = {}
        for line in islice((line for line in found.lines() if line.side == side), most):
            forms[line.word] += 1
            example = _example(line)
            if example.counterpart:
                linked += 1
                made.add(example.counterpart, opens=example.counterparts[0][0] == 0)
            if len(some := kept.setdefault(example.counterpart.lower(), [])) < examples:
                some.append(example)
        segments, languages = found.counts().total, found.languages
    counterparts = tuple(made.grouped(small=max(forms, key=forms.__getitem__, default="a")[:1].islower()))
    name = " ".join(word.split()).strip('"')
    return Card(
        name,
        side,
        languages,
        segments,
        sum(forms.values()),
        linked,
        tuple(sorted(forms.items(), key=lambda named: (-named[1], named[0]))),
        counterparts,
        tuple(islice(_chosen(kept, counterparts), examples)),
        tuple(_entries(glossary, name, side)) if glossary is not None else (),
    )


def _example(line: Line) -> Example:
    spans = line.counterparts
    said = " … ".join(" ".join(line.aligned[start:end].split()) for start, end in spans)
    return Example(line.hit.id, line.hit.texts, line.node, spans, said)


def _chosen(kept: dict[str, list[Example]], counterparts: tuple[tuple[str, int], ...]) -> Iterator[Example]:
    """Yield examples, one of each counterpart first, then more of the most frequent; each segment once."""
    order = [some for text, _ in counterparts if (some := kept.get(text.lower()))]
    rest = [some for some in kept.values() if some not in order]
    order += [some for some in rest if some[0].counterpart]
    in_turn = [one for turn in zip_longest(*order) for one in turn if one is not None]
    seen: set[str] = set()
    # What has no counterpart that is sure comes last.
    for one in (*in_turn, *(one for some in rest for one in some)):
        if one.id not in seen:
            seen.add(one.id)
            yield one


def _entries(glossary: Glossary, word: str, side: int) -> list[Entry]:
    """Return the entries of a glossary of which a word is the source, or a target, then those in which it stands."""
    wanted = folded_words(word)
    named = {term.entry for term in glossary.terms(word)} if side == 0 else set()
    parts, whole = [], []
    for entry in glossary.entries:
        texts = [folded_words(text) for text in ((entry.source,) if side == 0 else entry.targets)]
        if entry in named or wanted in texts:
            whole.append(entry)
        elif any(_has(text, wanted) for text in texts):
            parts.append(entry)
    return whole + parts


def _has(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether some words in a row are the wanted ones.

    >>> _has(["chef", "d'", "etat"], ["etat"]), _has(["chef", "d'", "etat"], ["chef", "etat"])
    (True, False)
    """
    size = len(wanted)
    return any(list(words[at : at + size]) == list(wanted) for at in range(len(words) - size + 1))
