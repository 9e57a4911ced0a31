from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bilingual.models.install import index

FIELDS = ("type", "from_code", "to_code", "package_version", "from_name", "links", "languages", "source_languages")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["fr", "1.0", "translate", "http://h/"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES) | VALUES))
def test_any_index_is_read_or_passed_over(entries: list[object]) -> None:
    for offer in index.parse(json.dumps(entries).encode()) or []:
        assert all(map(index.is_code, offer.pair))
        assert all(isinstance(link, str) for link in offer.links)
        assert "/" not in offer.name


@given(st.binary())
def test_any_bytes_are_an_index_or_none(raw: bytes) -> None:
    assert index.parse(raw) in (None, [])


def test_of_several_versions_the_latest_is_the_best() -> None:
    entries = [{"from_code": "fr", "to_code": "en", "package_version": number} for number in ("1.9", "1.10", "1.2")]
    offers = index.parse(json.dumps(entries).encode())
    assert offers is not None
    assert [offer.version for offer in offers] == ["1.10", "1.9", "1.2"]
    best = index.best(offers, ("fr", "en"))
    assert best is not None
    assert best.version == "1.10"
    assert index.best(offers, ("en", "fr")) is None


def test_a_hostile_index_does_no_harm() -> None:
    good = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "links": ["https://example.org/a"]}
    bad = [
        good | {"from_code": "../../etc"},
        good | {"to_code": ["en"]},
        good | {"package_version": {"a": 1}},
        good | {"package_version": "9" * 1_000},
        good | {"links": 7},
        good | {"links": None},
        good | {"languages": 7},
        good | {"source_languages": "x"},
        good | {"type": ["translate"]},
        good | {"type": "sbd"},
        good | {"from_code": "fr\x1b[2J"},
    ]
    assert index.parse(json.dumps(bad).encode()) == []
    links: list[object] = [
        "file:///etc/passwd",
        "ipfs://Qm",
        "http://a b",
        7,
        "https://example.org/" + "x" * 3_000,
        "javascript:x",
    ]
    links += ["https://example.org/a"] * 1_000
    offers = index.parse(json.dumps([good | {"links": links, "from_name": "\x1b]F\n"}]).encode())
    assert offers is not None
    assert [(offer.name, offer.links, offer.source_name) for offer in offers] == [
        ("translate-fr_en-1_0", ("https://example.org/a",), "]F")
    ]
