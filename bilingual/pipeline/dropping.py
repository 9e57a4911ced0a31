"""What people corrected in a folder's last corpus, and whether a build would drop it.

A build takes corrections from its memory. Where that is another one, was deleted, or lost them, the machine's words
would take the place of people's in silence. A build looks at each window of articles before it translates it, and at
the first such sentence stops translating and goes on counting.
"""

from __future__ import annotations

import json
import re
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
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from bilingual.memory import Memory

# Most lines have no such thing, and need not be read as JSON.
_HUMAN = re.compile(rb'"origin"\s*:\s*"human"')


class Corrected:
    """The sentences that people corrected in a corpus, in bounded memory.

    ``number`` is how many there are, ``lost`` how many of them a build would drop.
    """

    def __init__(self, folder: Path, languages: tuple[str, str]) -> None:
        self._folder = folder
        self._languages = languages
        self._sentences = Distinct()
        self._dropped = Distinct()
        self.number = self.lost = 0

    @classmethod
    def of(cls, folder: Path, languages: tuple[str, str]) -> Self | None:
        """Return those of the corpus in a folder, None where there are none. Raises InputError."""
        corrected = cls(folder, languages)
        corrected.number = corrected._sentences.add(_human(folder / BITEXT, languages))
        return corrected if corrected.number else None

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


def _human(path: Path, languages: tuple[str, str]) -> Iterator[str]:
    """Yield the sentences of a bitext that people corrected; what is damaged in it has none."""
    if not path.is_file():
        return
    with Source.of(path).open() as stream:
        for line in that_fit(stream, 8 * MAX_ARTICLE_BYTES):
            if _HUMAN.search(line) and (sentence := _corrected(line, languages)) is not None:
                yield sentence


def _corrected(line: bytes, languages: tuple[str, str]) -> str | None:
    """Return the sentence in a line, if a person translated it from and into these languages."""
    source, target = languages
    try:
        record = json.loads(line)
        texts = record["translation"]
        if record["origin"] == Origin.HUMAN and isinstance(texts[target], str) and isinstance(texts[source], str):
            return str(texts[source])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return None
