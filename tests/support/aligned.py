"""A text and its translation, as people wrote them, and the corpus that they become."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bilingual.options import Options
from bilingual.pipeline.aligning import align

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.report import Report

FRENCH = """\
Le village sous la neige

Il fait froid en hiver dans les montagnes. Marie habite à Paris, mais son frère Pierre vit à Londres depuis 1998.

Le maire a signé trois lettres. Oui. La bibliothèque ouvre à neuf heures, et les enfants y lisent des livres.

Le dragon vert dormait dans sa grotte profonde.

Oui. Le train pour Lyon part à midi. Le vieux docteur Martin soigne les malades du village.

Les fleurs rouges poussent dans le jardin. Au printemps, la rivière monte et l'eau couvre les champs.
"""
ENGLISH = """\
The village under the snow

It is cold in winter in the mountains. Marie lives in Paris. But her brother Pierre has lived in London since 1998.

The mayor signed three letters. Yes. The library opens at nine o'clock, and the children read books there.

I do. The train to Lyon leaves at noon. The old doctor Martin looks after the sick people of the village.

Red flowers grow in the garden. In spring the river rises and the water covers the fields. The king sold a horse.
"""


def written(folder: Path, french: str = FRENCH, english: str = ENGLISH) -> tuple[Path, Path]:
    """Write both texts into a folder; return their paths."""
    folder.mkdir(exist_ok=True)
    paths = folder / "fr.txt", folder / "en.txt"
    for path, text in zip(paths, (french, english), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def aligned(folder: Path, *, formats: tuple[str, ...] = ("jsonl",), **how: Any) -> Report:  # noqa: ANN401 - as align has it
    """Align the texts that ``written`` wrote into ``folder``; the corpus is in ``corpus`` there."""
    pair = folder / "fr.txt", folder / "en.txt"
    return align([pair], Options(out=folder / "corpus", formats=formats), **how)


def lines(folder: Path, name: str = "bitext.jsonl") -> list[dict[str, Any]]:
    """Return the records of the corpus in ``folder``."""
    return [json.loads(line) for line in (folder / "corpus" / name).read_text(encoding="utf-8").splitlines()]


def texts(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the French and the English of each segment by its id."""
    return {one["id"]: (one["translation"]["fr"], one["translation"]["en"]) for one in lines(folder)}
