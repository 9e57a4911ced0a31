"""A corpus built in shards, on however many machines: plan → build each shard, anywhere → gather.

The contract, on which every way to run shards is built::

    with prepared(sources, options, engine.provenance, store) as plan:      # once, or by each job
        for shard in plan: ...                                              # in order; small, to be sent to workers
    with ShardBuilder(plan.common, engine, options, store) as builder:      # once a worker, with its engine
        report = builder.build(shard)                                       # any shard, anywhere, as often as you like
    gather(folder)                                                          # one corpus of all

``store`` is a ``bilingual.io.store.Store``, such as ``FolderStore``; ``plan.common`` and a ``Shard`` can be pickled.
What a shard comes to does not depend on who builds it, when, or after which other; a shard that is finished is not
built again. ``plans.py`` says what a plan is, ``io/shards.py`` how shards lie in a store.
"""

from __future__ import annotations

from bilingual.pipeline.sharding.building import ShardBuilder
from bilingual.pipeline.sharding.gathering import gather
from bilingual.pipeline.sharding.jobs import build_shards
from bilingual.pipeline.sharding.plans import Common, Piece, Plan, Shard
from bilingual.pipeline.sharding.preparing import planned, prepared
from bilingual.pipeline.sharding.reports import JobReport, SkippedError

__all__ = [
    "Common",
    "JobReport",
    "Piece",
    "Plan",
    "Shard",
    "ShardBuilder",
    "SkippedError",
    "build_shards",
    "gather",
    "planned",
    "prepared",
]
