"""A model measured: what it makes of some sentences is held against what people made of them.

``tico19.tsv`` beside this module serves where nobody names other texts; README.md there says where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.checks.confidence.calibrating import LEAST, Scored, calibrate, held_out
from bilingual.engines.loading import engines_of, find_packages, in_a_row
from bilingual.errors import InputError, UsageError
from bilingual.formats.table import text_lines
from bilingual.io.source import Source
from bilingual.models import calibrations
from bilingual.options import Options
from bilingual.pipeline import streams
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Calibration
    from bilingual.engines import Engine

SHIPPED = Path(__file__).with_name("tico19.tsv")
SHIPPED_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: ``sizes`` are how many sentences were in each band, ``kept`` is the file that holds it all."""

    calibration: Calibration
    sizes: tuple[int, int, int]
    kept: Path


def measure(
    files: Sequence[Path] = (),
    options: Options | None = None,
    *,
    note: Callable[[str], None] = lambda _: None,
    accept_changed: bool = False,
) -> Measured:
    """Measure what the scores of the model that ``options`` ask for say, and keep it for every later build.

    ``files`` hold a sentence, a tab and a person's translation on each line; without any, 300 French and English ones
    serve that ship. ``note`` hears what is passed over. Raises InputError for a file that cannot be read or too few
    sentences, UsageError where a pair of languages needs files, OutputError where nothing can be written, and what
    loading the model raises.
    """
    options = options or Options()
    if not files and options.pair != SHIPPED_LANGUAGES:
        source, target = options.pair
        raise UsageError(
            "the sentences that ship are French and English", f"Name a file of lines with {source}, a tab and {target}"
        )
    pairs = read(files or [SHIPPED])
    packages = find_packages(options, note=note, accept_changed=accept_changed)
    # Kept by package alone, for builds that decode as they do by default: other beams give other scores.
    model = in_a_row(engines_of(packages, replace(options, beam=Options.beam)))
    scored = translated(pairs, model)
    if len(scored) < LEAST:
        raise InputError(f"{count(len(scored), 'sentence')} with a score: too few to measure a model", _more())
    calibration = calibrate(scored, model.provenance.model, model.provenance.model_sha256)
    first, second, third = map(len, held_out(scored))
    kept = calibrations.keep(calibration, packages[0].folder if len(packages) == 1 else None)
    return Measured(calibration, (first, second, third), kept)


def read(files: Sequence[Path]) -> list[tuple[str, str]]:
    """Return the sentences of some files and their translations, the first of each sentence. Raises InputError."""
    found: dict[str, str] = {}
    for path in files:
        for sentence, translation in _pairs(Source.of(path)):
            found.setdefault(sentence, translation)
    if len(found) < LEAST:
        raise InputError(f"{count(len(found), 'sentence')}: too few to measure a model", _more())
    return list(found.items())


def translated(pairs: Sequence[tuple[str, str]], engine: Engine) -> list[Scored]:
    """Return what an engine makes of the sentences, held against the translations; what has no score is left out."""
    made = streams.translate([sentence for sentence, _ in pairs], engine=engine)
    return [
        Scored.against(reference, sentence, one.text, one.score)
        for (sentence, reference), one in zip(pairs, made, strict=True)
        if one.score is not None
    ]


def _more() -> str:
    return f"Name files with at least {LEAST} different sentences, some 300 are better"


def _pairs(source: Source) -> Iterator[tuple[str, str]]:
    """Yield both sides of each line; further columns are left out, and blank lines. Raises InputError."""
    with source.open() as stream:
        for number, line in enumerate(text_lines(stream, source), start=1):
            if not line.strip():
                continue
            sentence, tab, rest = line.partition("\t")
            sentence, translation = sentence.strip(), rest.partition("\t")[0].strip()
            if not tab:
                raise source.error(f"line {number} has no tab", "Write a sentence, a tab and its translation")
            if not sentence or not translation:
                side = "translation" if sentence else "sentence"
                raise source.error(f"line {number} has no {side}", "Complete or remove it")
            yield sentence, translation
