from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.io.peeked import as_utf8, peek


@given(st.binary(max_size=200), st.integers(0, 300))
def test_nothing_is_lost_by_looking(data: bytes, most: int) -> None:
    beginning, stream = peek(io.BytesIO(data), most)
    assert (beginning, stream.read()) == (data[:most], data)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Été.\n".encode(), "utf-8"),
        ("Été.\n".encode("utf-8-sig"), "utf-8"),
        ("Été.\n".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "Été.\n".encode("utf-16-be"), "utf-16"),
        ("Été, fin.\n".encode("utf-16-le"), "utf-16-le"),
        ("Été, fin.\n".encode("utf-16-be"), "utf-16-be"),
        ("Été.\n".encode("utf-32"), "utf-32"),
    ],
)
def test_utf_16_comes_as_utf_8(raw: bytes, encoding: str) -> None:
    beginning, stream, found = as_utf8(io.BytesIO(raw))
    text = stream.read()
    assert (found, text.startswith(beginning)) == (encoding, True)
    assert text.decode("utf-8-sig").startswith("Été")


def test_a_long_text_in_utf_16_comes_whole_and_damage_in_it_is_marked() -> None:
    text = "L’été à Œuf-en-Ternois. 😀\n" * 50_000
    _, stream, _ = as_utf8(io.BytesIO(text.encode("utf-16") + b"\x00"))
    assert stream.read().decode() == f"{text}\ufffd"
