from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.engines import arithmetic
from bilingual.engines.argos import ArgosEngine
from bilingual.engines.fake import FakeEngine
from bilingual.engines.pivot import PivotEngine
from bilingual.models import ct2_library
from tests.support.places import SEEDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.data import Translation
    from bilingual.models import Model


def _fake(sentences: Sequence[str]) -> list[Translation]:
    return [made for batch in FakeEngine().translate(sentences) for _, made in batch]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(ct2_library, "_choice", ct2_library.Choice("", "a test says so"))
    return tmp_path / "bilingual" / "arithmetic"


def test_it_is_measured_once_for_each_set_of_facts(cache: Path) -> None:
    asked: list[Sequence[str]] = []

    def translate(sentences: Sequence[str]) -> list[Translation]:
        asked.append(sentences)
        return _fake(sentences)

    first = arithmetic.of(["Oui."], translate, {"model": "a"})
    assert [arithmetic.of(["Oui."], translate, {"model": "a"}) for _ in range(3)] == [first] * 3
    assert len(asked) == 1
    arithmetic.of(["Oui."], translate, {"model": "b"})
    assert arithmetic.of(["Non."], translate, {"model": "a"}) != first
    assert (len(asked), len(list(cache.iterdir()))) == (3, 3)


def test_what_a_program_had_ctranslate2_do_is_not_known_so_nothing_is_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ct2_library, "_choice", ct2_library._UNTOUCHED)  # noqa: SLF001 - no other way in one process
    arithmetic.of(["Oui."], _fake, {})
    assert not cache.exists()


def test_the_facts_are_what_computes_and_not_what_talks() -> None:
    environment = {
        "ONEDNN_MAX_CPU_ISA": "AVX2",
        "CT2_VERBOSE": "1",
        "ONEDNN_VERBOSE": "1",
        "HOME": "/",
        "MKL_CBWR": "AVX",
    }
    facts = arithmetic.of_machine("cpu", environment)
    assert facts["environment"] == {"ONEDNN_MAX_CPU_ISA": "AVX2", "MKL_CBWR": "AVX"}
    assert facts != arithmetic.of_machine("cuda", environment)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_there_are_some_twenty_sentences_all_different(language: str) -> None:
    assert len(set(arithmetic.sentences(language))) == len(arithmetic.sentences(language)) == 20


def test_by_way_of_a_third_language_both_count() -> None:
    one, other = FakeEngine(languages=("fr", "en")), FakeEngine(languages=("en", "de"))
    assert PivotEngine(one, other).provenance.arithmetic is None
    for engine, digest in ((one, "aaaa"), (other, "bbbb")):
        engine.provenance = replace(engine.provenance, arithmetic=(digest,))
    assert PivotEngine(one, other).provenance.arithmetic == ("aaaa+bbbb",)


@pytest.mark.model
def test_it_hangs_on_neither_workers_nor_batches_nor_beam(starter: Model, cache: Path) -> None:
    digests = set()
    for settings in ({"threads": 1, "batch_tokens": 1}, {"threads": 2, "batch_tokens": 4096}, {"beam_size": 1}):
        engine = ArgosEngine(starter, **settings)  # type: ignore[arg-type]
        digests.add(engine.provenance.arithmetic)
        assert engine.tokens == 0
        for path in cache.iterdir():
            path.unlink()
    assert len(digests) == 1


def _bilingual(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != ct2_library.VARIABLE}
    command = [sys.executable, "-m", "bilingual", *arguments]
    return subprocess.run(command, env=inherited | environment, capture_output=True, text=True, check=False)


@pytest.mark.model
def test_another_instruction_set_is_another_arithmetic(tmp_path: Path) -> None:
    article, out = str(next(iter(sorted(SEEDS.iterdir())))), str(tmp_path / "out")
    build = ("build", article, "--out", out, "--formats", "jsonl")
    assert _bilingual(*build, CT2_FORCE_CPU_ISA="GENERIC").returncode == 0
    articles = tmp_path / "out" / "articles.jsonl"
    there = json.loads(articles.read_text(encoding="utf-8"))["provenance"]["arithmetic"]
    refused = _bilingual(*build, "--same-arithmetic")
    assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
    done = _bilingual(*build)
    assert "the arithmetic differs" in done.stderr
    assert json.loads(articles.read_text(encoding="utf-8"))["provenance"]["arithmetic"] == there
    here = _bilingual(*build[:3], str(tmp_path / "here"), *build[4:], "--same-arithmetic")
    assert (here.returncode, "arithmetic" in here.stderr) == (0, False)
    other = json.loads((tmp_path / "here" / "articles.jsonl").read_text(encoding="utf-8"))
    assert (len(other["provenance"]["arithmetic"]), other["provenance"]["arithmetic"] == there) == (1, False)
