"""Turn French articles into an aligned French-English corpus, offline, with Argos Translate.

Everything here is loaded when it is first used, so that ``import bilingual`` costs nothing. docs/library.md shows what
to do with it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.alignment import align_sentences
    from bilingual.alignment.words import link_words
    from bilingual.corpus.dictionary import dictionary
    from bilingual.corpus.search import search
    from bilingual.corpus.stats import stats
    from bilingual.corpus.terms import terms
    from bilingual.engines.attention import load as load_attention
    from bilingual.engines.fake import FakeEngine
    from bilingual.engines.loading import load as load_engine
    from bilingual.errors import (
        BilingualError,
        ClusterError,
        DownloadError,
        InputError,
        ModelError,
        OutputError,
        UsageError,
    )
    from bilingual.formats.corpus import Corpus
    from bilingual.glossary import Glossary
    from bilingual.memory import Memory
    from bilingual.options import Options
    from bilingual.pipeline import build
    from bilingual.pipeline.aligning import align
    from bilingual.pipeline.renewing import remove, renew
    from bilingual.pipeline.report import Report
    from bilingual.pipeline.sharding.gathering import gather
    from bilingual.pipeline.sharding.jobs import build_shards
    from bilingual.pipeline.streams import check, translate
    from bilingual.segmentation import sentences

__version__ = "0.2.0"

__all__ = [
    "BilingualError",
    "ClusterError",
    "Corpus",
    "DownloadError",
    "FakeEngine",
    "Glossary",
    "InputError",
    "Memory",
    "ModelError",
    "Options",
    "OutputError",
    "Report",
    "UsageError",
    "align",
    "align_sentences",
    "build",
    "build_shards",
    "check",
    "dictionary",
    "gather",
    "link_words",
    "load_attention",
    "load_engine",
    "remove",
    "renew",
    "search",
    "sentences",
    "stats",
    "terms",
    "translate",
]

# Where each name stands, and under which name where that is another.
_PLACES = {
    "align_sentences": "alignment",
    "link_words": "alignment.words",
    "load_attention": "engines.attention:load",
    "dictionary": "corpus.dictionary",
    "search": "corpus.search",
    "stats": "corpus.stats",
    "terms": "corpus.terms",
    "FakeEngine": "engines.fake",
    "load_engine": "engines.loading:load",
    "BilingualError": "errors",
    "ClusterError": "errors",
    "DownloadError": "errors",
    "InputError": "errors",
    "ModelError": "errors",
    "OutputError": "errors",
    "UsageError": "errors",
    "Corpus": "formats.corpus",
    "Glossary": "glossary",
    "Memory": "memory",
    "Options": "options",
    "align": "pipeline.aligning",
    "build": "pipeline",
    "remove": "pipeline.renewing",
    "renew": "pipeline.renewing",
    "Report": "pipeline.report",
    "gather": "pipeline.sharding.gathering",
    "build_shards": "pipeline.sharding.jobs",
    "check": "pipeline.streams",
    "translate": "pipeline.streams",
    "sentences": "segmentation",
}


if not TYPE_CHECKING:  # which would take it for a promise of any name at all

    def __getattr__(name: str) -> object:
        """Load what is asked for (PEP 562)."""
        if name not in _PLACES:
            raise AttributeError(f"module 'bilingual' has no attribute '{name}'")
        module, _, there = _PLACES[name].partition(":")
        found: object = getattr(importlib.import_module(f"bilingual.{module}"), there or name)
        globals()[name] = found  # from now on it is simply there
        return found


def __dir__() -> list[str]:
    return sorted({name for name in globals() if name.startswith("__")} | {*__all__})
