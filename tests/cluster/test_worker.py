"""What a worker has of the glossary that shards were planned with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bilingual.cluster.crew import Ready
from bilingual.cluster.worker import Orders, Worker
from bilingual.engines.fake import FakeEngine
from bilingual.engines.loading import compose
from bilingual.glossary import Glossary
from bilingual.io.objects import store_at
from bilingual.options import Options
from bilingual.pipeline.sharding.preparing import prepared

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Provenance
    from bilingual.engines import Engine


@pytest.mark.parametrize("name", ["presse du soir.tsv", "presse.tsv"])
def test_its_glossary_is_called_as_it_was_planned(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("junte\tjunta\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("La junte parle.\n", encoding="utf-8")
    options = Options(out=tmp_path / "out", glossary=tmp_path / name)
    made: list[Provenance] = []

    def make(given: Options) -> Engine:
        assert given.glossary
        engine = compose([FakeEngine()], glossary=Glossary.load(given.glossary))
        made.append(engine.provenance)
        return engine

    with prepared([str(tmp_path / "a.txt")], options, make(options).provenance, store_at(tmp_path / "out")) as plan:
        worker = Worker(Orders(plan.common, Options(out=tmp_path / "out"), str(tmp_path / "out"), make=make))
        assert worker.ready() == Ready(os.getpid())
        worker.close()
    assert [one.glossary_name for one in made] == [name, name]
    assert made[0] == made[1]
