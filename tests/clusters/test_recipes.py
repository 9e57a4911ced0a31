"""The recipes for other frameworks in docs/clusters.md do what one build does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual import Options, build
from tests.support.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RECIPES = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("framework", ["datatrove", "pyspark"])
def test_a_recipe_makes_the_corpus_of_one_build(
    framework: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if framework == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    [recipe] = [one for one in RECIPES if f"from {framework}" in one]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recipe.py").write_text(recipe, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(
        '{"id": "a", "text": "Il pleut. Elle lit."}\n{"id": "A", "text": "Le chat dort."}\n', encoding="utf-8"
    )
    environment = os.environ | {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "recipe.py"], env=environment, capture_output=True, text=True, check=False, timeout=150
    )
    assert done.returncode == 0, done.stderr[-2000:]
    build(["articles.jsonl"], Options(out="alone", threads=1))
    for name in ("bitext.jsonl", "articles.jsonl", "html/index.html"):
        assert (tmp_path / "corpus" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
