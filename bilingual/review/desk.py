"""What is on the table in a review: the corpus as people want it, the queue, and the one writer.

An act is written to the corrections file and the memory, which forces it to the disk, before it is confirmed. The files
of the corpus are renewed later, from themselves and the memory; until then every page is made with the memory laid over
them. Where the process ends in between, the next one takes up what is on disk.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.checks.attention import attention
from bilingual.checks.confidence.bands import bands_of
from bilingual.corpus.correcting import Found
from bilingual.corpus.matching import sentence_key
from bilingual.data import Origin
from bilingual.formats.corpus import Corpus, refuse_shards
from bilingual.formats.html.display import for_html, typeset
from bilingual.memory import strangers
from bilingual.memory.decisions import Action
from bilingual.models.folders import cache_folder
from bilingual.pipeline.renewing import renew
from bilingual.review.acts import What
from bilingual.review.deciding import Remarked, decided, noted
from bilingual.review.opening import alone, memory_of
from bilingual.review.queue import Queue, item_of
from bilingual.review.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Self

    from bilingual.data import Article, Pair
    from bilingual.memory import Memory
    from bilingual.memory.decisions import Decision
    from bilingual.memory.remarks import Remarks
    from bilingual.options import AnyPath
    from bilingual.pipeline.renewing import Renewed
    from bilingual.review.acts import Done

# Changes that a window may have missed; one that missed more loads its page again.
_MOST_CHANGES = 10_000


class ConflictError(Exception):
    """A sentence is another by now than the page shows where a person worked: ``state`` is what it is, if anything."""

    def __init__(self, state: Mapping[str, Any] | None) -> None:
        super().__init__("it was changed meanwhile")
        self.state = state


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done: its number, and the id and the text of the sentence."""

    number: int
    id: str
    source: str


class Desk:
    """A corpus under review; a context manager. Threads may use it in turns.

    ``saved`` is how many things were done since it began, ``dirty`` whether the files of the corpus lack some.
    ``by`` is who corrects, ``note`` hears what a person should know. Raises InputError where there is no corpus,
    UsageError for one in shards, OutputError where it cannot be written to, or another review has it open.
    """

    def __init__(
        self,
        folder: AnyPath,
        memory: AnyPath | None = None,
        *,
        by: str | None = None,
        note: Callable[[str], None] | None = None,
    ) -> None:
        self.folder = Path(folder)
        self.by = by
        self._named = Path(memory) if memory else None
        self._note = note or (lambda _: None)
        self._lock = threading.RLock()
        self._renewing = threading.Lock()
        self._stack = ExitStack()
        self._changes: list[Change] = []
        self._begun = secrets.randbelow(2**40)
        self.saved = 0
        self.dirty = False
        self.queue = Queue()

    def __enter__(self) -> Self:
        refuse_shards(self.folder)
        corpus = Corpus(self.folder)  # or there is nothing to review, and no folder to be made
        with self._stack:
            self._stack.enter_context(alone(self.folder))
            opened = memory_of(self.folder, self._named, corpus.languages, self._note)
            self._memory = self._stack.enter_context(opened)
            self._remarks = self._memory.remarks(corpus.languages)
            self._shelf, self.queue = self._stood(corpus)
            self.dirty = bool(self._shelf.changed)
            self._open = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._shelf.close()
        self._open.close()

    @property
    def shelf(self) -> Shelf:
        """The articles, as they stand now."""
        return self._shelf

    @property
    def memory(self) -> Memory:
        """The memory that everything goes into."""
        return self._memory

    @property
    def remarks(self) -> Remarks:
        """What people said besides translations."""
        return self._remarks

    @property
    def identity(self) -> str:
        """What tells this corpus from others, which one may review later at the same address."""
        return hashlib.sha256(str(self.folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]

    @property
    def number(self) -> int:
        """The number of the last thing that was done: what a page has of another review is none of this one's."""
        return self._begun + self.saved

    def since(self, number: int) -> list[Change] | None:
        """Return what was done after a number, None where that is so long ago that nobody knows."""
        with self._lock:
            if number < self.number - len(self._changes) or number > self.number:
                return None
            return [change for change in self._changes if change.number > number]

    def read(self, number: int) -> tuple[Article, list[Pair]]:
        """Return an article by its number, as people want it by now. Raises IndexError, InputError, OutputError."""
        with self._lock:
            return self._shelf.read(number)

    def states(self, ids: Iterable[str]) -> list[Mapping[str, Any]]:
        """Return what sentences are by now, those that there are."""
        with self._lock:
            found = []
            for number, wanted in self._by_article(ids).items():
                article, pairs = self._shelf.read(number)
                both = zip(pairs, self.remarked(article, pairs), strict=True)
                found += [self._state(article, pair, said) for pair, said in both if pair.segment.id in wanted]
            return found

    def remarked(self, article: Article, pairs: Sequence[Pair]) -> list[Remarked]:
        """Return what people said of each segment of an article besides its translation."""
        with self._lock:
            return Remarked.of(self._remarks, article, pairs)

    def machine(self, article: Article, pairs: Iterable[Pair]) -> Mapping[str, str]:
        """Return what the machine made of sentences that people corrected, as far as the memory knows, by segment."""
        made = article.provenance or self._shelf.provenance
        by_hand = {pair.segment.id: pair.segment.text for pair in pairs if pair.origin is Origin.HUMAN}
        if made.by_people or not by_hand:
            return {}
        with self._lock:
            self._memory.use(made)
            found = self._memory.look_up(list(dict.fromkeys(by_hand.values())))
        return {identity: found[text].text for identity, text in by_hand.items() if text in found}

    def places(self, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return where sentences stand that there are, by id: the number of their article, and their own in it."""
        with self._lock:
            return {
                pair.segment.id: (number, at)
                for number, wanted in self._by_article(ids).items()
                for at, pair in enumerate(self._shelf.read(number)[1])
                if pair.segment.id in wanted
            }

    def act(self, done: Done) -> Mapping[str, Any]:
        """Do what a person did, on disk for good, and return what the sentence is now.

        Raises ConflictError where it is not what the person saw, UsageError for what makes no sense, OutputError where
        it cannot be written: then nothing of it was done, or the first acts of several.
        """
        with self._lock:
            number, at = self._place(done.id)
            for act in done.acts:
                article, pairs = self._shelf.read(number)
                pair = pairs[at]
                # Pages set texts with other spaces than the corpus has.
                if sentence_key(pair.segment.text) != sentence_key(done.source):
                    raise ConflictError(None)
                shown = self._state(article, pair, self.remarked(article, pairs)[at])
                if act.what is What.EDIT and act.text == shown["text"] and pair.origin is Origin.HUMAN:
                    continue  # so already, whoever did it
                found = Found.among(article, pairs, at, by_people=self._shelf.provenance.by_people)
                if act.what is What.NOTE:  # whatever became of the translation
                    self._record(noted(act, found, self._remarks, self._shelf.languages, self.by), pair)
                    continue
                if act is done.acts[0] and sentence_key(shown["text"]) != sentence_key(done.expected):
                    raise ConflictError(shown)
                self._record(decided(act, found, self._memory, self._shelf.languages, self.by), pair)
            self._renew_items(number, at, done.source)
            [state] = self.states([done.id])
            return state

    @property
    def is_due(self) -> bool:
        """Whether there is something to renew: what was done here, or a corpus that others published meanwhile."""
        return self.dirty or not self._shelf.is_current

    def renew(self) -> Renewed | None:
        """Write the corpus with what was done, in all its formats; None where nothing was.

        Where others published another corpus meanwhile, that is the one under review from then on. Meanwhile people may
        go on. Raises what ``bilingual.pipeline.renewing.renew`` raises, and then tries again when it is next asked.
        """
        with self._renewing:
            with self._lock:
                if not self.is_due:
                    return None
                was_dirty, self.dirty, before = self.dirty, False, self.number
            try:
                renewed = renew(self.folder, memory=self._memory.path, note=self._note) if was_dirty else None
                shelf, queue = self._stood(Corpus(self.folder))
            except BaseException:
                self.dirty = self.dirty or was_dirty
                raise
            with self._lock:
                queue.done |= self.queue.done - queue.left.keys()
                shelf, self._shelf = self._shelf, shelf
                self.queue = queue
                shelf.close()
                # What others said meanwhile, too.
                self._remarks = self._memory.remarks(self._shelf.languages)
                for change in self.since(before) or []:
                    if place := self.places([change.id]).get(change.id):
                        self._renew_items(*place, change.source)
            return renewed

    def _stood(self, corpus: Corpus) -> tuple[Shelf, Queue]:
        shelf, queue = Shelf(corpus, self._memory), Queue()
        try:
            for number, (article, pairs) in enumerate(shelf.stand()):
                bands = bands_of(article.provenance or shelf.provenance)
                for at, pair in enumerate(pairs):
                    if item := item_of(article, number, pair, at, bands):
                        queue.put(item)
        except BaseException:
            shelf.close()
            raise
        return shelf, queue

    def _record(self, decisions: list[Decision], pair: Pair) -> None:
        if not decisions:
            return
        self._memory.record(decisions)
        for decision in decisions:
            self._remarks.take(decision)
        strangers.introduce(self._memory.path, self._shelf.languages, cache_folder())  # one's own are no news
        # The corpus itself has no notes.
        self.dirty = self.dirty or any(one.action != Action.NOTE for one in decisions)
        self.saved += 1
        self._changes.append(Change(self.number, pair.segment.id, pair.segment.text))
        del self._changes[:-_MOST_CHANGES]

    def _renew_items(self, number: int, at: int, source: str) -> None:
        """See whether a sentence is still to check, here and wherever it stands in the queue."""
        for other, place in {(number, at), *self.queue.like(source)}:
            article, pairs = self._shelf.read(other)
            bands = bands_of(article.provenance or self._shelf.provenance)
            if item := item_of(article, other, pairs[place], place, bands):
                self.queue.put(item)
            else:
                self.queue.take(pairs[place].segment.id)

    def _place(self, identity: str) -> tuple[int, int]:
        """Return the number of a sentence's article, and its own in that. Raises ConflictError where there is none."""
        place = self.places([identity]).get(identity)
        if place is None:
            raise ConflictError(None)
        return place

    def _by_article(self, ids: Iterable[str]) -> dict[int, set[str]]:
        """Return ids by the numbers of their articles, those of articles that there are."""
        found: dict[int, set[str]] = {}
        for identity in ids:
            number = self._shelf.numbers.get(identity.rsplit(":", 2)[0])
            if number is not None:
                found.setdefault(number, set()).add(identity)
        return found

    def _state(self, article: Article, pair: Pair, remarked: Remarked) -> Mapping[str, Any]:
        """Return what a page has to know of a sentence, with its translation as pages set it."""
        return {
            "id": pair.segment.id,
            "text": for_html(typeset(pair.translation.text, self._shelf.languages[1])),
            "origin": pair.origin.value,
            "dismissed": list(pair.dismissed),
            "check": attention(pair, bands_of(article.provenance or self._shelf.provenance)) or "",
            "note": for_html(remarked.note),
            "said": for_html(remarked.said),
        }
