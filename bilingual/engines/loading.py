"""The one place where an engine is put together: model, or two in a row, what passes around them, repair, glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.engines import passing
from bilingual.engines.calibration import measured
from bilingual.engines.pivot import PivotEngine, sha256_in_a_row
from bilingual.engines.repair import RepairingEngine
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.models import probe, routes
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.data import Calibration
    from bilingual.engines import Engine
    from bilingual.models import Model


def load(
    options: Options | None = None,
    *,
    note: Callable[[str], None] | None = None,
    accept_changed: bool = False,
    calibration: Calibration | None = None,
) -> TerminologyEngine:
    """Return the engine that ``options`` ask for, ready to translate, with checks, repair and glossary.

    ``note`` hears, on one line each, what is passed over on the way to the model. With ``accept_changed`` an installed
    package is used even if it was changed since, and one that talks nonsense too. ``calibration`` says by what scores
    are judged, None by what was measured on this machine. Raises InputError for a glossary that
    cannot be read, ModelError where no package translates the pair or it does not load, UsageError for a device that is
    not there.
    """
    options = options or Options()
    # Read before the models are loaded, which may take long, as it is more often wrong.
    glossary = Glossary.load(options.glossary, options.pair) if options.glossary else None
    model = in_a_row(load_models(options, note=note, accept_changed=accept_changed))
    judged_by = calibration or measured(model.provenance.model_sha256, note or _unheard)
    return compose([model], repair=options.repair, glossary=glossary, calibration=judged_by)


def load_models(
    options: Options, *, note: Callable[[str], None] | None = None, accept_changed: bool = False
) -> list[Engine]:
    """Return the models that ``options`` ask for, ready to translate: one, or two by way of a third language.

    A package that neither ships with bilingual nor was installed by it is tried out first, once, in a process of its
    own. Nothing of the models' is checked or repaired. What is heard and raised is as in ``load``.
    """
    return engines_of(find_packages(options, note=note, accept_changed=accept_changed), options)


def find_packages(
    options: Options, *, note: Callable[[str], None] | None = None, accept_changed: bool = False
) -> Sequence[Model]:
    """Return the packages that ``options`` ask for, tried out where nobody knows them. Raises as ``load`` does."""
    packages = routes.find(options.model, options.pair, note=note or _unheard, accept_changed=accept_changed)
    for package in packages:
        if not package.known:
            probe.probe_once(package, note=note or _unheard, accept=accept_changed)
    return packages


def engines_of(packages: Sequence[Model], options: Options) -> list[Engine]:
    """Return an engine for each of some packages. Raises ModelError for one that does not load, and UsageError."""
    from bilingual.engines.argos import ArgosEngine

    return [
        ArgosEngine(
            package,
            beam_size=options.beam,
            threads=options.threads or None,
            batch_tokens=options.batch_tokens,
            device=options.device,
        )
        for package in packages
    ]


def sha256_of(packages: Sequence[Model]) -> str:
    """Return the digest that stands in the provenance of what some packages translate, one or two in a row."""
    if len(packages) == 1:
        return packages[0].sha256
    return sha256_in_a_row([(one.sha256, (one.source_language, one.target_language)) for one in packages])


def in_a_row(models: Sequence[Engine]) -> Engine:
    """Return one model as it is, two as one engine by way of the language between them."""
    return models[0] if len(models) == 1 else PivotEngine(*models)


def compose(
    models: Sequence[Engine],
    *,
    repair: bool = True,
    glossary: Glossary | None = None,
    calibration: Calibration | None = None,
) -> TerminologyEngine:
    """Return one engine of one model, or of two in a row, with checks and, where wanted, repair and a glossary.

    What a model cannot know passes around it, where it tells what it can (``passing.Knowing``).
    ``calibration`` says by what its scores are judged, None by what was measured with the starter.
    """
    checking = RepairingEngine(passing.around(in_a_row(models)), repair=repair, calibration=calibration)
    return TerminologyEngine(checking, glossary)


def _unheard(message: str) -> None:
    """Drop the message: the caller gave nobody to hear it."""
