"""A model measured: what it makes of some sentences is held against what people made of them.

``tico19.tsv`` beside this module serves where nobody names other texts; README.md there says where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.calibrating import LEAST, Scored, calibrate, held_out, in_bands, trusted
from bilingual.engines.calibration import measured
from bilingual.engines.loading import compose, engines_of, find_packages, sha256_of
from bilingual.errors import InputError, UsageError
from bilingual.formats.table import text_lines
from bilingual.io.source import STDIN, Source
from bilingual.models import calibrations, routes
from bilingual.options import Options
from bilingual.pipeline import streams
from bilingual.pipeline.calibration.doubts import doubts, unsteady
from bilingual.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bilingual.data import Calibration
    from bilingual.engines import Engine

SHIPPED = Path(__file__).with_name("tico19.tsv")
SHIPPED_LANGUAGES = ("fr", "en")
# What was measured on more than so many times as many sentences is not replaced unasked.
MANY_MORE = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: ``sizes`` are how many sentences are in each band, ``kept`` is the file that holds it all.

    ``doubts`` are clauses about references that cannot be right, ``unsteady`` about shares that other sentences of the
    same texts would not have; there are none where all is well.
    """

    calibration: Calibration
    sizes: tuple[int, int, int]
    kept: Path
    doubts: tuple[str, ...] = ()
    unsteady: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was kept of a model and is gone: its files, and what judges its scores now, None for the starter's."""

    model: str
    removed: tuple[Path, ...]
    now: Calibration | None


def measure(
    files: Sequence[Path] = (),
    options: Options | None = None,
    *,
    note: Callable[[str], None] = lambda _: None,
    accept_changed: bool = False,
    replace: bool = False,
) -> Measured:
    """Measure what the scores of the model that ``options`` ask for say, and keep it for every later build.

    ``files`` hold a sentence, a tab and a person's translation on each line, ``-`` is standard input; without any, 300
    French and English ones serve that ship. ``note`` hears what is passed over. What was measured on many more
    sentences is replaced with ``replace`` alone. Raises InputError for a file that cannot be read or too few sentences,
    UsageError where a pair of languages needs files or more is known already, OutputError where nothing can be
    written, and what loading the model raises.
    """
    options = options or Options()
    if not files and options.pair != SHIPPED_LANGUAGES:
        source, target = options.pair
        raise UsageError(
            "the sentences that ship are French and English", f"Name a file of lines with {source}, a tab and {target}"
        )
    pairs = read(files or [SHIPPED])
    packages = find_packages(options, note=note, accept_changed=accept_changed)
    if not replace:
        _refuse_fewer(len(pairs), measured(sha256_of(packages), note))
    # Kept by package alone, for builds that decode and repair as they do by default: other beams give other scores.
    model = compose(engines_of(packages, changed(options, beam=Options.beam)))
    scored = translated(pairs, model)
    if len(scored) < LEAST:
        raise InputError(f"{count(len(scored), 'sentence')} with a score: too few to measure a model", _more())
    calibration = calibrate(scored, model.provenance.model, model.provenance.model_sha256, options.pair)
    if calibration.scaling is not None:
        scored = trusted(scored, calibration.scaling, options.pair)
    first, second, third = map(len, in_bands(scored, calibration.trust, calibration.doubt))
    against = doubts(pairs, scored, options.pair)
    kept = calibrations.keep(calibration, packages[0].folder if len(packages) == 1 else None)
    return Measured(
        calibration, (first, second, third), kept, tuple(against), tuple(unsteady(calibration, held_out(scored)))
    )


def forget(
    options: Options | None = None, *, note: Callable[[str], None] = lambda _: None, accept_changed: bool = False
) -> Forgotten:
    """Remove what was measured here of the model that ``options`` ask for, so that what shipped holds again.

    ``note`` and ``accept_changed`` are as for ``measure``. Raises OutputError where a file cannot be removed, and
    ModelError where there is no such model.
    """
    options = options or Options()
    packages = routes.find(options.model, options.pair, note, accept_changed=accept_changed)
    sha256 = sha256_of(packages)
    removed = calibrations.forget(sha256)
    return Forgotten(" + ".join(package.name for package in packages), tuple(removed), measured(sha256))


def _refuse_fewer(sentences: int, before: Calibration | None) -> None:
    """Raise UsageError where these are far fewer than what is known was measured on."""
    if before and MANY_MORE * sentences < before.sentences:
        raise UsageError(
            f"{count(sentences, 'sentence')} would replace what {before.sentences:,} say of '{before.model}'",
            "Name files with more, or say so with --replace",
        )


def read(files: Sequence[Path]) -> list[tuple[str, str]]:
    """Return the sentences of some files and their translations, the first of each sentence. Raises InputError."""
    found: dict[str, str] = {}
    for path in files:
        for sentence, translation in _pairs(_source(path)):
            found.setdefault(sentence, translation)
    if len(found) < LEAST:
        raise InputError(f"{count(len(found), 'sentence')}: too few to measure a model", _more())
    return list(found.items())


def translated(pairs: Sequence[tuple[str, str]], engine: Engine) -> list[Scored]:
    """Return what an engine makes of the sentences, held against the translations; what has no score is left out."""
    made = streams.translate([sentence for sentence, _ in pairs], engine=engine)
    return [
        Scored.against(reference, sentence, one.text, one.score, checks.counted(one.flags))
        for (sentence, reference), one in zip(pairs, made, strict=True)
        if one.score is not None
    ]


def _more() -> str:
    return f"Name files with at least {LEAST} different sentences, some 300 are better"


def _source(path: Path) -> Source:
    return Source("stdin", STDIN, None) if str(path) == STDIN else Source.of(path)


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
