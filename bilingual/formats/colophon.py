"""What documents and books say of an article besides its text: whose it is, and who translated it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.data import Origin
from bilingual.formats.html.display import date_words
from bilingual.io.xml import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Metadata, Pair, Provenance

# Ends what is said of a text that stands alone. Readers know these lines by it (``readers/page/colophons.py``).
_WITH = ", with bilingual"


def dateline(facts: Metadata) -> str:
    """Return who wrote an article, where and when, on one line.

    >>> from bilingual.data import Metadata
    >>> dateline(Metadata(date="2023-08-02", publisher="L'Essor", authors=("Awa Diallo", "Jean Petit")))
    "Awa Diallo, Jean Petit · L'Essor · 2 August 2023"
    """
    parts = [", ".join(facts.authors), facts.publisher, facts.site, date_words(facts.date) if facts.date else None]
    return for_xml(" · ".join(part for part in parts if part))


def models_of(provenance: Provenance) -> str:
    """Return the models that made the translations, or aligned those of people, on one line."""
    return for_xml(", ".join(f"{step.model} {step.model_version}" for step in provenance.models))


def made_by(provenance: Provenance) -> str:
    """Return who made the translations, on one line."""
    if provenance.by_people:
        return f"Translated by people, and aligned by bilingual: {models_of(provenance)}"
    return f"Translated by machine: {models_of(provenance)}, with bilingual"


def colophon(provenance: Provenance, pairs: Iterable[Pair], *, translated: bool) -> str:
    """Return what a document of an article ends with: who translated it, where it shows a translation at all."""
    if not translated:
        return f"Text alone{_WITH}"
    by_hand = any(pair.origin is Origin.HUMAN for pair in pairs)
    if provenance.by_people:
        corrected = " (with corrections)" if by_hand else ""
        return f"Translated by people{corrected}, and aligned by {models_of(provenance)}{_WITH}"
    corrected = " and corrected by hand in places" if by_hand else ""
    return f"Translated by machine{corrected}: {models_of(provenance)}{_WITH}"
