"""The weights that ship: complete, small, and with their sources."""

from __future__ import annotations

import json

import pytest

from bilingual.alignment.bags import CHANNELS, TRANSLATED
from bilingual.alignment.features import OTHERS
from bilingual.alignment.weights import FILE, order, version, weights


@pytest.mark.parametrize("translated", [False, True])
def test_everything_has_a_weight(*, translated: bool) -> None:
    channels = (*CHANNELS, *TRANSLATED) if translated else tuple(CHANNELS)
    assert set(weights(translated=translated).values) == set(order((*channels, *OTHERS)))


def test_the_file_is_small_and_names_its_sources() -> None:
    assert FILE.stat().st_size < 10_000
    content = json.loads(FILE.read_text(encoding="utf-8"))
    assert content["sources"]
    assert all(source.endswith(")") for source in content["sources"])
    assert version() == content["version"]
