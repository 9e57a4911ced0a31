"""Finds in a sentence the characters that a model cannot know, with what belongs to them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from bilingual.engines.passing.kinds import Kind, Span
from bilingual.lexicon import carried

if TYPE_CHECKING:
    from bilingual.engines.passing.vocabulary import Vocabulary

_FRACTIONS: Final = "½¼¾⅓⅔⅛⅜⅝⅞"
_NUMBER: Final = r"\d+(?:[.,\u00a0\u202f ]\d+)*"
SUPERSCRIPT: Final = "¹²³⁰⁴-⁹⁻⁺"
_OPERATORS: Final = "×÷±∓√∛∞∑∏∫∂∇∈∉∋∪∩⊂⊃⊆⊇∀∃∄∅∧∨¬⇒⇔≡≅≈≠≤≥≪≫∝∥⊥∠−∆⩽⩾∼≃≲≳⋅∘"
_OPERAND: Final = (
    rf"(?:[\w.,]*\d(?:[\w.,{SUPERSCRIPT}]*[\w{SUPERSCRIPT}])?|[^\W\d_][{SUPERSCRIPT}']?|[^\W\d_]{{1,3}}\([^()\s]*\))"
)
_EXPRESSION: Final = re.compile(
    rf"(?:(?<!\w){_OPERAND}\s?(?:[+=<>/*^\-]\s?{_OPERAND}\s?){{0,9}})?[{_OPERATORS}]+"
    rf"(?:\s?[{_OPERATORS}+=<>/*^\-]*\s?{_OPERAND}(?!\w)){{0,9}}"
)
_TERM: Final = (
    rf"[√−±\-]?(?:\d+(?:[.,]\d+)?(?:\s?[€$£¥%])?(?: ?[α-ωΑ-Ω][^\W\d_]?)?|[^\W\d_]{{1,2}}(?:\([^()\s]{{1,6}}\))?)"
    rf"[{SUPERSCRIPT}°]*(?!\w)"
)
# What is equal to something, less or more; formulas with rarer signs are found by these.
EQUATION: Final = (
    rf"(?<!\w){_TERM}(?:\s?[+*/^×÷·−\-]\s?{_TERM}){{0,6}}\s?(?:=|[<>]=?)\s?{_TERM}"
    rf"(?:\s?[+*/^×÷·−=<>\-]\s?{_TERM}){{0,8}}|(?<![\w<>])[<>]=?\s?\d+(?:[.,]\d+)?(?:\s?(?:[€$£¥%]|°C?))?(?!\w)"
)
_ARROWS: Final = "→➔➜➝➞⟶⇨"
# From one value to another.
_CHANGE: Final = re.compile(
    rf"{_NUMBER}\s?(?:[€$£¥%°]|[^\W\d_]{{1,3}})?\s?[{_ARROWS}]+\s?{_NUMBER}(?:\s?[€$£¥%°](?!\w))?"
)
_ARC: Final = re.compile(r"(?:\d+\s?°\s?)?\d+\s?′(?:\s?\d+(?:[.,]\d+)?\s?″)?|\d+(?:[.,]\d+)?\s?″")
_SIGN: Final = r"[^\w\s.,;:!?()\[\]'’\"«»“”\-–—/]+"
_SIGN_OF_NUMBER: Final = re.compile(
    rf"{_NUMBER}\s?(?:k|M|G|Mds?)?\s?{_SIGN}(?!\s?\d)|{_SIGN}\s?{_NUMBER}(?:\s?[\-–]\s?{_NUMBER})?|{_NUMBER}\s?{_SIGN}"
)
_POWER: Final = re.compile(
    rf"(?:(?<!\w)[^\W\d_]{{1,2}}\s?[=<>+*/]\s?)*(?:{_NUMBER}\s?)?"
    rf"[^\W_]{{0,3}}[{SUPERSCRIPT}{_FRACTIONS}]+(?:/?[^\W\d_]{{1,3}}[{SUPERSCRIPT}]*(?!\w))?"
)
# What belongs to a sign, by the sign: a formula, a number with a power or a fraction, a number with its unit.
_GROUPS: Final = (
    (frozenset(_OPERATORS), _EXPRESSION),
    (frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹⁻⁺" + _FRACTIONS), _POWER),
    (frozenset("′″"), _ARC),
    (frozenset(_ARROWS), _CHANGE),
    (frozenset(f"{carried.CURRENCY_SIGNS}‰‱§¶№°©"), _SIGN_OF_NUMBER),
)
# Characters before a sign in which what belongs to it begins.
_FARTHEST: Final = 60
_NUMBER_BEFORE: Final = re.compile(rf"(?<!\w){_NUMBER}[ \u00a0\u202f]?$")
_TOKEN: Final = re.compile(r"[^\s'’\-–—,;:!?()\[\]«»“”\"…/]+")
_BETWEEN_LETTERS: Final = re.compile(r"[^\S\n]{0,2}[\W\d_]?[^\S\n]{0,2}")


def lacking(sentence: str, vocabulary: Vocabulary, taken: list[Span], besides: frozenset[str]) -> list[Span]:
    """Return the stretches around the characters that the model lacks, but for those in spans that are there."""
    starts = [span.start for span in taken]

    def is_taken(start: int, end: int) -> bool:
        """Whether a stretch has a character in common with a span; these are in order."""
        before = bisect_left(starts, end)
        return before > 0 and taken[before - 1].end > start

    found: list[Span] = []
    covered = 0
    suspects = [match.start() for match in vocabulary.suspects.finditer(sentence) if vocabulary.lacks(match[0])]
    if besides:
        more = (at for at, sign in enumerate(sentence) if sign in besides and not sign.isalpha())
        suspects = sorted({*suspects, *more})
    for at in suspects:
        if at < covered or is_taken(at, at + 1):
            continue
        span = _with_number(sentence, _around(sentence, at, vocabulary))
        if is_taken(span.start, span.end):
            span = Span(at, at + 1, span.kind)
        found.append(span)
        covered = span.end
    if not vocabulary.in_bytes or any(map(str.isalpha, besides)):
        found += [
            Span(*word.span(), Kind.VALUE)
            for word in re.finditer(r"[^\W\d_]+", sentence)
            if word[0][0].isupper()
            and not is_taken(*word.span())
            and any(letter in besides or vocabulary.lacks_letter(letter) for letter in word[0])
            and not any(span.start <= word.start() < span.end for span in found)
        ]
    return found


def _around(sentence: str, at: int, vocabulary: Vocabulary) -> Span:
    """Return what belongs to a character that the model lacks: the words of its script, its number, its formula."""
    sign = sentence[at]
    if sign.isalpha():
        return _in_script(sentence, at, vocabulary)
    window = max(0, at - _FARTHEST)
    for signs, pattern in _GROUPS:
        if sign in signs:
            for match in pattern.finditer(sentence, window):
                if match.start() <= at < match.end():
                    return Span(*_tight(sentence, *match.span()), Kind.VALUE)
    end = at + 1
    while end < len(sentence) and (sentence[end] == sign or unicodedata.category(sentence[end]) in {"Mn", "Me", "Cf"}):
        end += 1
    if unicodedata.normalize("NFKC", sign).isalpha() and sentence[window:at].rstrip()[-1:].isdigit():
        return Span(at, end, Kind.VALUE)  # a unit in one square, such as ㎞
    return (_token(sentence, at, window) if _is_in_word(sentence, at, end) else None) or Span(at, end, Kind.ASIDE)


def _with_number(sentence: str, span: Span) -> Span:
    """Return a value with the number right before it: another number in place of a unit would run into it."""
    if span.kind is not Kind.VALUE:
        return span
    number = _NUMBER_BEFORE.search(sentence, max(0, span.start - _FARTHEST), span.start)
    return Span(number.start(), span.end, span.kind) if number else span


def _is_in_word(sentence: str, start: int, end: int) -> bool:
    return sentence[start - 1 : start].isalnum() and sentence[end : end + 1].isalnum()


def _token(sentence: str, at: int, start: int) -> Span | None:
    """Return the word that a sign stands in."""
    tokens = (token.span() for token in _TOKEN.finditer(sentence, start))
    return next((Span(*span, Kind.VALUE) for span in tokens if span[0] <= at < span[1]), None)


def _in_script(sentence: str, at: int, vocabulary: Vocabulary) -> Span:
    """Return the stretch of letters that the model lacks, with the figures and white space between them."""
    end = at + 1
    while end < len(sentence):
        if _is_lacking_letter(sentence[end], vocabulary):
            end += 1
            continue
        gap = _BETWEEN_LETTERS.match(sentence, end)
        after = gap.end() if gap else end
        if after >= len(sentence) or not _is_lacking_letter(sentence[after], vocabulary):
            break
        end = after + 1
    while end < len(sentence) and unicodedata.category(sentence[end]).startswith("M"):
        end += 1
    start = at
    glued = False
    while start and sentence[start - 1].isalnum():
        start, glued = start - 1, True
    while end < len(sentence) and sentence[end].isalnum():
        end, glued = end + 1, True
    return Span(start, end, Kind.VALUE if glued or end - start == 1 else Kind.THING)


def _is_lacking_letter(character: str, vocabulary: Vocabulary) -> bool:
    if unicodedata.category(character).startswith("M"):
        return True
    return character.isalpha() and vocabulary.suspects.match(character) is not None and vocabulary.lacks(character)


def _tight(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space and the stops at its ends."""
    while start < end and sentence[start].isspace():
        start += 1
    while start < end and (sentence[end - 1].isspace() or sentence[end - 1] in ".,"):
        end -= 1
    return start, end
