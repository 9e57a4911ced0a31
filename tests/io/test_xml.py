from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import InputError
from bilingual.io import xml
from bilingual.io.source import Source

if TYPE_CHECKING:
    from pathlib import Path

# Surrogates are no text of ours: they never get this far.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT)
def test_any_text_survives_an_attribute(text: str) -> None:
    element = etree.Element("a")
    element.set("b", xml.escape(text))
    assert xml.unescape(etree.fromstring(etree.tostring(element)).get("b")) == text


@given(TEXT)
def test_any_text_survives_an_element(text: str) -> None:
    element = etree.Element("a")
    xml.fill(element, text, lambda code, _: etree.Element("c", hex=f"{code:04x}"))
    again = etree.fromstring(etree.tostring(element, encoding="utf-8"))
    assert xml.text_of(again, lambda child: xml.parse_code(child.get("hex")), frozenset()) == text


def _texts(path: Path, content: str) -> list[str]:
    path.write_text(content, encoding="utf-8")
    return [unit.text for _, unit in xml.units(Source("a", path.name, path), "r", frozenset({"u"}))]


def test_units_come_one_by_one_whatever_lies_between(tmp_path: Path) -> None:
    assert _texts(tmp_path / "a.xml", "<r><x><u>1</u></x><!-- u --><u>2</u><?u?></r>") == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<s><u>1</u></s>", "it is <s>, not <r>"),
        ("<r><u>1</u>", "it is no sound XML"),
        ('<!DOCTYPE r [<!ENTITY e "e">]><r><u>&e;</u></r>', "it declares entities"),
        ('<!DOCTYPE r SYSTEM "r.dtd"><r><u>&eacute;</u></r>', "nothing in it says what '&eacute;' stands for"),
        (f"<r><u>{'<x/>' * 10_001}</u></r>", "too many elements in a segment"),
    ],
)
def test_what_cannot_be_trusted_is_one_clear_error(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        _texts(tmp_path / "a.xml", content)


def test_an_element_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_MAX_BYTES", 100_000)
    with pytest.raises(InputError, match="too long for a segment"):
        _texts(tmp_path / "a.xml", f"<r><!--{'x' * 500_000}--></r>")
