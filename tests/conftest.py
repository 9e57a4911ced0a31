"""What several tests share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bilingual import models

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews the golden files; look at the difference before you commit it."""
    parser.addoption(
        "--regenerate-golden", action="store_true", help="rewrite tests/golden from what the code does now"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or make it the golden file under the flag."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regenerate-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def seeds() -> Path:
    """The five articles of the README's first command."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def starter_archive() -> Path:
    """The archive of the real starter model."""
    return next(iter(sorted((ROOT / "models").glob("*.argosmodel"))))


@pytest.fixture(scope="session")
def starter(starter_archive: Path) -> models.Model:
    """The real starter model, unpacked."""
    return models.find(starter_archive)
