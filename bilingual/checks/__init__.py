"""Quality checks: what is probably wrong with a translation, told from the two texts and its score alone.

Each check is a pure function of the source sentence and its translation, in a folder for each family of checks. It
returns a ``Finding``, or None where it finds nothing. A check that needs to know a language is run for that pair alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.checks import facts, names, negation, numbers
from bilingual.checks.confidence import low_score
from bilingual.checks.confidence.bands import LOW_SCORE, STARTER, bands
from bilingual.checks.confidence.features import Judged
from bilingual.checks.confidence.trust import DECIMALS, trust_of
from bilingual.checks.coverage import added, dropped, length_ratio, unrelated
from bilingual.checks.digest import digest
from bilingual.checks.finding import Finding
from bilingual.checks.fluency import garbled, quotes, repetition
from bilingual.checks.untranslated import carried, copied, untranslatable

if TYPE_CHECKING:
    from bilingual.data import Calibration, Translation

FRENCH_ENGLISH = ("fr", "en")
Find = Callable[[str, "Translation"], Finding | None]


class Severity(StrEnum):
    """How much a finding says: a severe one is worth another decoding, a minor one a look."""

    SEVERE = "severe"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how bad it is, what it says to a person, and how it is made.

    ``languages`` is the pair that it knows, None where it knows any. With ``addresses`` it looks at addresses and their
    like, too, that stand in both texts; to all others these are no words. ``elsewhere`` is asked instead of ``find``
    where the translation is not English, if that makes a difference.
    """

    severity: Severity
    words: str
    find: Find
    languages: tuple[str, str] | None = None
    elsewhere: Find | None = None
    addresses: bool = False

    def find_in(self, languages: tuple[str, str]) -> Find | None:
        """Return how to check a translation between these languages, None where the check does not know them."""
        if self.languages not in (None, languages):
            return None
        return self.find if self.elsewhere is None or languages[1] == "en" else self.elsewhere


def _noticed(code: str) -> Find:
    """Return a check of what only the engine can know: that it flagged the translation itself."""
    return lambda _, translation: Finding() if code in translation.flags else None


# The flag of a sentence that was left as it is, as it is in another language: no other check means anything there.
FOREIGN = "foreign"
# That of a sentence of one of two aligned texts that the other lacks: nothing else is to be said of it.
UNALIGNED = "unaligned"
# That of a sentence which renders a name or a term otherwise than the rest of its article: ``consistency`` tells.
INCONSISTENT = "inconsistent"

# In the order in which a record names them. A new check is one line here and one file.
CHECKS: dict[str, Check] = {
    "empty": Check(Severity.SEVERE, "There is no translation.", _noticed("empty")),
    FOREIGN: Check(Severity.MINOR, "The sentence is in another language, and stays as it is.", _noticed(FOREIGN)),
    UNALIGNED: Check(Severity.MINOR, "The other text has nothing that says the same.", _noticed(UNALIGNED)),
    "split": Check(Severity.MINOR, "The sentence is long and was translated in parts.", _noticed("split")),
    "truncated": Check(
        Severity.SEVERE, "The model did not come to an end: the translation may be cut off.", _noticed("truncated")
    ),
    "unrelated": Check(
        Severity.SEVERE, "This may be the translation of another sentence.", unrelated.find, FRENCH_ENGLISH
    ),
    "length-ratio": Check(
        Severity.SEVERE, "The translation is far too short or too long.", length_ratio.find, FRENCH_ENGLISH
    ),
    "dropped": Check(Severity.SEVERE, "A part of the sentence may be missing.", dropped.find, FRENCH_ENGLISH),
    "added": Check(Severity.SEVERE, "A part of the translation may be invented.", added.find, FRENCH_ENGLISH),
    "repetition": Check(
        Severity.SEVERE, "The translation repeats itself.", repetition.find, elsewhere=repetition.find_elsewhere
    ),
    "garbled": Check(Severity.SEVERE, "There are characters that the model does not know.", garbled.find),
    "copied": Check(Severity.SEVERE, "French was left in the translation.", copied.find, FRENCH_ENGLISH),
    "names": Check(Severity.SEVERE, "Names are missing or were changed.", names.find, FRENCH_ENGLISH),
    "quotes": Check(Severity.MINOR, "Quotation marks were lost.", quotes.find),
    "untranslatable": Check(
        Severity.MINOR,
        "What there was nothing to translate of, such as an address or a sign, came out changed.",
        lambda source, made: untranslatable.find(source, made) or carried.find(source, made),
        elsewhere=lambda source, made: (
            untranslatable.find_elsewhere(source, made) or carried.find_elsewhere(source, made)
        ),
        addresses=True,
    ),
    "numbers": Check(Severity.SEVERE, "A number is missing, changed or added.", numbers.find, FRENCH_ENGLISH),
    "facts": Check(
        Severity.SEVERE,
        "A word was taken for another of its kind: a day, a people, a unit, an opposite.",
        facts.find,
        FRENCH_ENGLISH,
    ),
    # Of the translations that were decoded again for it alone as many came out worse as better.
    "negation": Check(Severity.MINOR, "A negation is missing or was added.", negation.find, FRENCH_ENGLISH),
    "glossary": Check(
        Severity.SEVERE, "A term is not translated as the glossary of the build says.", _noticed("glossary")
    ),
    INCONSISTENT: Check(
        Severity.MINOR,
        "A name or a term is translated otherwise elsewhere in the article.",
        _noticed(INCONSISTENT),
        FRENCH_ENGLISH,
    ),
    # The last one, as it is judged by what the others find.
    LOW_SCORE: Check(Severity.MINOR, "Score, words and length say that it may be bad.", low_score.find),
}


def findings(
    source: str,
    translation: Translation,
    languages: tuple[str, str] = FRENCH_ENGLISH,
    calibration: Calibration = STARTER,
) -> dict[str, Finding]:
    """Return the finding behind each flag that the translation deserves, by the flag's code, in order of ``CHECKS``.

    ``calibration`` says by what the score of the model that made it is judged.

    >>> from bilingual.data import Translation
    >>> findings("Oui.", Translation("Yes.", -0.1))
    {}
    >>> findings("Ils sont 40.", Translation("They are 14.", None))
    {'numbers': Finding(evidence='40 → 14', source=((9, 11),), target=((9, 11),))}
    """
    return _found(source, translation, languages, calibration)[0]


def _found(
    source: str, translation: Translation, languages: tuple[str, str], calibration: Calibration
) -> tuple[dict[str, Finding], float | None]:
    """Return the findings, and the trust that is left with them."""
    found: dict[str, Finding] = {}
    if UNALIGNED in translation.flags and not (source and translation.text):
        return {UNALIGNED: Finding()}, None
    if FOREIGN in translation.flags and translation.text == source:
        return {FOREIGN: Finding()}, None
    wordless = carried.without_words(source, translation)
    for code, check in CHECKS.items():
        if code == LOW_SCORE:
            continue
        find = check.find_in(languages)
        texts = (source, translation) if check.addresses else wordless
        if find is not None and (finding := find(*texts)) is not None:
            found[code] = finding
    trust = _trust(*wordless, tuple(found), languages, calibration)
    low = low_score.find(source, replace(translation, trust=trust), bands(calibration))
    if LOW_SCORE in CHECKS and low is not None:
        found[LOW_SCORE] = low
    return found, trust


def _trust(
    source: str,
    translation: Translation,
    flags: tuple[str, ...],
    languages: tuple[str, str],
    calibration: Calibration,
) -> float | None:
    """Return the trust of a translation with these flags but for a low score; both texts are without addresses."""
    if calibration.scaling is None or translation.score is None:
        return None
    severe, minor, _ = counted(flags)
    judged = Judged(source, translation.text, translation.score, flags, severe, minor)
    return trust_of(judged, languages, calibration.scaling)


def trusted(
    source: str,
    translation: Translation,
    languages: tuple[str, str] = FRENCH_ENGLISH,
    calibration: Calibration | None = STARTER,
) -> Translation:
    """Return the translation with the trust that score, flags and texts make, and the flag that hangs on it.

    It has the flags that it deserves for the rest, and the score of its model. None as ``calibration`` says nothing,
    nor does one from before there was trust.
    """
    if calibration is None or calibration.scaling is None or translation.score is None:
        return translation
    flags = tuple(beyond_score(translation.flags))
    trust = _trust(*carried.without_words(source, translation), flags, languages, calibration)
    judged = replace(translation, trust=trust, flags=flags)
    low = low_score.find(source, judged, bands(calibration))
    return judged if low is None else replace(judged, flags=(*flags, LOW_SCORE))


def trust_in_basis(translation: Translation) -> str:
    """Return the trust of a translation as its basis holds it."""
    return "" if translation.trust is None else f"{translation.trust:.{DECIMALS}f}"


def recalled(
    source: str, remembered: Translation, languages: tuple[str, str], calibration: Calibration | None
) -> Translation:
    """Return a translation from the memory with the trust that it came with from the engine.

    Its basis tells it, where that is of today's checks and of this calibration; otherwise it is reckoned again.
    """
    if remembered.trust is not None or calibration is None or calibration.scaling is None:
        return remembered
    basis = remembered.basis
    if (basis.checks, basis.cut_offs) == (version(), calibration.cut_offs) and _IN_BASIS.fullmatch(basis.trust):
        return replace(remembered, trust=float(basis.trust))
    return trusted(source, remembered, languages, calibration)


# What the memory may hold: it is a file that others may have given.
_IN_BASIS = re.compile(r"0\.\d{3}|1\.000", re.ASCII)


def finding(
    code: str, source: str, translation: Translation, languages: tuple[str, str] = FRENCH_ENGLISH
) -> Finding | None:
    """Return what ``findings`` says of one flag, None where nothing stands behind it (any more).

    >>> from bilingual.data import Translation
    >>> finding("numbers", "Ils sont 40.", Translation("They are 14.", None))
    Finding(evidence='40 → 14', source=((9, 11),), target=((9, 11),))
    >>> finding("theirs", "Ils sont 40.", Translation("They are 14.", None))
    """
    find = CHECKS[code].find_in(languages) if code in CHECKS else None
    texts = (source, translation) if code in CHECKS and CHECKS[code].addresses else None
    return find(*(texts or carried.without_words(source, translation))) if find else None


def evidence(code: str, source: str, translation: Translation, languages: tuple[str, str] = FRENCH_ENGLISH) -> str:
    """Return what ``findings`` says of one flag: empty where the flag says it all, or is not found (any more).

    >>> from bilingual.data import Translation
    >>> evidence("numbers", "Ils sont 40.", Translation("They are 14.", None))
    '40 → 14'
    >>> evidence("theirs", "Ils sont 40.", Translation("They are 14.", None))
    ''
    """
    found = finding(code, source, translation, languages)
    return found.evidence if found else ""


def checked(
    source: str,
    translation: Translation,
    languages: tuple[str, str] = FRENCH_ENGLISH,
    calibration: Calibration = STARTER,
) -> Translation:
    """Return the translation with the flags that it deserves, and its trust; ``calibration`` is of its model."""
    found, trust = _found(source, translation, languages, calibration)
    return replace(translation, flags=tuple(found), trust=trust)


def severity(flags: Iterable[str]) -> int:
    """Return how many of the flags are severe, that is, worth another decoding.

    >>> severity(["split", "truncated", "unknown"])
    1
    """
    return sum(code in CHECKS and CHECKS[code].severity is Severity.SEVERE for code in flags)


def counted(flags: Iterable[str]) -> tuple[int, int, tuple[str, ...]]:
    """Return how many flags are severe and minor, but for that of a low score, and which they are.

    >>> counted(["numbers", "quotes", "low-score"])
    (1, 1, ('numbers', 'quotes'))
    """
    others = tuple(beyond_score(flags))
    severe = severity(others)
    return severe, len(others) - severe, others


def beyond_score(flags: Iterable[str]) -> list[str]:
    """Return the flags but for that of a low score, which hangs on the bands of a model.

    >>> beyond_score(["split", "low-score"])
    ['split']
    """
    return [code for code in flags if code != LOW_SCORE]


def in_order(flags: Iterable[str]) -> tuple[str, ...]:
    """Return flags in the order in which a record names them, those that other programs gave last.

    >>> in_order(["theirs", "low-score", "numbers"])
    ('numbers', 'low-score', 'theirs')
    """
    places = {code: number for number, code in enumerate(CHECKS)}
    return tuple(sorted(flags, key=lambda code: places.get(code, len(places))))


def severity_of(code: str) -> Severity:
    """Return how bad a flag is; one that another program gave is minor."""
    return CHECKS[code].severity if code in CHECKS else Severity.MINOR


def explain(code: str) -> str:
    """Return what a flag says to a person: the code itself where another program gave it."""
    return CHECKS[code].words if code in CHECKS else code


@cache
def version() -> str:
    """Return a digest of the checks: flags that a memory keeps hold as long as the checks are those that gave them.

    It is made when it is asked for first.
    """
    return digest(Path(__file__).parents[1])
