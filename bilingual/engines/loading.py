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
    """Return the engine that ``options`` ask for, ready to translate.

    ``note`` hears, on one line each, what is passed over on the way to the model. With ``accept_changed`` an installed
    package is used even if it was changed since. Raises InputError for a glossary that cannot be read, ModelError where
    no package translates the pair or it does not load, UsageError for a device that is not there.
    """
    from bilingual.engines.argos import ArgosEngine

    options = options or Options()
    # Read before the models are loaded, which may take long, as it is more often wrong.
    glossary = Glossary.load(options.glossary, options.pair) if options.glossary else None
    packages = routes.find(options.model, options.pair, note=note or _unheard, accept_changed=accept_changed)
    engines = [
        ArgosEngine(
            package,
            beam_size=options.beam,
            threads=options.threads or None,
            batch_tokens=options.batch_tokens,
            device=options.device,
        )
        for package in packages
    ]
    return compose(engines, repair=options.repair, glossary=glossary)


def compose(engines: Sequence[Engine], *, repair: bool = True, glossary: Glossary | None = None) -> TerminologyEngine:
    """Return one engine of one model, or of two in a row, with checks and, where wanted, repair and a glossary."""
    model = engines[0] if len(engines) == 1 else PivotEngine(*engines)
    repairing = RepairingEngine(model, repair=repair)
    # Without a glossary, too: the engine knows which remembered translations one had a hand in.
    return TerminologyEngine(repairing, glossary or Glossary([], model.provenance.languages))


def _unheard(message: str) -> None:
    """Take no notice."""
