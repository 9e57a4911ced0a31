"""The one place where an engine is put together: model, or two by way of a third language, repair, glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.engines.pivot import PivotEngine
from bilingual.engines.repair import RepairingEngine
from bilingual.engines.terminology import TerminologyEngine
from bilingual.glossary import Glossary
from bilingual.models import routes
from bilingual.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bilingual.engines import Engine


def load(
    options: Options | None = None,
    *,
    note: Callable[[str], None] | None = None,
    accept_changed: bool = False,
) -> TerminologyEngine:
    """Return the engine that ``options`` ask for, ready to translate, with checks, repair and glossary.

    ``note`` hears, on one line each, what is passed over on the way to the model. With ``accept_changed`` an installed
    package is used even if it was changed since. Raises InputError for a glossary that cannot be read, ModelError where
    no package translates the pair or it does not load, UsageError for a device that is not there.
    """
    options = options or Options()
    # Read before the models are loaded, which may take long, as it is more often wrong.
    glossary = Glossary.load(options.glossary, options.pair) if options.glossary else None
    models = load_models(options, note=note, accept_changed=accept_changed)
    return compose(models, repair=options.repair, glossary=glossary)


def load_models(
    options: Options, *, note: Callable[[str], None] | None = None, accept_changed: bool = False
) -> list[Engine]:
    """Return the models that ``options`` ask for, ready to translate: one, or two by way of a third language.

    Nothing of theirs is checked or repaired. What is heard and raised is as in ``load``.
    """
    from bilingual.engines.argos import ArgosEngine

    packages = routes.find(options.model, options.pair, note=note or _unheard, accept_changed=accept_changed)
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


def compose(models: Sequence[Engine], *, repair: bool = True, glossary: Glossary | None = None) -> TerminologyEngine:
    """Return one engine of one model, or of two in a row, with checks and, where wanted, repair and a glossary."""
    model = models[0] if len(models) == 1 else PivotEngine(*models)
    return TerminologyEngine(RepairingEngine(model, repair=repair), glossary)


def _unheard(message: str) -> None:
    """Drop the message: the caller gave nobody to hear it."""
