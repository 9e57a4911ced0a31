"""How far a page says a translation can be believed: by the band of its trust, its flags, and how it was repaired."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.attention import Attention, attention, dismissed, standing
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, STARTER, UNSAID, Bands, band, value_in
from bilingual.checks.confidence.bands import bands as bands_of_calibration
from bilingual.checks.finding import Finding
from bilingual.data import Origin
from bilingual.formats.html.interface import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bilingual.data import Pair, Span

# What was done to get a better translation, by how ``Translation.repaired`` begins.
REPAIRS = {
    "copy": "there was nothing to translate, so it stays as it is",
    "n-best": "another of the model’s best translations was taken",
    "no-repeat": "it was translated again without repetitions",
    "phrases": "it was translated in small parts, without repetitions",
    "clauses": "it was translated clause by clause",
    "true-case": "it was translated in small letters",
}
# How it begins where a glossary asked for it.
_GLOSSARY = "glossary"
# What some checks say in words rather than show.
_IN_WORDS = (
    (re.compile(r"counterparts for (?P<found>\d+) of (?P<n>\d+) words"), "counterparts for {found} of {n} words"),
    (re.compile(r"(?P<share>[\d,]+) % of the usual length"), "{share} % of the usual length"),
    (
        re.compile(r"here '(?P<here>[^;]+?)', elsewhere in the article '(?P<usual>[^;]+?)' (?P<n>[\d,]+) times…?"),
        "here “{here}”, elsewhere in the article “{usual}” {n} times",
    ),
)

# Of those words, what is a number: a name may begin with one.
_NUMBERS = frozenset({"found", "n", "share"})
_SEVERAL = "{first}; {rest}"

_FLAG, _FLAG_SHOWN = "{flag}.", "{flag}: {evidence}."
_CORRECTED = "Corrected by a person."
_DISMISSED = "A person looked at it, and found nothing wrong."
_REPAIRED, _FIRST = "Repaired: {how}.", "Found in the first translation:"
_TERMS, _TERMS_SHOWN = "Translated again to keep to the glossary.", "Translated again to keep to the glossary: {terms}."
_BY = {"trust": "Trust {value}: {meaning}.", "score": "Score {value}: {meaning}."}
_NAMES = {Attention.TO_CHECK: "To check", Attention.LESS_SURE: "Less sure"}
_NAME_CORRECTED, _NAME_REPAIRED = "Corrected by a person", "Repaired"
_SENTENCES = (
    *(_FLAG, _FLAG_SHOWN, _SEVERAL, _CORRECTED, _DISMISSED, _REPAIRED, _FIRST, _TERMS, _TERMS_SHOWN),
    *(*_BY.values(), *_NAMES.values(), _NAME_CORRECTED, _NAME_REPAIRED),
)


def marks(pair: Pair, bands: Bands = BANDS) -> tuple[str, ...]:
    """Return the classes of the mark beside a translation, none for one that can be trusted as far as is known.

    ``check`` and ``doubt`` are the bars, ``severe`` and ``minor`` the dots of flags, ``repaired`` and ``human`` what
    was done. A flag that was dismissed has no dot, nor has one that tells of no fault; what a person wrote is never a
    severe case.
    """
    found, faults = band(pair.translation, bands), standing(pair)
    if pair.origin is Origin.HUMAN:
        return (*(["minor"] if faults else []), Origin.HUMAN.value)
    unsure = found is not None and found is not bands[0] and LOW_SCORE not in dismissed(pair)
    dot = "severe" if checks.severity(faults) else "minor" if faults else ""
    return (
        *([found.name] if found and unsure else []),
        *([dot] if dot else ["repaired"] if pair.translation.repaired else []),
    )


def name_of_mark(pair: Pair, bands: Bands = BANDS) -> str:
    """Return what a mark is called in two words, in English."""
    asked = attention(pair, bands)
    if asked is not None:
        return _NAMES[asked]
    return _NAME_CORRECTED if pair.origin is Origin.HUMAN else _NAME_REPAIRED


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to say of a translation, in sentences, and where the words stand that are meant.

    ``source`` and ``target`` are stretches of both texts, ascending and apart.
    """

    said: tuple[Said, ...] = ()
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()

    def __str__(self) -> str:
        """Return the sentences in English."""
        return " ".join(map(str, self.said))


def note(
    pair: Pair,
    languages: tuple[str, str] = checks.FRENCH_ENGLISH,
    bands: Bands = BANDS,
    told: Mapping[str, Finding] | None = None,
) -> Note:
    """Return what there is to say of a translation, with what the checks have to show for each flag.

    ``told`` is what its article shows for flags that no sentence explains by itself.
    """
    translation = pair.translation
    said: list[Said] = []
    source: list[Span] = []
    target: list[Span] = []
    if pair.origin is Origin.HUMAN:
        said.append(Said(_CORRECTED))
    for flag in flags_beyond_score(pair):
        shown = (told or {}).get(flag) or checks.finding(flag, pair.segment.text, translation, languages) or Finding()
        said.append(_of_flag(flag, shown.evidence))
        source += shown.source
        target += shown.target
        if flag in dismissed(pair):
            said.append(Said(_DISMISSED))
    if translation.repaired:
        said += _of_repair(str(translation.repaired))
    value, found = value_in(translation, bands), band(translation, bands)
    if found is not None and value is not None and found is not bands[0]:
        said.append(Said(_BY[found.of], {"value": _cut(value), "meaning": Said(found.words)}))
    return Note(tuple(said), _apart(source), _apart(target))


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches in order, those that touch or overlap as one.

    >>> _apart([(5, 9), (0, 3), (2, 4)])
    ((0, 4), (5, 9))
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def words() -> frozenset[str]:
    """Return all that a page may say of translations, in English: what ``note`` is made of, and the bands."""
    return frozenset(
        {
            *(checks.explain(code).rstrip(".") for code in checks.CHECKS),
            *REPAIRS.values(),
            *(text for _, text in _IN_WORDS),
            *(band.words for calibration in (STARTER, UNSAID) for band in bands_of_calibration(calibration)),
            *_SENTENCES,
        }
    )


def flags_beyond_score(pair: Pair) -> list[str]:
    """Return the flags that the mark of the band does not show already."""
    return [flag for flag in pair.translation.flags if flag != LOW_SCORE]


def severe(flags: Iterable[str]) -> list[str]:
    """Return those of some flags that are severe.

    >>> severe(["split", "names"])
    ['names']
    """
    return [flag for flag in flags if checks.severity_of(flag) is checks.Severity.SEVERE]


def _cut(probability: float) -> float:
    """Return a probability with two decimals, cut off: rounded, it could seem to be in the band above its own.

    >>> _cut(0.5996)
    0.59
    """
    # A hair above, as 0.29 is a hair below itself.
    return math.floor(round(100 * probability, 6)) / 100


def _of_flag(flag: str, evidence: str) -> Said:
    """Return what a flag says, and what the check shows.

    >>> print(_of_flag("numbers", "40 → 14"), _of_flag("empty", ""), _of_flag("theirs", ""))
    A number is missing, changed or added: 40 → 14. There is no translation. theirs.
    """
    if not evidence:
        return Said(_FLAG, {"flag": _phrase(flag)})
    return Said(_FLAG_SHOWN, {"flag": _phrase(flag), "evidence": _in_words(evidence)})


def _in_words(evidence: str) -> Said | str:
    """Return what a check shows, in words where it says some: then, of several things, each.

    >>> says = "here '{}', elsewhere in the article '{}' {} times"
    >>> print(_in_words("; ".join((says.format("Gao", "Kidal", 3), says.format("9-Mai", "9-mai", 4)))))
    here “Gao”, elsewhere in the article “Kidal” 3 times; here “9-Mai”, elsewhere in the article “9-mai” 4 times
    """
    for pattern, words in _IN_WORDS:
        if match := pattern.fullmatch(evidence):
            found = match.groupdict().items()
            values = {name: int(value.replace(",", "")) if name in _NUMBERS else value for name, value in found}
            return Said(words, values)
    first, _, rest = evidence.partition("; ")
    if rest and isinstance(one := _in_words(first), Said):
        return Said(_SEVERAL, {"first": one, "rest": _in_words(rest)})
    return evidence


def _of_repair(record: str) -> list[Said]:
    """Return what a record of a repair says to a person; the record itself where another program gave it.

    >>> print(*_of_repair("true-case"), *_of_repair("theirs"))
    Repaired: it was translated in small letters. Repaired: theirs.
    >>> print(*_of_repair("glossary stand-in: ONU → UN"))
    Translated again to keep to the glossary: ONU → UN.
    """
    way, _, reasons = record.partition(": ")
    if way.split(" ")[0] == _GLOSSARY:
        if not reasons:
            return [Said(_TERMS)]
        return [Said(_TERMS_SHOWN, {"terms": reasons})]
    if way not in REPAIRS:
        return [Said(_REPAIRED, {"how": record})]
    said = [Said(_REPAIRED, {"how": Said(REPAIRS[way])})]
    if reasons:
        said.append(Said(_FIRST))
        said += [_of_flag(flag, "") for flag in reasons.split(", ")]
    return said


def _phrase(flag: str) -> Said | str:
    """Return what a flag says, without its full stop; the code itself of one that another program gave.

    >>> print(_phrase("empty"), _phrase("theirs"))
    There is no translation theirs
    """
    return Said(checks.explain(flag).rstrip(".")) if flag in checks.CHECKS else flag
