"""Make translations keep to a glossary: the gentlest way that serves.

Each way asks the engine for other translations of the same sentence, or of one in which the missing terms are replaced
by something that a model carries over; then what stands for them is replaced by their targets. None of them needs to
know what is inside the engine. benchmarks/glossary.py measures how often each serves, and what it costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.data import Repair
from bilingual.engines import Decoding, stand_ins
from bilingual.engines.truecasing import is_shouted, lowered
from bilingual.glossary import evidence
from bilingual.glossary.phrases import WORD, Words
from bilingual.lexicon import inflection
from bilingual.lexicon.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.data import Translation
    from bilingual.engines import Engine
    from bilingual.glossary import Glossary
    from bilingual.glossary.entries import Entry, Term

# How the way of a repair begins where a glossary was enforced.
_RECORD = "glossary "


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A sentence to be translated in place of another, and what makes its translation one of that other.

    ``restore`` returns None for a translation that has lost what stands for a term.
    """

    sentence: str
    restore: Callable[[str], str | None]


# Characters of a sentence that is worth translating in parts: at once, or where nothing else has helped.
_VERY_LONG, _LONG = 250, 120
# The first of the characters that no text needs (Unicode's private use area), and how many there are.
_PLACES, _MOST_PLACES = 0xE000, 6400
_PRIVATE = re.compile(f"[{chr(_PLACES)}-{chr(_PLACES + _MOST_PLACES - 1)}]")

# A term where it stands, and the target that is wanted there.
_Wanted = tuple["Term", str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to get terms into a translation.

    ``rewrite`` takes a sentence, the terms that are missing, wherever they stand, and the pair of languages.
    """

    name: str
    decoding: Decoding
    rewrite: Callable[[str, Sequence[_Wanted], tuple[str, str]], Rewriting]
    suits: Callable[[str], bool] = lambda _: True


def _as_it_is(sentence: str, _: Sequence[_Wanted], __: tuple[str, str]) -> Rewriting:
    return Rewriting(sentence, lambda translation: translation)


def _with_targets(sentence: str, wanted: Sequence[_Wanted], languages: tuple[str, str]) -> Rewriting:
    """Put the targets into the source: what is already in the target language is mostly copied."""
    mixed = []
    for term, target in wanted:
        before = sentence[max(0, term.start - inflection.LONGEST_ARTICLE) : term.start]
        mixed.append((term, inflection.with_article(target, before, languages)))
    return Rewriting(replaced(sentence, mixed), lambda translation: translation)


def _with_stand_ins(sentence: str, wanted: Sequence[_Wanted], languages: tuple[str, str]) -> Rewriting:
    """Put a number into the source for each term, and its target into the translation where the number is."""
    around = sentence + "".join(target for _, target in wanted)
    numbered = list(zip(wanted, stand_ins.numbers_for(around), strict=False))
    known = stand_ins.known_figures([around])

    def restore(translation: str) -> str | None:
        for (_, target), number in numbered:
            for start, end in reversed(stand_ins.places(number, translation)):
                translation = put(translation, start, end, target, languages[1])
        return None if stand_ins.has_strays(translation, known) else translation

    return Rewriting(replaced(sentence, [(term, str(number)) for (term, _), number in numbered]), restore)


# In the order in which they are tried, which measured best: very long sentences gain by being translated in parts.
WAYS = (
    Way("n-best", Decoding(hypotheses=8), _as_it_is),
    Way("clauses", Decoding(hypotheses=4, part_tokens=60), _with_stand_ins, lambda text: len(text) > _VERY_LONG),
    Way("target", Decoding(hypotheses=4), _with_targets),
    Way("stand-in", Decoding(hypotheses=4), _with_stand_ins),
    Way("parts", Decoding(hypotheses=4, part_tokens=40), _with_stand_ins, lambda text: len(text) > _LONG),
    Way("no-repeat", Decoding(hypotheses=4, no_repeat_ngram_size=3), _with_targets),
)


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence (in NFC) with its terms and a translation of it."""

    sentence: str
    terms: tuple[Term, ...]
    translation: Translation


def enforce(
    requests: Sequence[Request],
    glossary: Glossary,
    engine: Engine,
    faults: Callable[[Request, Translation], int],
    ways: Sequence[Way] = WAYS,
) -> list[Translation]:
    """Return for each request a translation that keeps more of the terms, or the one that it has.

    A translation is taken over another only where it lacks fewer terms and has no more ``faults`` than the first (how
    many the caller finds). ``repaired`` says how it was made; its score is that of what the engine decoded.
    """
    best = [_respelled(request, request.translation, glossary) for request in requests]
    most = [faults(request, request.translation) for request in requests]
    lacking = {}
    for index, request in enumerate(requests):
        if missing := glossary.missing(request.terms, best[index].text):
            lacking[index] = missing
    # Entries that some translation lacked: what one way has gained, the next one must not lose.
    wanting = {index: {term.entry for term in missing} for index, missing in lacking.items()}
    for way in ways:
        places = [index for index in lacking if way.suits(requests[index].sentence)]
        rewritings = [_rewritten(way, requests[index], wanting[index], glossary) for index in places]
        sentences = [rewriting.sentence for rewriting in rewritings]
        for batch in engine.hypotheses(sentences, way.decoding) if sentences else ():
            for number, hypotheses in batch:
                index = places[number]
                for hypothesis in hypotheses:
                    if (text := rewritings[number].restore(hypothesis.text)) is None:
                        continue
                    made = _respelled(requests[index], replace(hypothesis, text=text, repaired=None), glossary)
                    missing = glossary.missing(requests[index].terms, made.text)
                    wanting[index].update(term.entry for term in missing)
                    if len(missing) < len(lacking[index]) and faults(requests[index], made) <= most[index]:
                        best[index], lacking[index] = _recorded(way.name, requests[index], made, glossary), missing
        lacking = {index: missing for index, missing in lacking.items() if missing}
    return best


def _rewritten(way: Way, request: Request, entries: set[Entry], glossary: Glossary) -> Rewriting:
    """Return what to translate: a sentence in capitals goes in small letters, but for what is put in."""
    sentence, languages = request.sentence, glossary.languages
    wanted = [(term, _wanted(request, term, glossary)) for term in request.terms if term.entry in entries]
    if is_shouted(sentence):
        if way.rewrite is _as_it_is:
            wanted = []
        # Private characters hold the places, as no letter case can touch them.
        wanted = wanted[:_MOST_PLACES]
        holding = {chr(_PLACES + number): one for number, one in enumerate(wanted)}
        sentence = _PRIVATE.sub(" ", sentence)  # such as the icons of a web page
        sentence = replaced(sentence, [(term, mark) for mark, (term, _) in holding.items()])
        sentence = lowered(sentence, languages[0])
        wanted = [
            (replace(holding[mark][0], start=place, end=place + 1), holding[mark][1])
            for place, mark in enumerate(sentence)
            if mark in holding
        ]
    return way.rewrite(sentence, wanted, languages)


def _wanted(request: Request, term: Term, glossary: Glossary) -> str:
    """Return the target to put in: a word in capitals keeps them, unless all of the sentence is in capitals."""
    wanted = glossary.wanted(term)
    shouted = term.text.isupper() and len(term.text) > 1 and not term.entry.source.isupper()
    return wanted.upper() if shouted and not is_shouted(request.sentence) else wanted


def _respelled(request: Request, made: Translation, glossary: Glossary) -> Translation:
    """Return the translation with those targets as the glossary spells them that differ in capitals or accents."""
    text = made.text
    for term in glossary.missing(request.terms, text):
        wanted = _wanted(request, term, glossary)
        looked_for = WORD.findall(wanted)
        words = Words.of(text)
        for place in range(len(words.words) - len(looked_for) + 1):
            if all(map(_is_misspelt, looked_for, words.words[place : place + len(looked_for)])):
                text = text[: words.spans[place][0]] + wanted + text[words.spans[place + len(looked_for) - 1][1] :]
                break
    return made if text == made.text else _recorded("spelling", request, replace(made, text=text), glossary)


def _is_misspelt(word: str, text: str) -> bool:
    """Whether a word of a target is meant by a word of a text: `who` is another word than `WHO`.

    >>> _is_misspelt("Goita", "GOÏTA"), _is_misspelt("WHO", "who"), _is_misspelt("ÉS", "ES")
    (True, False, True)
    """
    word, text = without_accents(word), without_accents(text)
    return word == text or (word.lower() == text.lower() and not word.isupper())


def _recorded(name: str, request: Request, made: Translation, glossary: Glossary) -> Translation:
    """Return the translation with a record of how it was made, and of the terms that it has and the first had not."""
    before = glossary.missing(request.terms, request.translation.text)
    after = {term.entry for term in glossary.missing(request.terms, made.text)}
    gained = evidence([term for term in before if term.entry not in after])
    return replace(made, repaired=Repair(f"{_RECORD}{name}", gained))


def is_enforced(translation: Translation) -> bool:
    """Whether a glossary had a hand in a translation."""
    return translation.repaired is not None and translation.repaired.way.startswith(_RECORD)


def put(text: str, start: int, end: int, target: str, language: str) -> str:
    """Return the text with ``target`` in place of ``text[start:end]``, and around it what that changes.

    >>> put("7731 sent a 4452.", 12, 16, "army", "en"), put("7731 sent it.", 0, 4, "troops", "en")
    ('7731 sent an army.', 'Troops sent it.')
    """
    before, after = text[:start], text[end:]
    if not WORD.search(before):
        target = target[:1].upper() + target[1:] if target[:2].islower() else target
    elif language == "en" and (article := re.search(r"\b([Aa])n? $", before[-4:])):
        last = len(before) - len(article[0])
        found = inflection.english_article(target)
        before = before[:last] + (found.capitalize() if article[1] == "A" else found) + " "
    return before + target + after


def replaced(sentence: str, wanted: Sequence[_Wanted]) -> str:
    """Return the sentence with a text for each of its terms, which stand in order."""
    parts, after = [], 0
    for term, text in wanted:
        parts += [sentence[after : term.start], text]
        after = term.end
    return "".join([*parts, sentence[after:]])
