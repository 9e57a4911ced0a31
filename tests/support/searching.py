"""Small corpora by hand for searches, written without an engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.data import Kind, Metadata, Origin, Translation
from bilingual.formats.jsonl import JsonlWriter
from bilingual.io.output import OutputFolder
from tests.support.pages import PROVENANCE, make

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.data import Links, Provenance

# Article, date, publisher, and its sentences with their translations.
NEWS = (
    (
        "accord", "2022-08-03", "L'Essor",
        [
            ("La coopération militaire avance.", "Military cooperation moves on."),
            ("Les coopérations sont rares.", "Joint projects are rare."),
            ("L’Église de la ville n'a plus d'airain.", "The church of the town has no brass left."),
            ("Une ŒUVRE d’airain, dit l'O.N.U.", "A work of bronze, the U.N. says."),
        ],
    ),
    (
        "vote", "2023-02", "Église & Société",
        [
            ("Il soutient l'accord de coopération.", "He backs the cooperation deal."),
            ("Nous soutenons la paix.", "We support peace."),
            ("Ils vont au marché.", "They go to the market."),
        ],
    ),
    ("sans", None, None, [("Elle marchait seule à midi.", "She walked alone at noon.")]),
)  # fmt: skip


def written(
    out: Path,
    articles: Sequence[tuple[str, str | None, str | None, Sequence[tuple[str, str]]]] = NEWS,
    provenance: Provenance = PROVENANCE,
    links: Links | None = None,
) -> Path:
    """Write a corpus of such articles; every second sentence has a flag, and scores and trust fall from 0 and 1."""
    with OutputFolder(out) as output, JsonlWriter(output, provenance) as writer:
        for name, date, publisher, sentences in articles:
            made = [
                (fr, Translation(en, -0.1 * number, ("numbers",) if number % 2 else (), trust=1 - number / 10))
                for number, (fr, en) in enumerate(sentences)
            ]
            kinds = [Kind.HEADLINE] + [Kind.BODY] * (len(made) - 1)
            article, pairs = make(
                name,
                [(kind, [one]) for kind, one in zip(kinds, made, strict=True)],
                Metadata(title=f"Titre {name}", date=date, publisher=publisher),
            )
            pairs = [replace(pair, origin=Origin.MT, links=links) for pair in pairs]
            writer.add(article, pairs)
        writer.close()
        output.publish()
    return out
