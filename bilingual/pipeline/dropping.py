"""What people corrected and dismissed in a folder's last corpus, and whether a build would drop it.

A build takes both from its memory. Where that is another one, was deleted, or lost them, the machine's words would
take the place of people's in silence. A build looks at each window of articles before it translates it, and at the
first such sentence stops translating and goes on counting. A flag that was dismissed of a sentence with a translation
stays dismissed where both stand again: nothing else could be meant.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from bilingual import wording
from bilingual.data import Origin
from bilingual.errors import UsageError
from bilingual.io.distinct import Distinct
from bilingual.io.lines import that_fit
from bilingual.io.source import MAX_ARTICLE_BYTES, Source
from bilingual.memory.journal import SUFFIX
from bilingual.records import BITEXT

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Pair
    from bilingual.memory import Memory
    from bilingual.memory.places import Decided

# Most lines have no such thing, and need not be read as JSON.
_DECIDED = re.compile(rb'"origin"\s*:\s*"human"|"dismissed"\s*:\s*\[\s*"')


class Corrected:
    """The sentences that people corrected in a corpus, and the flags that they dismissed, in bounded memory.

    ``number`` is how many sentences there are, ``lost`` how many of them a build would drop; ``dismissed`` how many
    flags of segments stay dismissed although the memory knows nothing of that.
    """

    def __init__(self, folder: Path, languages: tuple[str, str]) -> None:
        self._folder = folder
        self._languages = languages
        self._sentences = Distinct()
        self._dropped = Distinct()
        self._flags = Distinct()
        self._has_flags = False
        self.number = self.lost = self.dismissed = 0

    @classmethod
    def of(cls, folder: Path, languages: tuple[str, str]) -> Self | None:
        """Return those of the corpus in a folder, None where there are none. Raises InputError."""
        corrected = cls(folder, languages)
        for source, target, is_human, flags in _decided(folder / BITEXT, languages):
            corrected.number += corrected._sentences.add([source] if is_human else [])
            corrected._has_flags |= bool(corrected._flags.add(_keys(source, target, flags)))
        return corrected if corrected.number or corrected._has_flags else None

    def judged(self, pair: Pair, decided: Decided) -> Pair:
        """Return a pair with those of its flags dismissed that were so, and of which the memory knows nothing."""
        source, target, flags = pair.segment.text, pair.translation.text, pair.translation.flags
        if not self._has_flags or not flags or pair.origin is Origin.HUMAN:
            return pair
        noted = decided.dismissed.get(source, {}).get(target, {})
        asked = [flag for flag in flags if flag not in noted and flag not in pair.dismissed]
        were = set(self._flags.known(_keys(source, target, asked)))
        if not (found := {flag for flag in asked if were.issuperset(_keys(source, target, [flag]))}):
            return pair
        self.dismissed += len(found)
        return replace(pair, dismissed=tuple(flag for flag in flags if flag in found or flag in pair.dismissed))

    def among(self, sentences: Iterable[str]) -> list[str]:
        """Return those of some sentences that people corrected."""
        return self._sentences.known(list(sentences))

    def would_lose_some(self, sentences: Iterable[str], corrected: Container[str], memory: Memory) -> bool:
        """Count which sentences would lose their correction; return whether any has so far.

        ``corrected`` has those that the memory corrects. What people took back themselves is not lost.
        """
        missing = self._sentences.known([one for one in sentences if one not in corrected])
        if missing and (lost := set(missing) - memory.taken_back(self._languages, missing)):
            self.lost += self._dropped.add(lost)
        return bool(self.lost)

    def refuse(self, memory: Memory) -> None:
        """Raise UsageError where some sentence would lose its correction."""
        if self.lost:
            sentences = wording.count(self.lost, "sentence")
            raise UsageError(
                f"{sentences} of the corpus in '{self._folder}' {'was' if self.lost == 1 else 'were'} corrected by "
                f"people, and '{memory.path}' does not have the corrections: this build would drop them",
                f"Name the memory that has them with --memory, or put '{memory.path.name}{SUFFIX}' back beside it; "
                f"to take them from the corpus, bilingual export '{self._folder}' --to tsv and import that; "
                "or drop them with --drop-corrections",
            )

    def told(self, memory: Memory) -> str | None:
        """Say on one line which flags stay dismissed because of the last corpus alone, None where none do."""
        if not self.dismissed:
            return None
        flags, stay = wording.count(self.dismissed, "flag"), "stays" if self.dismissed == 1 else "stay"
        return (
            f"{flags} that people dismissed {stay} so, as the last corpus in '{self._folder}' has it: '{memory.path}' "
            "does not say it"
        )


def _keys(source: str, target: str, flags: Iterable[str]) -> list[str]:
    """Return what stands for flags of a translation of a sentence."""
    return [f"{source}\0{target}\0{flag}" for flag in flags]


def _decided(path: Path, languages: tuple[str, str]) -> Iterator[tuple[str, str, bool, Sequence[str]]]:
    """Yield what people decided about in a bitext: both texts, whether they wrote the second, what they dismissed.

    What is damaged in it has none.
    """
    if not path.is_file():
        return
    with Source.of(path).open() as stream:
        for line in that_fit(stream, 8 * MAX_ARTICLE_BYTES):
            if _DECIDED.search(line) and (found := _of_line(line, languages)) is not None:
                yield found


def _of_line(line: bytes, languages: tuple[str, str]) -> tuple[str, str, bool, Sequence[str]] | None:
    """Return what people decided about the segment in a line, if it is from and into these languages."""
    try:
        record = json.loads(line)
        source, target = (record["translation"][language] for language in languages)
        found = record.get("dismissed")
        flags = [flag for flag in found if isinstance(flag, str)] if isinstance(found, list) else []
        if isinstance(source, str) and isinstance(target, str):
            return source, target, record["origin"] == Origin.HUMAN, flags
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return None
