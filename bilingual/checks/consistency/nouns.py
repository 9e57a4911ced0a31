"""Common nouns that an article renders by one word throughout, and in one sentence by another that it has nowhere else.

People vary their words, and a noun may mean two things. So little is flagged: where the usual rendering stands in five
sentences or more, and one other is sure. What is left out, or rendered by what the article has elsewhere, is well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.checks.consistency.renderings import (
    QUANTITIES,
    Place,
    base_of,
    has_rendering,
    is_same,
    usual_rendering,
)
from bilingual.checks.consistency.sentences import Odd, folded
from bilingual.languages import word_set
from bilingual.lexicon.counterparts import lexicon
from bilingual.lexicon.lemmas import is_infinitive, is_of_verb, lemmas
from bilingual.lexicon.memo import Memo
from bilingual.lexicon.small_words import ENGLISH_EMPTY, FRENCH_EMPTY
from bilingual.lexicon.standing import BEFORE_NOUNS, Standing, standing
from bilingual.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.checks.consistency.sentences import Sentence
    from bilingual.checks.finding import Span

# Sentences in which the usual rendering stands, at least, for one in which another does; and letters of both words.
_LEAST_USUAL, _LEAST_LETTERS = 5, 4
# The share of its places in which a word stands as nouns do, if it is one here.
_NOMINAL = 0.6
_BEFORE_ENGLISH_NOUNS = word_set(
    "a an the this that these those its his her their our your my of no any each every some"
)


def in_other_nouns(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the nouns that are rendered otherwise in one sentence than in all others."""
    for word, places in _nouns(sentences).items():
        if len({place.sentence for place in places}) > _LEAST_USUAL and not _is_well(word, places, sentences):
            yield from _odd(sentences, places)


def _nouns(sentences: Sequence[Sentence]) -> dict[str, list[Place]]:
    """Return where words in small letters stand that stand mostly as nouns do, by their singular."""
    places: dict[str, list[Place]] = {}
    nominal: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        before = ""
        for token in sentence.ours:
            if (word := _WORDS[token.text]) != "":
                places.setdefault(word, []).append(Place(number, token))
                nominal[word] = nominal.get(word, 0) + (standing(before, token.text) == Standing.NOMINAL)
            before = token.text
    return {word: found for word, found in places.items() if nominal[word] >= _NOMINAL * len(found)}


def _word(text: str) -> str:
    """Return what tells the forms of a noun, empty for what is none.

    >>> [_word(text) for text in ("risques", "mesure", "sens", "Mali", "dans", "nouveau", "millions")]
    ['risque', 'mesure', 'sens', '', '', '', '']
    """
    folded_text = folded(text)
    if len(text) < _LEAST_LETTERS or not (text.islower() and text.isalpha()):
        return ""
    if folded_text in FRENCH_EMPTY or folded_text in BEFORE_NOUNS or folded_text.removesuffix("s") in QUANTITIES:
        return ""
    return next((base for base in lemmas(text, "fr") if not is_infinitive(base, "fr")), text)


_WORDS = Memo(_word)


def _is_well(word: str, places: Sequence[Place], sentences: Sequence[Sentence]) -> bool:
    """Whether one of the words that are known to render it stands in each sentence, so that none need be linked."""
    known = lexicon().get(stem(folded(word)))
    if known is None:
        return False
    numbers = sorted({place.sentence for place in places})
    shared = set(known.counterparts)
    for number in numbers:
        shared &= {stem(english) for english in sentences[number].english}
    return bool(shared)


def _odd(sentences: Sequence[Sentence], places: Sequence[Place]) -> Iterator[Odd]:
    """Yield the places of the one sentence in which a noun is rendered otherwise, if there is one."""
    usual = usual_rendering(sentences, places)
    if usual is None:
        return
    others = [place for place in places if not has_rendering(sentences[place.sentence], usual)]
    lacking = {place.sentence for place in others}
    times = len({place.sentence for place in places}) - len(lacking)
    told = [(place, span) for place in others if (span := sentences[place.sentence].rendering(place.token))]
    if times < max(_LEAST_USUAL, len(lacking)) or len({place.sentence for place, _ in told}) != 1:
        return
    for place, span in told:
        if _is_new(sentences, place, span, usual):
            here = sentences[place.sentence].en[slice(*span)]
            yield Odd(place.sentence, (place.token.start, place.token.end), span, here, usual, times)


def _is_new(sentences: Sequence[Sentence], place: Place, span: Span, usual: str) -> bool:
    """Whether what a noun is rendered by is another word than the usual one, and stands in no other sentence."""
    sentence = sentences[place.sentence]
    here = sentence.en[slice(*span)]
    word, base = folded(here), base_of(here)
    if len(word) < _LEAST_LETTERS or not word.isalpha() or word in ENGLISH_EMPTY or word in sentence.french:
        return False
    if here[0].isupper() != usual[0].isupper() or is_same(base_of(usual), word) or _may_be_verb(span, sentence):
        return False
    return not any(
        is_same(base, other)
        for number, one in enumerate(sentences)
        if number != place.sentence
        for other in one.english
    )


def _may_be_verb(span: Span, sentence: Sentence) -> bool:
    """Whether an English word is a form of a verb, and none of those that go before nouns stands before it."""
    before = next((token.text for token in reversed(sentence.theirs) if token.end <= span[0]), "")
    return is_of_verb(sentence.en[slice(*span)], "en") and before.lower() not in _BEFORE_ENGLISH_NOUNS
