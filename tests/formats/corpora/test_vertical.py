"""Vertical text for NoSketch Engine, and how its sentences are aligned."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.data import Metadata
from bilingual.engines.fake import FakeEngine
from bilingual.formats.corpora.mapping import Mapping
from bilingual.formats.corpora.vertical import STRUCTURES, corpus_names, registry
from tests.support.aligned import aligned, written
from tests.support.bitexts import TEXT, texts, tricky, write
from tests.support.pages import PROVENANCE, three_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

FILES = (
    "bilingual_fr.vert", "bilingual_en.vert", "bilingual_fr-bilingual_en.align", "bilingual_en-bilingual_fr.align",
    "registry/bilingual_fr", "registry/bilingual_en",
)  # fmt: skip
_STRUCTURE = re.compile(r"</?(doc|p|s|g)((?: \w+=\"(?:[^\"\\]|\\.)*\")*)/?>")


def _read(mapping: str) -> list[tuple[range, range]]:
    """Return what each line of a mapping joins, read as ``mkalign`` reads it: no number may be passed over."""
    at, found = [0, 0], []
    for line in mapping.splitlines():
        cells = line.split("\t")
        assert len({":" in cell for cell in cells}) == 1
        ranges = []
        for side, cell in enumerate(cells):
            ends = [int(end) for end in re.split("[,:]", cell)]
            one = range(ends[0], ends[-1] + 1) if ends != [-1] else range(0)
            assert not one or one.start == at[side]
            at[side] += len(one)
            ranges.append(one)
        found.append((ranges[0], ranges[1]))
    return found


def _sentences(path: Path) -> list[list[str]]:
    """Return the tokens of each sentence of a text, whose structures are sound."""
    found: list[list[str]] = []
    open_: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        structure = _STRUCTURE.fullmatch(line)
        if structure is None:
            assert open_ == ["doc", "p", "s"]
            assert line.strip()
            assert "\t" not in line
            found[-1].append(line)
        elif line.startswith("</"):
            assert open_.pop() == structure[1]
        elif structure[1] != "g":
            assert open_ == ["doc", "p", "s"][: len(open_)]
            open_.append(structure[1])
            if structure[1] == "s":
                found.append([])
    assert not open_
    return found


def test_golden(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write(tmp_path, [*three_articles()[:2], *tricky()], "vertical")
    for name in FILES:
        golden(f"corpora/vertical/{name}", (tmp_path / "vertical" / name).read_bytes().decode())


def test_beads_of_aligned_texts_are_mapped_both_ways(tmp_path: Path) -> None:
    written(tmp_path)
    aligned(tmp_path, formats=("jsonl", "vertical"))
    folder = tmp_path / "corpus" / "vertical"
    french, english = (_sentences(folder / f"bilingual_{code}.vert") for code in ("fr", "en"))
    there = _read((folder / FILES[2]).read_text())
    assert there[-1] == (range(0), range(12, 13))
    assert [(len(source), len(target)) for source, target in there].count((1, 2)) == 1
    assert [(b, a) for a, b in there] == _read((folder / FILES[3]).read_text())
    assert sum(len(source) for source, _ in there) == len(french)
    assert sum(len(target) for _, target in there) == len(english)
    [two] = [target for source, target in there if (len(source), len(target)) == (1, 2)]
    assert [english[number][0] for number in two] == ["Marie", "But"]


@given(counts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30))
def test_a_mapping_says_what_it_was_told(counts: list[tuple[int, int]]) -> None:
    stream = io.StringIO()
    mapping = Mapping(stream)
    for source, target in counts:
        mapping.add(source, target)
    mapping.close()
    found: list[tuple[int, int]] = []
    for line, (source_range, target_range) in zip(
        stream.getvalue().splitlines(), _read(stream.getvalue()), strict=True
    ):
        whole = len(source_range), len(target_range)
        found += [(1, 1)] * whole[0] if ":" in line else [whole]
    assert found == _merged(counts)


def _merged(counts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the counts with those of one side alone that follow one another made one."""
    found: list[tuple[int, int]] = []
    for count in counts:
        sides = [bool(one) for one in count]
        if found and not all(sides) and [bool(one) for one in found[-1]] == sides:
            found[-1] = found[-1][0] + count[0], found[-1][1] + count[1]
        elif any(sides):
            found.append(count)
    return found


@settings(max_examples=30)
@given(title=TEXT, sides=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3))
def test_any_text_makes_sound_structures(
    tmp_path_factory: pytest.TempPathFactory, title: str, sides: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    article, pairs = texts(title or "a", *sides)
    write(folder, [(replace(article, metadata=Metadata(title=title, authors=(title, title))), pairs)], "vertical")
    counts = [len(_sentences(folder / "vertical" / name)) for name in FILES[:2]]
    mapped = _read((folder / "vertical" / FILES[2]).read_text())
    assert counts == [sum(len(one[side]) for one in mapped) for side in (0, 1)]


def test_the_registry_names_all_that_is_in_the_text(tmp_path: Path) -> None:
    write(tmp_path, three_articles(), "vertical")
    said = registry(PROVENANCE, 0)
    assert 'ALIGNED "bilingual_en"' in said
    assert 'ALIGNDEF "bilingual_fr-bilingual_en.align"' in said
    text = (tmp_path / "vertical" / FILES[0]).read_text(encoding="utf-8")
    for structure, attributes in STRUCTURES.items():
        assert f"STRUCTURE {structure} {{" in said
        assert set(re.findall(rf"<{structure} .*>", text))
        assert {name for one in re.findall(rf"<{structure} (.*)>", text) for name in re.findall(r"(\w+)=", one)} <= set(
            attributes
        )


def test_what_a_registry_cannot_hold_is_in_none() -> None:
    odd = replace(PROVENANCE, model='a"b\nPATH "/etc"')
    lines = registry(odd, 1).splitlines()
    assert [line for line in lines if line.startswith("PATH")] == ['PATH "bilingual_en/"']
    assert all(line.count('"') in {0, 2} for line in lines)


def test_corpora_have_names_that_manatee_takes() -> None:
    assert corpus_names(FakeEngine(languages=("fr", "zt")).provenance) == ("bilingual_fr", "bilingual_zh_hant")
