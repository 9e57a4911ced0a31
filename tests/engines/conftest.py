"""What the tests of glossaries share."""

from __future__ import annotations

import pytest

from bilingual import checks
from bilingual.checks import Check, Severity
from bilingual.checks.finding import Finding


@pytest.fixture
def toy_checks(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Leave the glossary's flag, and let a translation say itself that it is bad; or a name that is gone be severe."""
    if "starter" in request.fixturenames:
        return
    bad = Check(Severity.SEVERE, "It says BAD.", lambda _, made: Finding() if "BAD" in made.text else None)
    name = Check(
        Severity.SEVERE,
        "Gone.",
        lambda source, made: Finding() if "Poutine" in source and "Pou" not in made.text else None,
    )
    monkeypatch.setattr(checks, "CHECKS", {"bad": bad, "name": name, "glossary": checks.CHECKS["glossary"]})
