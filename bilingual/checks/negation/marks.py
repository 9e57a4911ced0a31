"""What says no in a text, or carries it, and where."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bilingual.lexicon.conjugation import french_verb
from bilingual.lexicon.folding import fold
from bilingual.lexicon.negations import Weight, english_marks, french_marks
from bilingual.lexicon.words import FOLDED, piece_spans, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bilingual.checks.finding import Span
    from bilingual.lexicon.negations import Ways

_NE = frozenset({"ne", "n"})
_MAY_ASK_FRENCH = _NE | {"Ne", "N", "NE", "sans", "Sans", "SANS"}
_MAY_ASK = frozenset(
    f"{word} {word.capitalize()} {word.upper()}".split(" ")[case]
    for word in ("not", "t", "cannot", "never", "nobody", "nothing", "none", "neither", "nowhere", "without")
    for case in range(3)
)
# What makes a negation of *ne*, before or behind it. *Plus* is more, *personne* a person and *point* a point without.
_PARTNERS = frozenset({
    *("pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "nul", "nulle", "guere", "ni", "point"),
    *("nullement", "aucunement"),
})  # fmt: skip
# Verbs that need no *pas* to say no (il ne peut, elle n'ose).
_ALONE = frozenset({
    *("peux", "peut", "pouvons", "peuvent", "pouvais", "pouvait", "pouvaient", "pourra", "pourrait", "pourraient"),
    *("sais", "sait", "saurait"),
    *(fold(form) for verb in ("cesser", "oser") for form in french_verb(verb)),
})  # fmt: skip
_BEFORE = frozenset({"aucun", "aucune", "rien", "personne", "nul", "nulle", "jamais", "ni", "pas"})
# So many words may stand between.
_REACH = 7
_REACH_BEFORE = 8
# *Ne … plus que*, *ne … que plus*: no more than, all the more.
_ONLY = frozenset({"que", "qu"})


# A word that carries a no so near behind one undoes it (il n'ignore pas, never fails).
_UNDONE = 3
_CLOSING = " \u00a0\u202f\"»”’'"
# These carry one only for want of another, and stand beside any no.
_WITH_NOT = frozenset(
    {"any", "anything", "anyone", "even", "yet", "ever", "only", "just", "too", "but", "meme", "encore", "trop"}
)
# A no before one of these is none (pas sans importance).
_DOUBLE = frozenset({"sans", "without"})
_JOINING = frozenset({"et", "ou", "ni", "mais"})


class Mark(NamedTuple):
    """Words ``start`` to ``end`` that say no or carry it."""

    start: int
    end: int
    text: str
    weight: Weight

    @property
    def asks(self) -> bool:
        """Whether it must have a counterpart."""
        return self.weight is Weight.ASKS


class Marks(NamedTuple):
    """The marks of a text, and how many words it has."""

    marks: Sequence[Mark]
    length: int

    @property
    def asks(self) -> bool:
        """Whether any asks for a counterpart."""
        return any(mark.asks for mark in self.marks)


def may_ask(source: str, target: str) -> bool:
    """Whether anything in a text or its translation may ask for a counterpart; most sentences go no further.

    >>> may_ask("Il vient.", "He comes."), may_ask("Il ne vient pas.", "He comes."), may_ask("Il vient.", "He can't.")
    (False, True, True)
    """
    return not (_MAY_ASK_FRENCH.isdisjoint(pieces(source)) and _MAY_ASK.isdisjoint(pieces(target)))


def denials(text: str) -> int:
    """Return how many words in a text, French or English, say no, as far as they can be told at a glance.

    >>> denials("Ce n'est pas facile."), denials("It isn't easy."), denials("It is difficult.")
    (1, 1, 0)
    """
    return sum(map(denies, pieces(text)))


def denies(word: str) -> bool:
    """Whether a word as it is written, French or English, says no.

    >>> denies("Never"), denies("ever")
    (True, False)
    """
    return word in _MAY_ASK or word in _MAY_ASK_FRENCH


def french(text: str) -> Marks:
    """Return what says no in a French text.

    >>> [(mark.text, mark.weight.name) for mark in french("Je ne viens pas, car je ne viens que demain.").marks]
    [('ne … pas', 'ASKS'), ('ne', 'SAYS')]
    """
    words = list(map(FOLDED.__getitem__, pieces(text)))
    marks: list[Mark] = []
    taken: set[int] = set()
    at = 0
    for place, word in enumerate(words):
        if place in taken or place < at:
            continue
        ways = french_marks(word)
        if not ways:
            continue
        if (found := _matching(words, place, ways)) is not None and found.weight is Weight.NOTHING:
            # It asks for nothing, but may come out word for word (without doubt).
            marks.append(found._replace(weight=Weight.SAYS))
            at = found.end
        elif word in _NE and (partner := _partner(words, place, taken)) is not None:
            taken.add(partner)
            start, end = sorted((place, partner))
            marks = [mark for mark in marks if not mark.start <= partner < mark.end]
            # Not only: English may say much more than.
            merely = words[end] == "pas" and not _ONLY.isdisjoint(words[end + 1 : end + 2])
            weight = Weight.SAYS if merely else Weight.ASKS
            marks.append(Mark(start, end + 1, f"{words[start]} … {words[end]}", weight))
        elif word in _NE and words[place + 1 : place + 2] and words[place + 1] in _ALONE and _is_no(words, place):
            marks.append(Mark(place, place + 2, f"{word} {words[place + 1]}", Weight.ASKS))
        elif found is not None:
            marks.append(found)
            at = found.end
    return _marks(text, words, _without_undone(_without_joined(words, marks)))


def english(text: str) -> Marks:
    """Return what says no in an English text.

    >>> [(mark.text, mark.weight.name) for mark in english("She can't come today, and nobody here is unhappy.").marks]
    [('can t', 'ASKS'), ('nobody', 'SAYS'), ('unhappy', 'CARRIES')]
    """
    words = list(map(FOLDED.__getitem__, pieces(text)))
    marks = []
    at = 0
    for place, word in enumerate(words):
        if place >= at and (ways := english_marks(word)):
            found = _matching(words, place, ways)
            if found is not None:
                at = found.end
                # "Not only" asks for nothing, but may be what became of a "pas seulement".
                marks.append(found._replace(weight=Weight.SAYS) if found.weight is Weight.NOTHING else found)
    return _marks(text, words, _without_undone(marks))


def _marks(text: str, words: Sequence[str], marks: Sequence[Mark]) -> Marks:
    """Return the marks of a text; those of a question ask for none (n'est-il pas temps, is it not time)."""
    if text.rstrip(_CLOSING).endswith("?"):
        marks = [mark._replace(weight=Weight.SAYS) if mark.asks else mark for mark in marks]
    return Marks(marks, len(words))


def _matching(words: Sequence[str], place: int, ways: Ways) -> Mark | None:
    for rest, weight in ways:
        end = place + 1 + len(rest)
        if tuple(words[place + 1 : end]) == rest:
            return Mark(place, end, " ".join(words[place:end]), weight)
    return None


def _without_undone(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks; one with a word that carries a no right behind it, or in it, asks for none."""
    return [mark._replace(weight=Weight.SAYS) if mark.asks and _is_undone(mark, marks) else mark for mark in marks]


def _is_undone(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether two marks are none together: il n'ignore pas, pas sans importance, never fails."""
    behind = (other for other in marks if mark.start < other.start < mark.end + _UNDONE)
    if any(
        (other.weight is Weight.CARRIES or other.text in _DOUBLE) and other.text not in _WITH_NOT for other in behind
    ):
        return True
    before = (other for other in marks if other.asks and other.start < mark.start < other.end + _UNDONE)
    return mark.text in _DOUBLE and any(before)


def _without_joined(words: Sequence[str], marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks; of two that a word joins, English may say but one (don't stand or sit)."""
    asking = [mark for mark in marks if mark.asks]
    joined = {mark for before, mark in pairwise(asking) if not _JOINING.isdisjoint(words[before.end - 1 : mark.start])}
    return [mark._replace(weight=Weight.SAYS) if mark in joined else mark for mark in marks]


def _partner(words: Sequence[str], place: int, taken: set[int]) -> int | None:
    """Return where the word stands that makes a negation of the *ne* at ``place``."""
    for at in range(place + 1, min(len(words), place + 1 + _REACH)):
        if words[at] in _NE or (words[at] in _ONLY and words[at + 1 : at + 2] == ["plus"]):
            break
        if words[at] == "pas" and words[at - 1] == "un":
            continue  # a step
        if words[at] in _PARTNERS and at not in taken:
            return None if words[at] == "plus" and not _ONLY.isdisjoint(words[at + 1 : at + 2]) else at
    for at in range(place - 1, max(-1, place - 1 - _REACH_BEFORE), -1):
        if words[at] in _BEFORE and at not in taken:
            return at
    return None


def _is_no(words: Sequence[str], place: int) -> bool:
    """Whether the *ne* at ``place`` has no *que* behind it, which would make an only of it, nor before (more than)."""
    return _ONLY.isdisjoint(words[max(0, place - 2) : place + 1 + _REACH])


def spans(text: str, marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Return where in a text its marks stand, ascending and apart."""
    places = piece_spans(text)
    found: list[Span] = []
    for mark in sorted(marks):
        start, end = places[mark.start][0], places[mark.end - 1][1]
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
