"""Make translations keep to a glossary: the gentlest way that serves.

Each way asks the engine for other translations of the same sentence, or of one in which the missing terms are replaced
by something that a model carries over; then what stands for them is replaced by their targets. None of them needs to
know what is inside the engine. tests/benchmarks/glossary.py measures how often each serves, and what it costs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.engines import Decoding
from bilingual.glossary import inflection
from bilingual.glossary.phrases import WORD, stripped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.article import Translation
    from bilingual.engines import Engine
    from bilingual.glossary import Glossary, Term

# Numbers of four digits are what the starter model carries over most surely, before names, acronyms and the like.
_STAND_INS = (7731, 4452, 8896, 3319, 6274, 9583, 5547, 2968)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A sentence to be translated in place of another, and what makes its translation one of that other.

    ``restore`` returns None for a translation that has lost what stands for a term.
    """

    sentence: str
    restore: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to get a term into a translation.

    ``rewrite`` takes a sentence and the terms that are missing, wherever they stand. ``hypotheses`` is how many
    translations to choose from; ``words`` say in a record what was done.
    """

    words: str
    hypotheses: int
    rewrite: Callable[[str, Sequence[Term], Glossary], Rewriting]


def _as_it_is(sentence: str, _: Sequence[Term], __: Glossary) -> Rewriting:
    return Rewriting(sentence, lambda translation: translation)


def _with_targets(sentence: str, missing: Sequence[Term], glossary: Glossary) -> Rewriting:
    """Put the targets into the source: what is already in the target language is mostly copied."""
    return Rewriting(_replaced(sentence, missing, [glossary.wanted(term) for term in missing]), lambda text: text)


def _with_stand_ins(sentence: str, missing: Sequence[Term], glossary: Glossary) -> Rewriting:
    """Put a number into the source for each term, and its target into the translation where the number is."""
    around = sentence + "".join(glossary.wanted(term) for term in missing)
    numbers = [number for number in _STAND_INS if str(number) not in around][: len(missing)]
    replaced = dict(zip(numbers, missing, strict=False))

    def restore(translation: str) -> str | None:
        for number, term in replaced.items():
            found = list(
                re.finditer(rf"(?<!\w){number // 1000}[ ,.\u00a0\u202f]?{number % 1000:03}(?!\w)", translation)
            )
            if len(found) != 1:
                return None
            translation = put(translation, *found[0].span(), glossary.wanted(term), glossary.languages[1])
        return translation

    return Rewriting(_replaced(sentence, list(replaced.values()), [str(number) for number in numbers]), restore)


# From the gentlest to the roughest, in the order in which they are tried.
WAYS: dict[str, Way] = {
    "reranked": Way("chosen from the likeliest translations", 8, _as_it_is),
    "target": Way("translated with the glossary's terms in the source", 4, _with_targets),
    "stand-in": Way("translated with numbers for the glossary's terms", 4, _with_stand_ins),
}


def enforce(
    translated: Sequence[tuple[str, Translation]],
    glossary: Glossary,
    engine: Engine,
    faults: Callable[[str, Translation], int],
    ways: Sequence[str] = tuple(WAYS),
) -> list[Translation]:
    """Return for each (sentence, translation) one that keeps more of the terms in the sentence, or the same.

    A translation is taken over another only where it lacks fewer terms and has no more ``faults`` (how many the caller
    finds in a translation of that sentence). ``repaired`` says how it was made; its score is that of what the engine
    decoded.
    """
    sentences = [unicodedata.normalize("NFC", sentence) for sentence, _ in translated]
    terms = [glossary.terms(sentence) for sentence in sentences]
    best = [respelled(made, found, glossary) for (_, made), found in zip(translated, terms, strict=True)]
    lacking = {index: lacks for index, made in enumerate(best) if (lacks := glossary.missing(terms[index], made.text))}
    for way in (WAYS[name] for name in ways):
        places = list(lacking)
        rewritings = []
        for index in places:
            entries = {term.entry for term in lacking[index]}
            everywhere = [term for term in terms[index] if term.entry in entries]
            rewritings.append(way.rewrite(sentences[index], everywhere, glossary))
        decoding = Decoding(hypotheses=way.hypotheses)
        for batch in engine.hypotheses([rewriting.sentence for rewriting in rewritings], decoding):
            for number, hypotheses in batch:
                index, restore = places[number], rewritings[number].restore
                most = faults(translated[index][0], translated[index][1])
                for hypothesis in hypotheses:
                    if (text := restore(hypothesis.text)) is None:
                        continue
                    made = replace(hypothesis, text=text, repaired=f"glossary: {way.words}")
                    made = respelled(made, terms[index], glossary)
                    missing = glossary.missing(terms[index], made.text)
                    if len(missing) < len(lacking[index]) and faults(translated[index][0], made) <= most:
                        best[index], lacking[index] = made, missing
        lacking = {index: missing for index, missing in lacking.items() if missing}
    return best


def respelled(translation: Translation, terms: Sequence[Term], glossary: Glossary) -> Translation:
    """Return the translation with those targets spelt as the glossary does that differ in capitals or accents alone."""
    text = translation.text
    for term in glossary.missing(terms, text):
        wanted = glossary.wanted(term)
        looked_for = [stripped(word).lower() for word in WORD.findall(wanted)]
        spans = [match.span() for match in WORD.finditer(text)]
        words = [stripped(text[start:end]).lower() for start, end in spans]
        for place, word in enumerate(words):
            if word == looked_for[0] and words[place : place + len(looked_for)] == looked_for:
                start, end = spans[place][0], spans[place + len(looked_for) - 1][1]
                text = text[:start] + wanted + text[end:]
                break
    if text == translation.text:
        return translation
    return replace(translation, text=text, repaired=translation.repaired or "glossary: spelt as the glossary does")


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


def _replaced(sentence: str, terms: Sequence[Term], texts: Sequence[str]) -> str:
    for term, text in sorted(zip(terms, texts, strict=False), key=lambda item: -item[0].start):
        sentence = sentence[: term.start] + text + sentence[term.end :]
    return sentence
