"""Names and terms that are rendered by one word almost everywhere in an article, and by another in a few places."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bilingual.checks.consistency.names import is_name, opens
from bilingual.checks.consistency.renderings import (
    LEAST_USUAL,
    QUANTITIES,
    Place,
    base_of,
    has_rendering,
    is_same,
    usual_rendering,
)
from bilingual.checks.consistency.sentences import Odd, folded
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.alignment.words.tokens import Token
    from bilingual.checks.consistency.sentences import Sentence
    from bilingual.checks.finding import Span

# How many times as often as the other the usual rendering stands there.
_TIMES = 3
# What stands between two words of a term, if anything: *ministre de la Défense*.
_JOINING = re.compile(r"\s+(?:(?:de(?:\s+la)?|du|des|à|au|aux)\s+|(?:de\s+l|d)['’])?", re.IGNORECASE)
# Letters of a word of a term.
_LEAST_LETTERS = 4


def in_other_words(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the words of names and terms that are rendered otherwise than elsewhere."""
    names = frozenset(
        folded(token.text)
        for sentence in sentences
        for number, token in enumerate(sentence.ours)
        if is_name(token.text) and (token.text.isupper() or not opens(sentence.ours, number))
    )
    places: dict[tuple[str, str], list[Place]] = {}
    for number, sentence in enumerate(sentences):
        for key, token in _keys(sentence, names):
            places.setdefault(key, []).append(Place(number, token))
    for (term, word), found in places.items():
        if len({place.sentence for place in found}) > LEAST_USUAL:
            yield from _odd(sentences, found, word, is_term=bool(term))


def _keys(sentence: Sentence, names: frozenset[str]) -> Iterator[tuple[tuple[str, str], Token]]:
    """Yield the words of a sentence that are looked at, with what tells those of one name or term."""
    for token in sentence.ours:
        if token.text[0].isupper() and (word := folded(token.text)) in names:
            yield ("", word), token
    content = [token for token in sentence.ours if _is_content(token.text)]
    for first, second in pairwise(content):
        counts = folded(first.text).removesuffix("s") in QUANTITIES
        if _JOINING.fullmatch(sentence.fr, first.end, second.start) and not counts:
            term = f"{stem(folded(first.text))} {stem(folded(second.text))}"
            for token in (first, second):
                if folded(token.text) not in names:
                    yield (term, stem(folded(token.text))), token


def _is_content(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word.isalpha() and folded(word) not in FRENCH_EMPTY


def _odd(sentences: Sequence[Sentence], places: Sequence[Place], word: str, *, is_term: bool) -> Iterator[Odd]:
    """Yield the places where a word is rendered otherwise, if there is a usual rendering."""
    if not is_term and all(word in sentences[place.sentence].english for place in places):
        return
    usual = usual_rendering(sentences, places)
    if usual is None:
        return
    # Where the usual word stands anywhere, all is well, and nothing need be linked.
    others = [place for place in places if not has_rendering(sentences[place.sentence], usual)]
    times = len({place.sentence for place in places}) - len({place.sentence for place in others})
    if not others or times < max(LEAST_USUAL, _TIMES * len({place.sentence for place in others})):
        return
    for place in others:
        sentence = sentences[place.sentence]
        span = sentence.rendering(place.token)
        if span is None and not is_term:
            span = _new_name(sentences, sentence)
        here = "" if span is None else sentence.en[slice(*span)]
        if span is not None and _is_other(here, usual, sentence, place.token.text, is_term=is_term):
            span = span if is_term else sentence.name_around(span)
            here = sentence.en[slice(*span)]
            yield Odd(place.sentence, (place.token.start, place.token.end), span, here, usual, times)


def _new_name(sentences: Sequence[Sentence], sentence: Sentence) -> Span | None:
    """Return the one name of a sentence that renders nothing, where the article has it in no other."""
    span = sentence.only_name_without_source()
    if span is None:
        return None
    word = folded(sentence.en[slice(*span)])
    return span if sum(word in one.english for one in sentences) == 1 else None


def _is_other(here: str, usual: str, sentence: Sentence, source: str, *, is_term: bool) -> bool:
    """Whether what ``source`` is rendered by is another name, or another word of the kind of the usual one."""
    word = folded(here)
    if word in ENGLISH_EMPTY or not any(map(str.isalpha, here)) or is_same(base_of(usual), word):
        return False
    if not is_term:
        # A person may be called by an office; what another French word says may be linked by mistake.
        stays = word == folded(source)
        elsewhere = word in sentence.french and len(sentence.french) > 1
        return here[0].isupper() and usual[0].isupper() and (stays or not elsewhere)
    return here[0].isupper() == usual[0].isupper() and len(here) >= _LEAST_LETTERS and word not in sentence.french
