from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bilingual import models
from bilingual.engines import devices
from bilingual.engines.argos import ArgosEngine
from bilingual.errors import UsageError
from bilingual.models.ct2_library import library
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path

ctranslate2 = library()


def _see(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: count)


def test_auto_takes_a_card_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    _see(monkeypatch, 1)
    assert [devices.choose(wish) for wish in ("auto", "cpu", "cuda")] == ["cuda", "cpu", "cuda"]
    _see(monkeypatch, 0)
    assert [devices.choose(wish) for wish in ("auto", "cpu")] == ["cpu", "cpu"]


def test_a_card_that_is_not_there_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _see(monkeypatch, 0)
    with pytest.raises(UsageError, match=rf"CTranslate2 {ctranslate2.__version__} sees no CUDA device\. Leave"):
        devices.choose("cuda")


def test_a_driver_that_does_not_fit_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise RuntimeError("CUDA driver version is insufficient")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", fail)
    assert devices.choose("auto") == "cpu"
    with pytest.raises(UsageError, match="driver version is insufficient"):
        devices.choose("cuda")


def test_the_model_is_loaded_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A stand-in for a card: what is asked of CTranslate2 is noted, and done on the processor.
    _see(monkeypatch, 1)
    asked: list[tuple[str, int]] = []
    real = ctranslate2.Translator

    def translator(path: str, **options: Any) -> Any:  # noqa: ANN401 - CTranslate2 ships no types
        asked.append((options["device"], options["inter_threads"]))
        return real(path, **options | {"device": "cpu"})

    monkeypatch.setattr(ctranslate2, "Translator", translator)
    model = models.find(packages.install(tmp_path, "fr", "en"), ("fr", "en"))
    assert ArgosEngine(model).machine["device"] == "cuda"
    assert ArgosEngine(model, device="cpu", threads=2).machine["device"] == "cpu"
    assert asked[0] == ("cuda", 1)
    assert asked[-1] == ("cpu", 2)
