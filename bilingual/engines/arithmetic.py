"""How a machine computes, told by what a model makes of fixed sentences: the same model gives other texts elsewhere.

Instruction sets, libraries and their versions round in other places, and now and then another word comes out. Texts and
scores of these sentences are made into a digest, which says nothing of quality and is equal where all is computed
alike. Each sentence is translated by itself, so the digest depends neither on the number of workers nor on batches.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.io import processor
from bilingual.models import ct2_library, notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bilingual.data import Translation

_DIGITS = 12
# What tells CTranslate2 and the libraries under it how to compute.
_PREFIXES = ("CT2_", "DNNL_", "ONEDNN_", "MKL_", "OPENBLAS_", "CUBLAS_", "NVIDIA_TF32")
# … but for what they say while they do.
_TELLING = re.compile(r"VERBOSE|_LOG")
_CARDS = Path("/proc/driver/nvidia")

_FRENCH = (
    "Le ministre a présenté lundi devant l'assemblée le projet de loi sur la sécurité.",
    "La Russie soutient le Mali.",
    "Pourquoi maintenant ?",
    "Les résultats obtenus en deux ans sont éloquents.",
    "Le prix du pain a augmenté de 3,5 % depuis janvier, selon l'Institut national de la statistique.",
    "Il pleut sur Nantes, donne-moi la main.",
    "Au moins douze personnes sont mortes dans l'incendie d'un immeuble, ont annoncé les pompiers.",
    "«Nous n'avons pas le choix», a-t-elle répondu en quittant la salle.",
    "L'équipe de France affrontera l'Espagne en demi-finale le 14 juillet.",
    "Né en 1962 à Lyon, il a étudié le droit avant de devenir journaliste.",
    "Des milliers de manifestants réclament la libération des prisonniers politiques.",
    "La banque centrale laisse ses taux inchangés.",
    "Et ils se demandent encore aujourd'hui ce qui serait arrivé s'ils étaient partis plus tôt.",
    "Le président de la République du Sénégal s'est rendu à Bruxelles.",
    "Mali",
    "Cette découverte pourrait changer notre compréhension des volcans.",
    "Elle ne mange ni viande ni poisson.",
    "Selon l'ONU, plus de 20 000 familles ont fui les combats dans le nord du pays.",
    "Le chat dort sur la chaise de ma grand-mère, près de la fenêtre ouverte.",
    "Aucun accord n'a été trouvé, et les négociations reprendront la semaine prochaine à Genève.",
)
# Names, figures and words of many languages: every model makes something of them.
_ANY = (
    "Paris, 2026.",
    "Wikipedia",
    "Angela Merkel (CDU), Emmanuel Macron, Barack Obama",
    "1, 2, 3, 4, 5 – 67 %",
    "Radio France International, Dakar, Senegal",
    "Bamako, Mali: 14.07.2026, 18:30",
    "internet, hotel, taxi, museum, opera, piano",
    "Real Madrid 3, Inter 1",
    "New York Times, Reuters, AFP",
    "Amazon, Google, Microsoft, IBM",
    "Berlin, Roma, Madrid, London, Moskva, Tokyo",
    "ONU, NATO, UNESCO, FIFA",
    "Dr. A. B. Schmidt, Prof. C. Rossi, M. Dupont",
    "president, minister, general, doctor, professor",
    "10 km, 25 kg, 3,5 m, 40 000 euro",
    "problem; system; program; material; moment",
    "Mozart: Don Giovanni (1787)",
    "https://example.org/index.html",
    "Homo sapiens, Canis lupus, Rosa canina",
    "A B C D E F",
)


def sentences(language: str) -> tuple[str, ...]:
    """Return what is translated for a fingerprint of a model that reads this language."""
    return _FRENCH if language == "fr" else _ANY


def fingerprint(made: Sequence[Translation]) -> str:
    """Return a digest of texts and scores, the latter rounded as they are stored.

    >>> from bilingual.data import Translation
    >>> fingerprint([Translation("Yes.", -0.25)]), fingerprint([Translation("Yes.", -0.250001)])
    ('e097d52a4440', '4dc17301105f')
    """
    lines = [f"{translation.text}\t{translation.score}\n" for translation in made]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:_DIGITS]


def of(
    texts: Sequence[str], translate: Callable[[Sequence[str]], Sequence[Translation]], facts: Mapping[str, object]
) -> str:
    """Return the fingerprint of what ``translate`` makes of these texts, from the user's cache where it is there.

    ``facts`` is all that it may hang on besides them, as JSON takes it. A cache that cannot be read or written costs
    time alone.
    """
    if not ct2_library.choice().is_ours:
        return fingerprint(translate(texts))  # nobody knows what it hangs on
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    return notes.noted("arithmetic", {**facts, "sentences": digest}, lambda: fingerprint(translate(texts)))


def of_machine(device: str, environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Return what the arithmetic hangs on besides model and compute type, on ``cpu`` or ``cuda``."""
    told = {
        name: value
        for name, value in environment.items()
        if name.startswith(_PREFIXES) and not _TELLING.search(name) and name != ct2_library.VARIABLE
    }
    return {
        "processor": processor.description(),
        "instructions": ct2_library.choice().instructions,
        "ctranslate2": ct2_library.library().__version__,
        "environment": told,
        "device": device,
        "cards": _cards() if device == "cuda" else [],
    }


def _cards() -> list[str]:
    """Return what the driver says of itself and of the graphics cards, nothing where it says nothing."""
    said = []
    with contextlib.suppress(OSError):
        said.append((_CARDS / "version").read_text(errors="replace"))
        for path in sorted((_CARDS / "gpus").glob("*/information")):
            model = re.search(r"^Model:\s*(.+)$", path.read_text(errors="replace"), re.MULTILINE)
            said.append(model[1] if model else "")
    return said
