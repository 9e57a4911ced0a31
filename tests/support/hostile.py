"""A corpus of strangers who attack whoever shows it: in every text, name and fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.data import Kind, Metadata, Origin, Reference, Repair, Translation
from tests.support.pages import PROVENANCE, make

if TYPE_CHECKING:
    from bilingual.data import Article, Pair, Provenance


def hostile_corpus(payload: str) -> tuple[list[tuple[Article, list[Pair]]], Provenance]:
    """Return three articles and a provenance with ``payload`` in every field; the last article has but its id.

    Each has two sentences of every kind, all of them with a low score, a flag and a repair, but for the last, which a
    person corrected, and which has a reference.
    """
    metadata = Metadata(payload, payload, payload, payload, (payload, payload), payload, (payload,), 3)
    articles = []
    for number in range(3):
        article, pairs = make(
            f"{payload}{number}",
            [(kind, [(payload, Translation(payload, -0.9, (payload,), Repair.parse(payload)))] * 2) for kind in Kind],
            metadata if number < 2 else Metadata(),
        )
        # What people made of it, twice.
        pairs[-1] = replace(
            pairs[-1],
            translation=Translation(payload, None, (payload,)),
            origin=Origin.HUMAN,
            reference=Reference(payload),
            machine=f"{payload} {payload}",
        )
        articles.append((replace(article, source=payload, sha256=payload, encoding=payload), pairs))
    return articles, replace(
        PROVENANCE,
        engine=payload,
        model=payload,
        model_version=payload,
        model_sha256=payload,
        compute_type=payload,
        bilingual=payload,
    )
