"""One segment corrected, its translation approved, or the last such thing taken back, by its id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.corpus.corrections import place_of
from bilingual.data import Origin
from bilingual.errors import InputError, UsageError
from bilingual.formats.corpus import Corpus, refuse_shards
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory, strangers
from bilingual.memory.decisions import WAS, Action, Decision
from bilingual.memory.places import Place, places_of
from bilingual.models.folders import cache_folder
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from bilingual.data import Article, Pair
    from bilingual.memory.places import Decided
    from bilingual.options import AnyPath


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a segment: its translation before and after, and in how many segments of the corpus it stands.

    ``after`` is None where a machine's translation takes the place of a person's. ``is_new`` is whether anything was
    kept: nothing is where the memory has it already.
    """

    id: str
    source: str
    before: str
    after: str | None
    segments: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A segment, its place, and how many have its sentence; ``alone`` is whether its aligned article has it once.

    ``by_people`` is whether people made the translations of its corpus.
    """

    article: Article
    pair: Pair
    place: Place
    segments: int
    alone: bool
    by_people: bool

    @classmethod
    def among(cls, article: Article, pairs: Sequence[Pair], number: int, *, by_people: bool) -> Self:
        """Return a segment by its number among the pairs of its article, as if no other article had its sentence."""
        texts = [one.segment.text for one in pairs]
        alone = article.target is not None and texts.count(texts[number]) == 1
        return cls(article, pairs[number], places_of(article, texts)[number], 1, alone, by_people)


def correct(  # noqa: PLR0913 - what a person may say of a segment
    folder: AnyPath,
    identity: str,
    target: str,
    memory: AnyPath | None = None,
    *,
    here: bool = False,
    by: str | None = None,
    reason: str | None = None,
    note: Callable[[str], None] | None = None,
) -> Corrected:
    """Keep ``target`` as the translation of the segment with that id: for its place and, but ``here``, its sentence.

    In a corpus that was aligned it is for its place alone: elsewhere people may have said the same otherwise.

    The corpus itself stays as it is; ``bilingual.pipeline.renewing.renew`` lays it over that. ``by`` says who did it,
    ``reason`` why; ``note`` hears what a person should know. Raises InputError where the corpus has no such segment,
    UsageError for an empty translation, OutputError for a memory that cannot be written.
    """
    if not target.strip():
        raise UsageError("the translation is empty", "Write it, or use --undo to take back a correction")
    return _kept(folder, identity, target, memory, here=here, by=by, reason=reason, note=note)


def confirm(  # noqa: PLR0913 - as above
    folder: AnyPath,
    identity: str,
    memory: AnyPath | None = None,
    *,
    here: bool = False,
    by: str | None = None,
    reason: str | None = None,
    note: Callable[[str], None] | None = None,
) -> Corrected:
    """Keep the translation that a segment has as one that a person approved. See ``correct``."""
    return _kept(folder, identity, None, memory, here=here, by=by, reason=reason, note=note)


def undo(  # noqa: PLR0913 - as above
    folder: AnyPath,
    identity: str,
    memory: AnyPath | None = None,
    *,
    here: bool = False,
    by: str | None = None,
    reason: str | None = None,
    note: Callable[[str], None] | None = None,
) -> Corrected:
    """Take back what was kept last of a segment: of its place, and what came with it of its sentence.

    Where the place has nothing of its own, it is the sentence's. Raises InputError where there is nothing.
    """
    refuse_shards(Path(folder))
    corpus = Corpus(folder)
    found = _find(corpus, identity)
    source = found.pair.segment.text
    with _opened(corpus, memory, note) as kept:
        decisions = taking_back(found, kept, corpus.languages, here=here, by=by, reason=reason)
        _record(kept, decisions, corpus)
        after = _in_force(kept.decided(corpus.languages, [source]), found)
        if after is None and found.pair.alignment is not None and found.article.target is not None:
            after = composed(found.article.target.text, found.pair.alignment.spans)
    return Corrected(identity, source, found.pair.translation.text, after, found.segments, is_new=True)


def _kept(  # noqa: PLR0913 - as above
    folder: AnyPath,
    identity: str,
    target: str | None,
    memory: AnyPath | None,
    *,
    here: bool,
    by: str | None,
    reason: str | None,
    note: Callable[[str], None] | None,
) -> Corrected:
    """Keep a translation, or for None the one that is there."""
    refuse_shards(Path(folder))
    corpus = Corpus(folder)
    found = _find(corpus, identity)
    source, before = found.pair.segment.text, found.pair.translation.text
    with _opened(corpus, memory, note) as kept:
        decisions = keeping(found, target, kept, corpus.languages, here=here, by=by, reason=reason)
        _record(kept, decisions, corpus)
    after = before if target is None else target
    return Corrected(identity, source, before, after, found.segments, is_new=bool(decisions))


def keeping(  # noqa: PLR0913 - as above
    found: Found,
    target: str | None,
    memory: Memory,
    languages: tuple[str, str],
    *,
    here: bool = False,
    by: str | None = None,
    reason: str | None = None,
) -> list[Decision]:
    """Return what to record so that ``target`` stands for a segment, or for None the translation that it has.

    Nothing where the memory says so already. Raises UsageError where there is no translation, or no source.
    """
    source, before = found.pair.segment.text, found.pair.translation.text
    after = before if target is None else target
    if not after.strip():
        raise UsageError(f"'{found.pair.segment.id}' has no translation to confirm", "Write one")
    if not source:
        raise UsageError(
            f"'{found.pair.segment.id}' has no source that it could be a translation of",
            "Say with --anchors of bilingual align which sentence it belongs to",
        )
    here = here or found.by_people
    approved = after == before and found.pair.origin is not Origin.HUMAN
    decided = memory.decided(languages, [source])
    action = Action.CONFIRM if approved or target is None else Action.CORRECT
    whole = Decision(languages=languages, source=source, target=after, action=action.value, by=by, reason=reason)
    was = before if found.pair.origin is Origin.MT else found.pair.machine
    if was and was != after:
        whole = replace(whole, more={WAS: was})
    decisions = [] if here or decided.sentences.get(source) == after else [whole]
    if _in_force(decided, found) != after or found.place.key not in decided.places.get(source, {}):
        decisions.append(_placed(whole, found.place))
    return decisions


def taking_back(  # noqa: PLR0913 - as above
    found: Found,
    memory: Memory,
    languages: tuple[str, str],
    *,
    here: bool = False,
    by: str | None = None,
    reason: str | None = None,
) -> list[Decision]:
    """Return what to record so that the last correction of a segment is none. Raises InputError where there is none."""
    source = found.pair.segment.text
    here = here or found.by_people
    decided = memory.decided(languages, [source])
    place = _decided_place(decided, found)
    own, of_sentence = decided.places.get(source, {}).get(place.key), decided.sentences.get(source)
    blank = Decision(languages=languages, source=source, action=Action.UNDO.value, by=by, reason=reason)
    decisions = [_placed(blank, place)] if own is not None else []
    if of_sentence is not None and not here and own in {None, of_sentence}:
        decisions.append(blank)
    if not decisions:
        where = "there alone" if here and of_sentence is not None else "there"
        raise InputError(
            f"nobody corrected '{found.pair.segment.id}' {where}: there is nothing to take back", "Check the id"
        )
    return decisions


def _find(corpus: Corpus, identity: str) -> Found:
    """Return the segment of an id, and how many have its sentence. Raises InputError."""
    for article, pairs in corpus:
        for number, pair in enumerate(pairs):
            if pair.segment.id == identity:
                found = Found.among(article, pairs, number, by_people=corpus.provenance.by_people)
                if article.target is not None:
                    return found
                source = pair.segment.text
                return replace(found, segments=sum(one.segment.text == source for _, those in corpus for one in those))
    raise InputError(
        f"the corpus in '{corpus.folder}' has no segment '{identity}'",
        "An id is that of the article, the number of the paragraph and that of the sentence, such as article:3:2",
    )


def _opened(corpus: Corpus, memory: AnyPath | None, note: Callable[[str], None] | None) -> Memory:
    tell = note or (lambda _: None)
    place = place_of(Path(memory) if memory else None, OutputFolder(corpus.folder))
    opened = Memory(place, tell, mend=False)
    if introduction := strangers.introduce(place, corpus.languages, cache_folder()):
        tell(introduction)
    return opened


def _record(memory: Memory, decisions: list[Decision], corpus: Corpus) -> None:
    memory.record(decisions)
    strangers.introduce(memory.path, corpus.languages, cache_folder())  # not again to whoever put something into it


def _placed(decision: Decision, place: Place) -> Decision:
    return replace(decision, article=place.article, text_sha256=place.text_sha256, occurrence=place.occurrence)


def _decided_place(decided: Decided, found: Found) -> Place:
    """Return the place of a segment as it was decided about: the article's text may have changed since."""
    own = decided.places.get(found.pair.segment.text, {})
    if found.place.key in own or not found.alone:
        return found.place
    moved = [place for place in map(Place.of_key, own) if place.article == found.article.id]
    return moved[0] if len({own[place.key] for place in moved}) == 1 else found.place


def _in_force(decided: Decided, found: Found) -> str | None:
    source = found.pair.segment.text
    own = decided.places.get(source, {})
    return own.get(found.place.key, own.get(_decided_place(decided, found).key, decided.sentences.get(source)))
