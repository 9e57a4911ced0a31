"""XLIFF 1.2 and 2.0: who translated, what a CAT tool changes, and hostile XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.support.bitexts import FILES, LAUGHS, assert_refused, read, tricky, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "laughs.xlf": LAUGHS.replace("tmx", "xliff").encode(),
    "latin.xlf": '<?xml version="1.0" encoding="utf-8"?><xliff>é</xliff>'.encode("latin-1"),
    "other.xlf": b"<html/>",
    "deep.xlf": b"<xliff>" + b"<group>" * 100_000,
    "attribute.xlf": b"<xliff a='" + b"x" * (40 * 1024**2),
    "comment.xlf": b"<xliff><!--" + b"x" * (40 * 1024**2),
}


@pytest.mark.parametrize(
    ("format_", "elements", "attribute", "machine", "human"),
    [
        ("xliff", ".//{*}trans-unit/{*}target", "state", "needs-review-translation", "translated"),
        ("xliff2", ".//{*}segment", "subState", "bilingual:mt", "bilingual:human"),
    ],
)
def test_machine_and_human_are_told_apart(  # noqa: PLR0913, PLR0917 - the table's columns
    tmp_path: Path, format_: str, elements: str, attribute: str, machine: str, human: str
) -> None:
    write(tmp_path, tricky(), format_)
    tree = etree.parse(tmp_path / FILES[format_])
    assert [element.get(attribute) for element in tree.iterfind(elements)] == [machine, machine, machine, human]


def test_what_a_cat_tool_changes_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file><body><group>'
        '<trans-unit id="a:1:1"><source>Oui.</source><target><mrk mtype="seg" mid="1">Yes<x id="7"/>.</mrk> <!-- no -->'
        "</target><alt-trans><target>No.</target></alt-trans></trans-unit></group></body></file></xliff>"
    )
    (tmp_path / "b.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en"><file id="1">'
        '<unit id="1" name="a:1:1"><segment><source>Oui.</source><target>Yes<pc id="1">.</pc></target></segment>'
        "<ignorable><source> </source><target> </target></ignorable><segment><source>Non.</source></segment></unit>"
        "</file></xliff>"
    )
    assert read(tmp_path / "a.xlf") == [("a:1:1", "Oui.", "Yes. ")]
    assert read(tmp_path / "b.xlf") == [("a:1:1", "Oui. Non.", "Yes. ")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])
