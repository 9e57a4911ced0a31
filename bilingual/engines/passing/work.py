"""How one sentence gets past a model with what must not change in it: what to ask the model, and what to make of it.

A sentence is translated without what has no part in its grammar, which is put back where it stood: a second translation
with a number in its place, a guide, tells where that is. What has a part in the grammar is replaced by a number that
the model carries over. Where it does not, the sentence is translated in the parts around it. benchmarks/passing.py
measures what survives, and what becomes of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.data import Translation
from bilingual.engines import stand_ins
from bilingual.engines.clauses import within_sentence
from bilingual.engines.passing.drafts import ENDS, Draft, Removed, best_guide, written
from bilingual.engines.passing.kinds import Kind, Span
from bilingual.engines.passing.spans import find, is_small_word, shown
from bilingual.engines.truecasing import small_letters

if TYPE_CHECKING:
    from bilingual.engines.passing.vocabulary import Vocabulary

# Yields texts to translate, is sent the hypotheses for each, the best first, and returns those of the sentence.
Work = Generator[list[str], Sequence[Sequence[Translation]], list[Translation]]

_LAST_WORD = re.compile(r"[^\s(«“\"]+$")
# How the verbs end with which an appeal begins.
_ASKS = re.compile(r"(?:er|ir|re|ez|ons)$")
_JOINED = re.compile(r"\s*(?:et|ou|ni|puis|and|or)\b|\s*[/&+]")
# Log-probabilities per token: below the first a model is at a loss, the other is how much surer it must be elsewhere.
_UNSURE, _SURER = -0.6, 0.3
_WRAPS = (("(", ")"), ("[", "]"), (", ", ","), (" – ", " –"), (" — ", " —"), (" - ", " -"))


@dataclass(frozen=True, slots=True)
class Terms:
    """What the work on a sentence needs to know: the model's vocabulary and languages, and signs to pass besides."""

    vocabulary: Vocabulary
    languages: tuple[str, str]
    besides: frozenset[str] = frozenset()


def work(sentence: str, terms: Terms) -> Work:
    """Translate a sentence around what must come out as it went in; one that is nothing else is not translated."""
    text = shown(sentence, terms.vocabulary)
    spans = find(text, terms.vocabulary, terms.besides)
    if not _says_something(text, spans):
        return [Translation(sentence, None)]
    if any(span.kind is Kind.BAR for span in spans):
        return (yield from _row(text, spans, terms))
    if not spans:
        [found] = yield [text]
        return list(found)
    return (yield from _sentence(text, spans, terms))


def _says_something(text: str, spans: Sequence[Span]) -> bool:
    """Whether there are letters outside the spans."""
    return any(character.isalpha() for piece in _outside(text, spans) for character in piece)


def _outside(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the stretches before, between and behind spans: one more than there are of these."""
    ends = [0, *(span.end for span in spans)]
    return [text[end:start] for end, start in zip(ends, [*(span.start for span in spans), len(text)], strict=True)]


def _row(text: str, spans: Sequence[Span], terms: Terms) -> Work:
    """Translate the cells of a table's row, each as a sentence of its own."""
    bars = [span for span in spans if span.kind is Kind.BAR]
    cells = _outside(text, bars)
    made: list[list[Translation]] = []
    for cell in cells:
        found = yield from _cell(cell.strip(), terms)
        made.append(found)
    padded = [
        [replace(one, text=_framed(cell, one.text)) for one in found] for cell, found in zip(cells, made, strict=True)
    ]
    return _woven(padded, [text[bar.start : bar.end] for bar in bars], terms.vocabulary)


def _cell(cell: str, terms: Terms) -> Work:
    """Translate a cell; one that is a word is a whole sentence to no model, and a word with a capital a name."""
    if not cell:
        return [Translation("", None)]
    language = terms.languages[0]
    if not cell.isalpha() or not cell.istitle() or (plain := small_letters(cell.upper(), language)) == cell:
        return (yield from work(cell, terms))
    [found] = yield [f"{plain}."]
    return [replace(one, text=one.text[:1].upper() + one.text[1:].removesuffix(".")) for one in found]


def _framed(source: str, text: str) -> str:
    """Return a text with the white space around another.

    >>> _framed(" oui ", "yes")
    ' yes '
    """
    if not source.strip():
        return source
    start = len(source) - len(source.lstrip())
    return source[:start] + text + source[len(source.rstrip()) :]


def _woven(parts: Sequence[Sequence[Translation]], between: Sequence[str], vocabulary: Vocabulary) -> list[Translation]:
    """Return the hypotheses of a sentence made of those of its parts; scores weigh what a part has of tokens."""
    most = max(map(len, parts))
    return [_joined([part[min(rank, len(part) - 1)] for part in parts], between, vocabulary) for rank in range(most)]


def _joined(parts: Sequence[Translation], between: Sequence[str], vocabulary: Vocabulary) -> Translation:
    text = "".join(piece for pair in zip([part.text for part in parts], [*between, ""], strict=True) for piece in pair)
    # The end-of-sentence token is one that the model chose, too.
    scored = [(part.score, vocabulary.count(part.text) + 1) for part in parts if part.score is not None]
    tokens = sum(count for _, count in scored)
    score = round(sum(score * count for score, count in scored) / tokens, 6) if tokens else None
    return Translation(text, score, tuple(dict.fromkeys(flag for part in parts for flag in part.flags)))


def _sentence(text: str, spans: Sequence[Span], terms: Terms) -> Work:
    start, end = _edges(text, spans, terms)
    inner = [Span(span.start - start, span.end - start, span.kind) for span in spans if start <= span.start < end]
    core = text[start:end]
    if not inner:
        [found] = yield [core]
        return _within(found, text[:start], text[end:])
    removed, kept = _sorted_out(core, inner, terms)
    numbers = stand_ins.numbers_for(text)
    if len(kept) > len(numbers):
        return _within((yield from _in_parts(core, inner, terms)), text[:start], text[end:])
    draft = Draft(core, removed, dict(zip(kept, numbers, strict=False)), terms.languages)
    inside = [one.span for one in removed if not one.is_last(core)]
    guides = dict(zip(inside, numbers[len(kept) :], strict=False))
    guiding = replace(
        draft, removed=[one for one in removed if one.span not in guides], numbers={**draft.numbers, **guides}
    )
    answers = yield [draft.text, guiding.text] if guides else [draft.text]
    guide = best_guide(answers[1], guides.values()) if guides else None
    made = draft.finished(answers[0], guide.text if guide else "", guides)
    if guide and _is_surer(guide, answers[0][0]):
        made = guiding.finished(answers[1], "", {}) or made
    if not made:
        made = yield from _in_parts(core, inner, terms)
    return _within(made, text[:start], text[end:])


def _is_surer(guide: Translation, main: Translation) -> bool:
    """Whether a model is at a loss with a sentence without its things, and is not with numbers for them."""
    if guide.score is None or main.score is None:
        return False
    return main.score < _UNSURE and guide.score > main.score + _SURER


def _within(found: Sequence[Translation], before: str, after: str) -> list[Translation]:
    return [replace(one, text=before + one.text.strip() + after) for one in found]


def _edges(text: str, spans: Sequence[Span], terms: Terms) -> tuple[int, int]:
    """Return where the sentence begins and ends between what stands before and behind it.

    >>> from bilingual.engines.passing.vocabulary import Vocabulary
    >>> terms = Terms(Vocabulary(frozenset(), frozenset(), False, len), ("fr", "en"))
    >>> _edges("• Oui. 🙂", [Span(0, 1, Kind.MARK), Span(7, 8, Kind.ASIDE)], terms)
    (2, 6)
    """
    start, end = 0, len(text)
    for span in spans:
        sets_off = re.match(r"\s*[:–—]\s", text[span.end :])
        if text[start : span.start].strip() or not (span.kind in (Kind.MARK, Kind.ASIDE) or sets_off):
            break
        start = span.end + (sets_off.end() if sets_off else 0)
    start += len(text[start:]) - len(text[start:].lstrip())
    for span in reversed(spans):
        if span.start < start or text[span.end : end].strip() or not _is_aside(text, span, terms):
            break
        end = span.start
    end = start + len(text[start:end].rstrip())
    return start, end


def _is_aside(text: str, span: Span, terms: Terms) -> bool:
    """Whether a sentence may well be whole without a thing that nothing sets off."""
    if span.kind in (Kind.ASIDE, Kind.MARK):
        before, after = text[: span.start], text[span.end :]
        return not (before.endswith(("'", "’")) and after[:1] != "" and not after[:1].isalnum())
    if span.kind is not Kind.BAR and text[: span.start].rstrip()[-1:] in tuple(".!?…"):
        return True  # behind the end of the sentence
    if span.kind is Kind.VALUE or terms.languages[0] != "fr" or _JOINED.match(text, span.end):
        return False
    before = text[: span.start]
    if not before[-1:].isspace():
        return False
    word = _LAST_WORD.search(before.rstrip())
    if word and not before[: word.start()].strip() and _ASKS.search(word[0]):
        return False  # `Voir`, `Consultez`: it is what that asks for
    return word is not None and not is_small_word(word[0].split("’")[-1].split("'")[-1] or word[0])


def _sorted_out(core: str, spans: Sequence[Span], terms: Terms) -> tuple[list[Removed], list[Span]]:
    """Return what a sentence is translated without, and the spans that numbers stand for."""
    removed: list[Removed] = []
    kept: list[Span] = []
    for span in spans:
        last = removed[-1].end if removed else 0
        one = _set_off(core, span) or (
            _removed(core, span.start, span.end, span) if _is_aside(core, span, terms) else None
        )
        if one is not None and one.start >= max(last, kept[-1].end if kept else 0):
            removed.append(one)
        else:
            kept.append(span)
    return removed, kept


def _set_off(core: str, span: Span) -> Removed | None:
    """Return a thing with the marks on both sides that set it off, None where there are none."""
    for opening, closing in _WRAPS:
        if not core[: span.start].endswith(opening):
            continue
        after = core[span.end :]
        if after.startswith(closing) and not (closing == "," and after[1:2].isdigit()):
            return _removed(core, span.start - len(opening), span.end + len(closing), span)
        if opening.startswith((",", " ")) and not ENDS.sub("", after):
            return _removed(core, span.start - len(opening), span.end, span)
    return None


def _removed(core: str, start: int, end: int, span: Span) -> Removed:
    while start and core[start - 1].isspace():
        start -= 1
    return Removed(start, end, span)


def _in_parts(core: str, spans: Sequence[Span], terms: Terms) -> Work:
    """Translate what stands between the spans, each part by itself."""
    parts = _outside(core, spans)
    asked = [index for index, part in enumerate(parts) if any(map(str.isalpha, part))]
    found = yield [parts[index].strip() for index in asked]
    made: list[list[Translation]] = [[Translation(part, None)] for part in parts]
    for index, hypotheses in zip(asked, found, strict=True):
        made[index] = [
            replace(
                one,
                text=_framed(
                    parts[index],
                    within_sentence(
                        one.text,
                        parts[index].strip(),
                        terms.languages[1],
                        first=index == asked[0],
                        last=index == len(parts) - 1,
                    ),
                ),
            )
            for one in hypotheses
        ]
    between = [written(core, span, terms.languages) for span in spans]
    return _woven(made, between, terms.vocabulary)
