"""What ships of style and scripts follows from the readable sources."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from bilingual.formats.html.built import built, built_of, digests
from bilingual.formats.html.environment import PROGRAM, SCRIPTS, STYLES

RENEW = "run: .venv/bin/python tools/assets.py"


def test_what_ships_was_made_of_these_sources() -> None:
    assert built_of() == digests(), RENEW
    named = {*PROGRAM, *(name for names in (*SCRIPTS.values(), *STYLES.values()) for name in names)}
    assert named <= set(digests())


@pytest.mark.skipif(find_spec("minify") is None, reason="the minifier is not installed")
def test_what_ships_is_what_the_tool_makes() -> None:
    from tools import assets

    for name, text in assets.files().items():
        assert built(name) == text, RENEW


def test_what_ships_can_stand_within_a_page() -> None:
    for kind in SCRIPTS:
        for name in (f"{kind}.css", f"{kind}.js"):
            assert not re.search(r"</|<!--|//#", built(name))
