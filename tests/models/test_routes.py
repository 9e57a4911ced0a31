from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.errors import ModelError, UsageError
from bilingual.models import routes
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    return tmp_path


def _pairs(pair: tuple[str, str]) -> list[tuple[str, str]]:
    return [(model.source_language, model.target_language) for model in routes.find(None, pair)]


@pytest.mark.model
def test_the_starter_is_a_step(installed: Path) -> None:
    packages.install(installed, "en", "de")
    assert _pairs(("fr", "en")) == [("fr", "en")]
    assert _pairs(("fr", "de")) == [("fr", "en"), ("en", "de")]


def test_a_direct_package_wins_over_two(installed: Path) -> None:
    for source, target in (("ar", "en"), ("en", "de"), ("ar", "de")):
        packages.install(installed, source, target)
    assert _pairs(("ar", "de")) == [("ar", "de")]


def test_english_is_the_way_rather_than_others(installed: Path) -> None:
    for source, target in (("de", "ca"), ("ca", "es"), ("de", "en"), ("en", "es")):
        packages.install(installed, source, target)
    assert _pairs(("de", "es")) == [("de", "en"), ("en", "es")]


def test_another_language_is_a_way_too(installed: Path) -> None:
    for source, target in (("pt", "es"), ("es", "ca")):
        packages.install(installed, source, target)
    assert _pairs(("pt", "ca")) == [("pt", "es"), ("es", "ca")]


def test_a_broken_package_for_the_pair_is_no_reason_for_a_way_around(installed: Path) -> None:
    for source, target in (("de", "en"), ("en", "es"), ("de", "es")):
        packages.install(installed, source, target)
    (installed / "translate-de_es-1_0" / "model" / "model.bin").unlink()
    heard: list[str] = []
    with pytest.raises(ModelError, match="de to es"):
        routes.find(None, ("de", "es"), heard.append)
    assert "passed over" in heard[0]


@pytest.mark.parametrize(
    ("pair", "commands"),
    [
        (("fr", "de"), ["install fr de", "by way of English with: bilingual model install en de."]),
        (("es", "de"), ["install es de", "bilingual model install es en and bilingual model install en de"]),
        (("ar", "en"), ["install ar en."]),
    ],
)
def test_what_is_missing_names_what_to_install(pair: tuple[str, str], commands: list[str]) -> None:
    with pytest.raises(ModelError) as caught:
        routes.find(None, pair)
    assert all(command in str(caught.value) for command in commands)
    assert "there is fr to en" in str(caught.value)


def test_one_language_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="both languages are 'de'"):
        routes.find(None, ("de", "de"))
