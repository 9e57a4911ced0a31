"""Corpora that grew in many steps, with all that may come between: they are what one build of it all gives."""

from __future__ import annotations

import random
import signal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import remove
from tests.support.children import start
from tests.support.corpora import contents

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

STEPS = 10
KILLS = 1  # of each act, before it is let through

Act = tuple[object, ...]


class _Killed:
    """Acts on a corpus in processes of their own, each killed at random moments before it is let through."""

    def __init__(self, acts: subprocess.Popen[str], out: Path) -> None:
        self._acts = acts
        self._out = out
        self._chance = random.Random(16)
        self._steps = 60
        self.kills = 0

    def do(self, *act: object) -> None:
        for _ in range(KILLS):
            status, _ = self._try(self._chance.randint(1, self._steps), act)
            if status == 0:
                return
            assert status == -signal.SIGKILL
            self.kills += 1
            if (self._out / "bitext.jsonl").exists():
                assert verify(self._out, print).problems == 0
        status, self._steps = self._try(100_000, act)
        # What a kill had committed was finished by whoever read the corpus; to remove twice is an error.
        assert status == 0 or act[0] == "remove"

    def _try(self, steps: int, act: Act) -> tuple[int, int]:
        assert self._acts.stdin
        assert self._acts.stdout
        print(steps, *act, file=self._acts.stdin, flush=True)
        status, taken = map(int, self._acts.stdout.readline().split())
        return status, taken


def _sources(folder: Path) -> Iterator[Path]:
    """Make folders of articles, some of one name and many with the same sentences."""
    chance = random.Random(3)
    for number in range(STEPS):
        (folder / f"s{number}").mkdir()
        for name in (f"{number}-0", f"{number}-1", f"{number}-2", "same"):
            text = f"Titre {number} du jour. Phrase {chance.randrange(20)} de la ville. Voici {name}.\n"
            (folder / f"s{number}" / f"{name}.txt").write_text(text, encoding="utf-8")
        yield folder / f"s{number}"


def _correct(out: Path, number: int) -> None:
    corrections = [(f"Titre {number} du jour.", f"Title {number}."), ("Phrase 7 de la ville.", f"Phrase of {number}.")]
    with Memory(OutputFolder(out).memory) as memory:
        memory.correct(("fr", "en"), corrections)


def test_ten_steps_with_corrections_removals_and_kills_between_are_as_one_build(tmp_path: Path) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    sources = list(_sources(tmp_path))
    with start("killed_builds.py", tmp_path, out, home=tmp_path) as acts:
        corpus = _Killed(acts, out)
        for number, source in enumerate(sources):
            # Pages take time, and the last act makes all of them.
            corpus.do("add:jsonl" if source != sources[-1] else "add:jsonl,html", source)
            if number % 3 == 1:
                corpus.do("remove", f"{number}-0", f"{number - 1}-1")
            if number % 2 == 1:
                _correct(out, number)
                corpus.do("renew")
        assert acts.stdin
        acts.stdin.close()
    assert corpus.kills >= STEPS // 2
    for number in range(1, STEPS, 2):
        _correct(whole, number)
    build(sources, Options(out=whole), FakeEngine())
    remove(whole, [name for number in range(1, STEPS, 3) for name in (f"{number}-0", f"{number - 1}-1")])
    assert contents(out) == contents(whole)
    assert verify(out, print).problems == 0
    assert len(list(Corpus(out))) == 4 * STEPS - 6


NAMES = st.sampled_from(["a", "A", "b", "a~2", "b~2"])
TEXTS = st.sampled_from(["Il pleut.", "Elle rit. Il pleut.", "La mer monte."])


@settings(max_examples=12)
@given(steps=st.lists(st.lists(st.tuples(NAMES, TEXTS), min_size=1, max_size=4), min_size=2, max_size=3))
def test_any_steps_are_as_one_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    sources = []
    for number, articles in enumerate(steps):
        sources.append(folder / f"{number}.jsonl")
        lines = "".join(f'{{"id": "{name}", "text": "{text}"}}\n' for name, text in articles)
        sources[-1].write_text(lines, encoding="utf-8")
    build(sources, Options(out=folder / "whole", formats="jsonl"), FakeEngine())
    for source in [*sources, sources[0]]:
        build([source], Options(out=folder / "out", formats="jsonl"), FakeEngine(), add=True)
    assert contents(folder / "out") == contents(folder / "whole")
