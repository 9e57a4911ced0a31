"""Translation memories: who translated, what other programs change, and hostile XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.support.bitexts import FILES, LAUGHS, assert_refused, read, tricky, write

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = (
    '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body><tu><tuv><seg>&x;</seg></tuv></tu></body></tmx>'
)

HOSTILE = {
    "laughs.tmx": LAUGHS.encode(),
    "outside.tmx": OUTSIDE.encode(),
    "cut.tmx": b"<tmx><body><tu><tuv",
    "not.tmx": b"\x00\x01\x02",
    "empty.tmx": b"",
    "crowd.tmx": b"<tmx><body><tu>" + b"<tuv/>" * 20_000 + b"</tu></body></tmx>",
    "long.tmx": b"<tmx><body><tu><tuv><seg>" + b"x" * 20_000_000 + b"</seg></tuv></tu></body></tmx>",
    "no-text.tmx": b'<tmx><body><tu tuid="a:1:1"><tuv xml:lang="fr"><seg>Oui.</seg></tuv></tu></body></tmx>',
}


def test_machine_and_human_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, tricky(), "tmx")
    units = etree.parse(tmp_path / FILES["tmx"]).findall(".//tu")
    assert [unit.get("creationid") for unit in units] == ["MT!", "MT!", "MT!", None]
    assert [unit[-1].get("creationid") for unit in units] == ["MT!", "MT!", "MT!", None]


def test_what_a_cat_tool_changes_is_read(tmp_path: Path) -> None:
    (tmp_path / "c.tmx").write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body><tu tuid="a:1:1">'
        '<tuv xml:lang="FR-fr"><seg>Oui.</seg></tuv><tuv xml:lang="en-GB"><seg><hi>Yes</hi>.</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-16",
    )
    assert read(tmp_path / "c.tmx") == [("a:1:1", "Oui.", "Yes.")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    assert_refused(tmp_path / name, HOSTILE[name])
