"""Names and acronyms of the French sentence that the English one lacks.

A capital makes a name, unless the word opens the sentence, is an ordinary French word (``lexicon.ordinary_words``) or
stands in a text in capitals. A name counts as rendered where English has it in any of its known forms
(``lexicon.name_forms``), or a word that is spelt nearly so; a known name must come out in a known form, for Iran is
nearly Iraq. Of a person's names the last one decides.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bilingual.checks.finding import Finding, traced
from bilingual.checks.names.instead import stand_ins
from bilingual.checks.names.reworded import counterparts, is_emphasis, is_shortened, is_translated, is_written_out
from bilingual.checks.names.target import Target, Word, located
from bilingual.lexicon.folding import fold
from bilingual.lexicon.name_forms import currency_codes, forms
from bilingual.lexicon.ordinary_words import (
    AMBIGUOUS,
    COMMON,
    COMMON_ENDINGS,
    DETERMINED_ENDINGS,
    ENGLISH_TITLES,
    INSTITUTION_ENDINGS,
    JOINT,
    ORDINARY,
    ROMAN,
    VERBS,
)
from bilingual.lexicon.small_words import ENGLISH_WITHOUT_INITIAL, FRENCH_DETERMINERS
from bilingual.lexicon.stems import stem
from bilingual.lexicon.words import undotted, undotted_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bilingual.checks.finding import Span
    from bilingual.data import Translation

_CAPITALS = "".join(chr(code) for code in range(0xC0, 0x180) if chr(code).isupper())
_CAPITALISED = re.compile(rf"\b[A-Z{_CAPITALS}]\w+")
# What stands before a word that opens a sentence or a quotation. A stop after a short word is an abbreviation's.
_OPENING = re.compile(
    r"(?:^|[!?:;…«“„\"‘*•|/`\n]|[–—]|(?:^|\s)[-'’]|[a-zà-ÿ]{3}\.|\.\.|\(|^\d{1,3}[.)]|^\w\))[\s«“\"‘`(\[–—-]*$"
)
_OPENING_REACH = 12
# What may stand between the words of a name in English: a space, a hyphen, a middle initial.
_NEIGHBOURS = re.compile(r"[ -]|-? ?\w\.? ")
# What stands behind the first half of an adjective (Franco-allemand).
_COMPOUND = re.compile(r"[-‑][a-zà-ÿ]")
_EAST = ("est",)
_HYPHENS = "-‐‑"
_APOSTROPHES = ("'", "’")
_SPACES = (" ", "\u00a0")
# In a text with more capitals than this (a share of its letters), capitals tell nothing.
_MOST_CAPITALS = 0.5
_LETTERS_LOOKED_AT = 400
_LONGEST_ACRONYM = 6
# So short a one may stand for anything: it counts as missing where English has another.
_SHORT_ACRONYM = 2
_LONGEST_MIXED = 4
_SHORTEST_ENDED = 7
# More names are a list or an attack.
_MOST_NAMES = 40
_LONGEST_NAME = 12
# No sentence has so many words; every missing name is compared with those that begin like one.
_MOST_WORDS = 400
_SHOWN = 4


class _Missing(NamedTuple):
    """Where a name stands that English lacks, and where English has another in its place, if it has.

    Both are places in the texts without the dots of acronyms.
    """

    source: Span
    target: Span | None = None


def find(source: str, translation: Translation) -> Finding | None:
    """Return the names of the French ``source`` that the English translation lacks, or None.

    >>> from bilingual.data import Translation
    >>> find("Le Mali salue Vladimir Poutine.", Translation("Mali salutes Vladimir Putin.", None))
    >>> find("Le Mali salue Emmanuel Macron.", Translation("Mali salutes Emmanuel Hollande.", None))
    Finding(evidence='Macron', source=((23, 29),), target=((22, 30),))
    """
    target = translation.text
    for match in _CAPITALISED.finditer(source):
        word = match[0]
        if not (_is_ordinary(key := fold(word)) or _stands_in(word, target)) or (key in COMMON and key in forms()):
            break
    else:
        return None
    if not target.strip():
        return None  # nothing at all was translated, which is another matter
    plain = undotted(source)
    if not (missing := list(_missing(plain, target))):
        return None
    names = list(dict.fromkeys(plain[slice(*each.source)] for each in missing))
    lacking = {each.source for each in missing if each.target is None}
    others = stand_ins(lacking, located(plain), located(undotted(target))[:_MOST_WORDS]).values() if lacking else ()
    return Finding(
        ", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else ""),
        _traced(source, (each.source for each in missing)),
        _traced(target, (*(each.target for each in missing if each.target), *others)),
    )


def _traced(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return where stretches of the undotted text stand in the text, in order and each once."""
    if not (ordered := sorted(set(spans))):
        return ()
    places = undotted_places(text)
    return tuple(traced(span, places) for span in ordered)


def _is_ordinary(word: str) -> bool:
    return word in ORDINARY or (word[-1] in "sx" and word[:-1] in ORDINARY)


def _stands_in(word: str, target: str) -> bool:
    at = target.find(word)
    return at >= 0 and not target[at + len(word) : at + len(word) + 1].isalnum()


def _missing(source: str, text: str) -> Iterator[_Missing]:
    if _is_in_capitals(source):
        return
    words = located(source)
    target = Target(text, frozenset(word.key for word in words))
    examined = 0
    at = 0
    while at < len(words) and examined < _MOST_NAMES:
        word = words[at]
        length = 1
        if word.text[0].isupper() and not (at and words[at - 1].key == "outre"):
            if (known := _known(source, words, at)) is not None:
                length, written = known
                says_nothing = length == 1 and word.key in AMBIGUOUS and _opens(source, word.start)
                if not (
                    says_nothing
                    or target.has_form(written)
                    or _is_first_name(source, words, at, length, target)
                    or (not word.text.isupper() and is_shortened(words, range(at, at + length), written, target))
                ):
                    yield _Missing((word.start, words[at + length - 1].end))
            else:
                while length < _LONGEST_NAME and at + length < len(words) and _continues(source, words, at + length):
                    length += 1
                yield from _missing_of(source, words, slice(at, at + length), target)
            examined += length
        at += length


def _missing_of(source: str, words: list[Word], span: slice, target: Target) -> Iterator[_Missing]:
    """Yield what is missing of capitalised words in a row, none of which is a known name."""
    group, before, following = words[span], words[: span.start][-1:], words[span.stop : span.stop + 1]
    names = [word for place, word in enumerate(group, span.start) if _is_name(word) and not is_emphasis(words, place)]
    for acronym in (word for word in names if _is_acronym(word)):
        is_telling = len(acronym.text) > _SHORT_ACRONYM or target.has_new_acronym
        if is_telling and not target.has_acronym(acronym.text) and not is_translated(acronym, target):
            yield _Missing(acronym.span)
    names = [word for word in names if not _is_acronym(word)]
    if not names or _is_institution(group) or _COMPOUND.match(source, names[-1].end):
        return
    last = names[-1]
    if len(group) == 1 and before and before[0].key in FRENCH_DETERMINERS and last.key.endswith(DETERMINED_ENDINGS):
        return
    if last == group[0] and _opens(source, last.start) and not _is_subject(source, last, following):
        return
    if not target.has(last.key):
        if not (is_written_out(source, last, target) or _is_reworded(words, words.index(last), target)):
            yield _Missing(last.span)
        return
    for first, then in pairwise(names):
        if (other := _replaced(first, then, target)) is not None:
            yield _Missing(first.span, other.span)


def _replaced(first: Word, then: Word, target: Target) -> Word | None:
    """Return another name than ``first`` that English has right before ``then`` (Emmanuel Macron → François Macron).

    One with the same initial counts as its translation (Pedro → Peter), as does one by the lexicon (Ouragan Rosa).
    """
    if target.has(first.key):
        return None
    translated = counterparts(first.key)
    words = [word for word in target.words if len(word.text) > 1]
    for before, word in pairwise(words[1:] if words[1:2] and words[0].key in ENGLISH_WITHOUT_INITIAL else words):
        if (
            word.key == then.key
            and before.text[0].isupper()
            and _NEIGHBOURS.fullmatch(target.text, before.end, word.start) is not None
            and before.key not in ENGLISH_TITLES
            and before.key[0] != first.key[0]
            and stem(before.key) not in translated
        ):
            return before
    return None


def _is_reworded(words: list[Word], place: int, target: Target) -> bool:
    return is_translated(words[place], target) or is_shortened(words, range(place, place + 1), frozenset(), target)


def _known(source: str, words: list[Word], at: int) -> tuple[int, frozenset[str]] | None:
    """Return of how many words the known name at ``at`` is, and how English may write it."""
    word = words[at]
    known = forms().get(word.text if word.text.isupper() and len(word.text) > 1 else word.key)
    if known is None and word.text[:-1].isupper():
        known = forms().get(word.key) or forms().get(word.text.removesuffix("s"))
    for rest, written in known or ():
        if len(rest) < len(words) - at and _goes_on(source, word, words[at + 1 : at + 1 + len(rest)], rest):
            return len(rest) + 1, written
    return None


def _goes_on(source: str, first: Word, following: list[Word], rest: tuple[str, ...]) -> bool:
    """Whether ``following`` is the rest of a known name: "La réunion" and "Le Sud est loin" only look like one."""
    if any(word.key != fold(name) for word, name in zip(following, rest, strict=True)):
        return False
    if not rest or following[0].text[0].isupper() or source[first.end] in _HYPHENS:
        return True
    return first.key not in FRENCH_DETERMINERS and rest != _EAST


def _is_first_name(source: str, words: list[Word], at: int, length: int, target: Target) -> bool:
    """Whether a known name stands before another that English has (Joseph Dupont → Mr Dupont)."""
    if length > 1:
        return False
    for following in range(at + 1, min(len(words), at + _LONGEST_NAME)):
        if not _continues(source, words, following):
            return False
        if len(words[following].text) > 1 and target.has(words[following].key):
            return _replaced(words[at], words[following], target) is None
    return False


def _continues(source: str, words: list[Word], at: int) -> bool:
    """Whether the word at ``at`` goes on with the name before it."""
    return (
        words[at].text[0].isupper()
        and JOINT.fullmatch(source, words[at - 1].end, words[at].start) is not None
        and _known(source, words, at) is None
    )


def _is_name(word: Word) -> bool:
    return not (
        len(word.text) == 1 or _is_ordinary(word.key) or word.text in currency_codes() or ROMAN.fullmatch(word.text)
    )


def _is_institution(group: list[Word]) -> bool:
    """Whether capitalised words in a row are the name of an institution, a law or a work, which is translated.

    >>> [_is_institution(located(name)) for name in ("Affaires Étrangères", "Photographie", "Laurence Parisot")]
    [True, True, False]
    """
    first = next((word.key for word in group if word.key not in FRENCH_DETERMINERS), "")
    if first in COMMON or first.removesuffix("s") in COMMON:
        return True
    endings = COMMON_ENDINGS if len(group) == 1 else INSTITUTION_ENDINGS
    return any(len(word.key) >= _SHORTEST_ENDED and word.key.endswith(endings) for word in group)


def _is_acronym(word: Word) -> bool:
    """Whether a word is an acronym, also one with small letters (BoJ) or a plural (ONGs)."""
    if word.text.isupper():
        return len(word.text) <= _LONGEST_ACRONYM
    return len(word.text) <= _LONGEST_MIXED and (word.text[-1].isupper() or word.text[:-1].isupper())


def _is_subject(source: str, word: Word, following: list[Word]) -> bool:
    """Whether a word that opens a sentence has no article and a verb behind: it is a name, or one of few pronouns."""
    if not following or following[0].text not in VERBS or source[word.end : following[0].start] not in _SPACES:
        return False
    verb = following[0]
    return len(verb.text) > 1 or verb.text == "a" or source[verb.end : verb.end + 1] in _APOSTROPHES


def _opens(source: str, start: int) -> bool:
    """Whether the word at ``start`` opens a sentence, a quotation or an item.

    >>> _opens("Ah ! Paris…", 5), _opens("4. Retourner", 3), _opens("M. Macron", 3), _opens("à Paris", 2)
    (True, True, False, False)
    """
    return start == 0 or _OPENING.search(source[max(0, start - _OPENING_REACH) : start]) is not None


def _is_in_capitals(text: str) -> bool:
    looked_at = text[:_LETTERS_LOOKED_AT]
    # Some signs are capitals and no letters (Ⅷ, Ⓐ): nearly all sentences have few capitals with them, too.
    if sum(map(str.isupper, looked_at)) <= _MOST_CAPITALS * sum(map(str.isalpha, looked_at)):
        return False
    letters = [character for character in looked_at if character.isalpha()]
    return sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters)
