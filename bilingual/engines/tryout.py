"""What ``models/probe.py`` runs in a process of its own: a package is loaded and translates a few phrases.

Whether the translations are right cannot be told without knowing the languages; whether they are nonsense can: names
and figures come through every model that translates.
"""

from __future__ import annotations

import itertools
import re
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.engines.argos import ArgosEngine
from bilingual.errors import ModelError
from bilingual.models import Model
from bilingual.models.ct2_model import contradiction, header
from bilingual.models.packages import ANOTHER, Candidate, read_metadata
from bilingual.models.probe import FAILED, NONSENSE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Names and figures are words of every language.
PHRASES = (
    "Paris, 2026.",
    "Wikipedia",
    "Berlin, 1945.",
    "Madrid 17, Roma 23.",
    "Tokyo, London, New York.",
    "Einstein, 1905: E = mc².",
    "Apollo 11, 1969.",
    "Google, Microsoft, IBM.",
)
_UNKNOWN = "<unk>"
# A translation loops where so many tokens or more are at least half one and the same, or one phrase so often in a row.
_LOOP_TOKENS = 8
_LOOP_TIMES = 5
_LONGEST_PHRASE = 4
# No language needs so many characters for one of another, and so many more.
_LONGER = 8
_LONGER_BY = 40
_FIGURE = re.compile(r"\d+")
# Chinese and Japanese may write a year in these.
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Trial:
    """A phrase, what the package made of it, its tokens with unknown ones marked, and whether it had to be cut."""

    source: str
    text: str
    tokens: tuple[str, ...]
    endless: bool


def complaint(trials: Sequence[Trial]) -> str | None:
    """Return what shows that a package talks nonsense, None where nothing does.

    Each fault must be that of half of the phrases or of all, so that no package that translates is refused.

    >>> complaint([Trial("Paris, 2026.", "Paris, 2026.", ("▁Paris", ",", "▁2026", "."), endless=False)])
    >>> complaint([Trial("Paris, 2026.", "the the the the the", ("▁the",) * 5, endless=False)] * 2)
    'it repeats itself'
    """
    if not any(trial.text.strip() for trial in trials):
        return "it translates nothing"
    faults: dict[str, Callable[[Trial], bool]] = {
        "its sentences do not end": lambda trial: trial.endless,
        "it knows no words": lambda trial: 2 * trial.tokens.count(_UNKNOWN) > len(trial.tokens),
        "it repeats itself": loops,
        "it says far too much": lambda trial: len(trial.text) > _LONGER * len(trial.source) + _LONGER_BY,
        "it translates hardly anything": lambda trial: not trial.text.strip(),
    }
    for reason, is_faulty in faults.items():
        if 2 * sum(map(is_faulty, trials)) > len(trials):
            return reason
    if len(trials) > 1 and len({trial.text.casefold().strip() for trial in trials}) == 1:
        return "it says the same of everything"
    with_figures = [trial for trial in trials if _figures(trial.source)]
    if with_figures and not any(_figures(trial.source) & _figures(trial.text) for trial in with_figures):
        return "every figure is lost"
    return None


def loops(trial: Trial) -> bool:
    """Whether a translation goes round in circles.

    >>> loops(Trial("", "", ("▁to", "▁go") * 5, endless=False)), loops(Trial("", "", ("▁to", "▁go"), endless=False))
    (True, False)
    """
    tokens = trial.tokens
    if len(tokens) >= _LOOP_TOKENS and 2 * max(map(tokens.count, set(tokens))) > len(tokens):
        return True
    for size in range(1, _LONGEST_PHRASE + 1):
        same = (first == later for first, later in zip(tokens, tokens[size:], strict=False))
        longest = max((sum(1 for _ in run) for is_same, run in itertools.groupby(same) if is_same), default=0)
        if longest >= size * (_LOOP_TIMES - 1):
            return True
    return False


def _figures(text: str) -> set[int]:
    """Return the figures of a text, in whatever digits.

    >>> _figures("باريس، ٢٠٢٦"), _figures("二〇二六年"), _figures("Apollo 11")
    ({2026}, {2026}, {11})
    """
    plain = "".join(str(unicodedata.decimal(one, one)) for one in text.translate(_HAN_DIGITS))
    return {int(figure[:9]) for figure in _FIGURE.findall(plain)}


def _refuse_lies(model_bin: Path) -> None:
    """Raise ModelError for a header that contradicts itself. One that cannot be read is left to CTranslate2."""
    with suppress(ValueError, OSError):
        if lie := contradiction(header(model_bin)):
            raise ModelError(f"its model contradicts itself: {lie}", ANOTHER)


def main() -> None:
    """Try the package in the folder that is the only argument; say why where it does not work, or talks nonsense."""
    path = Path(sys.argv[1])
    try:
        candidate = Candidate(path, read_metadata(path))
        _refuse_lies(path / "model" / "model.bin")
        engine = ArgosEngine(Model(candidate.name, candidate.stated_version, *candidate.pair, path, ""), threads=1)
        made = {index: translation for batch in engine.translate(PHRASES) for index, translation in batch}
        if not any(translation.text for translation in made.values()):
            raise ModelError("it translates nothing", ANOTHER)  # noqa: TRY301 - reported as the others are
        trials = [
            Trial(phrase, made[index].text, tuple(engine.hypothesis(phrase)), "truncated" in made[index].flags)
            for index, phrase in enumerate(PHRASES)
        ]
    except ModelError as error:
        sys.stderr.write(f"\n{error.message}\n")
        sys.exit(FAILED)
    if reason := complaint(trials):
        sys.stderr.write(f"\n{reason}\n")
        sys.exit(NONSENSE)
