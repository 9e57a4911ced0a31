from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.models import ct2_library
from bilingual.models.ct2_library import AVX512, VARIABLE, by_rule
from tests.support.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model

NEEDED = frozenset(["fpu", "avx2", "avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw", "avx512_vnni"])


@pytest.mark.parametrize(
    ("asked", "architecture", "features", "instructions"),
    [
        ("", "x86_64", NEEDED, AVX512),
        ("", "AMD64", NEEDED, AVX512),
        *(("", "x86_64", NEEDED - {feature}, "") for feature in ("avx512f", "avx512cd", "avx512vl", "avx512dq")),
        ("", "x86_64", NEEDED - {"avx512bw"}, ""),
        ("", "x86_64", NEEDED - {"avx512_vnni"}, AVX512),
        ("", "aarch64", NEEDED, ""),
        ("", "x86_64", frozenset(), ""),
        ("GENERIC", "x86_64", NEEDED, "GENERIC"),
        ("AVX2", "x86_64", frozenset(), "AVX2"),
        ("what", "aarch64", frozenset(), "what"),
    ],
)
def test_avx512_is_for_processors_that_have_all_of_it_unless_somebody_says_otherwise(
    asked: str, architecture: str, features: frozenset[str], instructions: str
) -> None:
    assert by_rule(asked, architecture, features).instructions == instructions


def test_ctranslate2_is_imported_in_one_place() -> None:
    importing = set()
    for path in (ROOT / "bilingual").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "ctranslate2" for name in names):
                importing.add(path.name)
    assert importing == {"ct2_library.py"}


def _in_a_process(code: str, **environment: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if name != VARIABLE}
    environment = inherited | environment
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


SHOW = "from bilingual.models import ct2_library as c; print(c.choice().instructions, c.choice().why)"


def test_what_the_user_says_holds() -> None:
    assert _in_a_process(SHOW, **{VARIABLE: "GENERIC"}) == "GENERIC CT2_FORCE_CPU_ISA says so"


def test_a_program_that_imported_ctranslate2_is_left_alone() -> None:
    said = _in_a_process(f"import ctranslate2, os; {SHOW}; print(os.environ.get('{VARIABLE}'))")
    assert said == "CTranslate2's own choice, as another program had imported it before\nNone"


class _Refusing:
    """A CTranslate2 that does not know what it is told to use."""

    def __init__(self, message: str) -> None:
        self._message = message

    def Translator(self, folder: str, **settings: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401, N802 - its name
        if os.environ.get(VARIABLE):
            raise ValueError(self._message)
        return folder, settings


@pytest.mark.parametrize("message", ["The CPU does not support AVX512", "was not compiled with AVX512 support"])
def test_a_ctranslate2_that_refuses_chooses_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, message: str
) -> None:
    monkeypatch.setattr(ct2_library, "library", lambda: _Refusing(message))
    monkeypatch.setattr(ct2_library, "_choice", by_rule("", "x86_64", NEEDED))
    monkeypatch.setenv(VARIABLE, AVX512)
    assert ct2_library.load(tmp_path, device="cpu") == (str(tmp_path), {"device": "cpu"})
    assert (ct2_library.choice().instructions, VARIABLE in os.environ) == ("", False)


@pytest.mark.parametrize(("asked", "message"), [("AVX512", "does not support AVX512"), ("", "no such model")])
def test_what_is_wrong_otherwise_stays_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str, message: str
) -> None:
    monkeypatch.setattr(ct2_library, "library", lambda: _Refusing(message))
    monkeypatch.setattr(ct2_library, "_choice", by_rule(asked, "x86_64", NEEDED))
    monkeypatch.setenv(VARIABLE, AVX512)
    with pytest.raises(ValueError, match=message):
        ct2_library.load(tmp_path)


@pytest.mark.model
def test_ctranslate2_takes_what_it_is_told(starter: Model) -> None:
    code = (
        "from pathlib import Path; from bilingual.models import ct2_library as c; print(c.choice().instructions);"
        f"c.load(Path({str(starter.folder / 'model')!r}), device='cpu', compute_type='auto')"
    )
    inherited = {name: value for name, value in os.environ.items() if name != VARIABLE}
    for asked in ("", "GENERIC"):
        environment = inherited | ({VARIABLE: asked} if asked else {}) | {"CT2_VERBOSE": "1"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        if instructions := done.stdout.strip():
            assert f"Selected ISA: {instructions}\n" in done.stderr
